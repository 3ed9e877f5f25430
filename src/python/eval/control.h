// Tools for control flow that take part in an evaluation for as long as they live.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "python/eval/evaluator.h"

namespace djaz::python::eval {

// Decisions taken one after another: a side leaves when its test holds, the rest goes on. Used for
// if-chains, `and`/`or` and conditional expressions of any length.
class Chain {
 public:
  explicit Chain(Evaluator& evaluator);
  // Runs a side under its condition; the rest is not affected.
  void side(const Condition& when, const std::function<Value()>& run);
  // Goes on under a condition; false when nothing is left to go on with.
  bool rest(const Condition& when);
  // Ends the chain; `last` is the value of the rest, where it is alive.
  Value finish(Value last);

  // Runs one of several clauses where the decision lets it. False when none can follow: then the
  // chain has ended.
  bool clause(const Evaluator::Split& decision, const std::function<Value()>& run);
  // The clause that is run without a test; it ends the chain.
  void otherwise(const std::function<Value()>& run);

 private:
  Evaluator& e_;
  std::size_t depth_;
  std::size_t mark_;
  std::uint32_t first_scope_;
  std::vector<Outcome> outcomes_;
};

// A piece of program that may run many times: it gets a share of the steps that are left, and when
// it has used them up it is given up, not the module.
struct Repetition {
  explicit Repetition(Evaluator& evaluator);
  ~Repetition() { end(); }
  void end();
  Evaluator& e;
  bool outermost;
  std::uint64_t saved_fence;
  bool ended = false;
};

// What a loop goes through: a list that its body changes is read as it is by then, so a snapshot is
// good for only as long as nothing changed.
class Watched {
 public:
  Watched(Evaluator& evaluator, Value iterable);
  // Whether what comes after the item at this place is still what it was.
  bool unchanged_after(std::size_t place) const;

 private:
  Evaluator& e_;
  bool values_ = true;
  // Item i was made of the items i of what is gone through.
  bool aligned_ = true;
  std::vector<std::pair<Value, ObjectPtr>> sources_;
};
// Items in the order of what they were made of, which is watched for as long as they are gone
// through.
Value iterator_over(Evaluator& e, std::vector<Value> items, const std::vector<Value>& sources,
                    bool aligned);

// Whether a function may return from within the block.
bool has_return(Block block, int depth = 0);

}  // namespace djaz::python::eval
