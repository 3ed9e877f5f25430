// One `[[rule]]`: its words, its parts and its examples.
#include <algorithm>

#include "rules/compile.h"
#include "support/text.h"

namespace djaz {
namespace {

const std::vector<std::string_view> kRuleKeys = {
    "name",      "code",    "aliases",   "severity", "confidence", "tags",       "profiles",
    "status",    "summary", "select",    "each",     "where",      "unless",     "require",
    "forbid",    "check",   "case",      "join",     "message",    "at",         "related",
    "sensitive", "report",  "yields_to", "why",      "advice",     "references", "equivalents",
    "bad",       "good",    "fix"};

constexpr std::size_t kLongestCode = 16;

const std::vector<std::string_view> kBranches = {
    "documents",          "entry_points", "settings", "requirements",
    "requirement_files",  "startup",      "runtime",  "environment",
    "environment_reads",  "launch",       "azure",    "dotenv",
    "web_config",         "repository",   "code",     "secrets",
    "environment_writes", "statements"};

bool is_kebab(std::string_view name) {
  if (name.empty() || name.front() == '-' || name.back() == '-' || name.find("--") != name.npos)
    return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; });
}

bool is_code(std::string_view code) {
  return code.size() == 6 && code.starts_with("DZ") &&
         std::all_of(code.begin() + 2, code.end(), is_digit);
}

// "ACME001": letters, then digits.
bool is_own_code(std::string_view code) {
  std::size_t letters = 0;
  while (letters < code.size() && code[letters] >= 'A' && code[letters] <= 'Z') ++letters;
  return letters > 0 && letters < code.size() && code.size() <= kLongestCode &&
         !code.starts_with("DZ") && std::all_of(code.begin() + letters, code.end(), is_digit);
}

}  // namespace

std::unique_ptr<CompiledRule> Compiler::rule(const Node& table) {
  const std::size_t before = errors_.size();
  auto out = std::make_unique<CompiledRule>();
  joins_.clear();
  asks_project_ = false;
  has_item_ = find(table, "each") != nullptr;
  if (!is(table, Kind::mapping, "a rule")) return nullptr;
  only(table, "a rule", kRuleKeys);

  words(table, out->info);
  examples(table, "bad", out->info);
  examples(table, "good", out->info);
  out->select = select(table, "select");
  out->each = each(table);
  joins(table, *out);
  if (const Node* where = find(table, "where")) out->where = condition(*where);
  if (const Node* unless = find(table, "unless")) out->unless = condition(*unless);
  verdict(table, *out);
  cases(table, *out);
  if (!text(table, "message", true).empty()) out->message = message(*find(table, "message"));
  if (!text(table, "at").empty()) {
    const Node* at = find(table, "at");
    out->at = path(*at, at->text);
  }
  related(table, *out);
  out->sensitive = flag(table, "sensitive");
  out->yields_to = texts(table, "yields_to");
  fix(table, *out);
  out->asks_project = asks_project_;
  if (const Node* report = find(table, "report"))
    out->report_possible = one_of(*report, "report", {"possible"});
  return errors_.size() == before ? std::move(out) : nullptr;
}

void Compiler::words(const Node& table, RuleInfo& info) {
  info.name = text(table, "name", true);
  info.code = text(table, "code", true);
  info.summary = text(table, "summary", true);
  info.why = text(table, "why", true);
  info.advice = text(table, "advice", true);
  info.aliases = texts(table, "aliases");
  info.tags = texts(table, "tags");
  info.profiles = texts(table, "profiles");
  info.references = texts(table, "references");
  info.status = text(table, "status");
  names(table, info);
  if (const Node* node = find(table, "status"); node != nullptr && node->is(Kind::string))
    one_of(*node, "status", {"stable", "preview", "deprecated"});
  if (const Node* node = find(table, "profiles"))
    for (const std::string& profile : info.profiles)
      if (profile != "default" && profile != "django" && profile != "strict")
        fail(node->span, "unknown profile `" + profile + '`',
             suggestion(profile, {"default", "django", "strict"}));
  if (find(table, "severity") == nullptr) fail(table.span, "the rule has no `severity`");
  info.severity = severity(table).value_or(Severity::warning);
  info.confidence = confidence(table).value_or(Confidence::high);
  equivalents(table, info.equivalents);
}

void Compiler::names(const Node& table, const RuleInfo& info) {
  constexpr std::string_view kForm =
      "a rule's name is written in kebab case: lower-case letters, digits, hyphens";
  const Node* name = find(table, "name");
  if (!info.name.empty() && !is_kebab(info.name)) fail(name->span, std::string(kForm));
  if (info.name == "all") fail(name->span, "`all` means all rules; call this one something else");
  for (const std::string& alias : info.aliases)
    if (alias == "all" || (!is_kebab(alias) && !is_code(alias) && !is_own_code(alias)))
      fail(find(table, "aliases")->span, "the alias `" + alias + "` is neither a name nor a code",
           std::string(kForm));
  if (info.code.empty()) return;
  const Node* code = find(table, "code");
  if (author_ != Author::user && !is_code(info.code))
    fail(code->span, "a rule's code is `DZ` and four digits");
  else if (author_ == Author::user && info.code.starts_with("DZ"))
    fail(code->span, "codes that begin with `DZ` are djaz's own",
         "begin yours with other letters: `ACME001`");
  else if (author_ == Author::user && !is_own_code(info.code))
    fail(code->span, "a rule's code is upper-case letters and then digits, 16 at most: `ACME001`");
}

void Compiler::equivalents(const Node& table, Equivalents& out) {
  const Node* node = find(table, "equivalents");
  if (node == nullptr || !is(*node, Kind::mapping, "`equivalents`")) return;
  only(*node, "`equivalents`",
       {"cwe", "checkov", "django", "cis", "kics", "psrule", "trivy", "mcsb", "policy"});
  out.django = texts(*node, "django");
  out.cwe = texts(*node, "cwe");
  out.checkov = texts(*node, "checkov");
  out.cis = texts(*node, "cis");
  out.kics = texts(*node, "kics");
  out.psrule = texts(*node, "psrule");
  out.trivy = texts(*node, "trivy");
  out.mcsb = texts(*node, "mcsb");
  out.policy = texts(*node, "policy");
}

void Compiler::examples(const Node& rule, std::string_view key, RuleInfo& info) {
  const std::string name = "[[rule." + std::string(key) + "]]";
  const Node* list = find(rule, key);
  if (list == nullptr) {
    fail(rule.span, "the rule has no " + std::string(key) + " example",
         "examples are its tests and its documentation: add a `" + name + '`');
    return;
  }
  if (!is(*list, Kind::list, '`' + name + '`')) return;
  for (const Node* item : list->items)
    if (is(*item, Kind::mapping, "an example")) example(*item, key == "bad", info);
}

void Compiler::example(const Node& table, bool bad, RuleInfo& info) {
  Example out;
  out.bad = bad;
  out.span = table.span;
  bool marked = false;
  for (const Entry& entry : table.entries) {
    if (entry.name == "at") {
      out.at = texts(table, "at");
      continue;
    }
    if (entry.name == "tracked") {
      out.repository = true;
      out.tracked = texts(table, "tracked");
      continue;
    }
    if (entry.name == "encoding") {
      out.encoding = text(table, "encoding");
      one_of(*entry.value, "encoding", {"utf-8-bom", "utf-16", "utf-16be", "latin-1"});
      continue;
    }
    if (entry.name == "fixed") {
      if (!bad) fail(entry.key_span, "a good example has nothing to fix");
      if (!is(*entry.value, Kind::mapping, "`fixed`")) continue;
      for (const Entry& file : entry.value->entries)
        if (is(*file.value, Kind::string, "the text of `" + std::string(file.name) + '`'))
          out.fixed.push_back({std::string(file.name), std::string(file.value->text)});
      continue;
    }
    if (!is(*entry.value, Kind::string, "the text of `" + std::string(entry.name) + '`')) continue;
    marked = marked || entry.value->text.find("<- here") != std::string_view::npos;
    out.files.push_back({std::string(entry.name), std::string(entry.value->text)});
  }
  if (out.files.empty()) fail(table.span, "the example has no file");
  if (bad && !marked && out.at.empty())
    fail(table.span, "the bad example does not say which line is wrong",
         "mark it with `# <- here`, or say `at = \"file:line\"`");
  if (!bad && (marked || !out.at.empty()))
    fail(table.span, "a good example has no wrong line to mark");
  info.examples.push_back(std::move(out));
}

std::vector<Path> Compiler::select(const Node& table, std::string_view key) {
  const Node* node = find(table, key);
  if (node == nullptr) {
    fail(table.span, "there is no `select`",
         "say which nodes are judged: `select = \"settings.DEBUG\"`");
    return {};
  }
  std::vector<const Node*> items = {node};
  if (node->is(Kind::list)) items.assign(node->items.begin(), node->items.end());
  std::vector<Path> out;
  for (const Node* item : items) {
    if (!is(*item, Kind::string, "`select`")) continue;
    auto parsed = plain_path(*item, item->text);
    if (!parsed) continue;
    if (!parsed->variable.empty() || !parsed->attribute.empty() || parsed->steps.empty() ||
        parsed->steps[0].how != Step::How::name) {
      fail(item->span, "`select` starts at a branch of the project and ends at a node");
      continue;
    }
    const std::string& branch = parsed->steps[0].name;
    if (std::find(kBranches.begin(), kBranches.end(), branch) == kBranches.end()) {
      fail(item->span, "the project has no branch `" + branch + '`', suggestion(branch, kBranches));
      continue;
    }
    out.push_back(std::move(*parsed));
  }
  return out;
}

// Paths from a selected node to those that are judged.
std::vector<Path> Compiler::each(const Node& table) {
  const Node* node = find(table, "each");
  if (node == nullptr) return {};
  std::vector<const Node*> items = {node};
  if (node->is(Kind::list)) items.assign(node->items.begin(), node->items.end());
  std::vector<Path> out;
  for (const Node* item : items) {
    if (!is(*item, Kind::string, "`each`")) continue;
    auto parsed = plain_path(*item, item->text);
    if (!parsed) continue;
    if (!parsed->variable.empty() || !parsed->attribute.empty() || parsed->steps.empty())
      fail(item->span, "`each` leads from the selected node to nodes under it",
           "say `each = \"ipRules[*]\"`");
    else
      out.push_back(std::move(*parsed));
  }
  return out;
}

void Compiler::joins(const Node& rule, CompiledRule& out) {
  const Node* table = find(rule, "join");
  if (table == nullptr || !is(*table, Kind::mapping, "`join`")) return;
  for (const Entry& entry : table->entries) {
    if (!is(*entry.value, Kind::mapping, "a join")) continue;
    if (entry.name == "node" || entry.name == "project" || entry.name == "item")
      fail(entry.key_span, "a join cannot be called `" + std::string(entry.name) + '`');
    only(*entry.value, "a join", {"select", "where"});
    Join join;
    join.name = std::string(entry.name);
    join.select = select(*entry.value, "select");
    inside_join_ = true;
    spoke_of_node_ = false;
    if (const Node* where = find(*entry.value, "where")) join.where = condition(*where);
    join.correlated = spoke_of_node_;
    inside_join_ = false;
    joins_.push_back(join.name);
    out.joins.push_back(std::move(join));
  }
}

void Compiler::cases(const Node& rule, CompiledRule& out) {
  const Node* list = find(rule, "case");
  if (list == nullptr || !is(*list, Kind::list, "`[[rule.case]]`")) return;
  for (const Node* item : list->items) {
    if (!is(*item, Kind::mapping, "a case")) continue;
    only(*item, "a case", {"when", "severity", "confidence", "message", "django"});
    Case each;
    const Node* when = find(*item, "when");
    if (when == nullptr)
      fail(item->span, "the case has no `when`");
    else
      each.when = condition(*when);
    each.severity = severity(*item);
    each.confidence = confidence(*item);
    if (const Node* words = find(*item, "message"); words && is(*words, Kind::string, "`message`"))
      each.message = message(*words);
    if (find(*item, "django") != nullptr) each.django = texts(*item, "django");
    if (!each.severity && !each.confidence && !each.message && !each.django)
      fail(item->span, "the case changes nothing",
           "give it a `severity`, `confidence`, `message` or `django` of its own");
    out.cases.push_back(std::move(each));
  }
}

void Compiler::related(const Node& rule, CompiledRule& out) {
  const Node* list = find(rule, "related");
  if (list == nullptr || !is(*list, Kind::list, "`related`")) return;
  for (const Node* item : list->items) {
    if (!is(*item, Kind::mapping, "an item of `related`")) continue;
    only(*item, "an item of `related`", {"at", "text"});
    const Node* at = find(*item, "at");
    const Node* words = find(*item, "text");
    if (at == nullptr || words == nullptr) {
      fail(item->span, "an item of `related` has `at` and `text`");
      continue;
    }
    if (!is(*at, Kind::string, "`at`") || !is(*words, Kind::string, "`text`")) continue;
    if (auto place = path(*at, at->text))
      out.related.push_back({std::move(*place), message(*words)});
  }
}

void Compiler::verdict(const Node& rule, CompiledRule& out) {
  const Node* chosen = nullptr;
  for (const std::string_view key : {"require", "forbid", "check"}) {
    const Entry* entry = find_entry(rule, key);
    if (entry == nullptr) continue;
    if (chosen != nullptr) {
      fail(entry->key_span, "a rule has one of `require`, `forbid` and `check`");
      return;
    }
    chosen = entry->value;
    if (key == "check") {
      out.verdict = CompiledRule::Verdict::check;
      check(*chosen, out);
    } else {
      out.verdict =
          key == "require" ? CompiledRule::Verdict::require : CompiledRule::Verdict::forbid;
      out.condition = condition(*chosen);
    }
  }
  if (chosen == nullptr)
    fail(rule.span, "the rule demands nothing", "give it a `require`, a `forbid` or a `check`");
}

void Compiler::check(const Node& value, CompiledRule& out) {
  const Node* name = value.is(Kind::mapping) ? find(value, "name") : &value;
  if (name == nullptr) {
    fail(value.span, "the check has no `name`");
    return;
  }
  if (!is(*name, Kind::string, "`check`")) return;
  out.check = find_check(name->text);
  if (out.check == nullptr) {
    std::vector<std::string_view> names;
    for (const Check& each : checks()) names.push_back(each.name);
    fail(name->span, "unknown check `" + std::string(name->text) + '`',
         suggestion(name->text, names));
    return;
  }
  if (!value.is(Kind::mapping)) return;
  std::vector<std::string_view> keys = {"name"};
  keys.insert(keys.end(), out.check->arguments.begin(), out.check->arguments.end());
  only(value, "the check `" + std::string(name->text) + '`', keys);
  out.check_arguments = &value;
}

}  // namespace djaz
