// What an expression is worth. Values are immutable and live in the evaluation's arena; lists,
// dicts and sets are references to objects of the state, so that aliases see each other's changes.
// A null Value means: absent.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "djaz/source.h"
#include "python/syntax.h"
#include "tree/arena.h"
#include "tree/node.h"

namespace djaz::python::eval {

struct Data;
using Value = const Data*;

// A fact of the run that holds or does not hold, e.g. "`X` is set": twice its number, plus one when
// it holds.
using Literal = std::uint32_t;
inline Literal opposite(Literal literal) { return literal ^ 1U; }

// What must hold for an alternative: a necessary condition, so that an alternative whose condition
// contradicts the path cannot be the case. `words` replace the literals' words where they are
// given.
struct Condition {
  std::span<const Literal> literals;
  std::string_view words;
  // Impossible while no variable is set; the literals alone cannot say this of `A or B`.
  bool asks = false;
};

struct Alternative {
  Condition when;
  Value value = nullptr;
};

// What is known of an unknown value.
struct Info {
  Reason reason = Reason::unsupported;
  std::string_view detail;
  Kind type = Kind::unknown;
  bool not_empty = false;
  std::string_view prefix;
  std::string_view suffix;
  // Empty or exhaustive; alternatives have none of their own.
  std::span<const Alternative> alternatives;
  // The same number means the same value in every run; 0: nothing to compare.
  std::uint32_t identity = 0;
};

enum class Type : std::uint8_t {
  none,
  boolean,
  integer,
  real,
  string,
  bytes,
  ellipsis,
  tuple,
  path,
  list,
  dict,
  set,
  range,     // items: start, stop, step
  iterator,  // items; never stored, see Evaluator::settled
  function,
  klass,
  instance,  // of a class of the project; `self` is the class, see classes.h
  module,    // a module of the project
  external,  // something of a library, by its qualified name: "os.environ"
  method,    // `self` and a name
  unknown,
};

struct Closure;

struct Used {
  std::string_view symbol;
  Value value = nullptr;
};

// How a value was computed. Values without one are written at their span.
struct Cause {
  std::string_view text;
  std::span<const Used> used;
};

struct Data {
  Type type = Type::none;
  std::uint8_t traits = 0;
  bool boolean = false;
  bool open = false;  // tuple: more may be there
  // Heap object (list, dict, set) or scope (module, klass, instance).
  std::uint32_t object = 0;
  std::int64_t integer = 0;
  double real = 0;
  std::string_view text;
  std::span<const Value> items;  // tuple, range, iterator
  // Method, bound function; an instance's class; what an external was made with.
  Value self = nullptr;
  const Closure* closure = nullptr;
  const Info* unknown = nullptr;
  Span span;
  const Cause* cause = nullptr;

  bool is(Type other) const { return type == other; }
  bool has(Trait trait) const { return (traits & static_cast<std::uint8_t>(trait)) != 0; }
  bool is_object() const { return type == Type::list || type == Type::dict || type == Type::set; }
  bool is_number() const {
    return type == Type::boolean || type == Type::integer || type == Type::real;
  }
};

inline std::uint8_t trait_bit(Trait trait) { return static_cast<std::uint8_t>(trait); }
// Those that pass from a part to the text that is made with it.
inline std::uint8_t inherited_traits(std::uint8_t traits) {
  return traits &
         (trait_bit(Trait::random) | trait_bit(Trait::secret) | trait_bit(Trait::env_part));
}

// Makes values.
class Values {
 public:
  explicit Values(Arena& arena);

  Value none() const { return none_; }
  Value boolean(bool value) const { return value ? true_ : false_; }
  Value integer(std::int64_t value) const;
  Value real(double value) const;
  Value string(std::string_view text) const;               // the text is copied
  Value borrowed(Type type, std::string_view text) const;  // string, bytes, path, external
  Value tuple(Type type, const std::vector<Value>& items) const;
  Value object(Type type, std::uint32_t id) const;

  // Unknown values; each call makes a value of its own identity.
  Value unknown(Reason reason, std::string_view detail, Kind type = Kind::unknown) const;
  Value unknown(Info info) const;

  Data* copy(Value value) const { return arena_->make<Data>(*value); }
  Value with_trait(Value value, Trait trait) const;
  Value at(Value value, Span span) const;
  std::string_view text(std::string_view text) const { return arena_->text(text); }
  Arena& arena() const { return *arena_; }

 private:
  Arena* arena_;
  Value none_;
  Value true_;
  Value false_;
  mutable std::uint32_t next_identity_ = 1;
};

// Whether two values are certainly the same one, place and cause apart.
bool same(Value a, Value b, int depth = 0);

// The node kind that a value of this type becomes.
Kind kind_of(Type type);
// Of a number.
inline double as_real(Value v) {
  return v->is(Type::real) ? v->real : static_cast<double>(v->integer);
}
// What `kind` of a value is certain, unknown values included.
Kind known_kind(Value value);
bool is_immutable(Kind kind);

}  // namespace djaz::python::eval
