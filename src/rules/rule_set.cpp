#include "rules/rule_set.h"

#include <algorithm>
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
            [](const auto& a, const auto& b) { return a->code < b->code; });
}

// Collects the rules of several files; a name, an alias and a code belong to one rule only.
class Gatherer {
 public:
  explicit Gatherer(Author author) : compiler_(errors_, author) {}

  // Words by which no rule may be called.
  void take(std::string_view word) { owners_.emplace(word, kTaken); }

  // Rules that are loaded already.
  void add_set(const RuleSet& set) {
    for (const auto& rule : set.rules) {
      const RuleInfo& info = rule->info();
      owners_.emplace(info.name, info.name);
      owners_.emplace(info.code, info.name);
      for (const std::string_view alias : info.aliases) owners_.emplace(alias, info.name);
      set_.rules.push_back(rule);
    }
  }

  void add_file(const Node& root, std::shared_ptr<Arena> arena) {
    for (const Entry& entry : root.entries) {
      if (entry.name == "rule" && entry.value->is(Kind::list)) continue;
      errors_.push_back({"unknown key `" + std::string(entry.name) + "` in a file of rules",
                         entry.key_span, "each rule stands under `[[rule]]`"});
    }
    const Entry* list = find_entry(root, "rule");
    if (list == nullptr || !list->value->is(Kind::list)) return;
    for (const Node* table : list->value->items) add_rule(*table, arena);
  }

  // Rules are called by their names from here on.
  RuleSet settle_references() {
    for (Read& each : read_) {
      for (std::string_view& word : each.compiled.yields_to) word = called(word, *each.table);
      set_.rules.push_back(std::make_shared<const Rule>(
          std::move(each.head), std::move(each.compiled), std::move(each.arena)));
    }
    by_code(set_);
    return std::move(set_);
  }

  std::vector<Error> errors_;

 private:
  static constexpr std::string_view kTaken = "";

  // A rule whose neighbours are not known yet.
  struct Read {
    RuleHead head;
    CompiledRule compiled;
    std::shared_ptr<Arena> arena;
    const Node* table = nullptr;
  };

  void add_rule(const Node& table, const std::shared_ptr<Arena>& arena) {
    const std::size_t before = errors_.size();
    compiler_.keys(table);
    if (!table.is(Kind::mapping)) return;
    Read read{compiler_.head(table), {}, arena, &table};
    auto examples = std::make_shared<const std::vector<Example>>(compiler_.examples(table));
    read.head.info.read_examples = [examples] { return *examples; };
    read.head.info.read_remedy = [remedy = compiler_.remedy(table)] { return remedy; };
    read.compiled = compiler_.body(table);
    if (errors_.size() != before) return;
    const RuleInfo& info = read.head.info;
    claim(info.name, info, "name", table);
    claim(info.code, info, "code", table);
    for (const std::string_view alias : info.aliases) claim(alias, info, "aliases", table);
    read_.push_back(std::move(read));
  }

  // The name of the rule that a word means.
  std::string_view called(std::string_view word, const Node& table) {
    const auto owner = owners_.find(word);
    if (owner != owners_.end() && owner->second != kTaken) return owner->second;
    std::vector<std::string_view> known;
    for (const auto& each : owners_) known.push_back(each.first);
    const std::string_view near = nearest(word, known);
    errors_.push_back({"the rule yields to `" + std::string(word) + "`, which does not exist",
                       find_entry(table, "yields_to")->value->span,
                       near.empty() ? "" : "did you mean `" + std::string(near) + "`?"});
    return word;
  }

  void claim(std::string_view word, const RuleInfo& info, std::string_view key, const Node& table) {
    if (owners_.emplace(word, info.name).second) return;
    const Entry* entry = find_entry(table, key);
    errors_.push_back({"another rule is called `" + std::string(word) + "` already",
                       entry == nullptr ? table.span : entry->value->span, ""});
  }

  RuleSet set_;
  std::vector<Read> read_;
  // Every word for a rule, and the rule's name.
  std::map<std::string_view, std::string_view> owners_;
  Compiler compiler_;
};

// It lives as long as the process; nobody waits for it to be taken apart.
const RuleSet& load_built_in() {
  auto& set = *new RuleSet;
  for (const std::string_view path : embedded_paths())
    if (is_rule_file(path))
      for (const EmbeddedTable& table : embedded_tables(path, "rule"))
        set.rules.push_back(std::make_shared<const Rule>(table));
  by_code(set);
  return set;
}

bool has_alias(const Rule& rule, std::string_view word) {
  const auto& aliases = rule.info().aliases;
  return std::find(aliases.begin(), aliases.end(), word) != aliases.end();
}

bool is_named(const Rule& rule, std::string_view word) {
  return rule.name == word || rule.code == word || has_alias(rule, word);
}

// "DZ", "DZ1", "DZ100": all codes that begin so.
bool is_code_prefix(std::string_view word) {
  std::size_t letters = 0;
  while (letters < word.size() && word[letters] >= 'A' && word[letters] <= 'Z') ++letters;
  const auto digits = word.begin() + static_cast<std::ptrdiff_t>(letters);
  return letters > 0 && word.size() > 1 && std::all_of(digits, word.end(), is_digit);
}

bool chosen_by(const Rule& rule, std::string_view word) {
  if (word == "all" || is_named(rule, word)) return true;
  const auto& tags = rule.info().tags;
  return (is_code_prefix(word) && rule.code.starts_with(word)) ||
         std::find(tags.begin(), tags.end(), word) != tags.end();
}

void check_word(const RuleSet& rules, const std::string& word, std::vector<Error>& errors) {
  if (word == "all") return;
  std::vector<std::string_view> known;
  for (const auto& rule : rules.rules) {
    if (chosen_by(*rule, word)) return;
    known.push_back(rule->name);
    known.push_back(rule->code);
    known.insert(known.end(), rule->info().aliases.begin(), rule->info().aliases.end());
    known.insert(known.end(), rule->info().tags.begin(), rule->info().tags.end());
  }
  const std::string_view near = nearest(word, known);
  errors.push_back(
      {"no rule, code or tag is called `" + word + '`',
       {},
       near.empty() ? "`djaz rules` lists them all" : "did you mean `" + std::string(near) + "`?"});
}

}  // namespace

std::vector<const RuleInfo*> RuleSet::infos() const {
  std::vector<const RuleInfo*> out;
  out.reserve(rules.size());
  for (const auto& rule : rules) out.push_back(&rule->info());
  std::sort(out.begin(), out.end(),
            [](const RuleInfo* a, const RuleInfo* b) { return a->code < b->code; });
  return out;
}

const RuleInfo* RuleSet::find(std::string_view name_or_code) const {
  // An alias is a word of the rule, which has to be read for it.
  for (const auto& rule : rules)
    if (rule->name == name_or_code || rule->code == name_or_code) return &rule->info();
  for (const auto& rule : rules)
    if (has_alias(*rule, name_or_code)) return &rule->info();
  return nullptr;
}

const RuleSet& built_in_rules() {
  static const RuleSet& set = load_built_in();
  return set;
}

namespace {

Result<RuleSet> load(Gatherer& gatherer, const Sources& sources, const std::vector<FileId>& files) {
  for (const FileId id : files) {
    auto arena = std::make_shared<Arena>();
    const auto root = parse_toml(sources.file(id), *arena);
    if (!root.ok()) {
      gatherer.errors_.insert(gatherer.errors_.end(), root.errors().begin(), root.errors().end());
      continue;
    }
    gatherer.add_file(*root.value(), arena);
  }
  RuleSet set = gatherer.settle_references();
  if (!gatherer.errors_.empty()) return std::move(gatherer.errors_);
  return set;
}

}  // namespace

Result<RuleSet> load_rules(const Sources& sources, const std::vector<FileId>& files) {
  Gatherer gatherer(Author::house);
  return load(gatherer, sources, files);
}

Result<RuleSet> load_own_rules(const Sources& sources, const std::vector<FileId>& files,
                               const std::vector<std::string_view>& taken) {
  Gatherer gatherer(Author::user);
  gatherer.add_set(built_in_rules());
  for (const std::string_view word : taken) gatherer.take(word);
  return load(gatherer, sources, files);
}

Result<std::vector<const Rule*>> choose(const RuleSet& rules, const Selection& selection) {
  std::vector<Error> errors;
  for (const std::string& word : selection.select) check_word(rules, word, errors);
  for (const std::string& word : selection.ignore) check_word(rules, word, errors);
  if (!errors.empty()) return errors;
  std::vector<const Rule*> out;
  for (const auto& rule : rules.rules) {
    const auto chosen = [&](const std::string& word) { return chosen_by(*rule, word); };
    const bool selected = selection.select.empty() ||
                          std::any_of(selection.select.begin(), selection.select.end(), chosen);
    const bool ignored = std::any_of(selection.ignore.begin(), selection.ignore.end(), chosen);
    const bool waits = rule->status == "preview" && !selection.preview &&
                       std::none_of(selection.select.begin(), selection.select.end(),
                                    [&](const auto& word) { return is_named(*rule, word); });
    if (selected && !ignored && !waits) out.push_back(rule.get());
  }
  std::sort(out.begin(), out.end(), [](const Rule* a, const Rule* b) { return a->code < b->code; });
  return out;
}

}  // namespace djaz
