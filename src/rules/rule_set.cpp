#include "rules/rule_set.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "rules/compile.h"
#include "rules/compiled.h"
#include "support/text.h"
#include "syntax/embedded.h"
#include "syntax/toml.h"

namespace djaz {
namespace {

// rules/<topic>.toml; what lies deeper is data.
bool is_rule_file(std::string_view path) {
  return path.starts_with("rules/") && path.find('/', 6) == std::string_view::npos;
}

void by_code(RuleSet& set) {
  std::sort(set.rules.begin(), set.rules.end(),
            [](const auto& a, const auto& b) { return a->info.code < b->info.code; });
}

// Collects the rules of several files; a name, an alias and a code belong to one rule only.
class Gatherer {
 public:
  explicit Gatherer(bool check_expressions) : compiler_(errors_, check_expressions) {}

  void add_file(const Node& root, std::shared_ptr<Arena> arena) {
    for (const Entry& entry : root.entries) {
      if (entry.name == "rule" && entry.value->is(Kind::list)) continue;
      errors_.push_back({"unknown key `" + std::string(entry.name) + "` in a file of rules",
                         entry.key_span, "each rule stands under `[[rule]]`"});
    }
    const Entry* list = find_entry(root, "rule");
    if (list == nullptr || !list->value->is(Kind::list)) return;
    for (const Node* table : list->value->items) {
      auto rule = compiler_.rule(*table);
      if (rule == nullptr) continue;
      claim(rule->info.name, "name", *table);
      claim(rule->info.code, "code", *table);
      for (const std::string& alias : rule->info.aliases) claim(alias, "aliases", *table);
      rule->arena = arena;
      set_.rules.push_back(std::move(rule));
    }
  }

  void check_references() {
    for (const auto& rule : set_.rules) {
      for (const std::string& name : rule->yields_to)
        if (owners_.find(name) == owners_.end())
          errors_.push_back(
              {"the rule `" + rule->info.name + "` yields to `" + name + "`, which does not exist",
               {},
               ""});
    }
  }

  std::vector<Error> errors_;
  RuleSet set_;

 private:
  void claim(const std::string& word, std::string_view key, const Node& table) {
    if (owners_.emplace(word, true).second) return;
    const Entry* entry = find_entry(table, key);
    errors_.push_back({"another rule is called `" + word + "` already",
                       entry == nullptr ? table.span : entry->value->span, ""});
  }

  std::map<std::string, bool, std::less<>> owners_;
  Compiler compiler_;
};

RuleSet load_built_in() {
  // Expressions are compiled when they are first asked; tests compile them all.
  Gatherer gatherer(false);
  for (const std::string_view path : embedded_paths())
    if (is_rule_file(path)) gatherer.add_file(*embedded(path), nullptr);
  if (!gatherer.errors_.empty()) {
    // We are wrong, and no input can lead here: the tests load the same rules.
    for (const Error& error : gatherer.errors_)
      std::fprintf(stderr, "djaz: a built-in rule is wrong: %s\n", error.message.c_str());
    std::abort();
  }
  by_code(gatherer.set_);
  return std::move(gatherer.set_);
}

bool is_named(const RuleInfo& info, std::string_view word) {
  return info.name == word || info.code == word ||
         std::find(info.aliases.begin(), info.aliases.end(), word) != info.aliases.end();
}

// "DZ", "DZ1", "DZ100": all codes that begin so.
bool is_code_prefix(std::string_view word) {
  return word.size() >= 2 && word.size() < 6 && word.starts_with("DZ") &&
         std::all_of(word.begin() + 2, word.end(), is_digit);
}

bool chosen_by(const RuleInfo& info, std::string_view word) {
  return word == "all" || is_named(info, word) ||
         (is_code_prefix(word) && info.code.starts_with(word)) ||
         std::find(info.tags.begin(), info.tags.end(), word) != info.tags.end();
}

void check_word(const RuleSet& rules, const std::string& word, std::vector<Error>& errors) {
  if (word == "all") return;
  std::vector<std::string_view> known;
  for (const auto& rule : rules.rules) {
    if (chosen_by(rule->info, word)) return;
    known.push_back(rule->info.name);
    known.push_back(rule->info.code);
    known.insert(known.end(), rule->info.aliases.begin(), rule->info.aliases.end());
    known.insert(known.end(), rule->info.tags.begin(), rule->info.tags.end());
  }
  const std::string_view near = nearest(word, known);
  errors.push_back(
      {"no rule, code or tag is called `" + word + '`',
       {},
       near.empty() ? "`djaz rules` lists them all" : "did you mean `" + std::string(near) + "`?"});
}

}  // namespace

RuleSet::RuleSet() = default;
RuleSet::~RuleSet() = default;
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;

std::vector<const RuleInfo*> RuleSet::infos() const {
  std::vector<const RuleInfo*> out;
  out.reserve(rules.size());
  for (const auto& rule : rules) out.push_back(&rule->info);
  std::sort(out.begin(), out.end(),
            [](const RuleInfo* a, const RuleInfo* b) { return a->code < b->code; });
  return out;
}

const RuleInfo* RuleSet::find(std::string_view name_or_code) const {
  for (const auto& rule : rules)
    if (is_named(rule->info, name_or_code)) return &rule->info;
  return nullptr;
}

const RuleSet& built_in_rules() {
  static const RuleSet set = load_built_in();
  return set;
}

Result<RuleSet> load_rules(const Sources& sources, const std::vector<FileId>& files) {
  Gatherer gatherer(true);
  for (const FileId id : files) {
    auto arena = std::make_shared<Arena>();
    const auto root = parse_toml(sources.file(id), *arena);
    if (!root.ok()) {
      gatherer.errors_.insert(gatherer.errors_.end(), root.errors().begin(), root.errors().end());
      continue;
    }
    gatherer.add_file(*root.value(), arena);
  }
  gatherer.check_references();
  if (!gatherer.errors_.empty()) return std::move(gatherer.errors_);
  by_code(gatherer.set_);
  return std::move(gatherer.set_);
}

Result<std::vector<const CompiledRule*>> choose(const RuleSet& rules, const Selection& selection) {
  std::vector<Error> errors;
  for (const std::string& word : selection.select) check_word(rules, word, errors);
  for (const std::string& word : selection.ignore) check_word(rules, word, errors);
  if (!errors.empty()) return errors;
  std::vector<const CompiledRule*> out;
  for (const auto& rule : rules.rules) {
    const auto chosen = [&](const std::string& word) { return chosen_by(rule->info, word); };
    const bool selected = selection.select.empty() ||
                          std::any_of(selection.select.begin(), selection.select.end(), chosen);
    const bool ignored = std::any_of(selection.ignore.begin(), selection.ignore.end(), chosen);
    if (selected && !ignored) out.push_back(rule.get());
  }
  std::sort(out.begin(), out.end(), [](const CompiledRule* a, const CompiledRule* b) {
    return a->info.code < b->info.code;
  });
  return out;
}

}  // namespace djaz
