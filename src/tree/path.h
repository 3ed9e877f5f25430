// Paths into the project tree, as rules write them: `settings.DATABASES.*.PASSWORD`,
// `azure."Microsoft.Web/sites"[*].httpsOnly`, `$worker.version`. Parsed once, resolved often.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "djaz/result.h"
#include "support/truth.h"
#include "tree/arena.h"
#include "tree/node.h"

namespace djaz {

struct Step {
  enum class How : std::uint8_t {
    name,         // .name or ."any name"
    each_item,    // [*]: the items of a sequence
    each_value,   // .*: the values of a mapping
    descendants,  // **: the node itself and everything below it
    attribute,    // @value @key @file @line @origin; only last
  };
  How how = How::name;
  std::string name;
  friend bool operator==(const Step&, const Step&) = default;
};

struct Path {
  // "" for a path from the root of whatever it is resolved in; "item", "worker" for `$item.…`.
  std::string variable;
  std::vector<Step> steps;
  // The text after the last step's `@`, or empty.
  std::string attribute;
  std::string text;

  bool has_wildcard() const;
};

Result<Path> parse_path(std::string_view text);

// Where a path led. A path that leads nowhere still has a place.
struct Place {
  // Null when absent or when it cannot be known whether it is there.
  const Node* node = nullptr;
  // no: the parent is closed and lacks it. unknown: an ancestor is open or unknown.
  Truth present = Truth::no;
  // The key of the nearest written ancestor when there is no node.
  Span span;
  // The nearest existing ancestor, for words about why.
  const Node* ancestor = nullptr;
  // Concrete and symbolic: `settings.DATABASES.default.PASSWORD`. Items of a list that have a
  // text `name` are shown by it, others by their index.
  std::string path;
  // The place is seen from a candidate that is.
  bool asked_for = false;
};

struct ResolveOptions {
  // Azure's names compare without case; Django's settings do not.
  bool ignore_case = false;
  // Where nothing else has a place.
  Span fallback;
  // A wildcard over what may hold more than it shows gives one unknown node for all the rest.
  bool may_hold_more = false;
};

// All places a path leads to, in document order. A path without wildcards gives exactly one,
// present or not; a wildcard over an absent, empty or open collection gives only what is there.
// Names and wildcards see through an unknown with candidates: each candidate is followed, and the
// results become an unknown with candidates again (equal results collapse; a candidate in which the
// path is absent stays as an absent candidate). Derived nodes are made in the arena.
std::vector<Place> resolve(const Path& path, const Node& root, std::string_view root_path,
                           Arena& arena, const ResolveOptions& options = {});

// The one place to which a path without wildcards leads.
Place resolve_one(const Path& path, const Node& root, std::string_view root_path, Arena& arena,
                  const ResolveOptions& options = {});

// How a name is written in a path: bare if it can be, quoted otherwise.
std::string path_segment(std::string_view name);
void append_path_segment(std::string& path, std::string_view name);

}  // namespace djaz
