// What is said of a rule: its name and code, its words, its equivalents.
#include <algorithm>

#include "rules/compile.h"
#include "support/text.h"

namespace djaz {

const std::vector<std::string_view> kHeadKeys = {
    "name",   "code",    "aliases", "severity", "confidence", "tags",        "profiles",
    "status", "summary", "why",     "advice",   "references", "equivalents", "fix"};

namespace {

const std::vector<std::string_view> kRuleKeys = {
    "name",      "code",    "aliases",   "severity", "confidence", "tags",       "profiles",
    "status",    "summary", "select",    "each",     "where",      "unless",     "require",
    "forbid",    "check",   "case",      "join",     "message",    "at",         "related",
    "sensitive", "report",  "yields_to", "why",      "advice",     "references", "equivalents",
    "bad",       "good",    "fix",       "remedy"};

constexpr std::size_t kLongestCode = 16;

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

void Compiler::keys(const Node& table) {
  if (is(table, Kind::mapping, "a rule")) only(table, "a rule", kRuleKeys);
}

RuleHead Compiler::head(const Node& table) {
  RuleHead out;
  words(table, out.info);
  out.selects = texts(table, "select");
  return out;
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
    for (const std::string_view profile : info.profiles)
      if (profile != "default" && profile != "django" && profile != "strict")
        fail(node->span, "unknown profile `" + std::string(profile) + '`',
             suggestion(profile, {"default", "django", "strict"}));
  if (find(table, "severity") == nullptr) fail(table.span, "the rule has no `severity`");
  info.severity = severity(table).value_or(Severity::warning);
  info.confidence = confidence(table).value_or(Confidence::high);
  equivalents(table, info.equivalents);
  fix_words(table, info);
}

void Compiler::fix_words(const Node& rule, RuleInfo& info) {
  const Node* table = find(rule, "fix");
  if (table == nullptr || !is(*table, Kind::mapping, "`fix`")) return;
  info.fix = text(*table, "description");
  info.fix_safe = flag(*table, "safe");
  if (trimmed(info.fix).empty())
    fail(table->span, "the fix has no `description`", "say what it does: \"set it to False\"");
}

void Compiler::names(const Node& table, const RuleInfo& info) {
  constexpr std::string_view kForm =
      "a rule's name is written in kebab case: lower-case letters, digits, hyphens";
  const Node* name = find(table, "name");
  if (!info.name.empty() && !is_kebab(info.name)) fail(name->span, std::string(kForm));
  if (info.name == "all") fail(name->span, "`all` means all rules; call this one something else");
  for (const std::string_view alias : info.aliases)
    if (alias == "all" || (!is_kebab(alias) && !is_code(alias) && !is_own_code(alias)))
      fail(find(table, "aliases")->span,
           "the alias `" + std::string(alias) + "` is neither a name nor a code",
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

}  // namespace djaz
