#include "python/eval/values/value.h"

#include <cstring>

namespace djaz::python::eval {

Values::Values(Arena& arena) : arena_(&arena) {
  none_ = arena_->make<Data>();
  Data* yes = arena_->make<Data>();
  yes->type = Type::boolean;
  yes->boolean = true;
  yes->integer = 1;
  true_ = yes;
  Data* no = arena_->make<Data>();
  no->type = Type::boolean;
  false_ = no;
}

Value Values::integer(std::int64_t value) const {
  Data* data = arena_->make<Data>();
  data->type = Type::integer;
  data->integer = value;
  return data;
}

Value Values::real(double value) const {
  Data* data = arena_->make<Data>();
  data->type = Type::real;
  data->real = value;
  return data;
}

Value Values::string(std::string_view text) const {
  return borrowed(Type::string, arena_->text(text));
}

Value Values::borrowed(Type type, std::string_view text) const {
  Data* data = arena_->make<Data>();
  data->type = type;
  data->text = text;
  return data;
}

Value Values::tuple(Type type, const std::vector<Value>& items) const {
  Data* data = arena_->make<Data>();
  data->type = type;
  data->items = arena_->list(items);
  return data;
}

Value Values::object(Type type, std::uint32_t id) const {
  Data* data = arena_->make<Data>();
  data->type = type;
  data->object = id;
  return data;
}

Value Values::unknown(Reason reason, std::string_view detail, Kind type) const {
  Info info;
  info.reason = reason;
  info.detail = detail;
  info.type = type;
  return unknown(info);
}

Value Values::unknown(Info info) const {
  info.identity = next_identity_++;
  Data* data = arena_->make<Data>();
  data->type = Type::unknown;
  data->unknown = arena_->make<Info>(info);
  return data;
}

Value Values::with_trait(Value value, Trait trait) const {
  if (value->has(trait)) return value;
  Data* data = copy(value);
  data->traits |= trait_bit(trait);
  if (trait == Trait::env_text) data->traits |= trait_bit(Trait::env_part);
  return data;
}

Value Values::at(Value value, Span span) const {
  Data* data = copy(value);
  data->span = span;
  return data;
}

bool same(Value a, Value b, int depth) {
  if (a == b) return true;
  if (a == nullptr || b == nullptr || a->type != b->type || a->traits != b->traits) return false;
  switch (a->type) {
    case Type::none:
    case Type::ellipsis:
      return true;
    case Type::boolean:
    case Type::integer:
      return a->integer == b->integer;
    case Type::real:
      return std::memcmp(&a->real, &b->real, sizeof a->real) == 0;
    case Type::string:
    case Type::bytes:
    case Type::path:
      return a->text == b->text;
    case Type::external:
      return a->text == b->text &&
             (a->self == b->self || (a->object != 0 && same(a->self, b->self))) &&
             a->object == b->object;
    case Type::list:
    case Type::dict:
    case Type::set:
    case Type::klass:
    case Type::module:
      return a->object == b->object;
    case Type::instance:
      return a->object == b->object && a->items.size() == b->items.size();
    case Type::function:
      return a->closure == b->closure && a->self != nullptr && b->self != nullptr &&
             same(a->self, b->self, depth + 1);
    case Type::unknown:
      return a->unknown->identity == b->unknown->identity;
    case Type::tuple:
    case Type::range: {
      if (a->items.size() != b->items.size() || a->open != b->open || depth > 8) return false;
      for (std::size_t i = 0; i < a->items.size(); ++i)
        if (!same(a->items[i], b->items[i], depth + 1)) return false;
      return true;
    }
    default:
      return false;
  }
}

Kind kind_of(Type type) {
  switch (type) {
    case Type::none:
      return Kind::null;
    case Type::boolean:
      return Kind::boolean;
    case Type::integer:
      return Kind::integer;
    case Type::real:
      return Kind::real;
    case Type::string:
      return Kind::string;
    case Type::bytes:
      return Kind::bytes;
    case Type::tuple:
      return Kind::tuple;
    case Type::path:
      return Kind::path;
    case Type::list:
      return Kind::list;
    case Type::dict:
      return Kind::mapping;
    case Type::set:
      return Kind::set;
    case Type::function:
    case Type::klass:
    case Type::method:
      return Kind::callable;
    default:
      return Kind::unknown;
  }
}

Kind known_kind(Value value) {
  return value->is(Type::unknown) ? value->unknown->type : kind_of(value->type);
}

bool is_immutable(Kind kind) {
  switch (kind) {
    case Kind::null:
    case Kind::boolean:
    case Kind::integer:
    case Kind::real:
    case Kind::string:
    case Kind::bytes:
    case Kind::path:
      return true;
    default:
      return false;
  }
}

}  // namespace djaz::python::eval
