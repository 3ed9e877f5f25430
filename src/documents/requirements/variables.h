// `${NAME}` in a requirements file: pip puts in what the machine that installs has in its
// environment. That is not known here, so a token that holds one is unknown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/requirements/url.h"

namespace djaz::requirements {

// The variables of one text, found once.
class Variables {
 public:
  // Only A-Z, 0-9 and `_` make a name.
  explicit Variables(std::string_view text);

  bool empty() const { return places_.empty(); }
  // The first that overlaps the range, or an absent one.
  Range overlapping(Range range) const;
  Range last_overlapping(Range range) const;
  // The range holds nothing but variables.
  bool fill(Range range) const;
  // The text with zeros for each variable, as long as before: zeros fit wherever a name, a version
  // or a part of a URL does.
  std::string masked(std::string_view text) const;

 private:
  std::vector<Range> places_;  // in order
};

}  // namespace djaz::requirements
