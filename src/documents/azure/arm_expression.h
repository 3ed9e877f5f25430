// ARM template expressions as syntax: `[concat(parameters('a'), '-web')]`. Knows the grammar, not
// what any function means. An expression is read once and is never deeper than kExpressionDepth.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace djaz::azure {

inline constexpr int kExpressionDepth = 32;

struct Term {
  enum class Kind : std::uint8_t {
    text,     // 'text'
    integer,  // 12
    call,     // text(args…), text may hold a dot: `contoso.uniqueName`
    member,   // args[0].text
    index,    // args[0][args[1]]
  };
  Kind kind = Kind::text;
  std::string text;
  std::int64_t integer = 0;
  bool safe = false;                // `.?` and `[?`
  std::vector<std::uint32_t> args;  // indices into Expression::terms
};

struct Expression {
  std::vector<Term> terms;
  std::uint32_t root = 0;
  // Empty, or words about why it cannot be read.
  std::string problem;
};

// Whether a string of a template is an expression: in brackets and not escaped with a second one.
bool is_expression(std::string_view text);
// Whether a string of a template is an escaped literal, `[[text]`.
bool is_escaped(std::string_view text);

// Reads the whole string, brackets included.
Expression parse_expression(std::string_view text);

// The term in one spelling, lower case and without spaces: equal texts mean equal values.
std::string spelled(const Expression& expression, std::uint32_t term);

}  // namespace djaz::azure
