// The words that an option takes: told to the parser, which refuses others, and found again by
// `djaz completion`, which therefore knows every option there is.
#pragma once

#include <CLI/Option.hpp>
#include <string>
#include <vector>

namespace djaz::cli {

// Only these words.
CLI::Option* choose_from(CLI::Option* option, const std::vector<std::string>& words);
// These words among others; what is refused is decided elsewhere.
CLI::Option* suggest_from(CLI::Option* option, const std::vector<std::string>& words);

// The words given to either, or none.
std::vector<std::string> choices_of(CLI::Option& option);

}  // namespace djaz::cli
