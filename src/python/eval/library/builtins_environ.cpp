// django-environ: what kind a variable is read as, from its cast, its schema or its fallback. Its
// URLs are in builtins_environ_urls.cpp.
#include "python/eval/library/environment_reads.h"
#include "python/eval/library/tables.h"
#include "python/eval/values/format.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

Value read_environ_file(Evaluator& e, const Arguments& given) {
  return load_file(e, given, "env_file", "overwrite", false);
}

// Only digits, separators and minus are looked at, and of the separators only the last is one.
Value environ_real(Evaluator& e, Value v) {
  if (!v->is(Type::string) || !is_ascii(v->text)) return cast_text(e, to_real(e, v));
  std::string digits;
  for (const char c : v->text) {
    if (is_digit(c) || c == '-') digits += c;
    if (c == ',' || c == '.') digits += '.';
  }
  for (std::size_t at = digits.find('.'); at != digits.rfind('.'); at = digits.find('.'))
    digits.erase(at, 1);
  return to_real(e, e.new_string(std::move(digits)));
}

Value environ_text(Evaluator& e, Value v, std::string_view kind) {
  if (v->is(Type::string) && v->text.starts_with('$'))
    return e.unknown(Reason::environment, "a variable that refers to another");
  if (kind == "str") return v;
  if (kind == "bool") {
    if (!v->is(Type::string))
      return cast_text(e, e.unknown_from(v, nullptr, "a boolean", Kind::boolean));
    // int() takes more than the digits of ASCII.
    if (!is_ascii(v->text) || v->text.find('_') != std::string_view::npos)
      return e.unknown(Reason::environment, "a boolean", Kind::boolean);
    const std::string text = lowered(trimmed(v->text));
    const auto number = parse_integer(text);
    if (number.has_value()) return e.values.boolean(*number != 0);
    return e.values.boolean(text == "true" || text == "on" || text == "ok" || text == "y" ||
                            text == "yes");
  }
  if (kind == "int") return cast_text(e, to_integer(e, v));
  if (kind == "float") return environ_real(e, v);
  if (kind == "list") return comma_separated(e, v, true, false);
  if (kind == "tuple") {
    if (!v->is(Type::string)) {
      e.may_raise();
      return e.make_list(Type::tuple, {}, true);
    }
    if (v->text.find_first_of("()") != std::string_view::npos)
      return e.unknown_from(v, nullptr, "a tuple made of text", Kind::tuple);
    std::vector<Value> items;
    for (std::string_view part : split(v->text, ','))
      if (!part.empty()) items.push_back(e.new_string(std::string(part)));
    return e.make_list(Type::tuple, std::move(items));
  }
  e.may_raise();
  return e.unknown(Reason::environment, "a variable that is parsed",
                   kind == "dict"      ? Kind::mapping
                   : kind == "list of" ? Kind::list
                                       : Kind::unknown);
}

// What `Env(NAME=(bool, False))` declares of the variable; null: nothing.
const DictEntry* in_schema(Evaluator& e, Value name) {
  const Value schema = e.self();
  if (schema == nullptr || !schema->is(Type::dict) || name == nullptr) return nullptr;
  return e.dict_find(e.state.object(schema->object), name);
}

bool has_fallback(const DictEntry* declared) {
  return declared != nullptr && declared->value->is(Type::tuple) &&
         declared->value->items.size() == 2;
}

// How a value is read: its fallback and what its text becomes. False: not modelled.
bool environ_cast(Evaluator& e, const Arguments& given, std::string& kind, Value& fallback) {
  const Value name = given.get(0, "var");
  fallback = given.get(1, "default");
  if (kind.empty() && given.positional.size() > 1) return false;
  const DictEntry* declared = in_schema(e, name);
  if (kind.empty()) {
    const Value cast = given.named_or_null("cast");
    fallback = given.named_or_null("default");
    kind = "str";
    if (cast != nullptr && cast->is(Type::external))
      kind = cast->text;
    else if (cast != nullptr)
      kind = "?";
    if (cast == nullptr && declared != nullptr) {
      const Value type = has_fallback(declared) ? declared->value->items[0] : declared->value;
      kind = type->is(Type::external) ? type->text : "?";
    }
    if (cast == nullptr && declared == nullptr && fallback != nullptr) {
      switch (known_kind(fallback)) {
        case Kind::boolean:
          kind = "bool";
          break;
        case Kind::integer:
          kind = "int";
          break;
        case Kind::real:
          kind = "float";
          break;
        case Kind::list:
          kind = "list";
          break;
        case Kind::string:
        case Kind::null:
          break;
        default:
          kind = "?";
          break;
      }
    }
  }
  // `env.bool("DEBUG")` says how the text is read, and the declaration what stands for none.
  if (fallback == nullptr && has_fallback(declared)) fallback = declared->value->items[1];
  // Of a list, what each item becomes.
  const Value item = given.named_or_null("cast");
  if (!given.named.empty() && kind == "list" && item != nullptr &&
      !(item->is(Type::external) && (item->text == "str" || item->text == "list")))
    kind = "list of";
  return true;
}

Value environ_read_plain(Evaluator& e, const Arguments& given, std::string_view asked) {
  std::string kind(asked);
  Value fallback = nullptr;
  if (!environ_cast(e, given, kind, fallback)) {
    e.may_raise();
    return e.unknown(Reason::call, "a variable that is parsed");
  }
  return read_cast(e, given, given.get(0, "var"), fallback, false, [&e, kind, fallback](Value v) {
    // Nothing stands for nothing, and what says the same as the fallback is not cast.
    const bool text = v->is(Type::string) && fallback != nullptr;
    if (text && v->text.empty() && fallback->is(Type::none)) return fallback;
    if (v->is(Type::unknown) && fallback != nullptr && fallback->is(Type::none))
      return e.choose(
          v, nullptr, [&] { return environ_text(e, e.refine(v, true), kind); },
          [&] { return fallback; });
    if (text && fallback->is(Type::string) && fallback->text == v->text) return v;
    return environ_text(e, v, kind);
  });
}

// The same of the content of a file.
Value environ_read_file(Evaluator& e, const Arguments& given, std::string_view asked) {
  e.may_raise("OSError");
  const Value text = e.unknown(Reason::file_content, "a file's content", Kind::string);
  std::string kind(asked);
  Value fallback = nullptr;
  if (!environ_cast(e, given, kind, fallback) || kind.starts_with("list") || kind == "tuple")
    return e.unknown(Reason::file_content, "a file's content");
  return environ_text(e, text, kind);
}

Value environ_read(Evaluator& e, const Arguments& given, std::string_view kind) {
  return with_files(
      e, given, [&] { return environ_read_plain(e, given, kind); },
      [&] { return environ_read_file(e, given, kind); });
}

Value environ_call(Evaluator& e, const Arguments& given) { return environ_read(e, given, {}); }
// A backslash and an n are a line's end where `multiline` is asked for, of the fallback as well.
Value environ_str(Evaluator& e, const Arguments& given) {
  const Value read = environ_read(e, given, "str");
  const Value multiline = given.get(2, "multiline");
  if (e.stopped() || multiline == nullptr || e.truth(multiline) == Truth::no) return read;
  return e.each(read, [&](Value one) -> Value {
    if (one->is(Type::none)) return e.raised("TypeError");
    if (one->is(Type::string) && one->text.find("\\n") == std::string_view::npos) return one;
    e.may_raise();
    return e.unknown_from(one, nullptr, "a text of several lines", Kind::string);
  });
}
Value environ_bool(Evaluator& e, const Arguments& given) { return environ_read(e, given, "bool"); }
Value environ_int(Evaluator& e, const Arguments& given) { return environ_read(e, given, "int"); }
Value environ_float(Evaluator& e, const Arguments& given) {
  return environ_read(e, given, "float");
}
Value environ_list(Evaluator& e, const Arguments& given) { return environ_read(e, given, "list"); }

Value make_environ(Evaluator& e, const Arguments& given) {
  std::vector<DictEntry> schema;
  for (const auto& [name, value] : given.named)
    schema.push_back({e.values.borrowed(Type::string, name), value, {}});
  Data* data = e.values.copy(e.values.borrowed(Type::external, "environ.Env()"));
  data->self = e.make_dict(std::move(schema));
  return data;
}

Value make_file_aware_environ(Evaluator& e, const Arguments& given) {
  const Value made = make_environ(e, given);
  make_file_aware(e, made);
  return made;
}

Value environ_tuple(Evaluator& e, const Arguments& given) {
  return environ_read(e, given, "tuple");
}

}  // namespace

const BuiltinTable& environ_builtins() {
  static const BuiltinTable table = {
      {"environ.Env.read_env", read_environ_file},
      {"environ.Env().read_env", read_environ_file},
      {"environ.Env", make_environ},
      {"environ.FileAwareEnv", make_file_aware_environ},
      {"environ.FileAwareEnv.read_env", read_environ_file},
      {"environ.Env().tuple", environ_tuple},
      {"environ.Env()", environ_call},
      {"environ.Env().str", environ_str},
      {"environ.Env().bool", environ_bool},
      {"environ.Env().int", environ_int},
      {"environ.Env().float", environ_float},
      {"environ.Env().list", environ_list},
  };
  return table;
}

}  // namespace djaz::python::eval
