// How a path ends or leaves: what it changed on the way, and who catches it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "python/eval/conditions.h"
#include "python/eval/state.h"
#include "python/eval/values/value.h"

namespace djaz::python::eval {

// A path's end, or the place where it left.
struct Outcome {
  Changes changes;
  std::vector<Literal> literals;
  Value value = nullptr;
};

enum class Leave : std::uint8_t { raise, give_back, stop, next };
struct Exit {
  Leave how = Leave::raise;
  std::string_view exception;  // "" when it may be any
  Outcome outcome;
};
struct Catcher {
  enum class Kind : std::uint8_t { tries, loop, function } kind = Kind::tries;
  bool all = false;  // try with finally: catches every exit
  std::size_t depth = 0;
  std::size_t mark = 0;
  std::vector<Exit> exits;
  std::uint64_t last_writes = UINT64_MAX;
  bool overflow = false;
};

struct Branch {
  Condition when;
  std::function<Value()> run;
};

}  // namespace djaz::python::eval
