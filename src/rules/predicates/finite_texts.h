// An expression that is a choice of plain texts, as most expressions of rules are: `\.(png|gif)$`.
// To look for the texts is the same, and costs no compiling.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace djaz {

struct FiniteText {
  std::string text;
  // It must stand at the beginning of a value, at its end.
  bool begins = false;
  bool ends = false;
};

struct FiniteTexts {
  std::vector<FiniteText> any;
  // ASCII letters of either case will do.
  bool any_case = false;

  // Whether it can be said of this value: letters outside ASCII may be letters of the texts in
  // another case.
  bool can_tell(std::string_view value) const;
  bool is_in(std::string_view value) const;
};

// Nothing where the expression is anything else.
std::optional<FiniteTexts> finite_texts(std::string_view pattern);

}  // namespace djaz
