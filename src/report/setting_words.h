// How well a setting is known, and the words for what is not: who says what it is, where nothing
// in the project does. A value is *listed* when every way that it may turn out is told.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tree/node.h"

namespace djaz {

// The better first.
enum class Standing : std::uint8_t {
  known,    // one value
  listed,   // one of several values, each with its condition
  given,    // what a variable, a file or a module says that is no part of the project
  parts,    // something of it is known
  unknown,  // nothing is
};

std::string_view to_string(Standing standing);

Standing standing_of(const Node& node);

// "DEBUG", of "`DEBUG` is not set by any document"; empty where it is not about a variable.
std::string_view variable_of(const Unknown& unknown);

// "True or False, as `DEBUG` says", "the content of a file", "not known: the result of `f`".
// Not redacted. Of what is `sensitive` no part of the value is told.
std::string words_of(const Node& unknown, bool sensitive = false);

// Names of variables and of modules that would say more, each once.
struct Wanted {
  std::vector<std::string> variables;
  std::vector<std::string> modules;
};
void add_wanted(const Node& node, Wanted& wanted);

}  // namespace djaz
