#include "tree/node.h"

#include <utility>
#include <vector>

#include "support/text.h"

namespace djaz {

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "boolean";
    case Kind::integer:
      return "integer";
    case Kind::real:
      return "real";
    case Kind::string:
      return "string";
    case Kind::bytes:
      return "bytes";
    case Kind::list:
      return "list";
    case Kind::tuple:
      return "tuple";
    case Kind::set:
      return "set";
    case Kind::mapping:
      return "mapping";
    case Kind::path:
      return "path";
    case Kind::callable:
      return "callable";
    case Kind::unknown:
      return "unknown";
  }
  return "";
}

std::string_view to_string(Reason reason) {
  switch (reason) {
    case Reason::environment:
      return "environment";
    case Reason::call:
      return "call";
    case Reason::unsupported:
      return "unsupported";
    case Reason::unresolved:
      return "unresolved";
    case Reason::budget:
      return "budget";
    case Reason::conflict:
      return "conflict";
    case Reason::not_exported:
      return "not-exported";
    case Reason::runtime:
      return "runtime";
    case Reason::masked:
      return "masked";
    case Reason::file_content:
      return "file-content";
    case Reason::dynamic:
      return "dynamic";
  }
  return "";
}

// Most names differ in length, in the last letter or not at all: many begin alike.
const Entry* find_entry(const Node& mapping, std::string_view name) {
  if (name.empty()) {
    for (const Entry& entry : mapping.entries)
      if (entry.key == nullptr && entry.name.empty()) return &entry;
    return nullptr;
  }
  for (const Entry& entry : mapping.entries)
    if (entry.name.size() == name.size() && entry.name.back() == name.back() &&
        entry.key == nullptr && entry.name == name)
      return &entry;
  return nullptr;
}

const Entry* find_entry_ignoring_case(const Node& mapping, std::string_view name) {
  if (name.empty()) return find_entry(mapping, name);
  // Letters of the same kind differ in one bit, and some other characters do.
  for (const Entry& entry : mapping.entries)
    if (entry.name.size() == name.size() && ((entry.name.back() ^ name.back()) & ~0x20) == 0 &&
        entry.key == nullptr && equal_ignoring_case(entry.name, name))
      return &entry;
  return nullptr;
}

namespace {

using Pair = std::pair<const Node*, const Node*>;

bool is_number(const Node& node) {
  return node.is(Kind::boolean) || node.is(Kind::integer) || node.is(Kind::real);
}

bool numbers_equal(const Node& a, const Node& b) {
  if (a.is(Kind::real) || b.is(Kind::real)) {
    const auto value = [](const Node& n) {
      return n.is(Kind::real) ? n.real
                              : static_cast<double>(n.is(Kind::boolean) ? n.boolean : n.integer);
    };
    return value(a) == value(b);
  }
  const auto value = [](const Node& n) {
    return n.is(Kind::boolean) ? static_cast<std::int64_t>(n.boolean) : n.integer;
  };
  return value(a) == value(b);
}

// Compares what is not inside; children are pushed for later.
bool shallow_equal(const Node& a, const Node& b, std::vector<Pair>& later) {
  if (is_number(a) && is_number(b)) return numbers_equal(a, b);
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Kind::null:
      return true;
    case Kind::string:
    case Kind::bytes:
    case Kind::path:
      return a.text == b.text;
    case Kind::list:
    case Kind::tuple:
    case Kind::set:
      if (a.open || b.open || a.items.size() != b.items.size()) return false;
      for (std::size_t i = 0; i < a.items.size(); ++i) later.emplace_back(a.items[i], b.items[i]);
      return true;
    case Kind::mapping:
      if (a.open || b.open || a.entries.size() != b.entries.size()) return false;
      for (const Entry& entry : a.entries) {
        const Entry* other = find_entry(b, entry.name);
        if (other == nullptr || (entry.key == nullptr) != (other->key == nullptr)) return false;
        later.emplace_back(entry.value, other->value);
      }
      return true;
    default:
      return false;
  }
}

}  // namespace

bool equal(const Node& a, const Node& b) {
  std::vector<Pair> pending = {{&a, &b}};
  while (!pending.empty()) {
    const auto [left, right] = pending.back();
    pending.pop_back();
    // The same known node is equal to itself; an unknown one may not be (it may be NaN).
    if (left == right && !left->is(Kind::unknown) && !left->is_collection()) continue;
    if (!shallow_equal(*left, *right, pending)) return false;
  }
  return true;
}

}  // namespace djaz
