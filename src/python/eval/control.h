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

// Whether a function may return from within the block.
bool has_return(Block block, int depth = 0);

}  // namespace djaz::python::eval
