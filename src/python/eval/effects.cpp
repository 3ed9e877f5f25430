#include "python/eval/effects.h"

#include <algorithm>
#include <array>

namespace djaz::python::eval {
namespace {

constexpr std::array<std::string_view, 8> kWriters = {
    "setdefault", "pop", "update", "clear", "popitem", "__setitem__", "__delitem__", "__ior__"};

bool is_writer(std::string_view method) {
  return std::find(kWriters.begin(), kWriters.end(), method) != kWriters.end();
}

// What may be os.environ: an attribute of that name, or any name.
bool may_be_environment(const Expression& e) {
  return e.kind == ExpressionKind::name ||
         (e.kind == ExpressionKind::attribute && as<Attribute>(e).name == "environ");
}

std::string_view text_of(const Expression* e) {
  return e != nullptr && e->kind == ExpressionKind::string ? as<djaz::python::Literal>(*e).text
                                                           : std::string_view();
}

// Iterative: chains of operators may be very long and nested.
class Walk {
 public:
  explicit Walk(Effects& out) : out_(out) {}

  void run(Block block, const Expression* expression) {
    push(block);
    push(expression);
    while (!statements_.empty() || !expressions_.empty()) {
      if (!expressions_.empty()) {
        const Expression* next = expressions_.back();
        expressions_.pop_back();
        visit(*next);
      } else {
        const Statement* next = statements_.back();
        statements_.pop_back();
        visit(*next);
      }
    }
    for (std::string_view name : out_.outer) out_.bound.erase(name);
  }

 private:
  void push(const Expression* expression) {
    if (expression != nullptr) expressions_.push_back(expression);
  }
  // Where a value is only looked at, a name by itself cannot change what it stands for.
  void glance(const Expression* expression) {
    if (expression != nullptr && expression->kind != ExpressionKind::name) peek(expression);
  }
  // Whatever is done with the value, no environment variable is written through it.
  void peek(const Expression* expression) {
    if (expression == nullptr) return;
    if (expression->kind == ExpressionKind::name)
      use(as<Name>(*expression).id, false);
    else if (may_be_environment(*expression))
      peek(as<Attribute>(*expression).object);
    else
      push(expression);
  }
  void iterate(const Expression* expression) {
    if (expression != nullptr && expression->kind == ExpressionKind::name)
      out_.iterated.insert(as<Name>(*expression).id);
    else
      peek(expression);
  }
  void write_variable(const Expression& environment, std::string_view variable) {
    const bool name = environment.kind == ExpressionKind::name;
    out_.variables.emplace(name ? as<Name>(environment).id : std::string_view(), variable);
  }
  // os.environ.setdefault("X", …) and the other methods that write.
  bool writing(const Call& call) {
    if (call.callee->kind != ExpressionKind::attribute) return false;
    const auto& method = as<Attribute>(*call.callee);
    if (!is_writer(method.name) || !may_be_environment(*method.object)) return false;
    for (const Argument& argument : call.arguments) {
      const bool mapping = argument.value->kind == ExpressionKind::dict;
      if (!argument.keyword.empty()) {
        write_variable(*method.object, argument.keyword);
      } else if (method.name != "update") {
        write_variable(*method.object, text_of(argument.value));
        break;
      } else if (!mapping) {
        write_variable(*method.object, {});
      } else {
        for (const DictItem& item : as<Dict>(*argument.value).items)
          write_variable(*method.object, text_of(item.key));
      }
    }
    if (call.arguments.empty()) write_variable(*method.object, {});
    peek(method.object);
    push(call.arguments);
    return true;
  }
  void glance(Expressions list) {
    for (auto item = list.rbegin(); item != list.rend(); ++item) glance(*item);
  }
  void push(Expressions list) {
    for (auto item = list.rbegin(); item != list.rend(); ++item) push(*item);
  }
  void push(Block block) {
    for (auto item = block.rbegin(); item != block.rend(); ++item) statements_.push_back(*item);
  }
  void push(std::span<const Argument> arguments) {
    for (const Argument& argument : arguments) push(argument.value);
  }
  void push(std::span<const FormattedPart> parts) {
    std::vector<std::span<const FormattedPart>> work{parts};
    while (!work.empty()) {
      const auto list = work.back();
      work.pop_back();
      for (const FormattedPart& part : list) {
        glance(part.value);
        if (!part.specification.empty()) work.push_back(part.specification);
      }
    }
  }
  void push(std::span<const Parameter> parameters) {
    for (const Parameter& parameter : parameters) push(parameter.fallback);
  }

  void bind(std::string_view name) {
    if (out_.bound.insert(name).second) out_.bound_order.push_back(name);
  }
  void use(std::string_view name, bool adding) {
    auto [entry, added] = out_.used.try_emplace(name, adding);
    if (!added) entry->second = entry->second && adding;
  }

  void target(const Expression* expression) {
    std::vector<const Expression*> work{expression};
    while (!work.empty()) {
      const Expression* next = work.back();
      work.pop_back();
      if (next == nullptr) continue;
      switch (next->kind) {
        case ExpressionKind::name:
          bind(as<Name>(*next).id);
          break;
        case ExpressionKind::list:
        case ExpressionKind::tuple:
          for (const Expression* item : as<Sequence>(*next).elements) work.push_back(item);
          break;
        case ExpressionKind::starred:
          work.push_back(as<Starred>(*next).value);
          break;
        case ExpressionKind::subscript:
          if (may_be_environment(*as<Subscript>(*next).object))
            write_variable(*as<Subscript>(*next).object, text_of(as<Subscript>(*next).index));
          push(next);
          break;
        default:
          push(next);
      }
    }
  }

  bool adding(const Call& call) {
    if (call.callee->kind != ExpressionKind::attribute) return false;
    const auto& attribute = as<Attribute>(*call.callee);
    if (attribute.object->kind != ExpressionKind::name) return false;
    const std::string_view name = attribute.name;
    if (name != "append" && name != "extend" && name != "add") return false;
    use(as<Name>(*attribute.object).id, true);
    push(call.arguments);
    return true;
  }

  // len(X) and its like.
  bool looking(const Call& call) {
    if (call.callee->kind != ExpressionKind::name) return false;
    const std::string_view name = as<Name>(*call.callee).id;
    for (std::string_view harmless :
         {"len", "str", "int", "float", "bool", "print", "isinstance", "range", "repr"}) {
      if (name != harmless) continue;
      push(call.callee);
      for (const Argument& argument : call.arguments) glance(argument.value);
      return true;
    }
    for (std::string_view copier : {"dict", "list", "tuple", "set", "sorted"}) {
      if (name != copier) continue;
      push(call.callee);
      for (const Argument& argument : call.arguments) peek(argument.value);
      return true;
    }
    return false;
  }

  // `if name.startswith("SOCIAL_"): globals()[name] = …`
  bool prefixed_write(const IfClause& clause) {
    if (clause.test == nullptr || clause.test->kind != ExpressionKind::call) return false;
    const auto& test = as<Call>(*clause.test);
    if (test.callee->kind != ExpressionKind::attribute || test.arguments.size() != 1) return false;
    const auto& method = as<Attribute>(*test.callee);
    const Expression* prefix = test.arguments[0].value;
    if (method.name != "startswith" || method.object->kind != ExpressionKind::name ||
        prefix->kind != ExpressionKind::string || clause.body.size() != 1 ||
        clause.body[0]->kind != StatementKind::assign)
      return false;
    const auto& write = as<Assign>(*clause.body[0]);
    if (write.targets.size() != 1 || write.targets[0]->kind != ExpressionKind::subscript)
      return false;
    const auto& place = as<Subscript>(*write.targets[0]);
    if (place.index->kind != ExpressionKind::name ||
        as<Name>(*place.index).id != as<Name>(*method.object).id ||
        place.object->kind != ExpressionKind::call)
      return false;
    const auto& names = as<Call>(*place.object);
    if (names.callee->kind != ExpressionKind::name || as<Name>(*names.callee).id != "globals")
      return false;
    out_.written_prefixes.push_back(as<Literal>(*prefix).text);
    push(write.value);
    return true;
  }

  void visit(const Expression& e) {
    switch (e.kind) {
      case ExpressionKind::name:
        use(as<Name>(e).id, false);
        write_variable(e, {});
        break;
      case ExpressionKind::formatted:
        push(as<Formatted>(e).parts);
        break;
      case ExpressionKind::list:
      case ExpressionKind::tuple:
      case ExpressionKind::set:
        push(as<Sequence>(e).elements);
        break;
      case ExpressionKind::dict:
        for (const DictItem& item : as<Dict>(e).items) {
          push(item.key);
          if (item.key == nullptr)
            peek(item.value);
          else
            push(item.value);
        }
        break;
      case ExpressionKind::unary:
        glance(as<Unary>(e).operand);
        break;
      case ExpressionKind::binary:
        glance(as<Binary>(e).operands);
        break;
      case ExpressionKind::boolean:
        push(as<Boolean>(e).operands);
        break;
      case ExpressionKind::comparison:
        glance(as<Comparison>(e).operands);
        break;
      case ExpressionKind::conditional:
        push(as<Conditional>(e).test);
        push(as<Conditional>(e).then);
        push(as<Conditional>(e).otherwise);
        break;
      case ExpressionKind::call:
        if (adding(as<Call>(e)) || looking(as<Call>(e)) || writing(as<Call>(e))) break;
        peek(as<Call>(e).callee);
        push(as<Call>(e).arguments);
        break;
      case ExpressionKind::attribute:
        if (may_be_environment(e))
          write_variable(e, {});
        else if (is_writer(as<Attribute>(e).name) && may_be_environment(*as<Attribute>(e).object))
          write_variable(*as<Attribute>(e).object, {});
        peek(as<Attribute>(e).object);
        break;
      case ExpressionKind::subscript:
        peek(as<Subscript>(e).object);
        glance(as<Subscript>(e).index);
        break;
      case ExpressionKind::slice:
        push(as<Slice>(e).lower);
        push(as<Slice>(e).upper);
        push(as<Slice>(e).step);
        break;
      case ExpressionKind::starred:
        push(as<Starred>(e).value);
        break;
      case ExpressionKind::lambda:
        push(as<Lambda>(e).parameters);
        push(as<Lambda>(e).body);
        break;
      case ExpressionKind::comprehension:
        push(as<Comprehension>(e).element);
        push(as<Comprehension>(e).value);
        for (const ComprehensionClause& clause : as<Comprehension>(e).clauses) {
          push(clause.target);
          iterate(clause.iterable);
          glance(clause.conditions);
        }
        break;
      case ExpressionKind::named:
        bind(as<Named>(e).target->id);
        push(as<Named>(e).value);
        break;
      default:
        break;
    }
  }

  void visit(const Statement& s) {
    switch (s.kind) {
      case StatementKind::expression:
        push(as<ExpressionStatement>(s).value);
        break;
      case StatementKind::assign:
        for (const Expression* one : as<Assign>(s).targets) target(one);
        push(as<Assign>(s).value);
        break;
      case StatementKind::augmented: {
        const auto& augmented = as<Augmented>(s);
        target(augmented.target);
        if (augmented.target->kind == ExpressionKind::name) {
          use(as<Name>(*augmented.target).id, augmented.op == Operator::add);
          if (augmented.op == Operator::bit_or) write_variable(*augmented.target, {});
        }
        push(augmented.value);
        break;
      }
      case StatementKind::remove:
        for (const Expression* one : as<Remove>(s).targets) target(one);
        break;
      case StatementKind::import:
        for (const ImportedName& name : as<Import>(s).names)
          bind(name.alias.empty() ? name.name.substr(0, name.name.find('.')) : name.alias);
        break;
      case StatementKind::import_from:
        if (as<ImportFrom>(s).star) out_.star_import = true;
        for (const ImportedName& name : as<ImportFrom>(s).names)
          bind(name.alias.empty() ? name.name : name.alias);
        break;
      case StatementKind::if_chain:
        for (const IfClause& clause : as<If>(s).clauses) {
          push(clause.test);
          if (!prefixed_write(clause)) push(clause.body);
        }
        break;
      case StatementKind::for_loop:
        target(as<For>(s).target);
        iterate(as<For>(s).iterable);
        push(as<For>(s).body);
        push(as<For>(s).otherwise);
        break;
      case StatementKind::while_loop:
        push(as<While>(s).test);
        push(as<While>(s).body);
        push(as<While>(s).otherwise);
        break;
      case StatementKind::try_block:
        push(as<Try>(s).body);
        for (const ExceptClause& handler : as<Try>(s).handlers) {
          push(handler.type);
          if (!handler.name.empty()) bind(handler.name);
          push(handler.body);
        }
        push(as<Try>(s).otherwise);
        push(as<Try>(s).finally);
        break;
      case StatementKind::with_block:
        for (const WithItem& item : as<With>(s).items) {
          push(item.context);
          if (item.target != nullptr) target(item.target);
        }
        push(as<With>(s).body);
        break;
      case StatementKind::match_block:
        push(as<Match>(s).subject);
        for (const MatchCase& one : as<Match>(s).cases) {
          for (const Expression* capture : one.captures) target(capture);
          push(one.body);
        }
        break;
      case StatementKind::function:
        bind(as<Function>(s).name);
        push(as<Function>(s).parameters);
        push(as<Function>(s).decorators);
        nested(as<Function>(s).body);
        break;
      case StatementKind::class_definition:
        bind(as<Class>(s).name);
        push(as<Class>(s).bases);
        push(as<Class>(s).decorators);
        nested(as<Class>(s).body);
        break;
      case StatementKind::return_value:
        push(as<Return>(s).value);
        break;
      case StatementKind::raise:
        push(as<Raise>(s).value);
        break;
      case StatementKind::assertion:
        push(as<Assertion>(s).test);
        break;
      case StatementKind::global_names:
      case StatementKind::nonlocal_names:
        for (std::string_view name : as<Names>(s).names) {
          out_.outer.insert(name);
          if (s.kind == StatementKind::nonlocal_names) out_.enclosing.insert(name);
        }
        break;
      default:
        break;
    }
  }

  // A nested body looks at our names, but binds its own.
  void nested(Block body) {
    if (depth_ > 20) return;
    Effects inner;
    Walk walk(inner);
    walk.depth_ = depth_ + 1;
    walk.run(body, nullptr);
    for (const auto& [name, adding] : inner.used) use(name, adding);
    for (std::string_view name : inner.iterated) use(name, false);
    for (std::string_view name : inner.written_prefixes) out_.written_prefixes.push_back(name);
    out_.variables.insert(inner.variables.begin(), inner.variables.end());
    for (std::string_view name : inner.outer) out_.rebound.insert(name);
    for (std::string_view name : inner.rebound) out_.rebound.insert(name);
  }

  Effects& out_;
  int depth_ = 0;
  std::vector<const Expression*> expressions_;
  std::vector<const Statement*> statements_;
};

}  // namespace

Effects effects_of(Block block, const Expression* expression) {
  Effects effects;
  Walk(effects).run(block, expression);
  return effects;
}

}  // namespace djaz::python::eval
