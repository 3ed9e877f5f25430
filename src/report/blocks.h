// The pieces that text for people is made of: a place with its source line and carets, and the
// lines of words under it. Findings and configuration errors look alike because both use these.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "djaz/finding.h"
#include "djaz/source.h"
#include "report/style.h"
#include "secrets/redact.h"

namespace djaz {

class Blocks {
 public:
  Blocks(std::string& out, const Sources& sources, Redactor& redactor, Style style)
      : out_(out), sources_(sources), redactor_(redactor), style_(style) {}

  // ` --> file:line:column`, the line, carets, and the label's words after them. The first label is
  // the primary one. Labels without a place become notes; a place shown already is not shown again.
  void labels(const std::vector<const Label*>& labels, Severity severity);
  // `  = help: words`, further lines indented.
  void words(std::string_view head, std::string_view text);
  // A line of a diff, under words.
  void changed(char sign, std::string_view line);
  // The text as it may be printed.
  std::string shown(std::string_view text) const;

 private:
  void place(const Label& label, Severity severity);
  void margin(std::string_view text = "");

  std::string& out_;
  const Sources& sources_;
  Redactor& redactor_;
  Style style_;
  std::size_t gutter_ = 1;
};

// "file.py:3:7", escaped.
std::string place_of(const Sources& sources, const Span& span);

}  // namespace djaz
