// The tables of modelled functions and methods, one for each area. To model one more, add a row.
#pragma once

#include <string_view>
#include <unordered_map>

#include "python/eval/evaluator.h"

namespace djaz::python::eval {

using BuiltinTable = std::unordered_map<std::string_view, Builtin>;
using MethodTable = std::unordered_map<std::string_view, Method>;

const BuiltinTable& core_builtins();            // bool, isinstance, open, …
const BuiltinTable& item_builtins();            // list, len, sorted, …
const BuiltinTable& number_builtins();          // round, chr, next, …
const BuiltinTable& object_builtins();          // getattr, super, dir, …
const BuiltinTable& name_builtins();            // globals, exec, …
const BuiltinTable& library_builtins();         // os, json, copy, random, …
const BuiltinTable& standard_builtins();        // itertools, textwrap, urllib.parse, bytes, …
const BuiltinTable& environment_builtins();     // os.environ, strtobool
const BuiltinTable& decouple_builtins();        // python-dotenv, python-decouple
const BuiltinTable& env_helper_builtins();      // everett, mitol.common.envs
const BuiltinTable& environ_builtins();         // django-environ
const BuiltinTable& environ_path_builtins();    // environ.Path
const BuiltinTable& environs_builtins();        // environs
const BuiltinTable& database_url_builtins();    // dj-database-url
const BuiltinTable& email_url_builtins();       // dj-email-url, urllib.parse
const BuiltinTable& environ_url_builtins();     // the URLs of django-environ
const BuiltinTable& configurations_builtins();  // the values of django-configurations
const BuiltinTable& settings_model_builtins();  // pydantic, typing.cast
const BuiltinTable& split_settings_builtins();  // include()
const BuiltinTable& path_builtins();            // os.path, pathlib

const MethodTable& string_methods();
const MethodTable& list_methods();
const MethodTable& dict_methods();
const MethodTable& set_methods();
const MethodTable& tuple_methods();
const MethodTable& bytes_methods();
const MethodTable& path_methods();  // properties are named with a leading dot

// `"NAME" in globals()`.
Value has_name(Evaluator& e, Value names, Value name);
// bool(), int() and so on, as casts that libraries apply too.
Value to_boolean(Evaluator& e, Value value);
Value to_integer(Evaluator& e, Value value);
Value to_real(Evaluator& e, Value value);
Value to_string(Evaluator& e, Value value);
Value text_as_boolean(Evaluator& e, Value value, std::string_view exception);
// A value of django-configurations that is not worth anything yet, and what it becomes.
bool is_pending(Value value);
Value set_up(Evaluator& e, Value pending, std::string_view attribute);
Value path_of(Evaluator& e, std::string_view text, bool object);

}  // namespace djaz::python::eval
