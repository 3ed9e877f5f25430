// Joins what several outcomes say of the dicts, lists and sets that they changed.
#pragma once

#include <utility>
#include <vector>

#include "python/eval/evaluator.h"

namespace djaz::python::eval {

inline constexpr std::size_t kMostAlternatives = 64;

class ObjectJoin {
 public:
  explicit ObjectJoin(Evaluator& e) : e_(e) {}

  // `all`: under each condition, the object as it is there. They are of one identity.
  ObjectPtr join(const std::vector<std::pair<Condition, ObjectPtr>>& all);

 private:
  ObjectPtr lost(const Object& like, const Info* info);
  void join_entries(const std::vector<std::pair<Condition, ObjectPtr>>& all, Object& result);
  void join_ways(const std::vector<std::pair<Condition, ObjectPtr>>& all, Object& result);
  void add(std::vector<Items>& ways, const Condition& when, const Items& way);
  // Too many ways: what is certainly there, and the list is open.
  void shrink(Object& result);

  Evaluator& e_;
};

}  // namespace djaz::python::eval
