#include "rules/rule.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <utility>

#include "rules/compile.h"
#include "rules/compiled.h"

namespace djaz {
namespace {

// What is wrong with a built-in rule is our own mistake, and no input can lead here: the tests
// compile the same rules.
void expect_none(const std::vector<Error>& errors) {
  if (errors.empty()) return;
  for (const Error& error : errors)
    std::fprintf(stderr, "djaz: a built-in rule is wrong: %s\n", error.message.c_str());
  std::abort();
}

RuleInfo read_words(const EmbeddedTable& table) {
  std::vector<Error> errors;
  // Of the head nothing but texts is kept.
  Arena scratch;
  RuleInfo info = Compiler(errors, Author::embedded).head(table.some(kHeadKeys, scratch)).info;
  info.read_examples = [table] {
    std::vector<Error> mistakes;
    Arena nodes;
    std::vector<Example> out = Compiler(mistakes, Author::embedded).examples(table.whole(nodes));
    expect_none(mistakes);
    return out;
  };
  info.read_remedy = [table] {
    std::vector<Error> mistakes;
    Arena nodes;
    Remedy out = Compiler(mistakes, Author::embedded).remedy(table.some(kRemedyKeys, nodes));
    expect_none(mistakes);
    return out;
  };
  expect_none(errors);
  return info;
}

// What choosing takes.
constexpr std::array<std::string_view, 5> kChoiceKeys = {"name", "code", "status", "profiles",
                                                         "select"};

std::string_view only(const std::vector<std::string_view>& texts) {
  return texts.empty() ? std::string_view() : texts.front();
}

const CompiledRule* owned(CompiledRule compiled, const Rule& rule) {
  auto* out = new CompiledRule(std::move(compiled));
  out->rule = &rule;
  return out;
}

// One lock for all rules: each part is read once, and mostly by one thread.
template <class Part, class Read>
const Part& at_first_question(std::atomic<const Part*>& place, const Read& read) {
  const Part* done = place.load(std::memory_order_acquire);
  if (done != nullptr) return *done;
  static std::mutex mutex;
  const std::lock_guard<std::mutex> lock(mutex);
  done = place.load(std::memory_order_relaxed);
  if (done == nullptr) {
    done = read();
    place.store(done, std::memory_order_release);
  }
  return *done;
}

}  // namespace

Rule::Rule(EmbeddedTable table) : Rule(table, table.texts(kChoiceKeys)) {}

Rule::Rule(EmbeddedTable table, Choice choice)
    : name(only(choice[0])),
      code(only(choice[1])),
      status(only(choice[2])),
      profiles(std::move(choice[3])),
      selects(std::move(choice[4])),
      table_(table) {}

Rule::Rule(RuleHead head, CompiledRule compiled, std::shared_ptr<const Arena> arena)
    : name(head.info.name),
      code(head.info.code),
      status(head.info.status),
      profiles(head.info.profiles),
      selects(std::move(head.selects)),
      table_({}),
      arena_(std::move(arena)),
      info_(new RuleInfo(std::move(head.info))),
      compiled_(owned(std::move(compiled), *this)) {}

Rule::Rule(const Rule& rule, CompiledRule compiled)
    : name(rule.name),
      code(rule.code),
      status(rule.status),
      profiles(rule.profiles),
      selects(rule.selects),
      table_(rule.table_),
      arena_(rule.arena_),
      info_(new RuleInfo(rule.info())),
      compiled_(owned(std::move(compiled), *this)) {}

Rule::~Rule() {
  delete info_.load();
  delete compiled_.load();
}

bool Rule::is_sensitive() const {
  if (const CompiledRule* known = compiled_.load(std::memory_order_acquire))
    return known->sensitive;
  static constexpr std::string_view kKey[] = {"sensitive"};
  Arena scratch;
  const Entry* flag = find_entry(table_.some(kKey, scratch), kKey[0]);
  return flag != nullptr && flag->value->is(Kind::boolean) && flag->value->boolean;
}

const RuleInfo& Rule::info() const {
  return at_first_question(info_, [this] { return new RuleInfo(read_words(table_)); });
}

const CompiledRule& Rule::compiled() const {
  return at_first_question(compiled_, [this] {
    static Arena& nodes = *new Arena;
    std::vector<Error> errors;
    const CompiledRule* done =
        owned(Compiler(errors, Author::embedded).body(table_.some(kBodyKeys, nodes)), *this);
    expect_none(errors);
    return done;
  });
}

}  // namespace djaz
