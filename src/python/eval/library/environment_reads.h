// What the libraries that read environment variables have in common: a variable with its fallback
// and its cast, files of variables, and `X_FILE` beside `X`. What a cast gives is no longer text of
// the environment.
#pragma once

#include <array>
#include <functional>
#include <string_view>

#include "python/eval/evaluator.h"

namespace djaz::python::eval {

inline constexpr std::array<std::string_view, 6> kTrueWords = {"y", "yes", "t", "true", "on", "1"};
inline constexpr std::array<std::string_view, 6> kFalseWords = {"n",     "no",  "f",
                                                                "false", "off", "0"};

// The value without the trait of a text of the environment.
Value cast_text(Evaluator& e, Value value);
// What is known of a variable, cast; the fallback where it is absent, cast too if asked.
Value read_cast(Evaluator& e, const Arguments& given, Value name, Value fallback,
                bool cast_fallback, const std::function<Value(Value)>& cast);
// What `bool`, `int`, `float`, `str` or a function that is followed makes of a value; of another
// cast it is unknown, for the reason given.
Value apply_cast(Evaluator& e, Value cast, Value value, std::string_view otherwise);
// The items of a text between commas.
Value comma_separated(Evaluator& e, Value text, bool skip_empty, bool strip);

// The value that a file of variables gives one of them.
Value file_value(Evaluator& e, std::string_view name, const Variable& variable);
// A file that goes to production with the code gives its variables; of another one nothing is said.
// `path` and `force` name the parameters for the file and for writing over what is set.
Value load_file(Evaluator& e, const Arguments& given, std::string_view path, std::string_view force,
                bool search);
// What a text at hand holds is not followed, and it may name any variable.
Value read_other_file(Evaluator& e, const Arguments& given);

// A reader (`environ.FileAwareEnv()` and its like) that also looks for `X_FILE`.
void make_file_aware(Evaluator& e, Value reader);
// FileAwareEnv: where `X_FILE` is set, the content of the file that it names stands for `X`.
Value with_files(Evaluator& e, const Arguments& given, const std::function<Value()>& plain_read,
                 const std::function<Value()>& from_file);

}  // namespace djaz::python::eval
