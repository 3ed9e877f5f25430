// Values as nodes. Shared and self-containing collections are cut to a bounded tree: everything
// after us walks trees, so a value that would unfold into too many nodes is unknown.
#pragma once

#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "python/eval/evaluator.h"
#include "tree/builder.h"

namespace djaz::python::eval {

class Nodes {
 public:
  Nodes(Evaluator& evaluator, Arena& arena) : e_(evaluator), builder_(arena), arena_(arena) {}

  // A null value gives a null node.
  const Node* make(Value value);
  const Node* with_key(const Node* node, Span key_span);

 private:
  struct Made {
    const Node* node = nullptr;
    std::size_t size = 1;
  };
  // One candidate, where it comes from a condition.
  struct Way {
    Made made;
    std::string_view words;
    bool asked_for = false;
  };
  Made convert(Value value, int depth);
  // The same, as it is where the condition holds: what contradicts it is left out.
  Made convert_under(const Condition& when, const std::function<Made()>& make);
  Made plain(Value value, int depth);
  Made collection(Value value, int depth);
  Made mapping(const Object& object, Span span, int depth);
  Made list(const Items& way, Type type, Span span, int depth);
  Made unknown(Value value, int depth);
  Made candidates(std::vector<Way> all, Unknown about, Span span);
  Made too_big(Kind type, Span span);
  const Origin* origin(const Cause& cause, Span span, int depth);

  Evaluator& e_;
  Builder builder_;
  Arena& arena_;
  std::unordered_map<Value, Made> made_;
  std::unordered_map<std::uint32_t, Made> objects_;
  std::unordered_set<std::uint32_t> open_;
  // Conversions under a condition remember nothing for others, so they are few and not nested far.
  int assumed_ = 0;
  std::size_t assumptions_ = 0;
  std::size_t total_ = 0;
};

}  // namespace djaz::python::eval
