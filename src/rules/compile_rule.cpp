// What a rule judges: its selections, joins, cases and its demand.
#include <algorithm>

#include "rules/compile.h"

namespace djaz {

const std::vector<std::string_view> kBodyKeys = {
    "select", "each", "where",   "unless",    "require", "forbid",    "check", "case",
    "join",   "at",   "message", "sensitive", "related", "yields_to", "fix",   "report"};

namespace {

const std::vector<std::string_view> kBranches = {"documents",
                                                 "entry_points",
                                                 "settings",
                                                 "requirements",
                                                 "requirement_files",
                                                 "dependencies",
                                                 "startup",
                                                 "runtime",
                                                 "environment",
                                                 "environment_reads",
                                                 "launch",
                                                 "azure",
                                                 "dotenv",
                                                 "web_config",
                                                 "repository",
                                                 "hosting",
                                                 "images",
                                                 "code",
                                                 "secrets",
                                                 "environment_writes",
                                                 "statements",
                                                 "missing_settings",
                                                 "storage_classes",
                                                 "middleware_classes"};

}  // namespace

CompiledRule Compiler::body(const Node& table) {
  CompiledRule out;
  joins_.clear();
  asks_project_ = false;
  has_item_ = find(table, "each") != nullptr;
  out.select = select(table, "select");
  out.each = each(table);
  joins(table, out);
  if (const Node* where = find(table, "where")) out.where = condition(*where);
  if (const Node* unless = find(table, "unless")) out.unless = condition(*unless);
  verdict(table, out);
  cases(table, out);
  if (!text(table, "message", true).empty()) out.message = message(*find(table, "message"));
  if (!text(table, "at").empty()) {
    const Node* at = find(table, "at");
    out.at = path(*at, at->text);
  }
  related(table, out);
  out.sensitive = flag(table, "sensitive");
  out.yields_to = texts(table, "yields_to");
  fix(table, out);
  out.asks_project = asks_project_;
  if (const Node* report = find(table, "report"))
    out.report_possible = one_of(*report, "report", {"possible"});
  return out;
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
  out.check_arguments = &value;
  if (author_ == Author::embedded) return;
  std::vector<std::string_view> keys = {"name"};
  keys.insert(keys.end(), out.check->arguments.begin(), out.check->arguments.end());
  only(value, "the check `" + std::string(name->text) + '`', keys);
}

}  // namespace djaz
