// What `parameters()`, `variables()`, `copyIndex()` and a template's own functions are worth.
#include <utility>

#include "documents/azure/arm_evaluate.h"
#include "documents/azure/arm_functions.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

constexpr int kMostCalls = 8;

Kind kind_of_type(std::string_view type) {
  const std::string name = lowered(type);
  if (name == "string" || name == "securestring") return Kind::string;
  if (name == "bool") return Kind::boolean;
  if (name == "int") return Kind::integer;
  if (name == "array") return Kind::list;
  if (name == "object" || name == "secureobject") return Kind::mapping;
  return Kind::unknown;
}

// What the public quickstarts write where a test run fills something in.
bool is_placeholder(const Node& value) {
  if (!value.is(Kind::string)) return false;
  const std::string_view text = value.text;
  return text.substr(0, 4) == "GEN-" || text.substr(0, 11) == "GET-PREREQ-";
}

}  // namespace

const Node* Evaluator::in_a_circle(const Node* written, std::string_view words) {
  if (circle_ == nullptr) circle_ = written;
  return unknown(Reason::unresolved, words);
}

const Node* Evaluator::parameter(const Node& name) {
  if (!name.is(Kind::string)) return unknown_like(builder_, name, Kind::unknown);
  const auto found = scope_->parameters.find(lowered(name.text));
  if (found == scope_->parameters.end())
    return unknown(Reason::unresolved, "the template has no parameter of this name");
  Parameter& parameter = found->second;
  Slot& slot = parameter.slots[symbolic_ ? 1 : 0];
  if (slot.state == Slot::State::running)
    return in_a_circle(parameter.definition, "the parameters refer to each other in a circle");
  if (slot.state == Slot::State::fresh) {
    slot.state = Slot::State::running;
    // Loops and inputs around the place of use are none of a default's business.
    std::vector<Loop> loops = std::exchange(scope_->loops, {});
    const Node* value = parameter_value(name.text, parameter);
    scope_->loops = std::move(loops);
    const bool secure =
        starts_with_ignoring_case(member_text(parameter.definition, "type"), "secure");
    if (secure && !symbolic_) value = builder_.with_traits(*value, {Trait::secret});
    slot.value = value;
    slot.state = Slot::State::done;
  }
  const std::string shown(name.text);
  const Node* given = member(parameter.given, "value");
  source_ = given && !given->is(Kind::null) && !is_placeholder(*given)
                ? parameter.given_by + " sets the parameter `" + shown + "`"
                : "the parameter `" + shown + "` has this value by default";
  if (slot.value->is(Kind::unknown)) source_ = "the parameter `" + shown + "` decides";
  note_input("parameters('" + shown + "')", slot.value);
  return slot.value;
}

const Node* Evaluator::parameter_value(std::string_view name, Parameter& parameter) {
  if (const Node* given = parameter.given) {
    if (const Node* value = member(given, "value"); value && !value->is(Kind::null)) {
      if (is_placeholder(*value)) return without_value(name, parameter);
      return parameter.given_scope ? evaluate(*value, *parameter.given_scope) : value;
    }
    if (member(given, "reference")) {
      Node* node =
          builder_.copy(*this->given(Reason::runtime, "a Key Vault holds the parameter's value",
                                     kind_of_type(member_text(parameter.definition, "type"))));
      node->traits |= static_cast<std::uint8_t>(Trait::secret);
      return node;
    }
  }
  if (const Node* written = member(parameter.definition, "defaultValue")) return tree(*written);
  const Node* nullable = member(parameter.definition, "nullable");
  if (nullable && nullable->is(Kind::boolean) && nullable->boolean) return builder_.null();
  return without_value(name, parameter);
}

const Node* Evaluator::without_value(std::string_view name, const Parameter& parameter) {
  const std::string_view type = member_text(parameter.definition, "type");
  const std::string detail = "the parameter `" + std::string(name) + "` has no default";
  const Node* plain = given(Reason::unresolved, detail, kind_of_type(type));
  const Node* allowed = member(parameter.definition, "allowedValues");
  constexpr std::size_t kMostAllowed = 16;
  if (symbolic_ || !allowed || !allowed->is(Kind::list) || allowed->items.empty() ||
      allowed->items.size() > kMostAllowed || starts_with_ignoring_case(type, "secure"))
    return plain;
  std::vector<Candidate> candidates;
  for (const Node* value : allowed->items) {
    if (value->is(Kind::unknown) || value->is_collection()) return plain;
    std::string text = value->is(Kind::string)    ? quoted(value->text)
                       : value->is(Kind::boolean) ? std::string(value->boolean ? "true" : "false")
                                                  : std::to_string(value->integer);
    candidates.push_back(
        {value, builder_.arena().text("the parameter `" + std::string(name) + "` is " + text)});
  }
  return builder_.one_of(candidates);
}

const Node* Evaluator::variable(const Node& name) {
  if (!name.is(Kind::string)) return unknown_like(builder_, name, Kind::unknown);
  const auto found = scope_->variables.find(lowered(name.text));
  if (found == scope_->variables.end())
    return unknown(Reason::unresolved, "the template has no variable of this name");
  Variable& variable = found->second;
  Slot& slot = variable.slots[symbolic_ ? 1 : 0];
  if (slot.state == Slot::State::running)
    return in_a_circle(variable.written, "the variables refer to each other in a circle");
  if (slot.state == Slot::State::fresh) {
    slot.state = Slot::State::running;
    std::vector<Loop> loops = std::exchange(scope_->loops, {});
    const Node& written = *variable.written;
    const Node* input = member(written, "input");
    const bool loop = input && member(written, "count") &&
                      equal_ignoring_case(member_text(&written, "name"), name.text);
    slot.value = loop ? repeated(*input, written, name.text) : tree(written);
    scope_->loops = std::move(loops);
    slot.state = Slot::State::done;
  }
  source_ = "the variable `" + std::string(name.text) + "` has this value";
  note_input("variables('" + std::string(name.text) + "')", slot.value);
  return slot.value;
}

const Node* Evaluator::copy_index(const std::vector<const Node*>& args) {
  std::string name;
  std::int64_t offset = 0;
  for (const Node* arg : args) {
    if (arg->is(Kind::string)) name = lowered(arg->text);
    if (arg->is(Kind::integer)) offset = arg->integer;
  }
  const Loop* loop = nullptr;
  for (const Loop& around : scope_->loops)
    if (name.empty() ? !loop || !loop->of_resource : around.name == name) loop = &around;
  std::int64_t value = 0;
  if (!loop || !loop->index || __builtin_add_overflow(*loop->index, offset, &value))
    return given(Reason::runtime, "the loop is not unrolled", Kind::integer);
  return builder_.integer(value);
}

const Node* Evaluator::user_function(const Node& function, const std::vector<const Node*>& args) {
  const Node* output = member(member(&function, "output"), "value");
  const Node* parameters = member(&function, "parameters");
  if (!output || scope_->calls >= kMostCalls)
    return unknown(Reason::unsupported, "a function of the template cannot be followed");
  Scope inner;
  inner.functions = scope_->functions;
  inner.calls = scope_->calls + 1;
  for (std::size_t i = 0; parameters && i < parameters->items.size() && i < args.size(); ++i) {
    Parameter& parameter = inner.parameters[lowered(member_text(parameters->items[i], "name"))];
    parameter.definition = parameters->items[i];
    for (Slot& slot : parameter.slots) slot = {Slot::State::done, args[i]};
  }
  return evaluate(*output, inner);
}

}  // namespace djaz::azure
