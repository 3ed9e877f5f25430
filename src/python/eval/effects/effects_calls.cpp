// Calls whose form tells what they change.
#include <array>

#include "python/eval/effects/effects_walk.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

constexpr std::array<std::string_view, 8> kWriters = {
    "setdefault", "pop", "update", "clear", "popitem", "__setitem__", "__delitem__", "__ior__"};

}  // namespace

bool is_writer(std::string_view method) { return one_of(method, kWriters); }

bool may_be_environment(const Expression& e) {
  return e.kind == ExpressionKind::name ||
         (e.kind == ExpressionKind::attribute && as<Attribute>(e).name == "environ");
}

std::string_view literal_text(const Expression* e) {
  return e != nullptr && e->kind == ExpressionKind::string ? as<djaz::python::Literal>(*e).text
                                                           : std::string_view();
}

bool EffectsWalk::writing(const Call& call) {
  if (call.callee->kind != ExpressionKind::attribute) return false;
  const auto& method = as<Attribute>(*call.callee);
  if (!is_writer(method.name) || !may_be_environment(*method.object)) return false;
  for (const Argument& argument : call.arguments) {
    const bool mapping = argument.value->kind == ExpressionKind::dict;
    if (!argument.keyword.empty()) {
      write_variable(*method.object, argument.keyword);
    } else if (method.name != "update") {
      write_variable(*method.object, literal_text(argument.value));
      break;
    } else if (!mapping) {
      write_variable(*method.object, {});
    } else {
      for (const DictItem& item : as<Dict>(*argument.value).items)
        write_variable(*method.object, literal_text(item.key));
    }
  }
  if (call.arguments.empty()) write_variable(*method.object, {});
  peek(method.object);
  push(call.arguments);
  return true;
}

bool EffectsWalk::adding(const Call& call) {
  if (call.callee->kind != ExpressionKind::attribute) return false;
  const auto& attribute = as<Attribute>(*call.callee);
  if (attribute.object->kind != ExpressionKind::name) return false;
  const std::string_view name = attribute.name;
  if (name != "append" && name != "extend" && name != "add") return false;
  use(as<Name>(*attribute.object).id, true);
  push(call.arguments);
  return true;
}

bool EffectsWalk::looking(const Call& call) {
  if (call.callee->kind != ExpressionKind::name) return false;
  const std::string_view name = as<Name>(*call.callee).id;
  for (std::string_view harmless :
       {"len", "str", "int", "float", "bool", "print", "isinstance", "range", "repr"}) {
    if (name != harmless) continue;
    push(call.callee);
    for (const Argument& argument : call.arguments) glance(argument.value);
    return true;
  }
  for (std::string_view copier : {"dict", "list", "tuple", "set", "sorted"}) {
    if (name != copier) continue;
    push(call.callee);
    for (const Argument& argument : call.arguments) peek(argument.value);
    return true;
  }
  return false;
}

bool EffectsWalk::prefixed_write(const IfClause& clause) {
  if (clause.test == nullptr || clause.test->kind != ExpressionKind::call) return false;
  const auto& test = as<Call>(*clause.test);
  if (test.callee->kind != ExpressionKind::attribute || test.arguments.size() != 1) return false;
  const auto& method = as<Attribute>(*test.callee);
  const Expression* prefix = test.arguments[0].value;
  if (method.name != "startswith" || method.object->kind != ExpressionKind::name ||
      prefix->kind != ExpressionKind::string || clause.body.size() != 1 ||
      clause.body[0]->kind != StatementKind::assign)
    return false;
  const auto& write = as<Assign>(*clause.body[0]);
  if (write.targets.size() != 1 || write.targets[0]->kind != ExpressionKind::subscript)
    return false;
  const auto& place = as<Subscript>(*write.targets[0]);
  if (place.index->kind != ExpressionKind::name ||
      as<Name>(*place.index).id != as<Name>(*method.object).id ||
      place.object->kind != ExpressionKind::call)
    return false;
  const auto& names = as<Call>(*place.object);
  if (names.callee->kind != ExpressionKind::name || as<Name>(*names.callee).id != "globals")
    return false;
  out_.written_prefixes.push_back(as<Literal>(*prefix).text);
  push(write.value);
  return true;
}

}  // namespace djaz::python::eval
