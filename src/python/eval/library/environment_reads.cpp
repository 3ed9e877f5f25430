#include "python/eval/library/environment_reads.h"

#include <algorithm>

#include "python/eval/library/tables.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

// The key of the mark, which no schema of a reader can hold: their keys are texts.
Value file_mark(Evaluator& e) { return e.values.boolean(true); }

}  // namespace

Value cast_text(Evaluator& e, Value v) {
  if (!v->has(Trait::env_text)) return v;
  Data* data = e.values.copy(v);
  data->traits &= static_cast<std::uint8_t>(~trait_bit(Trait::env_text));
  return data;
}

Value read_cast(Evaluator& e, const Arguments& given, Value name, Value fallback,
                bool cast_fallback, const std::function<Value(Value)>& cast) {
  if (name == nullptr) return e.raised("TypeError");
  if (!name->is(Type::string))
    return e.unknown(Reason::environment, "a variable with an unknown name");
  if (fallback == nullptr) {
    const Value text = e.required_variable(name, given.span);
    if (e.stopped()) return e.nothing();
    return e.each(text, cast);
  }
  const Value text = e.read_variable(name, fallback, true, given.span);
  const Value variable = e.variable(e.keep(name->text));
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

Value apply_cast(Evaluator& e, Value cast, Value v, std::string_view otherwise) {
  if (cast->is(Type::external)) {
    if (cast->text == "bool") return v->is(Type::boolean) ? v : text_as_boolean(e, v, "boolean");
    if (cast->text == "int") return cast_text(e, to_integer(e, v));
    if (cast->text == "float") return cast_text(e, to_real(e, v));
    if (cast->text == "str") return to_string(e, v);
  }
  if (cast->is(Type::function)) return e.call(cast, Arguments{{v}, {}, false, e.here});
  e.may_raise();
  return e.unknown(Reason::call, otherwise);
}

Value comma_separated(Evaluator& e, Value v, bool skip_empty, bool strip) {
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

Value file_value(Evaluator& e, std::string_view name, const Variable& variable) {
  if (variable.state == Variable::State::value) return e.value_of_variable(e.keep(name), variable);
  const Value text =
      e.unknown(Reason::file_content, e.keep("text of " + variable.source), Kind::string);
  return e.values.with_trait(text, Trait::env_text);
}

Value read_other_file(Evaluator& e, const Arguments& given) {
  e.remark(given.span, "variables may also come from a .env file");
  if (given.named_or_null("stream") != nullptr || given.positional.size() > 1 ||
      given.unknown_spread)
    e.lose_variable({});
  return e.unknown(Reason::file_content, "whether a .env file was found", Kind::boolean);
}

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

void make_file_aware(Evaluator& e, Value reader) {
  e.dict_set(e.state.change(reader->self->object), file_mark(e), e.values.none(), {});
}

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

}  // namespace djaz::python::eval
