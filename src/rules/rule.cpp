#include "rules/rule.h"

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

RuleHead head_of(const EmbeddedTable& table) {
  std::vector<Error> errors;
  // Of the head nothing but texts is kept.
  Arena scratch;
  RuleHead head = Compiler(errors, Author::embedded).head(table.some(kHeadKeys, scratch));
  head.info.read_examples = [table] {
    std::vector<Error> mistakes;
    Arena nodes;
    std::vector<Example> out = Compiler(mistakes, Author::embedded).examples(table.whole(nodes));
    expect_none(mistakes);
    return out;
  };
  head.info.read_remedy = [table] {
    std::vector<Error> mistakes;
    Arena nodes;
    Remedy out = Compiler(mistakes, Author::embedded).remedy(table.some(kRemedyKeys, nodes));
    expect_none(mistakes);
    return out;
  };
  expect_none(errors);
  return head;
}

const CompiledRule* owned(CompiledRule compiled, const RuleInfo& info) {
  auto* out = new CompiledRule(std::move(compiled));
  out->info = &info;
  return out;
}

}  // namespace

Rule::Rule(EmbeddedTable table) : Rule(table, head_of(table)) {}

Rule::Rule(EmbeddedTable table, RuleHead head)
    : info(std::move(head.info)), branches(std::move(head.branches)), table_(table) {}

Rule::Rule(RuleHead head, CompiledRule compiled, std::shared_ptr<const Arena> arena)
    : info(std::move(head.info)),
      branches(std::move(head.branches)),
      table_({}),
      arena_(std::move(arena)),
      compiled_(owned(std::move(compiled), info)) {}

Rule::Rule(const Rule& rule, CompiledRule compiled)
    : info(rule.info),
      branches(rule.branches),
      table_(rule.table_),
      arena_(rule.arena_),
      compiled_(owned(std::move(compiled), info)) {}

Rule::~Rule() { delete compiled_.load(); }

const CompiledRule& Rule::compiled() const {
  const CompiledRule* done = compiled_.load(std::memory_order_acquire);
  if (done != nullptr) return *done;
  // One lock and one arena for all rules: they are compiled once, and mostly by one thread.
  static std::mutex mutex;
  static Arena& nodes = *new Arena;
  const std::lock_guard<std::mutex> lock(mutex);
  done = compiled_.load(std::memory_order_relaxed);
  if (done != nullptr) return *done;
  std::vector<Error> errors;
  done = owned(Compiler(errors, Author::embedded).body(table_.some(kBodyKeys, nodes)), info);
  expect_none(errors);
  compiled_.store(done, std::memory_order_release);
  return *done;
}

}  // namespace djaz
