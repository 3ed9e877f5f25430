// The walk behind effects_of(): over every statement and expression of a block, with a stack of its
// own, since chains of operators may be very long and nested.
#pragma once

#include <vector>

#include "python/eval/effects/effects.h"

namespace djaz::python::eval {

// What may be os.environ: an attribute of that name, or any name.
bool may_be_environment(const Expression& e);
// `update`, `pop` and the other methods that change a mapping.
bool is_writer(std::string_view method);
// The text of a string literal; of anything else, empty.
std::string_view literal_text(const Expression* e);

class EffectsWalk {
 public:
  explicit EffectsWalk(Effects& out) : out_(out) {}

  void run(Block block, const Expression* expression);

 private:
  // What is visited next; the last pushed first.
  void push(const Expression* expression);
  void push(Expressions list);
  void push(Block block);
  void push(std::span<const Argument> arguments);
  void push(std::span<const FormattedPart> parts);
  void push(std::span<const Parameter> parameters);

  // Where a value is only looked at, a name by itself cannot change what it stands for.
  void glance(const Expression* expression);
  // Whatever is done with the value, no environment variable is written through it.
  void peek(const Expression* expression);
  void iterate(const Expression* expression);
  void write_variable(const Expression& environment, std::string_view variable);
  void glance(Expressions list);
  void bind(std::string_view name);
  void use(std::string_view name, bool adding);
  void target(const Expression* expression);

  // Calls and statements of a known form. False: it is another, and nothing is noted.
  // os.environ.setdefault("X", …) and the other methods that write.
  bool writing(const Call& call);
  bool adding(const Call& call);
  // len(X) and its like.
  bool looking(const Call& call);
  // `if name.startswith("SOCIAL_"): globals()[name] = …`
  bool prefixed_write(const IfClause& clause);

  void visit(const Expression& e);
  void visit(const Statement& s);
  // A nested body looks at our names, but binds its own.
  void nested(Block body);

  Effects& out_;
  int depth_ = 0;
  std::vector<const Expression*> expressions_;
  std::vector<const Statement*> statements_;
};

}  // namespace djaz::python::eval
