// The values of django-configurations: what an attribute of a configuration class that was written
// as `values.BooleanValue(True)` becomes, at once where it names its variable, else when the class
// is set up under the attribute's name.
#include <algorithm>
#include <array>

#include "python/eval/library/tables.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

constexpr std::string_view kPending = "configurations.Value()";
constexpr std::array<std::string_view, 4> kTrue = {"yes", "y", "true", "1"};
constexpr std::array<std::string_view, 5> kFalse = {"no", "n", "false", "0", ""};

Value boolean_of(Evaluator& e, Value v) {
  if (!v->is(Type::string)) return e.unknown_from(v, nullptr, "a boolean", Kind::boolean);
  const std::string text = lowered(trimmed(v->text));
  if (one_of(text, kTrue)) return e.values.boolean(true);
  if (one_of(text, kFalse)) return e.values.boolean(false);
  return e.raised("ValueError");
}

Value items_of(Evaluator& e, Value v, Type type) {
  if (!v->is(Type::string)) {
    e.may_raise();
    return e.make_list(type, {}, true);
  }
  std::vector<Value> items;
  for (std::string_view part : split(trimmed(v->text), ','))
    if (!trimmed(part).empty()) items.push_back(e.new_string(std::string(trimmed(part)), v));
  return e.make_list(type, std::move(items));
}

Value named(Evaluator& e, std::string_view name, Value value) {
  return e.make_dict({{e.values.borrowed(Type::string, name), value, {}}});
}

// What the text of a variable becomes.
Value cast(Evaluator& e, std::string_view kind, Value text) {
  if (kind == "Value") return text;
  if (kind == "SecretValue") {
    if (text->is(Type::string) && text->text.empty()) return e.raised("ValueError");
    return e.refine(text, true);
  }
  if (kind == "BooleanValue") return boolean_of(e, text);
  if (kind == "IntegerValue") return to_integer(e, text);
  if (kind == "FloatValue") return to_real(e, text);
  if (kind == "ListValue") return items_of(e, text, Type::list);
  if (kind == "TupleValue") return items_of(e, text, Type::tuple);
  if (kind == "DatabaseURLValue")
    return named(e, "default",
                 find_builtin("dj_database_url.parse")(e, {{text}, {}, false, e.here}));
  e.may_raise("ValueError");
  if (kind == "EmailValue" || kind == "URLValue" || kind == "IPValue" || kind == "RegexValue")
    return text;
  return e.unknown_from(text, nullptr, "a variable that is parsed");
}

// What is written as the default becomes.
Value default_of(Evaluator& e, std::string_view kind, Value written) {
  const bool none = written == nullptr || written->is(Type::none);
  const auto copied = [&](std::string_view type) {
    return find_builtin(type)(
        e, {none ? std::vector<Value>{} : std::vector<Value>{written}, {}, false, e.here});
  };
  if (kind == "ListValue") return copied("list");
  if (kind == "TupleValue") return copied("tuple");
  if (kind == "DatabaseURLValue") return none ? e.make_dict({}) : cast(e, kind, written);
  if (kind == "Value" || kind == "BooleanValue" || kind == "IntegerValue" || kind == "FloatValue" ||
      kind == "EmailValue" || kind == "URLValue" || kind == "IPValue" || kind == "RegexValue" ||
      kind == "SecretValue")
    return none ? e.values.none() : written;
  return e.unknown_from(written, nullptr, "a value of django-configurations");
}

Value make(Evaluator& e, const Arguments& given, std::string_view kind) {
  const bool url = kind.ends_with("URLValue") && kind != "URLValue";
  const Value none = e.values.none();
  auto option = [&](std::size_t place, std::string_view name, Value fallback) {
    const Value value = given.get(place, name);
    return value == nullptr ? fallback : value;
  };
  const Value written = given.get(0, "default");
  Value environ = option(1, "environ", e.values.boolean(true));
  const Value variable = option(
      2, "environ_name", kind == "DatabaseURLValue" ? e.values.string("DATABASE_URL") : none);
  const Value prefix =
      option(3, "environ_prefix", url ? none : e.values.borrowed(Type::string, "DJANGO"));
  Value required = option(4, "environ_required", e.values.boolean(false));
  if (kind == "SecretValue") environ = required = e.values.boolean(true);
  const Value late = given.named_or_null("late_binding");
  bool modelled = given.positional.size() <= 5 && environ->is(Type::boolean) &&
                  required->is(Type::boolean) && (late == nullptr || late->is(Type::boolean)) &&
                  (variable->is(Type::none) || variable->is(Type::string)) &&
                  (prefix->is(Type::none) || prefix->is(Type::string));
  for (const auto& [name, value] : given.named)
    modelled = modelled && name != "separator" && name != "converter" && name != "alias";
  if (!modelled || (url && kind != "DatabaseURLValue")) {
    e.may_raise();
    return e.unknown(Reason::call, "a value of django-configurations");
  }
  Data* pending = e.values.copy(e.values.borrowed(Type::external, kPending));
  pending->self =
      e.values.tuple(Type::tuple, {e.values.string(kind), written == nullptr ? none : written,
                                   environ, variable, prefix, required});
  pending->span = given.span;
  const bool binds_late = url || (late != nullptr && late->boolean);
  if (binds_late) return pending;
  if (environ->boolean) return variable->is(Type::none) ? pending : set_up(e, pending, {});
  const Truth truth = written == nullptr ? Truth::no : e.truth(written);
  if (truth == Truth::yes) return set_up(e, pending, {});
  if (truth == Truth::no) return pending;
  return e.unknown(Reason::call, "a value of django-configurations");
}

template <const char* Kind>
Value make_kind(Evaluator& e, const Arguments& given) {
  return make(e, given, Kind);
}

}  // namespace

bool is_pending(Value value) { return value->is(Type::external) && value->text == kPending; }

Value set_up(Evaluator& e, Value pending, std::string_view attribute) {
  const auto& parts = pending->self->items;
  const std::string_view kind = parts[0]->text;
  const Value fallback = default_of(e, kind, parts[1]);
  if (e.stopped()) return e.nothing();
  if (!parts[2]->boolean) return fallback;
  std::string name = parts[3]->is(Type::string) ? std::string(parts[3]->text) : uppered(attribute);
  std::string_view prefix = parts[4]->is(Type::string) ? parts[4]->text : std::string_view();
  if (prefix.ends_with('_')) prefix.remove_suffix(1);
  if (!prefix.empty()) name = std::string(prefix) + '_' + name;
  const Value key = e.values.string(name);
  auto made = [&](Value text) { return cast(e, kind, text); };
  if (parts[5]->boolean) {
    const Value text = e.required_variable(key, pending->span);
    return e.stopped() ? e.nothing() : e.each(text, made);
  }
  e.read_variable(key, fallback, true, pending->span);
  const Value text = e.variable(e.keep(name));
  if (text == nullptr) return fallback;
  if (!text->is(Type::unknown) || text->unknown->alternatives.empty()) return e.each(text, made);
  std::vector<Branch> branches;
  for (const Alternative& one : text->unknown->alternatives)
    branches.push_back({one.when, [&, one]() -> Value {
                          return one.value == nullptr ? fallback : made(one.value);
                        }});
  return e.fork(branches);
}

namespace {
constexpr char kValue[] = "Value";
constexpr char kBoolean[] = "BooleanValue";
constexpr char kInteger[] = "IntegerValue";
constexpr char kFloat[] = "FloatValue";
constexpr char kList[] = "ListValue";
constexpr char kTuple[] = "TupleValue";
constexpr char kSet[] = "SetValue";
constexpr char kDict[] = "DictValue";
constexpr char kEmail[] = "EmailValue";
constexpr char kUrl[] = "URLValue";
constexpr char kIp[] = "IPValue";
constexpr char kRegex[] = "RegexValue";
constexpr char kPath[] = "PathValue";
constexpr char kSecret[] = "SecretValue";
constexpr char kDatabase[] = "DatabaseURLValue";
constexpr char kCache[] = "CacheURLValue";
constexpr char kEmailUrl[] = "EmailURLValue";
}  // namespace

const BuiltinTable& configurations_builtins() {
  static const BuiltinTable table = {
      {"configurations.values.Value", make_kind<kValue>},
      {"configurations.values.BooleanValue", make_kind<kBoolean>},
      {"configurations.values.IntegerValue", make_kind<kInteger>},
      {"configurations.values.FloatValue", make_kind<kFloat>},
      {"configurations.values.ListValue", make_kind<kList>},
      {"configurations.values.TupleValue", make_kind<kTuple>},
      {"configurations.values.SetValue", make_kind<kSet>},
      {"configurations.values.DictValue", make_kind<kDict>},
      {"configurations.values.EmailValue", make_kind<kEmail>},
      {"configurations.values.URLValue", make_kind<kUrl>},
      {"configurations.values.IPValue", make_kind<kIp>},
      {"configurations.values.RegexValue", make_kind<kRegex>},
      {"configurations.values.PathValue", make_kind<kPath>},
      {"configurations.values.SecretValue", make_kind<kSecret>},
      {"configurations.values.DatabaseURLValue", make_kind<kDatabase>},
      {"configurations.values.CacheURLValue", make_kind<kCache>},
      {"configurations.values.EmailURLValue", make_kind<kEmailUrl>},
  };
  return table;
}

}  // namespace djaz::python::eval
