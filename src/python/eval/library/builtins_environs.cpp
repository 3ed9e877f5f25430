// environs: the second argument is the fallback, and it is taken as it is.
#include "python/eval/library/environment_reads.h"
#include "python/eval/library/tables.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

Value environs_text(Evaluator& e, Value v, std::string_view kind) {
  if (kind == "str") return v;
  const bool known = v->is(Type::string);
  if (kind == "bool" && known)
    for (const auto& [words, answer] :
         {std::pair{&kTrueWords, true}, std::pair{&kFalseWords, false}})
      if (one_of(v->text, *words)) return e.values.boolean(answer);
  if (kind == "int") return cast_text(e, to_integer(e, v));
  // Newer releases than others strip, and make an empty list of an empty text.
  const bool alike = !known || (!v->text.empty() && v->text.find(' ') == std::string_view::npos);
  if (kind == "list" && alike) return comma_separated(e, v, false, false);
  e.may_raise();
  return cast_text(e, e.unknown_from(v, nullptr, "a variable that is parsed",
                                     kind == "bool" ? Kind::boolean : Kind::list));
}

Value environs_read(Evaluator& e, const Arguments& given, std::string_view kind) {
  // A cast of the items, a delimiter, what validates.
  bool plain = given.positional.size() < 3;
  for (const auto& [name, value] : given.named)
    plain = plain && (name == "name" || name == "default");
  if (!plain) {
    e.may_raise();
    return e.unknown(Reason::call, "a variable that is parsed");
  }
  const std::string cast(kind);
  const auto text = [&](Value v) { return environs_text(e, v, cast); };
  return with_files(
      e, given,
      [&] {
        return read_cast(e, given, given.get(0, "name"), given.get(1, "default"), false, text);
      },
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
  if (made->self != nullptr) make_file_aware(e, made);
  return made;
}

}  // namespace

const BuiltinTable& environs_builtins() {
  static const BuiltinTable table = {
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
