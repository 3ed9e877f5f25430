// Texts of which every match of an expression holds one, read off the expression: where a value
// lacks them all, the expression need not be compiled, which costs a thousand times what looking
// for a text does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace djaz {

struct RequiredText {
  // Empty when none can be told.
  std::vector<std::string> any;
  // ASCII letters of either case will do.
  bool any_case = false;

  bool is_in(std::string_view value) const;
};

RequiredText required_text(std::string_view pattern);

}  // namespace djaz
