#include "rules/values.h"

#include <algorithm>
#include <charconv>

#include "support/text.h"

namespace djaz {
namespace {

constexpr int kDeepest = 64;

bool is_number(Kind kind) { return kind == Kind::integer || kind == Kind::real; }

double number_of(const Node& node) {
  return node.is(Kind::integer) ? static_cast<double>(node.integer) : node.real;
}

bool is_sequence(Kind kind) {
  return kind == Kind::list || kind == Kind::tuple || kind == Kind::set;
}

// Kinds whose values can be equal in a rule's eyes.
bool comparable(Kind a, Kind b) {
  return a == b || (is_number(a) && is_number(b)) || (is_sequence(a) && is_sequence(b));
}

// Python's truth value.
Truth truthy(const Node& node) {
  switch (node.kind) {
    case Kind::null:
      return Truth::no;
    case Kind::boolean:
      return truth_of(node.boolean);
    case Kind::integer:
      return truth_of(node.integer != 0);
    case Kind::real:
      return truth_of(node.real != 0);
    case Kind::string:
    case Kind::bytes:
      return truth_of(!node.text.empty());
    case Kind::list:
    case Kind::tuple:
    case Kind::set:
      if (!node.items.empty()) return Truth::yes;
      return node.open ? Truth::unknown : Truth::no;
    case Kind::mapping:
      if (!node.entries.empty()) return Truth::yes;
      return node.open ? Truth::unknown : Truth::no;
    case Kind::path:
    case Kind::callable:
      return Truth::yes;
    case Kind::unknown:
      return node.unknown->not_empty ? Truth::yes : Truth::unknown;
  }
  return Truth::unknown;
}

bool is_lazy(const Node& node) { return node.is(Kind::unknown) && node.has(Trait::lazy); }

Node as_text(const Node& lazy) {
  Node text = lazy;
  text.kind = Kind::string;
  text.unknown = nullptr;
  return text;
}

bool is_type(Kind kind, std::string_view name) {
  if (name == "number") return is_number(kind);
  if (name == "sequence") return is_sequence(kind);
  return to_string(kind) == name;
}

Trait trait_named(std::string_view name) {
  if (name == "random") return Trait::random;
  if (name == "env-part") return Trait::env_part;
  return name == "secret" ? Trait::secret : Trait::env_text;
}

bool within(int order, Bounds::Relation relation) {
  switch (relation) {
    case Bounds::Relation::equals:
      return order == 0;
    case Bounds::Relation::at_least:
      return order >= 0;
    case Bounds::Relation::at_most:
      return order <= 0;
    case Bounds::Relation::more_than:
      return order > 0;
    case Bounds::Relation::less_than:
      return order < 0;
  }
  return false;
}

Truth version_within(const Bounds& bounds, const Node& value) {
  std::optional<Version> version;
  if (value.is(Kind::string)) version = parse_version(value.text);
  if (value.is(Kind::integer)) version = parse_version(std::to_string(value.integer));
  // As a template may say it, `"minTlsVersion": 1.2`: the shortest text that means this number.
  if (value.is(Kind::real)) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value.real, std::chars_format::fixed);
    if (end.ec == std::errc())
      version = parse_version(std::string_view(text, static_cast<std::size_t>(end.ptr - text)));
  }
  if (!version) return Truth::unknown;
  return truth_of(
      std::all_of(bounds.bounds.begin(), bounds.bounds.end(), [&](const Bounds::Bound& bound) {
        return within(compare(*version, bound.version), bound.relation);
      }));
}

// `open`: there may be more than `count`.
Truth count_within(const Bounds::Bound& bound, std::int64_t count, bool open) {
  const int order = count < bound.number ? -1 : static_cast<int>(count > bound.number);
  const bool holds = within(order, bound.relation);
  if (!open) return truth_of(holds);
  const bool from_below =
      bound.relation == Bounds::Relation::at_least || bound.relation == Bounds::Relation::more_than;
  if (from_below) return holds ? Truth::yes : Truth::unknown;
  const bool passed = order > 0 || (order == 0 && bound.relation == Bounds::Relation::less_than);
  return passed ? Truth::no : Truth::unknown;
}

Truth count_within(const Bounds& bounds, const Node& value) {
  std::size_t count = 0;
  if (value.is_sequence()) {
    count = value.items.size();
  } else if (value.is(Kind::mapping)) {
    count = value.entries.size();
  } else if (value.is(Kind::string)) {
    count = count_code_points(value.text);
  } else {
    return Truth::no;
  }
  Truth all = Truth::yes;
  for (const Bounds::Bound& bound : bounds.bounds)
    all = both(all, count_within(bound, static_cast<std::int64_t>(count), value.open));
  return all;
}

}  // namespace

bool has_candidates(const Node& node) {
  return node.is(Kind::unknown) && !node.unknown->candidates.empty();
}

bool ValueTester::same_text(std::string_view a, std::string_view b) const {
  return ignore_case ? equal_ignoring_case(a, b) : a == b;
}

Truth ValueTester::holds(const Test& test, const Node& value, const Node* from) const {
  const Node& operand = *test.operand;
  // Texts that are rarely translated by anything that reads settings; but no `str`.
  if (is_lazy(value))
    return test.kind == Test::Kind::type ? Truth::no : holds(test, as_text(value), from);
  // These ask the same of what is known and what is not.
  switch (test.kind) {
    case Test::Kind::present:
      // Of a property that an export leaves out, or that is looked for in a mapping of which not
      // all is seen, nobody knows whether it is set.
      if (value.is(Kind::unknown) && value.unknown->reason == Reason::not_exported)
        return Truth::unknown;
      return truth_of(operand.boolean);
    case Test::Kind::truthy:
      return operand.boolean ? truthy(value) : negate(truthy(value));
    case Test::Kind::equals:
      return equals(value, from != nullptr ? *from : operand);
    case Test::Kind::in: {
      Truth any = Truth::no;
      for (const Node* item : operand.items) any = either(any, equals(value, *item));
      return any;
    }
    default:
      return value.is(Kind::unknown) ? unknown(test, value) : known(test, value);
  }
}

Truth ValueTester::known(const Test& test, const Node& value) const {
  const Node& operand = *test.operand;
  switch (test.kind) {
    case Test::Kind::present:
    case Test::Kind::truthy:
    case Test::Kind::equals:
    case Test::Kind::in:
      break;
    case Test::Kind::matches:
      return truth_of((value.is(Kind::string) || value.is(Kind::path)) &&
                      test.regex->matches(value.text));
    case Test::Kind::contains:
      return contains(value, operand);
    case Test::Kind::at_least:
      return truth_of(is_number(value.kind) && number_of(value) >= number_of(operand));
    case Test::Kind::at_most:
      return truth_of(is_number(value.kind) && number_of(value) <= number_of(operand));
    case Test::Kind::count:
      return count_within(test.bounds, value);
    case Test::Kind::version:
      return version_within(test.bounds, value);
    case Test::Kind::type:
      return truth_of(is_type(value.kind, operand.text));
    case Test::Kind::trait:
      return truth_of(value.has(trait_named(operand.text)));
    case Test::Kind::is:
      return test.predicate->holds(value, operand.is(Kind::mapping) ? &operand : nullptr);
  }
  return Truth::unknown;
}

// What can be said of a value that is not known, from its type and the ends of its text.
Truth ValueTester::unknown(const Test& test, const Node& value) const {
  const Node& operand = *test.operand;
  const Unknown& about = *value.unknown;
  const bool typed = about.type != Kind::unknown;
  switch (test.kind) {
    case Test::Kind::present:
    case Test::Kind::truthy:
    case Test::Kind::equals:
    case Test::Kind::in:
      break;
    case Test::Kind::matches:
      if (typed && about.type != Kind::string && about.type != Kind::path) return Truth::no;
      return test.regex->excludes(about.prefix) ? Truth::no : Truth::unknown;
    case Test::Kind::contains: {
      const bool shown = operand.is(Kind::string) && about.type == Kind::string &&
                         (about.prefix.find(operand.text) != std::string_view::npos ||
                          about.suffix.find(operand.text) != std::string_view::npos);
      return shown ? Truth::yes : Truth::unknown;
    }
    case Test::Kind::at_least:
    case Test::Kind::at_most:
      return typed && !is_number(about.type) ? Truth::no : Truth::unknown;
    case Test::Kind::type:
      return typed ? truth_of(is_type(about.type, operand.text)) : Truth::unknown;
    case Test::Kind::trait:
      return value.has(trait_named(operand.text)) ? Truth::yes : Truth::unknown;
    case Test::Kind::count:
    case Test::Kind::version:
    case Test::Kind::is:
      return Truth::unknown;
  }
  return Truth::unknown;
}

Truth ValueTester::equals(const Node& a, const Node& b, int depth) const {
  if (depth > kDeepest) return Truth::unknown;
  if (is_lazy(a)) return equals(as_text(a), b, depth + 1);
  for (const auto& [one, other] : {std::pair{&a, &b}, std::pair{&b, &a}}) {
    if (!has_candidates(*one)) continue;
    std::optional<Truth> all;
    for (const Candidate& candidate : one->unknown->candidates) {
      const Truth each =
          candidate.value == nullptr ? Truth::no : equals(*candidate.value, *other, depth + 1);
      all = all ? combined(fold, *all, each) : each;
    }
    return *all;
  }
  if (a.is(Kind::unknown)) return b.is(Kind::unknown) ? Truth::unknown : equals_unknown(a, b);
  if (b.is(Kind::unknown)) return equals_unknown(b, a);
  if (!comparable(a.kind, b.kind)) return Truth::no;
  if (is_number(a.kind)) {
    if (a.is(Kind::integer) && b.is(Kind::integer)) return truth_of(a.integer == b.integer);
    return truth_of(number_of(a) == number_of(b));
  }
  if (a.is_sequence()) {
    const bool open = a.open || b.open;
    if (!open && a.items.size() != b.items.size()) return Truth::no;
    Truth all = open ? Truth::unknown : Truth::yes;
    for (std::size_t i = 0; i < std::min(a.items.size(), b.items.size()); ++i)
      all = both(all, equals(*a.items[i], *b.items[i], depth + 1));
    return all;
  }
  switch (a.kind) {
    case Kind::null:
      return Truth::yes;
    case Kind::boolean:
      return truth_of(a.boolean == b.boolean);
    case Kind::string:
      return truth_of(same_text(a.text, b.text));
    case Kind::bytes:
    case Kind::path:
    case Kind::callable:
      return truth_of(a.text == b.text);
    // Rules compare no mappings, and a linear answer would need an index.
    default:
      return Truth::unknown;
  }
}

Truth ValueTester::equals_unknown(const Node& unknown, const Node& known) const {
  const Unknown& about = *unknown.unknown;
  if (about.type != Kind::unknown && !comparable(about.type, known.kind)) return Truth::no;
  if (about.not_empty && truthy(known) == Truth::no) return Truth::no;
  if (about.type == Kind::string && known.is(Kind::string)) {
    const bool may_be =
        ignore_case ? starts_with_ignoring_case(known.text, about.prefix) &&
                          ends_with_ignoring_case(known.text, about.suffix)
                    : known.text.starts_with(about.prefix) && known.text.ends_with(about.suffix);
    if (!may_be) return Truth::no;
  }
  return Truth::unknown;
}

// A part of a text, an item of a sequence, a key of a mapping.
Truth ValueTester::contains(const Node& value, const Node& operand) const {
  if (value.is(Kind::string) || value.is(Kind::path)) {
    if (!operand.is(Kind::string)) return Truth::no;
    return truth_of(ignore_case ? contains_ignoring_case(value.text, operand.text)
                                : value.text.find(operand.text) != std::string_view::npos);
  }
  if (!value.is_collection()) return Truth::no;
  Truth any = value.open ? Truth::unknown : Truth::no;
  for (const Node* item : value.items) {
    any = either(any, equals(*item, operand));
    if (any == Truth::yes) return any;
  }
  if (operand.is(Kind::string))
    for (const Entry& entry : value.entries)
      if (entry.key == nullptr && same_text(entry.name, operand.text)) return Truth::yes;
  return any;
}

}  // namespace djaz
