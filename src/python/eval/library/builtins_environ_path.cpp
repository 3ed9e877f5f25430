// environ.Path: every one is absolute, and every operation makes another with `abspath(join(…))`.
#include "python/eval/library/environ_path.h"
#include "python/eval/library/tables.h"

namespace djaz::python::eval {
namespace {

// More than any path has parts.
constexpr std::int64_t kHighest = 64;

Value joined_to(Evaluator& e, Value base, const std::vector<Value>& names) {
  Arguments parts;
  parts.span = e.here;
  if (base != nullptr) parts.positional.push_back(base);
  parts.positional.insert(parts.positional.end(), names.begin(), names.end());
  if (parts.positional.empty())
    return e.unknown(Reason::unsupported, "a path that is not known", Kind::path);
  const Value path = find_builtin("os.path.join")(e, parts);
  if (e.stopped()) return path;
  return find_builtin("os.path.abspath")(e, Arguments{{path}, {}, false, e.here});
}

Value made_with(Evaluator& e, Value path) {
  Data* data = e.values.copy(e.values.borrowed(Type::external, kEnvironPath));
  data->self = path;
  return data;
}

Value text_below(Evaluator& e, const Arguments& given) {
  if (given.named_or_null("required") != nullptr) e.may_raise();
  return joined_to(e, e.self(), given.positional);
}

Value path_below(Evaluator& e, const Arguments& given) {
  const Value path = text_below(e, given);
  return e.stopped() ? path : made_with(e, path);
}

Value make(Evaluator& e, const Arguments& given) {
  std::vector<Value> names = given.positional;
  if (given.named_or_null("is_file") != nullptr || given.named_or_null("start") != nullptr)
    names = {e.unknown(Reason::unsupported, "a path that is not known", Kind::path)};
  if (given.named_or_null("required") != nullptr) e.may_raise();
  const Value path = joined_to(e, nullptr, names);
  return e.stopped() ? path : made_with(e, path);
}

Value open_below(Evaluator& e, const Arguments& given) {
  const Value path = joined_to(e, e.self(), {given.get(0, "name")});
  if (e.stopped()) return path;
  return find_builtin("open")(e, Arguments{{path}, {}, false, given.span});
}

}  // namespace

Value environ_path_operation(Evaluator& e, Operator op, Value a, Value b) {
  const Value path = behind_environ_path(a);
  if (path == a) return nullptr;
  if (op == Operator::add) {
    const Value more = behind_environ_path(b);
    if (!more->is(Type::string) && !more->is(Type::path) && !more->is(Type::unknown))
      return nullptr;
    const Value sum = joined_to(e, path, {more});
    return e.stopped() ? sum : made_with(e, sum);
  }
  const bool up = op == Operator::subtract && b->is(Type::integer) && b->integer >= 0;
  if (!up || b->integer > kHighest) return nullptr;
  const Value higher = joined_to(
      e, path, std::vector<Value>(static_cast<std::size_t>(b->integer), e.values.string("..")));
  return e.stopped() ? higher : made_with(e, higher);
}

const BuiltinTable& environ_path_builtins() {
  static const BuiltinTable table = {
      {"environ.Path", make},
      {"environ.Path()", text_below},
      {"environ.Path().path", path_below},
      {"environ.Path().file", open_below},
  };
  return table;
}

}  // namespace djaz::python::eval
