// Answers questions about versions, one a line, for tests/differential/versions.py:
//   order A B | allow BOUNDS VERSION | fit BOUNDS | marker TEXT PYTHON
// with tabs between, and BOUNDS as `>=4.2,<5`.
#include <iostream>
#include <string>

#include "checks/marker_values.h"
#include "support/pep440.h"
#include "support/text.h"

namespace {

std::vector<djaz::VersionBound> bounds_of(std::string_view text) {
  return djaz::parse_bounds(text).value_or(std::vector<djaz::VersionBound>());
}

std::string answer(const std::vector<std::string_view>& words) {
  if (words.size() == 3 && words[0] == "order") {
    const auto a = djaz::Pep440::parse(words[1]);
    const auto b = djaz::Pep440::parse(words[2]);
    if (!a || !b) return "invalid";
    return std::string(*a < *b ? "<" : *b < *a ? ">" : "=") + ' ' + a->text();
  }
  if (words.size() == 3 && words[0] == "allow") {
    const auto version = djaz::Pep440::parse(words[2]);
    return version && djaz::allows(bounds_of(words[1]), *version) ? "yes" : "no";
  }
  if (words.size() == 2 && words[0] == "fit")
    return djaz::fitting_version(bounds_of(words[1])).value_or("-");
  if (words.size() == 3 && words[0] == "marker") {
    const djaz::Truth truth = djaz::marker_holds(words[1], words[2]);
    return truth == djaz::Truth::yes ? "yes" : truth == djaz::Truth::no ? "no" : "unknown";
  }
  return "what?";
}

}  // namespace

int main() {
  std::string line;
  while (std::getline(std::cin, line)) std::cout << answer(djaz::split(line, '\t')) << '\n';
}
