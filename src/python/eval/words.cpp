// Tests in words: "`DATABASE_URL` begins with 'postgres://'". A name that holds the text of a
// variable is told by the variable, since that is what people can set.
#include "python/eval/words.h"

#include <algorithm>

#include "python/eval/evaluator.h"

namespace djaz::python::eval {
namespace {

constexpr std::size_t kMostTexts = 5;
constexpr std::size_t kMostParts = 3;
constexpr std::size_t kLongestText = 16;
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
    if (e->kind == ExpressionKind::boolean) return chain(as<Boolean>(*e), holds, depth);
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
        return text_literal(as<Subscript>(*e).index)
                   ? backticked(as<djaz::python::Literal>(*as<Subscript>(*e).index).text)
                   : std::string();
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

  // Text that something is compared with may be a secret only under a name that says so; short
  // words are shown, anything else is not.
  static bool is_short_text(const Expression* e) {
    return text_literal(e) && as<djaz::python::Literal>(*e).text.size() <= kLongestText;
  }

  static std::string short_text(std::string_view text) { return "'" + std::string(text) + "'"; }

  // "`DATABASE_URL` begins with 'postgres://'", of a call; empty where it is no such test.
  std::string text_test(const Expression* e, bool holds) {
    if (e->kind != ExpressionKind::call) return {};
    const auto& call = as<Call>(*e);
    if (call.callee->kind != ExpressionKind::attribute || call.arguments.size() != 1 ||
        !is_short_text(call.arguments[0].value))
      return {};
    const auto& method = as<Attribute>(*call.callee);
    const bool begins = method.name == "startswith";
    if (!begins && method.name != "endswith") return {};
    const std::string name = shown(method.object);
    if (name.empty()) return {};
    const std::string_view verb = begins ? (holds ? " begins with " : " does not begin with ")
                                         : (holds ? " ends with " : " does not end with ");
    return name + std::string(verb) +
           short_text(as<djaz::python::Literal>(*call.arguments[0].value).text);
  }

  // The short texts that stand in a list: written there, or under a name.
  bool texts(const Expression* e, std::vector<std::string>& out) {
    if (e->kind == ExpressionKind::tuple || e->kind == ExpressionKind::list ||
        e->kind == ExpressionKind::set) {
      for (const Expression* one : as<Sequence>(*e).elements) {
        if (!is_short_text(one)) return false;
        out.push_back(short_text(as<djaz::python::Literal>(*one).text));
      }
      return !out.empty();
    }
    const Value value = e->kind == ExpressionKind::name ? e_.peek(as<Name>(*e).id) : nullptr;
    if (value == nullptr ||
        !(value->is(Type::tuple) || value->is(Type::list) || value->is(Type::set)))
      return false;
    const Evaluator::View view = e_.view(value);
    if (!view.known || view.open) return false;
    for (Value item : view.items) {
      if (!item->is(Type::string) || item->text.size() > kLongestText || item->has(Trait::secret))
        return false;
      out.push_back(short_text(item->text));
    }
    if (!view.ordered) std::sort(out.begin(), out.end());
    return !out.empty();
  }

  std::string membership(const Comparison& comparison, bool contains) {
    const Expression* item = comparison.operands[0];
    const Expression* holder = comparison.operands[1];
    if (is_short_text(item)) {
      const std::string name = shown(holder);
      return name.empty() ? name
                          : name + (contains ? " contains " : " does not contain ") +
                                short_text(as<djaz::python::Literal>(*item).text);
    }
    const std::string name = shown(item);
    if (name.empty()) return {};
    std::vector<std::string> all;
    if (!texts(holder, all)) {
      const std::string of = shown(holder);
      return of.empty() ? of : name + (contains ? " is in " : " is not in ") + of;
    }
    std::string words = name + (contains ? " is " : " is none of ");
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i == kMostTexts) {
        words += contains ? " or the like" : " and the like";
        break;
      }
      if (i > 0) words += i + 1 < all.size() ? ", " : contains ? " or " : " and ";
      words += all[i];
    }
    return words;
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
    switch (e->kind) {
      case ExpressionKind::string:
        return is_short_text(e) ? short_text(as<djaz::python::Literal>(*e).text) : std::string();
      case ExpressionKind::none:
        return "None";
      case ExpressionKind::true_literal:
        return "True";
      case ExpressionKind::false_literal:
        return "False";
      case ExpressionKind::integer:
      case ExpressionKind::real:
        return std::string(as<djaz::python::Literal>(*e).text);
      default:
        return shown(e);
    }
  }

  std::string comparison(const Comparison& comparison, bool holds) {
    if (comparison.operators.size() != 1) return {};
    const Operator op = comparison.operators[0];
    if (op == Operator::in || op == Operator::not_in)
      return membership(comparison, holds == (op == Operator::in));
    const Expression* item = comparison.operands[0];
    const Expression* other = comparison.operands[1];
    if (text_literal(item) && !text_literal(other)) std::swap(item, other);
    const std::string left = shown(item);
    if (left.empty()) return {};
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

  // "`A` is true and `B` is false"; a choice is put in brackets, since it is joined to more.
  std::string chain(const Boolean& chain, bool holds, int depth) {
    if (chain.operands.size() > kMostParts) return {};
    const bool all = holds == (chain.op == Operator::logical_and);
    std::string words;
    for (const Expression* one : chain.operands) {
      const std::string part = of(one, holds, depth + 1);
      if (part.empty()) return {};
      if (!words.empty()) words += all ? " and " : " or ";
      words += part;
    }
    return all ? words : "(" + words + ")";
  }

  Evaluator& e_;
};

}  // namespace

std::string_view variable_behind(Value value) {
  if (value == nullptr || !value->is(Type::unknown)) return {};
  const Info& info = *value->unknown;
  if (!info.alternatives.empty()) {
    std::string_view only;
    for (const Alternative& one : info.alternatives) {
      if (one.value == nullptr || !one.value->is(Type::unknown)) continue;
      const std::string_view name = variable_behind(one.value);
      if (name.empty() || (!only.empty() && name != only)) return {};
      only = name;
    }
    return only;
  }
  if (info.reason != Reason::environment || info.type != Kind::string || !info.prefix.empty() ||
      !info.suffix.empty() || !value->has(Trait::env_part) || !info.detail.starts_with('`'))
    return {};
  const std::size_t end = info.detail.find('`', 1);
  if (end == std::string_view::npos ||
      !info.detail.substr(end + 1).starts_with(" is not set by any document"))
    return {};
  return info.detail.substr(1, end - 1);
}

void add_unset(const Conditions& conditions, const Condition& unset, std::string& with,
               std::string& without) {
  constexpr std::string_view kUnset = " is unset";
  const std::string_view words = conditions.words(unset);
  if (!words.ends_with(kUnset)) return;
  const std::string name(words.substr(0, words.size() - kUnset.size()));
  if (name.find(' ') != std::string::npos || !without.starts_with(name + " is ")) return;
  // "is not 'yes'" is true of what is unset as well, to every reader.
  for (const char* positive : {" is '", " is true", " is not empty", " is True"}) {
    if (!with.starts_with(name + positive)) continue;
    with.insert(name.size(), " is unset or");
    without.insert(name.size(), " is set and");
    return;
  }
}

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
