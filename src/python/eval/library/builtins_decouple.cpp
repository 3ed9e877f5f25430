// python-dotenv, which puts the variables of a file into the environment, and python-decouple,
// which looks into the file itself.
#include "python/eval/library/environment_reads.h"
#include "python/eval/library/tables.h"

namespace djaz::python::eval {
namespace {

Value load_dotenv(Evaluator& e, const Arguments& given) {
  return load_file(e, given, "dotenv_path", "override", true);
}

Value decouple_cast(Evaluator& e, Value cast, Value v) {
  if (!cast->is(Type::external) || cast->text != "decouple.Csv()")
    return apply_cast(e, cast, v, "a cast that is not modelled");
  if (v->is(Type::string) && v->text.empty()) return e.make_list(Type::list, {});
  return comma_separated(e, v, true, true);
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
  return read_cast(e, given, name, fallback, cast != nullptr,
                   [&](Value v) { return cast == nullptr ? v : decouple_cast(e, cast, v); });
}

Value decouple_csv(Evaluator& e, const Arguments& given) {
  if (given.count() != 0) return e.unknown(Reason::call, "a Csv cast with options");
  return e.values.borrowed(Type::external, "decouple.Csv()");
}

}  // namespace

const BuiltinTable& decouple_builtins() {
  static const BuiltinTable table = {
      {"dotenv.load_dotenv", load_dotenv},
      {"dotenv.read_dotenv", read_other_file},
      {"decouple.config", decouple},
      {"decouple.Csv", decouple_csv},
  };
  return table;
}

}  // namespace djaz::python::eval
