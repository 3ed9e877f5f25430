// One line of a file as it may be shown: redacted, made visible, cut to a window around the span.
#pragma once

#include <cstdint>
#include <string>

#include "djaz/source.h"
#include "secrets/redact.h"

namespace djaz {

struct Snippet {
  std::uint32_t line = 1;
  // The line in three parts; the middle one is what the span marks and may be empty.
  std::string before;
  std::string marked;
  std::string after;
  // The span goes on below this line.
  bool continues = false;

  std::size_t caret_offset() const;  // terminal cells before the first caret
  std::size_t caret_width() const;   // at least one
};

// About `limit` bytes of the first line of the span.
Snippet make_snippet(const Sources& sources, const Span& span, Redactor& redactor,
                     std::size_t limit = 200);

}  // namespace djaz
