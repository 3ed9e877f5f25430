// How a path leaves before its end: raise, return, break, continue. What the path changed is kept
// by whoever catches it; a raise that nobody catches ends the program, and with it what it bound.
#include "python/eval/evaluator.h"

namespace djaz::python::eval {
namespace {

constexpr std::size_t kMostExits = 256;
constexpr std::size_t kMostMayRaise = 24;

bool catches(const Catcher& catcher, Leave how) {
  if (catcher.kind == Catcher::Kind::tries) return how == Leave::raise || catcher.all;
  if (how == Leave::give_back) return catcher.kind == Catcher::Kind::function;
  return how != Leave::raise && catcher.kind == Catcher::Kind::loop;
}

// What a value that is not known may raise where it is used, and what code that is not followed
// may: no reason to doubt that a module of the project can be imported by whoever asks for it. A
// missing variable, file or library is one.
bool is_doubt(std::string_view exception) {
  for (const std::string_view one : {"", "TypeError", "ValueError", "AttributeError", "IndexError"})
    if (exception == one) return true;
  return false;
}

}  // namespace

Outcome Evaluator::outcome_since(std::size_t depth, std::size_t mark, Value value) const {
  return {state.since(depth), conditions.since(mark), value};
}

void Evaluator::leave(Leave how, std::string_view exception, Value value) {
  if (dead_) return;
  for (auto catcher = catchers_.rbegin(); catcher != catchers_.rend(); ++catcher) {
    if (!catches(*catcher, how)) continue;
    if (catcher->exits.size() >= kMostExits) {
      catcher->overflow = true;
    } else {
      catcher->exits.push_back(
          {how, exception, outcome_since(catcher->depth, catcher->mark, value)});
      step(catcher->exits.back().outcome.changes.names.size());
    }
    break;
  }
  dead_ = true;
}

void Evaluator::may_raise(std::string_view exception) {
  if (dead_) return;
  if (is_doubt(exception) && !tried_in_module()) return;
  for (auto catcher = catchers_.rbegin(); catcher != catchers_.rend(); ++catcher) {
    if (catcher->kind != Catcher::Kind::tries) continue;
    // The same place again, or one so near that nothing was changed in between.
    for (auto exit = catcher->exits.rbegin(); exit != catcher->exits.rend(); ++exit) {
      if (catcher->last_writes != state.writes()) break;
      if (exit->how == Leave::raise && exit->exception == exception &&
          exit->outcome.literals.size() == conditions.mark() - catcher->mark)
        return;
    }
    if (catcher->exits.size() >= kMostMayRaise) {
      catcher->overflow = true;
      return;
    }
    catcher->last_writes = state.writes();
    catcher->exits.push_back(
        {Leave::raise, exception, outcome_since(catcher->depth, catcher->mark, nullptr)});
    return;
  }
}

}  // namespace djaz::python::eval
