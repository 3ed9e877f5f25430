#include "report/setting_words.h"

#include <algorithm>

#include "support/text.h"

namespace djaz {
namespace {

constexpr int kMaxDepth = 32;
constexpr std::size_t kMostWanted = 200;

// The text between the first two backticks, where these words follow.
std::string_view named_before(std::string_view text, std::string_view words) {
  if (!text.starts_with('`')) return {};
  const std::size_t end = text.find('`', 1);
  if (end == std::string_view::npos || !text.substr(end + 1).starts_with(words)) return {};
  return text.substr(1, end - 1);
}

std::string_view module_of(const Unknown& unknown) {
  return unknown.reason == Reason::unresolved
             ? named_before(unknown.detail, " is not in the project")
             : std::string_view();
}

// A class, a function or a constant of a library, by its name.
std::string_view external_of(const Unknown& unknown) {
  return unknown.reason == Reason::unresolved
             ? named_before(unknown.detail, " of a library is not known")
             : std::string_view();
}

// The class of a library of which it is an object: what is called by a name like a class's.
std::string_view class_of(const Unknown& unknown) {
  constexpr std::string_view kResult = "the result of `";
  if (unknown.reason != Reason::call || !unknown.detail.starts_with(kResult) ||
      !unknown.detail.ends_with('`'))
    return {};
  std::string_view name = unknown.detail.substr(kResult.size());
  name.remove_suffix(1);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot + 2 >= name.size()) return {};
  const char first = name[dot + 1];
  const char second = name[dot + 2];
  return first >= 'A' && first <= 'Z' && second >= 'a' && second <= 'z' ? name : std::string_view();
}

// Said by something that is no part of the project; its type is certain.
bool is_given(const Node& node) {
  const Unknown& unknown = *node.unknown;
  if (!unknown.candidates.empty()) return false;
  if (node.has(Trait::random) || !module_of(unknown).empty() || !external_of(unknown).empty() ||
      !class_of(unknown).empty())
    return true;
  return unknown.type != Kind::unknown &&
         (unknown.reason == Reason::environment || unknown.reason == Reason::file_content);
}

bool is_environment(const Node& node) {
  return node.is(Kind::unknown) && node.unknown->reason == Reason::environment;
}

bool holds_environment(const Node& node) {
  if (is_environment(node)) return true;
  if (!node.is(Kind::unknown) || node.unknown == nullptr) return false;
  return std::any_of(
      node.unknown->candidates.begin(), node.unknown->candidates.end(),
      [](const Candidate& one) { return one.value != nullptr && is_environment(*one.value); });
}

// A collection of which the environment decides what more is in it: split from the text of a
// variable, read from its URL.
bool is_filled_by_variable(const Node& node) {
  for (const Node* item : node.items)
    if (holds_environment(*item)) return true;
  for (const Entry& entry : node.entries)
    if (holds_environment(*entry.value)) return true;
  if (node.origin == nullptr) return false;
  return std::any_of(
      node.origin->inputs.begin(), node.origin->inputs.end(),
      [](const Input& input) { return input.node != nullptr && is_environment(*input.node); });
}

Standing worse(Standing a, Standing b) { return std::max(a, b); }

Standing standing(const Node& node, int depth);

// Of a collection: its parts decide; where one is not known at all the rest is still something.
Standing of_parts(const Node& node, int depth) {
  Standing all = Standing::known;
  const auto add = [&](const Node& part) {
    const Standing one = standing(part, depth + 1);
    all = worse(all, one == Standing::unknown ? Standing::parts
                     : one == Standing::given ? Standing::listed
                                              : one);
  };
  for (const Node* item : node.items) add(*item);
  for (const Entry& entry : node.entries) add(*entry.value);
  if (!node.open) return all;
  if (is_filled_by_variable(node)) return worse(all, Standing::given);
  return node.items.empty() && node.entries.empty() ? Standing::unknown : Standing::parts;
}

Standing standing(const Node& node, int depth) {
  if (depth > kMaxDepth) return Standing::unknown;
  if (node.has(Trait::secret) && !node.is(Kind::unknown)) return Standing::known;
  if (node.is_collection()) return of_parts(node, depth);
  if (!node.is(Kind::unknown)) return Standing::known;
  if (node.unknown == nullptr) return Standing::unknown;
  if (node.unknown->candidates.empty()) return is_given(node) ? Standing::given : Standing::unknown;
  Standing all = Standing::listed;
  bool some = false;
  // `[host for host in text.split(",") if host]`, where the first of them is empty: what is left is
  // the variable's too.
  bool filled = false;
  for (const Candidate& candidate : node.unknown->candidates)
    filled = filled || (candidate.value != nullptr && candidate.value->open &&
                        is_filled_by_variable(*candidate.value));
  for (const Candidate& candidate : node.unknown->candidates) {
    Standing one =
        candidate.value == nullptr ? Standing::known : standing(*candidate.value, depth + 1);
    if (filled && candidate.value != nullptr && candidate.value->is_sequence() &&
        candidate.value->open && candidate.value->items.empty())
      one = Standing::given;
    some = some || one != Standing::unknown;
    if (one == Standing::parts || one == Standing::unknown) all = Standing::parts;
  }
  return some ? all : Standing::unknown;
}

void add_once(std::vector<std::string>& names, std::string_view name) {
  if (name.empty() || names.size() >= kMostWanted) return;
  if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
}

// The variables that a condition asks for: "`A` is set and `B` is unset".
void add_variables(std::string_view condition, std::vector<std::string>& names) {
  for (std::size_t at = condition.find('`'); at != std::string_view::npos;) {
    const std::size_t end = condition.find('`', at + 1);
    if (end == std::string_view::npos) return;
    const std::string_view rest = condition.substr(end + 1);
    if (rest.starts_with(" is set") || rest.starts_with(" is unset"))
      add_once(names, condition.substr(at + 1, end - at - 1));
    at = condition.find('`', end + 1);
  }
}

void add_wanted(const Node& node, Wanted& wanted, int depth) {
  if (depth > kMaxDepth) return;
  for (const Node* item : node.items) add_wanted(*item, wanted, depth + 1);
  for (const Entry& entry : node.entries) add_wanted(*entry.value, wanted, depth + 1);
  if (!node.is(Kind::unknown) || node.unknown == nullptr) return;
  if (node.unknown->candidates.empty()) {
    add_once(wanted.variables, variable_of(*node.unknown));
    add_once(wanted.modules, module_of(*node.unknown));
  }
  for (const Candidate& candidate : node.unknown->candidates) {
    add_variables(candidate.condition, wanted.variables);
    if (candidate.value != nullptr) add_wanted(*candidate.value, wanted, depth + 1);
  }
}

std::string_view a_value_of(Kind type) {
  switch (type) {
    case Kind::null:
      return "None";
    case Kind::boolean:
      return "True or False";
    case Kind::integer:
      return "a whole number";
    case Kind::real:
      return "a number";
    case Kind::string:
      return "a text";
    case Kind::bytes:
      return "bytes";
    case Kind::list:
      return "a list";
    case Kind::tuple:
      return "a tuple";
    case Kind::set:
      return "a set";
    case Kind::mapping:
      return "a dict";
    case Kind::path:
      return "a path";
    case Kind::callable:
      return "a function";
    case Kind::unknown:
      break;
  }
  return "";
}

}  // namespace

std::string_view to_string(Standing standing) {
  switch (standing) {
    case Standing::known:
      return "known";
    case Standing::listed:
      return "listed";
    case Standing::given:
      return "given";
    case Standing::parts:
      return "parts";
    case Standing::unknown:
      break;
  }
  return "unknown";
}

Standing standing_of(const Node& node) { return standing(node, 0); }

std::string_view variable_of(const Unknown& unknown) {
  if (unknown.reason != Reason::environment) return {};
  const std::string_view name = named_before(unknown.detail, " is not set by any document");
  return name.empty() ? named_before(unknown.detail, " is set by ") : name;
}

std::string words_of(const Node& node, bool sensitive) {
  if (!node.is(Kind::unknown) || node.unknown == nullptr) return "not known";
  const Unknown& unknown = *node.unknown;
  const std::string_view type = a_value_of(unknown.type);
  const std::string_view variable = variable_of(unknown);
  if (!variable.empty()) {
    const std::string name = '`' + std::string(variable) + '`';
    if (node.has(Trait::env_text)) return "the text of " + name;
    if (unknown.type == Kind::boolean) return "True or False, as " + name + " says";
    if (type.empty()) return "made from " + name + ", not known";
    std::string words = std::string(type);
    if (sensitive) return words + ", from " + name;
    if (!unknown.prefix.empty()) words += " that begins with " + quoted(unknown.prefix);
    if (!unknown.suffix.empty())
      words += (unknown.prefix.empty() ? " that ends with " : " and ends with ") +
               quoted(unknown.suffix);
    return words + ", from " + name;
  }
  if (node.has(Trait::random)) return "a random value, new at every start";
  if (const std::string_view module = module_of(unknown); !module.empty())
    return "what `" + std::string(module) + "` says, which is not in the project";
  if (const std::string_view name = external_of(unknown); !name.empty())
    return '`' + std::string(name) + "` of a library";
  if (const std::string_view name = class_of(unknown); !name.empty())
    return "an object of `" + std::string(name) + '`';
  if (unknown.reason == Reason::file_content) {
    const std::string what = "the content of a file";
    return unknown.type == Kind::string || type.empty() ? what
                                                        : std::string(type) + ", from " + what;
  }
  std::string words = type.empty() ? std::string() : std::string(type) + ", ";
  words += "not known: ";
  return words + std::string(unknown.detail.empty() ? to_string(unknown.reason) : unknown.detail);
}

void add_wanted(const Node& node, Wanted& wanted) { add_wanted(node, wanted, 0); }

}  // namespace djaz
