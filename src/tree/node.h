// The one type of the house: a value that knows where it stands and how it came about.
// Every document becomes a tree of nodes; nodes are immutable once built and live in an Arena.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "djaz/source.h"

namespace djaz {

enum class Kind : std::uint8_t {
  null,
  boolean,
  integer,
  real,
  string,
  bytes,
  list,
  tuple,
  set,
  mapping,
  path,      // a file system path; its text is relative to the root where it lies inside
  callable,  // a function, class or lambda; its text is its qualified name where known
  unknown,
};

std::string_view to_string(Kind kind);

// What is known of a value beside the value.
enum class Trait : std::uint8_t {
  env_text = 1,  // an uncast environment string: always text, whatever it looks like
  random = 2,    // differs at every start of the process
  secret = 4,    // must never be printed
  env_part = 8,  // holds text of the environment, in whole or in part
  // Translated when it is shown: an object that behaves like a text and is none. The node is
  // unknown, and its `text` is what is translated.
  lazy = 16,
  // An Azure resource that no document shows, only speaks of: as the parent of another.
  mentioned = 32,
};

// Why a value is unknown. The words for people are `Unknown::detail`.
enum class Reason : std::uint8_t {
  environment,   // an environment variable that no document sets
  call,          // the result of code that is not modelled
  unsupported,   // syntax or an idiom that is not modelled
  unresolved,    // a name, import or file that could not be found
  budget,        // a limit was reached
  conflict,      // candidates differ by path: see the candidates
  not_exported,  // a live export leaves the property out
  runtime,       // an expression that only the platform can evaluate
  masked,        // the exporter blanked the value
  file_content,  // read from a file at run time
  dynamic,       // after this point anything may have been rewritten
};

std::string_view to_string(Reason reason);

struct Node;

// One way a value may turn out. A null `value` means: absent under this condition.
struct Candidate {
  const Node* value = nullptr;
  std::string_view condition;  // words: "`DJANGO_DEBUG` is unset"
  // It takes a variable that no document sets: not what a site with nothing set runs with.
  bool asked_for = false;
};

// Stands in Unknown::written for what only a deployment knows.
inline constexpr std::string_view kGiven = "{given}";

struct Unknown {
  Reason reason = Reason::unsupported;
  std::string_view detail;  // words: "`DJANGO_DEBUG` is not set by any document"
  // What holds all the same.
  Kind type = Kind::unknown;  // the type, where known
  bool not_empty = false;     // its truth value is true
  std::string_view prefix;    // known first and last text of a string
  std::string_view suffix;
  // A text as the documents write it, where they leave the rest to whoever deploys it: `{given}`
  // stands for what is not in them. Empty where more may be written than is seen.
  std::string_view written;
  // Empty, or exhaustive: the value is one of these, in this order of likelihood. A candidate may
  // be unknown itself, but has no candidates of its own.
  std::span<const Candidate> candidates;
};

// A symbol and the node it had when a value was computed from it.
struct Input {
  std::string_view symbol;
  const Node* node = nullptr;
};

// How a value came about. A node without an origin is written at its span.
struct Origin {
  enum class How : std::uint8_t { written, computed, defaulted };
  How how = How::written;
  Span span;                // the expression or statement that computed it
  std::string_view text;    // words: "`DEBUG` is unset, so the fallback 'True' applies"
  std::string_view source;  // for a default: who says so
  std::span<const Input> inputs;
};

// One key of a mapping. `key` is null for text keys; otherwise `name` is the key as Python writes
// it.
struct Entry {
  std::string_view name;
  const Node* value = nullptr;
  Span key_span;
  const Node* key = nullptr;
};

struct Node {
  Kind kind = Kind::null;
  // A collection that may hold more than is shown: absence is never concluded from it.
  bool open = false;
  std::uint8_t traits = 0;
  bool boolean = false;
  // The narrowest text that is the value. Absent nodes do not exist: see Place in path.h.
  Span span;
  // The key under which it stands, where it has one.
  Span key_span;
  const Origin* origin = nullptr;
  // The payload that `kind` names; the others are empty.
  std::int64_t integer = 0;
  double real = 0;
  std::string_view text;               // string, bytes, path, callable; see Trait::lazy
  std::span<const Node* const> items;  // list, tuple, set
  std::span<const Entry> entries;      // mapping, in order; keys are unique
  const Unknown* unknown = nullptr;

  bool is(Kind other) const { return kind == other; }
  bool has(Trait trait) const { return (traits & static_cast<std::uint8_t>(trait)) != 0; }
  bool is_sequence() const {
    return kind == Kind::list || kind == Kind::tuple || kind == Kind::set;
  }
  bool is_collection() const { return is_sequence() || kind == Kind::mapping; }
};

// The entry of a mapping under a text key, or null. Linear for small mappings.
const Entry* find_entry(const Node& mapping, std::string_view name);
// The same without regard to ASCII case, as Azure compares names.
const Entry* find_entry_ignoring_case(const Node& mapping, std::string_view name);

// Deep equality as Python's `==` would say for known values; unknown nodes are equal to nothing.
// Iterative. `1 == True` holds, as in Python; rules that must not confuse them compare kinds first.
bool equal(const Node& a, const Node& b);

}  // namespace djaz
