#include <cmath>
#include <limits>
#include <string>

#include "documents/azure/arm_functions.h"
#include "support/text.h"
#include "syntax/json.h"

namespace djaz::azure {
namespace {

using B = const Builder&;
using A = Arguments;

const Node* yes(B b, A) { return b.boolean(true); }
const Node* no(B b, A) { return b.boolean(false); }
const Node* null(B b, A) { return b.null(); }

const Node* equals(B b, A a) {
  // ARM never takes a number for a truth value.
  const bool numbers = (a[0]->is(Kind::integer) || a[0]->is(Kind::real)) &&
                       (a[1]->is(Kind::integer) || a[1]->is(Kind::real));
  return b.boolean((numbers || a[0]->kind == a[1]->kind) && equal(*a[0], *a[1]));
}

const Node* negated(B b, A a) {
  return a[0]->is(Kind::boolean) ? b.boolean(!a[0]->boolean) : nullptr;
}

// -1, 0, 1, or 2 when the two cannot be compared.
int compared(A a) {
  if (a[0]->is(Kind::integer) && a[1]->is(Kind::integer))
    return a[0]->integer < a[1]->integer ? -1 : a[0]->integer > a[1]->integer;
  if (a[0]->is(Kind::string) && a[1]->is(Kind::string)) {
    const int order = a[0]->text.compare(a[1]->text);
    return order < 0 ? -1 : order > 0;
  }
  return 2;
}
const Node* verdict(B b, A a, bool (*holds)(int)) {
  const int order = compared(a);
  return order == 2 ? nullptr : b.boolean(holds(order));
}
const Node* less(B b, A a) {
  return verdict(b, a, [](int order) { return order < 0; });
}
const Node* less_or_equals(B b, A a) {
  return verdict(b, a, [](int order) { return order <= 0; });
}
const Node* greater(B b, A a) {
  return verdict(b, a, [](int order) { return order > 0; });
}
const Node* greater_or_equals(B b, A a) {
  return verdict(b, a, [](int order) { return order >= 0; });
}

const Node* to_bool(B b, A a) {
  if (a[0]->is(Kind::boolean)) return a[0];
  if (a[0]->is(Kind::integer)) return b.boolean(a[0]->integer != 0);
  if (!a[0]->is(Kind::string)) return nullptr;
  const std::string text = lowered(a[0]->text);
  if (text == "true" || text == "1") return b.boolean(true);
  if (text == "false" || text == "0") return b.boolean(false);
  return nullptr;
}

const Node* to_int(B b, A a) {
  if (a[0]->is(Kind::integer)) return a[0];
  if (!a[0]->is(Kind::string)) return nullptr;
  const auto value = parse_integer(trimmed(a[0]->text));
  return value ? b.integer(*value) : nullptr;
}

const Node* to_float(B b, A a) {
  if (a[0]->is(Kind::integer) || a[0]->is(Kind::real)) return a[0];
  if (!a[0]->is(Kind::string)) return nullptr;
  const std::string_view text = trimmed(a[0]->text);
  if (const auto value = parse_integer(text)) return b.integer(*value);
  // As JSON reads a number; nothing else that a C library would take.
  if (text.empty() || text.find_first_not_of("0123456789.eE+-") != text.npos) return nullptr;
  const Node* value = parse_json_text(text, b.arena(), {}).root;
  return value && value->is(Kind::real) ? value : nullptr;
}

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      constexpr char kHex[] = "0123456789abcdef";
      out += "\\u00";
      out += kHex[c >> 4];
      out += kHex[c & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

bool append_json(std::string& out, const Node& node, int depth) {
  if (depth > kLongestDepth || out.size() > kLongestText) return false;
  switch (node.kind) {
    case Kind::null:
      out += "null";
      return true;
    case Kind::boolean:
      out += node.boolean ? "true" : "false";
      return true;
    case Kind::integer:
      out += std::to_string(node.integer);
      return true;
    case Kind::string:
      append_json_text(out, node.text);
      return true;
    case Kind::list:
      out += '[';
      for (std::size_t i = 0; i < node.items.size(); ++i) {
        if (i > 0) out += ',';
        if (!append_json(out, *node.items[i], depth + 1)) return false;
      }
      out += ']';
      return true;
    case Kind::mapping:
      out += '{';
      for (std::size_t i = 0; i < node.entries.size(); ++i) {
        if (i > 0) out += ',';
        append_json_text(out, node.entries[i].name);
        out += ':';
        if (!append_json(out, *node.entries[i].value, depth + 1)) return false;
      }
      out += '}';
      return true;
    default:
      return false;
  }
}

const Node* to_string(B b, A a) {
  if (a[0]->is(Kind::string)) return a[0];
  if (a[0]->is(Kind::boolean)) return b.string(a[0]->boolean ? "True" : "False");
  std::string out;
  if (!append_json(out, *a[0], 0)) return nullptr;
  return b.string(out);
}

const Node* from_json(B b, A a) {
  if (!a[0]->is(Kind::string)) return nullptr;
  JsonOptions options;
  options.depth = kLongestDepth;
  const JsonResult result = parse_json_text(a[0]->text, b.arena(), options);
  return result.root;
}

const Node* arithmetic(B b, A a, bool (*operation)(std::int64_t, std::int64_t, std::int64_t*)) {
  std::int64_t value = 0;
  if (!a[0]->is(Kind::integer) || !a[1]->is(Kind::integer) ||
      !operation(a[0]->integer, a[1]->integer, &value))
    return nullptr;
  return b.integer(value);
}
constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();

using I = std::int64_t;
const Node* add(B b, A a) {
  return arithmetic(b, a, [](I x, I y, I* out) { return !__builtin_add_overflow(x, y, out); });
}
const Node* sub(B b, A a) {
  return arithmetic(b, a, [](I x, I y, I* out) { return !__builtin_sub_overflow(x, y, out); });
}
const Node* mul(B b, A a) {
  return arithmetic(b, a, [](I x, I y, I* out) { return !__builtin_mul_overflow(x, y, out); });
}
const Node* div(B b, A a) {
  return arithmetic(b, a, [](I x, I y, I* out) {
    if (y == 0 || (x == kLowest && y == -1)) return false;
    *out = x / y;
    return true;
  });
}
const Node* mod(B b, A a) {
  return arithmetic(b, a, [](I x, I y, I* out) {
    if (y == 0 || (x == kLowest && y == -1)) return false;
    *out = x % y;
    return true;
  });
}

constexpr Function kFunctions[] = {
    {"true", 0, 0, Kind::boolean, false, yes},
    {"false", 0, 0, Kind::boolean, false, no},
    {"null", 0, 0, Kind::null, false, null},
    {"equals", 2, 2, Kind::boolean, false, equals},
    {"not", 1, 1, Kind::boolean, false, negated},
    {"less", 2, 2, Kind::boolean, false, less},
    {"lessorequals", 2, 2, Kind::boolean, false, less_or_equals},
    {"greater", 2, 2, Kind::boolean, false, greater},
    {"greaterorequals", 2, 2, Kind::boolean, false, greater_or_equals},
    {"bool", 1, 1, Kind::boolean, false, to_bool},
    {"int", 1, 1, Kind::integer, false, to_int},
    {"float", 1, 1, Kind::real, false, to_float},
    {"string", 1, 1, Kind::string, false, to_string},
    {"json", 1, 1, Kind::unknown, false, from_json},
    {"add", 2, 2, Kind::integer, false, add},
    {"sub", 2, 2, Kind::integer, false, sub},
    {"mul", 2, 2, Kind::integer, false, mul},
    {"div", 2, 2, Kind::integer, false, div},
    {"mod", 2, 2, Kind::integer, false, mod},
};

}  // namespace

std::span<const Function> value_functions() { return kFunctions; }

}  // namespace djaz::azure
