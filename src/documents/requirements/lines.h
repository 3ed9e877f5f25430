// From text to logical lines, as pip does it: split at every line end that Python's text knows,
// join continuations, strip comments. In this order; another order gives other lines.
#pragma once

#include <vector>

#include "djaz/source.h"
#include "syntax/passage.h"

namespace djaz::requirements {

struct LogicalLine {
  Passage text;  // stripped, never empty
  // The line before ended in a backslash and a comment line cut it off: this one is its loose end.
  bool after_cut_continuation = false;
  // Ends in a backslash with blanks after it, so that it does not continue.
  bool blank_after_backslash = false;
};

struct Lines {
  std::vector<LogicalLine> lines;
  std::vector<Span> comments;
  // There were more than `kMostLines`; the rest was left out.
  bool cut = false;
};

inline constexpr std::size_t kMostLines = 100'000;

Lines read_lines(const SourceFile& file);

// Length of the blank that starts at `at`, by Python's str.isspace; 0 if none does.
std::size_t blank_length(std::string_view text, std::size_t at);
// The range without blanks at its ends.
void trim_blanks(std::string_view text, std::size_t& begin, std::size_t& end);

}  // namespace djaz::requirements
