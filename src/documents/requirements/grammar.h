// One requirement, as pip reads it: `name[extra] >= 1 ; marker`, `name @ url`, a URL or a path. All
// parts are ranges of the text given; nothing is looked up on disk.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/requirements/scanner.h"
#include "documents/requirements/url.h"

namespace djaz::requirements {

struct Specifier {
  Range op;
  Range version;
};

struct Requirement {
  Range name;
  std::vector<Range> extras;
  Range specifier;  // all of them, without parentheses
  std::vector<Specifier> specifiers;
  Range url;
  Range path;  // a directory or an archive
  // The version that the file name of a wheel gives.
  Range wheel_version;
  Range marker;
};

// Canonical form of a distribution's or extra's name: lower case, runs of `-_.` become one `-`.
std::string canonical_name(std::string_view name);

// What stands before the options of a line.
bool parse_requirement(std::string_view text, Requirement& out, Mistake& mistake);
// What is given to `-e`.
bool parse_editable(std::string_view text, Requirement& out, Mistake& mistake);

}  // namespace djaz::requirements
