// Tests in words: "`DATABASE_URL` begins with 'postgres://'". A name that holds the text of a
// variable is told by the variable, since that is what people can set.
#include "python/eval/words.h"

#include <algorithm>

#include "python/eval/evaluator.h"
#include "python/eval/told_operands.h"

namespace djaz::python::eval {
namespace {

constexpr std::size_t kMostParts = 3;
constexpr int kDeepest = 8;

bool text_literal(const Expression* e) { return e != nullptr && e->kind == ExpressionKind::string; }

std::string backticked(std::string_view name) { return "`" + std::string(name) + "`"; }

// Methods of a text whose argument is no variable's name.
bool asks_of_text(std::string_view method) {
  constexpr std::string_view kMethods[] = {"startswith", "endswith", "strip",       "lstrip",
                                           "rstrip",     "replace",  "split",       "removeprefix",
                                           "count",      "find",     "removesuffix"};
  return std::find(std::begin(kMethods), std::end(kMethods), method) != std::end(kMethods);
}

class Wording {
 public:
  explicit Wording(Evaluator& evaluator) : e_(evaluator) {}

  // Empty where there are no words for it.
  std::string of(const Expression* e, bool holds, int depth = 0) {
    while (e != nullptr && e->kind == ExpressionKind::unary &&
           as<Unary>(*e).op == Operator::logical_not) {
      holds = !holds;
      e = as<Unary>(*e).operand;
    }
    if (e == nullptr || depth > kDeepest) return {};
    if (e->kind == ExpressionKind::comparison) return comparison(as<Comparison>(*e), holds);
    if (e->kind == ExpressionKind::boolean) {
      const auto& joined = as<Boolean>(*e);
      return chain(joined.operands, joined.op == Operator::logical_and, holds, depth);
    }
    if (const Call* asked = any_or_all(e); asked != nullptr) {
      const Expressions parts = as<Sequence>(*asked->arguments[0].value).elements;
      return chain(parts, as<Name>(*asked->callee).id == "all", holds, depth);
    }
    for (const std::string& asked : {text_test(e, holds), file_test(e, holds)})
      if (!asked.empty()) return asked;
    const std::string name = shown(e);
    return name.empty() ? name : name + (holds ? " is true" : " is false");
  }

 private:
  std::string named(std::string_view name) {
    const std::string_view variable = variable_behind(e_.peek(name));
    return backticked(variable.empty() ? name : variable);
  }

  std::string shown(const Expression* e, int depth = 0) {
    if (depth > kDeepest) return {};
    switch (e->kind) {
      case ExpressionKind::name:
        return named(as<Name>(*e).id);
      case ExpressionKind::named:
        return shown(as<Named>(*e).value, depth + 1);
      case ExpressionKind::attribute:
        return backticked(as<Attribute>(*e).name);
      case ExpressionKind::subscript:
        return item(as<Subscript>(*e), depth);
      case ExpressionKind::boolean:
        // `get("X") or "y"`: the first is what is asked for.
        return as<Boolean>(*e).op == Operator::logical_or
                   ? shown(as<Boolean>(*e).operands[0], depth + 1)
                   : std::string();
      case ExpressionKind::call:
        return call(as<Call>(*e), depth);
      default:
        return {};
    }
  }

  // Of `settings["KEY"]` the key, of `argv[1]` the whole.
  std::string item(const Subscript& subscript, int depth) {
    if (text_literal(subscript.index))
      return backticked(as<djaz::python::Literal>(*subscript.index).text);
    if (subscript.index->kind != ExpressionKind::integer) return {};
    const std::string object = shown(subscript.object, depth + 1);
    if (object.empty()) return {};
    const std::string_view index = as<djaz::python::Literal>(*subscript.index).text;
    return object.substr(0, object.size() - 1) + "[" + std::string(index) + "]`";
  }

  std::string call(const Call& call, int depth) {
    const bool method = call.callee->kind == ExpressionKind::attribute;
    if (method && asks_of_text(as<Attribute>(*call.callee).name))
      return shown(as<Attribute>(*call.callee).object, depth + 1);
    const bool named = call.callee->kind == ExpressionKind::name;
    if (!call.arguments.empty() && text_literal(call.arguments[0].value) && (method || named))
      return backticked(as<djaz::python::Literal>(*call.arguments[0].value).text);
    if (method) return result_of(as<Attribute>(*call.callee), call, depth);
    if (!named) return {};
    const std::string_view callee = as<Name>(*call.callee).id;
    if (call.arguments.size() == 1 && (callee == "bool" || callee == "int" || callee == "str" ||
                                       callee == "len" || callee == "any" || callee == "all"))
      return shown(call.arguments[0].value, depth + 1);
    return backticked(std::string(callee) + (call.arguments.empty() ? "()" : "(…)"));
  }

  std::string result_of(const Attribute& method, const Call& call, int depth) {
    const std::string object = shown(method.object, depth + 1);
    if (object.empty() || method.object->kind != ExpressionKind::name) return object;
    const Value value = e_.peek(as<Name>(*method.object).id);
    const bool library = value != nullptr && (value->is(Type::external) || value->is(Type::module));
    if (!library) return object;
    return object.substr(0, object.size() - 1) + "." + std::string(method.name) +
           (call.arguments.empty() ? "()`" : "(…)`");
  }

  // "`p` exists", of a call.
  std::string file_test(const Expression* e, bool holds) {
    if (e->kind != ExpressionKind::call) return {};
    const auto& call = as<Call>(*e);
    if (call.callee->kind != ExpressionKind::attribute) return {};
    const auto& method = as<Attribute>(*call.callee);
    if (method.name != "exists" && method.name != "is_file" && method.name != "is_dir" &&
        method.name != "isfile" && method.name != "isdir")
      return {};
    const std::string what =
        call.arguments.empty() ? shown(method.object) : shown(call.arguments[0].value);
    return what.empty() ? what : what + (holds ? " exists" : " does not exist");
  }

  // "`DATABASE_URL` begins with 'postgres://'", of a call; empty where it is no such test.
  std::string text_test(const Expression* e, bool holds) {
    if (e->kind != ExpressionKind::call) return {};
    const auto& call = as<Call>(*e);
    if (call.callee->kind != ExpressionKind::attribute || call.arguments.size() != 1) return {};
    const auto& method = as<Attribute>(*call.callee);
    const bool begins = method.name == "startswith";
    if (!begins && method.name != "endswith") return {};
    const std::string name = shown(method.object);
    const std::string text = told_operand(call.arguments[0].value);
    if (name.empty() || text.empty()) return {};
    const std::string_view verb = begins ? (holds ? " begins with " : " does not begin with ")
                                         : (holds ? " ends with " : " does not end with ");
    return name + std::string(verb) + text;
  }

  // What stands in a list: written there, or under a name. Empty where not all may be told.
  std::vector<std::string> texts(const Expression* e) {
    std::vector<std::string> out;
    if (e->kind == ExpressionKind::tuple || e->kind == ExpressionKind::list ||
        e->kind == ExpressionKind::set) {
      for (const Expression* one : as<Sequence>(*e).elements) out.push_back(told_operand(one));
    } else if (e->kind == ExpressionKind::name) {
      const Value value = e_.peek(as<Name>(*e).id);
      if (value == nullptr ||
          !(value->is(Type::tuple) || value->is(Type::list) || value->is(Type::set)))
        return {};
      const Evaluator::View view = e_.view(value);
      if (!view.known || view.open) return {};
      for (Value item : view.items)
        out.push_back(item->is(Type::string) && !item->has(Trait::secret) ? told_text(item->text)
                                                                          : "");
      if (!view.ordered) std::sort(out.begin(), out.end());
    }
    if (std::find(out.begin(), out.end(), "") != out.end()) return {};
    return out;
  }

  bool is_environment(const Expression* e) {
    if (e->kind == ExpressionKind::attribute) return as<Attribute>(*e).name == "environ";
    if (e->kind != ExpressionKind::name) return false;
    const Value value = e_.peek(as<Name>(*e).id);
    return value != nullptr && value->is(Type::external) && value->text == "os.environ";
  }

  std::string membership(const Comparison& comparison, bool contains) {
    const Expression* item = comparison.operands[0];
    const Expression* holder = comparison.operands[1];
    if (text_literal(item)) {
      const std::string_view text = as<djaz::python::Literal>(*item).text;
      if (is_environment(holder)) return backticked(text) + (contains ? " is set" : " is unset");
      const std::string name = shown(holder);
      const std::string told = told_text(text);
      if (name.empty() || told.empty()) return {};
      return name + (contains ? " contains " : " does not contain ") + told;
    }
    const std::string name = shown(item);
    if (name.empty()) return {};
    const std::vector<std::string> all = texts(holder);
    if (!all.empty())
      return name + (contains ? " is " : " is none of ") + told_choice(all, !contains);
    const std::string of = shown(holder);
    return of.empty() ? of : name + (contains ? " is in " : " is not in ") + of;
  }

  static std::string_view ordering(Operator op) {
    switch (op) {
      case Operator::less:
        return "less than ";
      case Operator::less_equal:
        return "at most ";
      case Operator::greater:
        return "greater than ";
      case Operator::greater_equal:
        return "at least ";
      default:
        return {};
    }
  }

  // What stands on the right, as it may be told; empty where it may not.
  std::string operand(const Expression* e) {
    const std::string told = told_operand(e);
    return told.empty() && !text_literal(e) ? shown(e) : told;
  }

  static bool is_length(const Expression* e) {
    if (e->kind != ExpressionKind::call) return false;
    const auto& call = as<Call>(*e);
    return call.callee->kind == ExpressionKind::name && as<Name>(*call.callee).id == "len" &&
           call.arguments.size() == 1;
  }

  std::string comparison(const Comparison& comparison, bool holds) {
    if (comparison.operators.size() != 1) return {};
    const Operator op = comparison.operators[0];
    if (op == Operator::in || op == Operator::not_in)
      return membership(comparison, holds == (op == Operator::in));
    const Expression* item = comparison.operands[0];
    const Expression* other = comparison.operands[1];
    if (text_literal(item) && !text_literal(other)) std::swap(item, other);
    std::string left = shown(item);
    if (left.empty()) return {};
    if (is_length(item)) {
      if (op == Operator::greater && told_operand(other) == "0")
        return left + (holds ? " is not empty" : " is empty");
      left = "the length of " + left;
    }
    const std::string right = operand(other);
    const bool equals = op == Operator::equal || op == Operator::is;
    const bool differs = op == Operator::not_equal || op == Operator::is_not;
    if (equals || differs) {
      const bool is = holds == equals;
      if (!right.empty()) return left + (is ? " is " : " is not ") + right;
      return left + (is ? " has the tested value" : " does not have the tested value");
    }
    const std::string_view than = ordering(op);
    if (than.empty() || right.empty() || item != comparison.operands[0]) return {};
    return left + (holds ? " is " : " is not ") + std::string(than) + right;
  }

  // `any([a, b])` or `all((a, b))`: null where it is no such call.
  static const Call* any_or_all(const Expression* e) {
    if (e->kind != ExpressionKind::call) return nullptr;
    const auto& call = as<Call>(*e);
    if (call.callee->kind != ExpressionKind::name || call.arguments.size() != 1) return nullptr;
    const ExpressionKind asked = call.arguments[0].value->kind;
    if (asked != ExpressionKind::list && asked != ExpressionKind::tuple) return nullptr;
    const std::string_view name = as<Name>(*call.callee).id;
    return name == "any" || name == "all" ? &call : nullptr;
  }

  // "`A` is true and `B` is false"; a choice is put in brackets, since it is joined to more.
  std::string chain(Expressions parts, bool needs_all, bool holds, int depth) {
    if (parts.size() > kMostParts) return {};
    const bool all = holds == needs_all;
    std::string words;
    for (const Expression* one : parts) {
      const std::string part = of(one, holds, depth + 1);
      if (part.empty()) return {};
      if (!words.empty()) words += all ? " and " : " or ";
      words += part;
    }
    return all || parts.size() < 2 ? words : "(" + words + ")";
  }

  Evaluator& e_;
};

}  // namespace

Value Evaluator::peek(std::string_view name) {
  const std::uint32_t id = intern(name);
  for (Scope* at = scope; at != nullptr; at = at->parent) {
    if (at->outer.contains(name) && at->parent != nullptr) continue;
    if (const Value value = narrow(lookup(name_key(at->id, id))); value != nullptr) return value;
  }
  return nullptr;
}

std::string Evaluator::describe(const Expression* e, bool holds) {
  std::string words = Wording(*this).of(e, holds);
  if (words.empty()) words = holds ? "a test holds" : "a test does not hold";
  return words;
}

}  // namespace djaz::python::eval
