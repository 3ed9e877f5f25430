// everett, and mitol.common.envs: a variable by its name, with a fallback and a parser.
#include "python/eval/library/environment_reads.h"
#include "python/eval/library/tables.h"

namespace djaz::python::eval {
namespace {

constexpr std::string_view kManager = "everett.manager.ConfigManager()";

Value manager(Evaluator& e, const Arguments&) {
  return e.values.borrowed(Type::external, kManager);
}

// The fallback is a text, and parsed as the variable is. A namespace stands before the name.
Value read_everett(Evaluator& e, const Arguments& given) {
  if (given.get(1, "namespace") != nullptr) return e.call_unknown(kManager, given);
  const Value parser = given.named_or_null("parser");
  return read_cast(
      e, given, given.get(0, "key"), given.named_or_null("default"), true, [&](Value v) {
        return parser == nullptr ? v : apply_cast(e, parser, v, "a parser that is not modelled");
      });
}

template <typename Cast>
Value read_mitol(Evaluator& e, const Arguments& given, Cast cast) {
  const Value fallback = given.get(1, "default");
  return read_cast(e, given, given.get(0, "name"), fallback == nullptr ? e.values.none() : fallback,
                   false, cast);
}

Value get_string(Evaluator& e, const Arguments& given) {
  return read_mitol(e, given, [](Value v) { return v; });
}

Value get_boolean(Evaluator& e, const Arguments& given) {
  return read_mitol(e, given, [&](Value v) { return text_as_boolean(e, v, "boolean"); });
}

Value get_integer(Evaluator& e, const Arguments& given) {
  return read_mitol(e, given, [&](Value v) { return cast_text(e, to_integer(e, v)); });
}

Value get_list(Evaluator& e, const Arguments& given) {
  return read_mitol(e, given, [&](Value v) {
    e.may_raise();
    return e.unknown_from(v, nullptr, "a list that a variable holds", Kind::list);
  });
}

}  // namespace

const BuiltinTable& env_helper_builtins() {
  static const BuiltinTable table = {
      {"everett.manager.ConfigManager", manager},
      {"everett.manager.ConfigManager.basic_config", manager},
      {"everett.manager.ConfigManager()", read_everett},
      {"mitol.common.envs.get_string", get_string},
      {"mitol.common.envs.get_bool", get_boolean},
      {"mitol.common.envs.get_int", get_integer},
      {"mitol.common.envs.get_delimited_list", get_list},
      {"mitol.common.envs.get_list_literal", get_list},
  };
  return table;
}

}  // namespace djaz::python::eval
