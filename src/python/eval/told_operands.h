// What a test compares with, as it may be told: 'postgres://', None, (3, 12). Text may be a secret,
// so only what is short or reads as a name is shown; the rest is empty and told in other words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "python/syntax.h"

namespace djaz::python::eval {

// Of a literal, or a list or tuple of literals.
std::string told_operand(const Expression* e);

std::string told_text(std::string_view text);

// "'a', 'b' or 'c'"; with `all`, "'a', 'b' and 'c'". The rest of a long list is not told.
std::string told_choice(const std::vector<std::string>& texts, bool all);

}  // namespace djaz::python::eval
