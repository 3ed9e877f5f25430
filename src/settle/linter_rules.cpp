#include "settle/linter_rules.h"

#include <algorithm>

#include "support/text.h"

namespace djaz {
namespace {

using Examples = std::vector<Example>;

RuleInfo make(std::string_view name, std::string_view code, Severity severity,
              std::string_view summary, std::string_view why, std::string_view advice,
              std::function<Examples()> examples) {
  RuleInfo rule;
  rule.name = name;
  rule.code = code;
  rule.severity = severity;
  rule.tags = {"linter"};
  rule.summary = summary;
  rule.why = why;
  rule.advice = advice;
  rule.read_examples = std::move(examples);
  return rule;
}

// What stands in the settings of a small project.
Example settings_with(std::string text, bool bad) {
  Example out;
  out.files = {{"manage.py",
                "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n"},
               {"shop/settings.py", std::move(text)}};
  out.bad = bad;
  return out;
}

Example settings_json(std::string text, bool bad) {
  Example out;
  out.files = {{"shop-appsettings.json", std::move(text)}};
  out.bad = bad;
  return out;
}

// In the order of `LinterRule`, which is the order of the codes.
const std::vector<RuleInfo>& table() {
  static const std::vector<RuleInfo> rules = {
      make("unreadable-document", "DZ9001", Severity::error,
           "A document could not be read or parsed to its end",
           "What was not read was not checked. A gate that stays green over a file it never saw is "
           "worse than none, so the run ends with exit code 3 and no rule takes the absence of "
           "anything in this document for a fact.",
           "Repair the document at the place shown, or exclude it in the configuration if it is "
           "not one of the project's own.",
           [] {
             return Examples{settings_with("DEBUG = (  # <- here\n", true),
                             settings_with("DEBUG = False\n", false)};
           }),
      make("suppression-unknown-rule", "DZ9002", Severity::warning,
           "A suppression names a rule that does not exist",
           "A misspelt name suppresses nothing, and a comment that names no rule at all would hide "
           "whatever comes later. There is no blanket form.",
           "Name the rules in brackets: `# djaz: ignore[rule-name] -- reason`. `djaz rules` lists "
           "them.",
           [] {
             return Examples{
                 settings_with(
                     "DEBUG = True  # djaz: ignore[debug-onn] -- a demonstration  # <- here\n",
                     true),
                 settings_with("DEBUG = True  # djaz: ignore[debug-on] -- a demonstration\n",
                               false)};
           }),
      make("suppression-without-reason", "DZ9003", Severity::warning,
           "A suppression gives no reason",
           "Whoever reads the line next year, or audits it, must be able to tell whether the "
           "reason still holds. Without one the finding stays.",
           "Say why after two dashes: `# djaz: ignore[rule-name] -- reason`.",
           [] {
             return Examples{
                 settings_with("DEBUG = True  # djaz: ignore[debug-on]  # <- here\n", true),
                 settings_with("DEBUG = True  # djaz: ignore[debug-on] -- a demonstration\n",
                               false)};
           }),
      make("suppression-unused", "DZ9004", Severity::warning,
           "A suppression or an exception matches no finding",
           "What it was written for is gone, or it stands on the wrong line. If the fault comes "
           "back, it would be hidden without anybody having decided so.",
           "Remove it, or move it to the line that the finding is about.",
           [] {
             return Examples{
                 settings_with(
                     "DEBUG = False  # djaz: ignore[debug-on] -- a demonstration  # <- here\n",
                     true),
                 settings_with("DEBUG = True  # djaz: ignore[debug-on] -- a demonstration\n",
                               false)};
           }),
      make("suppression-expired", "DZ9005", Severity::warning,
           "A suppression or an exception has expired",
           "It was granted until a date, and the date has passed: the finding is shown again.",
           "Repair the fault, or decide anew and write a new date as `expires YYYY-MM-DD`.",
           [] {
             return Examples{
                 settings_with("DEBUG = True  # djaz: ignore[debug-on] -- until the fair, expires "
                               "2020-03-31  # <- here\n",
                               true),
                 settings_with("DEBUG = True  # djaz: ignore[debug-on] -- until the fair, expires "
                               "2199-03-31\n",
                               false)};
           }),
      make("duplicate-key", "DZ9006", Severity::warning,
           "A key is given twice, and only the last one counts",
           "Readers see the first value and the program uses the last. In a review the safe value "
           "is the one that is looked at.",
           "Keep one of the two.",
           [] {
             return Examples{
                 settings_json("[{\"name\": \"A\", \"slotSetting\": false, \"value\": \"1\"},\n "
                               "{\"name\": \"B\", "
                               "\"slotSetting\": false,\n  \"value\": \"2\",\n  \"value\": \"3\"}] "
                               " // <- here\n",
                               true),
                 settings_json("[{\"name\": \"A\", \"slotSetting\": false, \"value\": \"1\"}]\n",
                               false)};
           }),
      make("ambiguous-document", "DZ9007", Severity::warning,
           "A document reads differently to people and to programs",
           "A carriage return that ends a line, a direction mark or a letter that only looks like "
           "another can show a reviewer something else than what runs.",
           "Replace the character by what it pretends to be.",
           [] {
             return Examples{settings_with("TITLE = 'a\u202eb'  # <- here\n", true),
                             settings_with("TITLE = 'ab'\n", false)};
           }),
  };
  return rules;
}

// Whether an entry of a selection means this rule: a name, a code, a prefix of the code or a tag.
bool means(std::string_view entry, const RuleInfo& rule) {
  if (entry == rule.name || equal_ignoring_case(entry, rule.code)) return true;
  if (entry.size() > 2 && starts_with_ignoring_case(entry, "DZ") &&
      starts_with_ignoring_case(rule.code, entry))
    return true;
  return std::find(rule.tags.begin(), rule.tags.end(), entry) != rule.tags.end();
}

// Whether `choose` knows the entry too.
bool means_others(std::string_view entry, const RuleSet& rules) {
  if (rules.find(entry) != nullptr) return true;
  for (const RuleInfo* rule : rules.infos())
    if (means(entry, *rule)) return true;
  return false;
}

struct Part {
  std::vector<const RuleInfo*> linter;
  std::vector<std::string> others;
};

Part part(const std::vector<std::string>& entries, const RuleSet& rules) {
  Part out;
  for (const std::string& entry : entries) {
    bool found = false;
    for (const RuleInfo& rule : table()) {
      if (!means(entry, rule)) continue;
      out.linter.push_back(&rule);
      found = true;
    }
    if (!found || means_others(entry, rules)) out.others.push_back(entry);
  }
  return out;
}

bool contains(const std::vector<const RuleInfo*>& rules, const RuleInfo& rule) {
  return std::find(rules.begin(), rules.end(), &rule) != rules.end();
}

}  // namespace

const RuleInfo& linter_rule(LinterRule rule) { return table()[static_cast<std::size_t>(rule)]; }

std::vector<const RuleInfo*> linter_rules() {
  std::vector<const RuleInfo*> out;
  for (const RuleInfo& rule : table()) out.push_back(&rule);
  return out;
}

const RuleInfo* find_linter_rule(std::string_view name_or_code) {
  for (const RuleInfo& rule : table())
    if (rule.name == name_or_code || equal_ignoring_case(rule.code, name_or_code)) return &rule;
  return nullptr;
}

const RuleInfo* find_any_rule(const RuleSet& rules, std::string_view name_or_code) {
  if (const RuleInfo* rule = rules.find(name_or_code)) return rule;
  return find_linter_rule(name_or_code);
}

std::vector<std::string_view> all_rule_words(const RuleSet& rules) {
  std::vector<const RuleInfo*> all = rules.infos();
  for (const RuleInfo& rule : table()) all.push_back(&rule);
  std::vector<std::string_view> out;
  for (const RuleInfo* rule : all) {
    out.insert(out.end(), {rule->name, rule->code});
    out.insert(out.end(), rule->aliases.begin(), rule->aliases.end());
  }
  return out;
}

bool Chosen::has(const RuleInfo& rule) const { return contains(linter, rule); }

Result<Chosen> choose_rules(const RuleSet& rules, const Selection& selection) {
  const Part select = part(selection.select, rules);
  const Part ignore = part(selection.ignore, rules);
  Chosen out;
  // An empty list would mean "all" to `choose`.
  if (selection.select.empty() || !select.others.empty()) {
    Result<std::vector<const Rule*>> compiled =
        choose(rules, Selection{select.others, ignore.others, selection.preview});
    if (!compiled) return compiled.errors();
    out.compiled = std::move(compiled.value());
  } else if (!ignore.others.empty()) {
    Result<std::vector<const Rule*>> checked = choose(rules, Selection{{}, ignore.others, false});
    if (!checked) return checked.errors();
  }
  for (const RuleInfo& rule : table()) {
    const bool always = &rule == &linter_rule(LinterRule::unreadable_document);
    const bool wanted = selection.select.empty() || always || contains(select.linter, rule);
    if (wanted && !contains(ignore.linter, rule)) out.linter.push_back(&rule);
  }
  return out;
}

}  // namespace djaz
