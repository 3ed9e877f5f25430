// The types of fields of pydantic's settings classes, read from their annotations without
// evaluating these.
#include <algorithm>
#include <array>

#include "python/eval/library/environment_reads.h"
#include "python/eval/library/settings_models.h"
#include "python/eval/library/tables.h"
#include "support/text.h"

namespace djaz::python::eval {

Value json_loads(Evaluator& e, const Arguments& given);

namespace {

using Kind = FieldType::Kind;

struct Known {
  std::string_view name;
  Kind kind;
};

constexpr std::array<Known, 22> kKnown = {
    {{"str", Kind::text},    {"EmailStr", Kind::text},       {"bool", Kind::boolean},
     {"int", Kind::integer}, {"PositiveInt", Kind::integer}, {"NonNegativeInt", Kind::integer},
     {"float", Kind::real},  {"PositiveFloat", Kind::real},  {"NonNegativeFloat", Kind::real},
     {"Path", Kind::path},   {"SecretStr", Kind::secret},    {"Any", Kind::any},
     {"list", Kind::list},   {"List", Kind::list},           {"Sequence", Kind::unknown},
     {"tuple", Kind::tuple}, {"Tuple", Kind::tuple},         {"set", Kind::set},
     {"Set", Kind::set},     {"dict", Kind::dict},           {"Dict", Kind::dict},
     {"Literal", Kind::text}}};

std::string_view last_name(const Expression* e) {
  if (e->kind == ExpressionKind::name) return as<Name>(*e).id;
  if (e->kind == ExpressionKind::attribute) return as<Attribute>(*e).name;
  return {};
}

FieldType plain_type(std::string_view name) {
  FieldType type;
  for (const Known& known : kKnown)
    if (known.name == name) type.kind = known.kind;
  return type;
}

bool is_none(const Expression* e) { return e->kind == ExpressionKind::none; }

std::vector<const Expression*> parts_of(const Expression* index) {
  if (index->kind != ExpressionKind::tuple) return {index};
  const Expressions elements = as<Sequence>(*index).elements;
  return {elements.begin(), elements.end()};
}

// One type, or nothing: of several it depends on the text which it is.
FieldType one_of(const std::vector<const Expression*>& parts) {
  FieldType type;
  bool optional = false;
  std::size_t others = 0;
  for (const Expression* part : parts) {
    if (is_none(part)) {
      optional = true;
    } else if (++others == 1) {
      type = field_type(part);
    }
  }
  if (others != 1) type = {};
  type.optional = type.optional || optional;
  return type;
}

bool is_collection(Kind kind) {
  return kind == Kind::list || kind == Kind::tuple || kind == Kind::set || kind == Kind::dict;
}

bool is_texts(const std::vector<const Expression*>& parts) {
  return std::all_of(parts.begin(), parts.end(),
                     [](const Expression* part) { return part->kind == ExpressionKind::string; });
}

// What stands between the brackets of a collection's type.
void narrow_items(FieldType& type, std::vector<const Expression*> parts) {
  if (type.kind == Kind::tuple && parts.size() == 2 && parts[1]->kind == ExpressionKind::ellipsis)
    parts.pop_back();
  const bool one = type.kind != Kind::dict && parts.size() == 1;
  const bool pair = type.kind == Kind::dict && parts.size() == 2 && last_name(parts[0]) == "str";
  const std::string_view of = one ? last_name(parts[0]) : pair ? last_name(parts[1]) : "";
  if (of == "str") {
    type.of_text = true;
  } else {
    type.of_others = of != "Any";
  }
}

Value boolean_of(Evaluator& e, Value text) {
  if (!text->is(Type::string)) {
    e.may_raise("ValueError");
    return e.unknown_from(text, nullptr, "a boolean", djaz::Kind::boolean);
  }
  const std::string word = lowered(text->text);
  if (djaz::one_of(word, kTrueWords)) return e.values.boolean(true);
  if (djaz::one_of(word, kFalseWords)) return e.values.boolean(false);
  if (trimmed(word).size() == word.size()) return e.raised("ValueError");
  e.may_raise("ValueError");
  return e.unknown_from(text, nullptr, "a boolean", djaz::Kind::boolean);
}

// Text of a number that everything reads alike.
bool plain_number(std::string_view text, bool fraction) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || text.size() > 15 || !is_digit(text.front()) || !is_digit(text.back()))
    return false;
  std::size_t points = 0;
  for (const char c : text) {
    if (c == '.' && fraction) {
      ++points;
    } else if (!is_digit(c)) {
      return false;
    }
  }
  return points <= 1;
}

Value number_of(Evaluator& e, Value text, bool fraction) {
  const djaz::Kind kind = fraction ? djaz::Kind::real : djaz::Kind::integer;
  if (text->is(Type::string) && plain_number(text->text, fraction))
    return cast_text(e, fraction ? to_real(e, text) : to_integer(e, text));
  const bool digits = text->is(Type::string) && std::any_of(text->text.begin(), text->text.end(),
                                                            [](char c) { return is_digit(c); });
  // "nan" and "inf" are numbers.
  if (text->is(Type::string) && !digits && !fraction) return e.raised("ValueError");
  e.may_raise("ValueError");
  return e.unknown_from(text, nullptr, "a number", kind);
}

bool fits(Evaluator& e, FieldType type, Value value) {
  if (type.kind == Kind::dict) {
    if (!value->is(Type::dict)) return false;
    const Object& dict = e.state.object(value->object);
    if (dict.lost != nullptr || dict.open) return false;
    if (type.of_others) return dict.entries.empty();
    return !type.of_text ||
           std::all_of(dict.entries.begin(), dict.entries.end(),
                       [](const DictEntry& entry) { return entry.value->is(Type::string); });
  }
  const auto view = e.view(value);
  if (!view.known || view.open) return false;
  if (type.of_others) return view.items.empty();
  return !type.of_text || std::all_of(view.items.begin(), view.items.end(),
                                      [](Value item) { return item->is(Type::string); });
}

Value as_collection(Evaluator& e, FieldType type, Value items) {
  if (type.kind == Kind::list || type.kind == Kind::dict) return items;
  return find_builtin(type.kind == Kind::set ? "set" : "tuple")(e, {{items}, {}, false, e.here});
}

djaz::Kind node_kind(FieldType type) {
  return type.kind == Kind::list    ? djaz::Kind::list
         : type.kind == Kind::tuple ? djaz::Kind::tuple
         : type.kind == Kind::set   ? djaz::Kind::set
         : type.kind == Kind::dict  ? djaz::Kind::mapping
                                    : djaz::Kind::unknown;
}

Value collection_of(Evaluator& e, FieldType type, Value text) {
  if (!text->is(Type::string)) {
    e.may_raise("ValueError");
    if (type.kind == Kind::list) return e.make_list(Type::list, {}, true);
    return e.unknown_from(text, nullptr, "a variable that is parsed", node_kind(type));
  }
  const Value parsed = json_loads(e, {{text}, {}, false, e.here});
  if (e.stopped()) return e.nothing();
  const Type wanted = type.kind == Kind::dict ? Type::dict : Type::list;
  if (parsed->is(Type::unknown)) return parsed;
  if (!parsed->is(wanted)) return e.raised("ValueError");
  if (fits(e, type, parsed)) return as_collection(e, type, parsed);
  e.may_raise("ValueError");
  return e.unknown_from(text, nullptr, "a variable that is parsed", node_kind(type));
}

// A text, where it is one of those that are allowed.
Value chosen(Evaluator& e, FieldType type, Value text) {
  if (type.choices == nullptr) return text;
  const auto parts = parts_of(type.choices);
  if (!text->is(Type::string)) {
    e.may_raise("ValueError");
    return text;
  }
  const bool allowed = std::any_of(parts.begin(), parts.end(), [&](const Expression* part) {
    return as<djaz::python::Literal>(*part).text == text->text;
  });
  return allowed ? text : e.raised("ValueError");
}

Value secret_of(Evaluator& e, Value text) {
  Data* data = e.values.copy(e.values.borrowed(Type::external, "pydantic.SecretStr()"));
  data->self = text;
  return data;
}

}  // namespace

FieldType field_type(const Expression* annotation) {
  if (annotation == nullptr) return {};
  switch (annotation->kind) {
    case ExpressionKind::name:
    case ExpressionKind::attribute: {
      FieldType type = plain_type(last_name(annotation));
      if (last_name(annotation) == "Literal") type.kind = Kind::unknown;
      return type;
    }
    case ExpressionKind::binary: {
      const auto& either = as<Binary>(*annotation);
      for (const Operator op : either.operators)
        if (op != Operator::bit_or) return {};
      return one_of({either.operands.begin(), either.operands.end()});
    }
    case ExpressionKind::subscript: {
      const auto& generic = as<Subscript>(*annotation);
      const std::string_view name = last_name(generic.object);
      const auto parts = parts_of(generic.index);
      if (name == "Optional" || name == "Union") {
        FieldType type = one_of(parts);
        type.optional = type.optional || name == "Optional";
        return type;
      }
      FieldType type = plain_type(name);
      if (name == "Literal") {
        if (!is_texts(parts)) type.kind = Kind::unknown;
        type.choices = generic.index;
      } else if (is_collection(type.kind)) {
        narrow_items(type, parts);
      } else {
        type.kind = Kind::unknown;
      }
      return type;
    }
    default:
      return {};
  }
}

FieldType type_of_default(Value value) {
  FieldType type;
  if (value->is(Type::boolean)) type.kind = Kind::boolean;
  if (value->is(Type::integer)) type.kind = Kind::integer;
  if (value->is(Type::real)) type.kind = Kind::real;
  if (value->is(Type::string)) type.kind = Kind::text;
  if (value->is(Type::path)) type.kind = Kind::path;
  return type;
}

Value field_from_text(Evaluator& e, FieldType type, Value text) {
  switch (type.kind) {
    case Kind::any:
      return text;
    case Kind::text:
      return chosen(e, type, text);
    case Kind::secret:
      return secret_of(e, text);
    case Kind::boolean:
      return boolean_of(e, text);
    case Kind::integer:
      return number_of(e, text, false);
    case Kind::real:
      return number_of(e, text, true);
    case Kind::path:
      if (text->is(Type::string)) return path_of(e, text->text, true);
      return e.unknown_from(text, nullptr, "a path", djaz::Kind::path);
    case Kind::list:
    case Kind::tuple:
    case Kind::set:
    case Kind::dict:
      return collection_of(e, type, text);
    case Kind::unknown:
      break;
  }
  e.may_raise("ValueError");
  return e.unknown_from(text, nullptr, "a variable that is parsed");
}

Value field_from_value(Evaluator& e, FieldType type, Value value, SettingsModel model) {
  const Value copied = e.copy_collection(value, 100);
  if (model == SettingsModel::first && type.kind != Kind::secret) return copied;
  if (value->is(Type::none) && (type.optional || type.kind == Kind::any)) return value;
  switch (type.kind) {
    case Kind::any:
      return copied;
    case Kind::text:
      if (value->is(Type::string) ||
          (value->is(Type::unknown) && known_kind(value) == djaz::Kind::string))
        return chosen(e, type, value);
      break;
    case Kind::secret:
      if (value->is(Type::string) ||
          (value->is(Type::unknown) && known_kind(value) == djaz::Kind::string))
        return secret_of(e, value);
      if (value->is(Type::external) && value->text == "pydantic.SecretStr()") return value;
      if (model == SettingsModel::first) return value;
      break;
    case Kind::boolean:
      if (value->is(Type::boolean) || value->is(Type::string))
        return value->is(Type::boolean) ? value : boolean_of(e, value);
      break;
    case Kind::integer:
      if (value->is(Type::integer)) return value;
      if (value->is(Type::string)) return number_of(e, value, false);
      break;
    case Kind::real:
      if (value->is(Type::real) || value->is(Type::integer)) return to_real(e, value);
      if (value->is(Type::string)) return number_of(e, value, true);
      break;
    case Kind::path:
      if (value->is(Type::path)) return value;
      if (value->is(Type::string)) return path_of(e, value->text, true);
      break;
    case Kind::list:
    case Kind::tuple:
    case Kind::set:
    case Kind::dict: {
      const Type wanted = type.kind == Kind::list    ? Type::list
                          : type.kind == Kind::tuple ? Type::tuple
                          : type.kind == Kind::set   ? Type::set
                                                     : Type::dict;
      if (value->is(wanted) && fits(e, type, value)) return copied;
      e.may_raise("ValueError");
      return e.unknown_from(value, nullptr, "a value that is checked and changed",
                            value->is(wanted) ? node_kind(type) : djaz::Kind::unknown);
    }
    case Kind::unknown:
      break;
  }
  e.may_raise("ValueError");
  return e.unknown_from(value, nullptr, "a value that is checked and changed");
}

}  // namespace djaz::python::eval
