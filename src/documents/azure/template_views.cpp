#include "documents/azure/template_views.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "documents/azure/arm_scope.h"
#include "documents/azure/inventory.h"
#include "secrets/names.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

// A longer expression is made by a program, and no person's mistake.
constexpr std::size_t kLongest = 20'000;

bool is_expression(const Node& node) {
  return node.is(Kind::string) && node.text.size() > 2 && node.text.size() < kLongest &&
         node.text[0] == '[' && node.text[1] != '[';
}

bool is_secure(std::string_view type) {
  return equal_ignoring_case(type, "securestring") || equal_ignoring_case(type, "secureObject");
}

// "listKeys()": functions that answer with secrets all begin so.
std::string_view listing(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!starts_with_ignoring_case(text.substr(at), "list")) continue;
    if (at > 0 && (is_alnum(text[at - 1]) || text[at - 1] == '_' || text[at - 1] == '\'')) continue;
    std::size_t end = at + 4;
    while (end < text.size() && is_alnum(text[end])) ++end;
    std::size_t open = end;
    while (open < text.size() && is_space(text[open])) ++open;
    const std::string name = lowered(text.substr(at, end - at));
    const bool secret = name.find("key") != name.npos || name.find("credential") != name.npos ||
                        name.find("secret") != name.npos || name.find("sas") != name.npos ||
                        name.find("connectionstring") != name.npos ||
                        name.find("password") != name.npos || name.find("token") != name.npos;
    if (secret && open < text.size() && text[open] == '(') return text.substr(at, end - at);
  }
  return {};
}

// The first parameter of a secure type that an expression names. `definition_of` a name is what
// the template declares it to be.
template <class DefinitionOf>
std::string_view secure_parameter(std::string_view text, const DefinitionOf& definition_of) {
  constexpr std::string_view kCall = "parameters('";
  const std::string low = lowered(text);
  for (std::size_t at = low.find(kCall); at != low.npos; at = low.find(kCall, at + 1)) {
    const std::size_t begin = at + kCall.size();
    const std::size_t end = text.find('\'', begin);
    if (end == text.npos) return {};
    const std::string_view name = text.substr(begin, end - begin);
    const bool call = at == 0 || !is_alnum(text[at - 1]);
    if (call && is_secure(member_text(definition_of(name), "type"))) return name;
  }
  return {};
}

// The secret that an expression gives away, in words; empty when there is none.
template <class DefinitionOf>
std::string secret_in(std::string_view expression, const DefinitionOf& definition_of) {
  if (const std::string_view name = listing(expression); !name.empty())
    return '`' + std::string(name) + "()`";
  if (const std::string_view name = secure_parameter(expression, definition_of); !name.empty())
    return "the secure parameter `" + std::string(name) + '`';
  return {};
}

// Whether an expression may ask something of what it names instead of showing it.
bool may_only_ask(std::string_view expression) {
  constexpr std::string_view kAsking[] = {"reference(", "resourceid(", "uniquestring(",
                                          "guid(",      "length(",     "empty(",
                                          "equals(",    "contains("};
  const std::string low = lowered(expression);
  return std::any_of(std::begin(kAsking), std::end(kAsking),
                     [&](std::string_view call) { return low.find(call) != low.npos; });
}

// Adds the variables that an expression names and that are expressions themselves: of an object
// the expression may take another part than the secret.
void add_variables(std::string_view expression, const Node* variables,
                   std::vector<const Node*>& left) {
  constexpr std::string_view kCall = "variables('";
  const std::string low = lowered(expression);
  for (std::size_t at = low.find(kCall); at != low.npos; at = low.find(kCall, at + 1)) {
    const std::size_t begin = at + kCall.size();
    const std::size_t end = expression.find('\'', begin);
    if (end == expression.npos) return;
    const Node* value = member(variables, expression.substr(begin, end - begin));
    if (value && is_expression(*value) && !may_only_ask(value->text)) left.push_back(value);
  }
}

// The secret in a value or in what it is made of.
std::string secret_behind(const Node& value, const Node* parameters, const Node* variables) {
  constexpr std::size_t kMost = 200;
  std::vector<const Node*> left = {&value};
  std::set<const Node*> seen;
  while (!left.empty() && seen.size() < kMost) {
    const Node* node = left.back();
    left.pop_back();
    if (!seen.insert(node).second) continue;
    for (const Entry& entry : node->entries) left.push_back(entry.value);
    left.insert(left.end(), node->items.begin(), node->items.end());
    if (!is_expression(*node)) continue;
    std::string words =
        secret_in(node->text, [&](std::string_view name) { return member(parameters, name); });
    if (!words.empty()) return words;
    if (!may_only_ask(node->text)) add_variables(node->text, variables, left);
  }
  return {};
}

const Node* output_view(const Builder& builder, const Node& output, const Node* parameters,
                        const Node* variables) {
  const Node* value = member(output, "value");
  if (!value || is_secure(member_text(&output, "type"))) return &output;
  const std::string words = secret_behind(*value, parameters, variables);
  if (words.empty()) return &output;
  std::vector<Entry> entries(output.entries.begin(), output.entries.end());
  Node* discloses = builder.string(words, value->span);
  discloses->key_span = value->key_span;
  entries.push_back({"discloses", discloses, value->key_span, nullptr});
  Node* node = builder.copy(output);
  node->entries = builder.arena().list(entries);
  return node;
}

bool is_empty(const Node* node) { return !node || node->entries.empty(); }

const Node* mapping_or_empty(const Builder& builder, const Node* node, const Span& span) {
  return node && node->is(Kind::mapping) ? node : builder.mapping({}, span);
}

// The mapping of parameters in which every `part` that `secret` says to be one is marked.
template <class Secret>
const Node* with_marked(const Builder& builder, const Node& parameters, std::string_view part,
                        const Secret& secret) {
  std::vector<Entry> entries(parameters.entries.begin(), parameters.entries.end());
  for (Entry& entry : entries) {
    const Node* value = member(entry.value, part);
    if (!value || !value->is(Kind::string) || value->text.empty() || is_expression(*value) ||
        !secret(entry))
      continue;
    const Node* marked = builder.with_traits(*value, {Trait::secret});
    entry.value = with_entry(builder, *entry.value, {part, marked, value->key_span, nullptr});
  }
  Node* node = builder.copy(parameters);
  node->entries = builder.arena().list(entries);
  return node;
}

}  // namespace

const Node* template_view(const Builder& builder, const Node& arm_template) {
  if (is_empty(member(arm_template, "parameters")) && is_empty(member(arm_template, "outputs")))
    return nullptr;
  const Node* parameters =
      mapping_or_empty(builder, member(arm_template, "parameters"), arm_template.span);
  parameters = with_marked(builder, *parameters, "defaultValue", [](const Entry& entry) {
    return is_secure(member_text(entry.value, "type"));
  });
  std::vector<Entry> outputs;
  const Node* written = member(arm_template, "outputs");
  if (written && written->is(Kind::mapping)) {
    outputs.assign(written->entries.begin(), written->entries.end());
    for (Entry& entry : outputs)
      if (entry.value->is(Kind::mapping))
        entry.value =
            output_view(builder, *entry.value, parameters, member(arm_template, "variables"));
  }
  const Entry parts[] = {{"parameters", parameters, {}, nullptr},
                         {"outputs",
                          builder.mapping(outputs, written ? written->span : arm_template.span),
                          {},
                          nullptr}};
  return builder.mapping(parts, arm_template.span);
}

const Node* outer_secret(const Builder& builder, const Node& inner, const Scope& scope) {
  constexpr int kDeepest = 100;
  const auto definition_of = [&](std::string_view name) -> const Node* {
    const auto found = scope.parameters.find(lowered(name));
    return found == scope.parameters.end() ? nullptr : found->second.definition;
  };
  struct Part {
    const Node* node;
    int depth;
  };
  std::vector<Part> left;
  if (const Node* resources = member(inner, "resources")) left.push_back({resources, 0});
  while (!left.empty()) {
    const Part part = left.back();
    left.pop_back();
    if (is_expression(*part.node)) {
      const std::string words = secret_in(part.node->text, definition_of);
      if (words.empty()) continue;
      Node* found = builder.string(words, part.node->span);
      found->key_span = part.node->key_span;
      return found;
    }
    if (part.depth > kDeepest) continue;
    // Deployments inside have names of their own, or are asked by themselves.
    for (auto entry = part.node->entries.rbegin(); entry != part.node->entries.rend(); ++entry)
      if (entry->name != "template") left.push_back({entry->value, part.depth + 1});
    for (auto item = part.node->items.rbegin(); item != part.node->items.rend(); ++item)
      left.push_back({*item, part.depth + 1});
  }
  return nullptr;
}

const Node* parameters_view(const Builder& builder, const Node& parameters) {
  const Node* given = mapping_or_empty(builder, member(parameters, "parameters"), parameters.span);
  given = with_marked(builder, *given, "value",
                      [](const Entry& entry) { return is_secret_name(entry.name); });
  const Entry part{"parameters", given, {}, nullptr};
  return builder.mapping(std::span<const Entry>(&part, 1), parameters.span);
}

}  // namespace djaz::azure
