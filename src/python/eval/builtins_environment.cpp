// os.environ and the libraries that read it: python-decouple and django-environ. What a cast gives
// is no longer text of the environment.
#include <algorithm>
#include <array>

#include "python/eval/format.h"
#include "python/eval/tables.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

template <std::size_t N>
bool one_of(std::string_view text, const std::array<std::string_view, N>& options) {
  return std::find(options.begin(), options.end(), text) != options.end();
}

constexpr std::array<std::string_view, 6> kTrue = {"y", "yes", "t", "true", "on", "1"};
constexpr std::array<std::string_view, 6> kFalse = {"n", "no", "f", "false", "off", "0"};

Value plain(Evaluator& e, Value v) {
  if (!v->has(Trait::env_text)) return v;
  Data* data = e.values.copy(v);
  data->traits &= static_cast<std::uint8_t>(~trait_bit(Trait::env_text));
  return data;
}

Value get(Evaluator& e, const Arguments& given) {
  const Value name = given.get(0, "key");
  const Value fallback = given.get(1, "default");
  if (name == nullptr) return e.raised("TypeError");
  return e.read_variable(name, fallback == nullptr ? e.values.none() : fallback,
                         fallback != nullptr, given.span);
}

Value set_default(Evaluator& e, const Arguments& given) {
  const Value name = given.get(0);
  const Value value = given.get(1);
  if (name == nullptr || value == nullptr) return e.raised("TypeError");
  e.write_variable(name, value, given.span, true);
  if (!name->is(Type::string)) return e.unknown(Reason::environment, "a variable", Kind::string);
  return e.variable(name->text);
}

Value pop(Evaluator& e, const Arguments& given) {
  const Value name = given.get(0);
  if (name == nullptr) return e.raised("TypeError");
  const Value value = given.get(1) == nullptr
                          ? e.required_variable(name, given.span)
                          : e.read_variable(name, given.get(1), true, given.span);
  if (!e.stopped()) e.remove_variable(name);
  return value;
}

Value update(Evaluator& e, const Arguments& given) {
  if (given.get(0) != nullptr) {
    const Value from = given.get(0);
    const Evaluator::View keys = e.view(from);
    if (!from->is(Type::dict) || !keys.known || keys.open) {
      e.write_variable(e.unknown(Reason::environment, "a name"), from, given.span, false);
    } else {
      for (Value key : keys.items)
        e.write_variable(key, e.narrow(e.dict_find(e.state.object(from->object), key)->value),
                         given.span, false);
    }
  }
  for (const auto& [name, value] : given.named)
    e.write_variable(e.values.borrowed(Type::string, name), value, given.span, false);
  return e.values.none();
}

Value all_variables(Evaluator& e, const Arguments&) {
  return e.unknown(Reason::environment, "all environment variables");
}

// A dict with what the variables were then. A variable that the program has written since, or that
// was written in the copy, is not looked for in it.
Value copy_of_variables(Evaluator& e, const Arguments&) {
  return e.values.borrowed(Type::external, kEnvironmentCopy);
}

Value get_copied(Evaluator& e, const Arguments& given) {
  const Value name = given.get(0, "key");
  if (name != nullptr && name->is(Type::string) && !e.variable_written(name->text))
    return get(e, given);
  e.may_raise();
  return e.unknown(Reason::environment, "a variable that may have been written");
}

Value change_copied(Evaluator& e, const Arguments&) {
  e.lose_variable({});
  e.may_raise();
  return e.unknown(Reason::environment, "a copy of the variables that is written");
}

// As good as the mapping itself to look for a name in.
Value names_of_variables(Evaluator& e, const Arguments&) {
  return e.values.borrowed(Type::external, "os.environ");
}

Value strtobool(Evaluator& e, const Arguments& given) {
  const Value v = given.get(0);
  if (v == nullptr) return e.raised("TypeError");
  return text_as_boolean(e, v, "integer");
}

Value file_value(Evaluator& e, std::string_view name, const Variable& variable) {
  if (variable.state == Variable::State::value) return e.value_of_variable(e.keep(name), variable);
  const Value text =
      e.unknown(Reason::file_content, e.keep("text of " + variable.source), Kind::string);
  return e.values.with_trait(text, Trait::env_text);
}

// What a text at hand holds is not followed, and it may name any variable.
Value read_other_file(Evaluator& e, const Arguments& given) {
  e.remark(given.span, "variables may also come from a .env file");
  if (given.named_or_null("stream") != nullptr || given.positional.size() > 1 ||
      given.unknown_spread)
    e.lose_variable({});
  return e.unknown(Reason::file_content, "whether a .env file was found", Kind::boolean);
}

// A file that goes to production with the code gives its variables; of another one nothing is said.
Value load_file(Evaluator& e, const Arguments& given, std::string_view path, std::string_view force,
                bool search) {
  const Value named = given.get(0, path);
  const Value forced = given.named_or_null(force);
  const bool plain = given.positional.size() < 2 && !given.unknown_spread &&
                     std::all_of(given.named.begin(), given.named.end(), [&](const auto& one) {
                       return one.first == path || one.first == force || one.first == "verbose";
                     });
  Evaluator::FileVariables variables;
  if (!plain || (forced != nullptr && !forced->is(Type::boolean)) ||
      (named != nullptr && named->is(Type::none)) || !e.file_variables(named, search, variables))
    return read_other_file(e, given);
  const bool only_if_absent = forced == nullptr || !forced->boolean;
  for (const auto& [name, variable] : variables)
    e.put_variable(e.keep(name), file_value(e, name, variable), only_if_absent);
  return path == "env_file" ? e.values.none() : e.values.boolean(!variables.empty());
}

Value load_dotenv(Evaluator& e, const Arguments& given) {
  return load_file(e, given, "dotenv_path", "override", true);
}

Value read_environ_file(Evaluator& e, const Arguments& given) {
  return load_file(e, given, "env_file", "overwrite", false);
}

// What is known of a variable, cast; the fallback where it is absent.
Value read(Evaluator& e, const Arguments& given, Value name, Value fallback, bool cast_fallback,
           const std::function<Value(Value)>& cast) {
  if (name == nullptr) return e.raised("TypeError");
  if (!name->is(Type::string))
    return e.unknown(Reason::environment, "a variable with an unknown name");
  Value text = nullptr;
  const Value none = e.values.none();
  if (fallback == nullptr) {
    text = e.required_variable(name, given.span);
    if (e.stopped()) return e.nothing();
    return e.each(text, cast);
  }
  // A mark tells the fallback from the variable's own text.
  text = e.read_variable(name, fallback, true, given.span);
  const Value variable = e.variable(e.keep(name->text));
  (void)none;
  if (variable == nullptr) return cast_fallback ? e.each(text, cast) : text;
  if (!variable->is(Type::unknown) || variable->unknown->alternatives.empty())
    return e.each(variable, cast);
  std::vector<Branch> branches;
  for (const Alternative& one : variable->unknown->alternatives) {
    branches.push_back({one.when, [&, one]() -> Value {
                          if (one.value != nullptr) return cast(one.value);
                          const Value chosen = e.read_variable(name, fallback, true, given.span);
                          return cast_fallback ? e.each(chosen, cast) : chosen;
                        }});
  }
  return e.fork(branches);
}

Value csv(Evaluator& e, Value v, bool skip_empty, bool strip) {
  if (!v->is(Type::string)) {
    if (known_kind(v) != Kind::string)
      return e.unknown_from(v, nullptr, "a list made of text", Kind::list);
    e.may_raise();
    return e.make_list(Type::list, {}, true);
  }
  std::vector<Value> items;
  for (std::string_view part : split(v->text, ',')) {
    if (skip_empty && part.empty()) continue;
    if (strip) part = trimmed(part);
    if (part.find_first_of("\"'\\#") != std::string_view::npos)
      return e.unknown_from(v, nullptr, "a list made of text", Kind::list);
    items.push_back(e.new_string(std::string(part)));
  }
  return e.make_list(Type::list, std::move(items));
}

Value apply_cast(Evaluator& e, Value cast, Value v) {
  if (cast->is(Type::external)) {
    if (cast->text == "bool") return v->is(Type::boolean) ? v : text_as_boolean(e, v, "boolean");
    if (cast->text == "int") return plain(e, to_integer(e, v));
    if (cast->text == "float") return plain(e, to_real(e, v));
    if (cast->text == "str") return to_string(e, v);
    if (cast->text == "decouple.Csv()") {
      if (v->is(Type::string) && v->text.empty()) return e.make_list(Type::list, {});
      return csv(e, v, true, true);
    }
  }
  if (cast->is(Type::function)) return e.call(cast, Arguments{{v}, {}, false, e.here});
  e.may_raise();
  return e.unknown(Reason::call, "a cast that is not modelled");
}

// What the file says stands between the environment and the fallback.
Value decouple(Evaluator& e, const Arguments& given) {
  const Value cast = given.get(2, "cast");
  const Value name = given.get(0);
  Value fallback = given.get(1, "default");
  Evaluator::FileVariables variables;
  if (name != nullptr && name->is(Type::string) && e.file_variables(nullptr, true, variables))
    for (const auto& [key, variable] : variables)
      if (key == name->text) fallback = file_value(e, key, variable);
  return read(e, given, name, fallback, cast != nullptr,
              [&](Value v) { return cast == nullptr ? v : apply_cast(e, cast, v); });
}

Value decouple_csv(Evaluator& e, const Arguments& given) {
  if (given.count() != 0) return e.unknown(Reason::call, "a Csv cast with options");
  return e.values.borrowed(Type::external, "decouple.Csv()");
}

// django-environ

// Only digits, separators and minus are looked at, and of the separators only the last is one.
Value environ_real(Evaluator& e, Value v) {
  if (!v->is(Type::string) || !is_ascii(v->text)) return plain(e, to_real(e, v));
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
      return plain(e, e.unknown_from(v, nullptr, "a boolean", Kind::boolean));
    // int() takes more than the digits of ASCII.
    if (!is_ascii(v->text) || v->text.find('_') != std::string_view::npos)
      return e.unknown(Reason::environment, "a boolean", Kind::boolean);
    const std::string text = lowered(trimmed(v->text));
    const auto number = parse_integer(text);
    if (number.has_value()) return e.values.boolean(*number != 0);
    return e.values.boolean(text == "true" || text == "on" || text == "ok" || text == "y" ||
                            text == "yes");
  }
  if (kind == "int") return plain(e, to_integer(e, v));
  if (kind == "float") return environ_real(e, v);
  if (kind == "list") return csv(e, v, true, false);
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

Value file_mark(Evaluator& e) { return e.values.boolean(true); }

// How a value is read: its fallback and what its text becomes. False: not modelled.
bool environ_cast(Evaluator& e, const Arguments& given, std::string& kind, Value& fallback) {
  const Value name = given.get(0, "var");
  fallback = given.get(1, "default");
  if (kind.empty() && given.positional.size() > 1) return false;
  if (kind.empty()) {
    const Value cast = given.named_or_null("cast");
    fallback = given.named_or_null("default");
    kind = "str";
    if (cast != nullptr && cast->is(Type::external))
      kind = cast->text;
    else if (cast != nullptr)
      kind = "?";
    const Value schema = e.self();
    if (cast == nullptr && schema != nullptr && schema->is(Type::dict) && name != nullptr) {
      const DictEntry* entry = e.dict_find(e.state.object(schema->object), name);
      if (entry != nullptr && entry->value->is(Type::tuple) && entry->value->items.size() == 2) {
        kind = entry->value->items[0]->is(Type::external) ? entry->value->items[0]->text : "?";
        if (fallback == nullptr) fallback = entry->value->items[1];
      } else if (entry != nullptr) {
        kind = entry->value->is(Type::external) ? entry->value->text : "?";
      }
    }
    if (cast == nullptr && kind == "str" && fallback != nullptr) {
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
  return read(e, given, given.get(0, "var"), fallback, false, [&e, kind, fallback](Value v) {
    // Nothing stands for nothing, and what says the same as the fallback is not cast.
    const bool text = v->is(Type::string) && fallback != nullptr;
    if (text && v->text.empty() && fallback->is(Type::none)) return fallback;
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

// FileAwareEnv: where `X_FILE` is set, the content of the file that it names stands for `X`.
Value with_files(Evaluator& e, const Arguments& given, const std::function<Value()>& plain_read,
                 const std::function<Value()>& from_file) {
  const Value schema = e.self();
  const Value name = given.get(0, "var");
  if (schema != nullptr && schema->is(Type::dict) &&
      e.state.object(schema->object).lost != nullptr) {
    e.may_raise();
    return e.unknown(Reason::environment, "a variable that is read in a way that is not known");
  }
  const bool aware = schema != nullptr && schema->is(Type::dict) && name != nullptr &&
                     name->is(Type::string) &&
                     e.dict_find(e.state.object(schema->object), file_mark(e)) != nullptr;
  if (!aware) return plain_read();
  const Value file = e.variable(e.keep(std::string(name->text) + "_FILE"));
  if (file == nullptr) return plain_read();
  if (!file->is(Type::unknown) || file->unknown->alternatives.empty()) return from_file();
  std::vector<Branch> branches;
  for (const Alternative& one : file->unknown->alternatives)
    branches.push_back({one.when, [&, one]() -> Value {
                          return one.value == nullptr ? plain_read() : from_file();
                        }});
  return e.fork(branches);
}

Value environ_read(Evaluator& e, const Arguments& given, std::string_view kind) {
  return with_files(
      e, given, [&] { return environ_read_plain(e, given, kind); },
      [&] { return environ_read_file(e, given, kind); });
}

Value environ_call(Evaluator& e, const Arguments& given) { return environ_read(e, given, {}); }
Value environ_str(Evaluator& e, const Arguments& given) { return environ_read(e, given, "str"); }
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

Value make_file_aware(Evaluator& e, const Arguments& given) {
  const Value made = make_environ(e, given);
  e.dict_set(e.state.change(made->self->object), file_mark(e), e.values.none(), {});
  return made;
}

// environs: the second argument is the fallback, and it is taken as it is.

Value environs_text(Evaluator& e, Value v, std::string_view kind) {
  if (kind == "str") return v;
  const bool known = v->is(Type::string);
  if (kind == "bool" && known)
    for (const auto& [words, answer] : {std::pair{&kTrue, true}, std::pair{&kFalse, false}})
      if (one_of(v->text, *words)) return e.values.boolean(answer);
  if (kind == "int") return plain(e, to_integer(e, v));
  // Newer releases than others strip, and make an empty list of an empty text.
  const bool alike = !known || (!v->text.empty() && v->text.find(' ') == std::string_view::npos);
  if (kind == "list" && alike) return csv(e, v, false, false);
  e.may_raise();
  return plain(e, e.unknown_from(v, nullptr, "a variable that is parsed",
                                 kind == "bool" ? Kind::boolean : Kind::list));
}

Value environs_read(Evaluator& e, const Arguments& given, std::string_view kind) {
  if (given.named_or_null("subcast") != nullptr || given.positional.size() > 2) {
    e.may_raise();
    return e.unknown(Reason::call, "a variable that is parsed");
  }
  const std::string cast(kind);
  const auto text = [&](Value v) { return environs_text(e, v, cast); };
  return with_files(
      e, given,
      [&] { return read(e, given, given.get(0, "name"), given.get(1, "default"), false, text); },
      [&] {
        e.may_raise("OSError");
        return e.unknown(Reason::file_content, "a file's content");
      });
}

Value environs_str(Evaluator& e, const Arguments& given) { return environs_read(e, given, "str"); }
Value environs_bool(Evaluator& e, const Arguments& given) {
  return environs_read(e, given, "bool");
}
Value environs_int(Evaluator& e, const Arguments& given) { return environs_read(e, given, "int"); }
Value environs_list(Evaluator& e, const Arguments& given) {
  return environs_read(e, given, "list");
}

// With options it may read under other names.
Value make_environs(Evaluator& e, const Arguments& given) {
  if (given.count() != 0) return e.unknown(Reason::call, "an Env with options");
  Data* data = e.values.copy(e.values.borrowed(Type::external, "environs.Env()"));
  data->self = e.make_dict({});
  return data;
}

Value make_file_aware_environs(Evaluator& e, const Arguments& given) {
  const Value made = make_environs(e, given);
  if (made->self != nullptr)
    e.dict_set(e.state.change(made->self->object), file_mark(e), e.values.none(), {});
  return made;
}

Value environ_tuple(Evaluator& e, const Arguments& given) {
  return environ_read(e, given, "tuple");
}

}  // namespace

Value text_as_boolean(Evaluator& e, Value v, std::string_view result) {
  const bool integer = result == "integer";
  if (v->is(Type::boolean) || v->is(Type::none) || v->is(Type::integer)) {
    if (integer) return e.raised("AttributeError");
    if (v->is(Type::none)) return e.raised("ValueError");
    if (v->is(Type::integer) && v->integer != 0 && v->integer != 1) return e.raised("ValueError");
    return e.values.boolean(v->integer != 0);
  }
  if (!v->is(Type::string)) {
    e.may_raise("ValueError");
    return plain(e,
                 e.unknown_from(v, nullptr, "a boolean", integer ? Kind::integer : Kind::boolean));
  }
  const std::string text = lowered(v->text);
  if (!integer && text.empty()) return e.values.boolean(false);
  if (one_of(text, kTrue)) return integer ? e.values.integer(1) : e.values.boolean(true);
  if (one_of(text, kFalse)) return integer ? e.values.integer(0) : e.values.boolean(false);
  return e.raised("ValueError");
}

const BuiltinTable& environment_builtins() {
  static const BuiltinTable table = {
      {"os.environ.get", get},
      {"os.getenv", get},
      {"os.environ.setdefault", set_default},
      {"os.environ.pop", pop},
      {"os.environ.update", update},
      {"os.environ.items", all_variables},
      {"os.environ.keys", names_of_variables},
      {"os.environ.values", all_variables},
      {"os.environ.copy", copy_of_variables},
      {"os.environ.copy().get", get_copied},
      {"os.environ.copy().copy", copy_of_variables},
      {"os.environ.copy().items", all_variables},
      {"os.environ.copy().keys", all_variables},
      {"os.environ.copy().values", all_variables},
      {"os.environ.copy().setdefault", change_copied},
      {"os.environ.copy().update", change_copied},
      {"os.environ.copy().pop", change_copied},
      {"os.environ.copy().popitem", change_copied},
      {"os.environ.copy().clear", change_copied},
      {"distutils.util.strtobool", strtobool},
      {"setuptools.distutils.util.strtobool", strtobool},
      {"setuptools._distutils.util.strtobool", strtobool},
      {"dotenv.load_dotenv", load_dotenv},
      {"dotenv.read_dotenv", read_other_file},
      {"environ.Env.read_env", read_environ_file},
      {"environ.Env().read_env", read_environ_file},
      {"decouple.config", decouple},
      {"decouple.Csv", decouple_csv},
      {"environ.Env", make_environ},
      {"environ.FileAwareEnv", make_file_aware},
      {"environ.FileAwareEnv.read_env", read_environ_file},
      {"environ.Env().tuple", environ_tuple},
      {"environ.Env()", environ_call},
      {"environ.Env().str", environ_str},
      {"environ.Env().bool", environ_bool},
      {"environ.Env().int", environ_int},
      {"environ.Env().float", environ_float},
      {"environ.Env().list", environ_list},
      {"environs.Env", make_environs},
      {"environs.FileAwareEnv", make_file_aware_environs},
      {"environs.Env().read_env", read_other_file},
      {"environs.Env()", environs_str},
      {"environs.Env().str", environs_str},
      {"environs.Env().bool", environs_bool},
      {"environs.Env().int", environs_int},
      {"environs.Env().list", environs_list},
  };
  return table;
}

}  // namespace djaz::python::eval
