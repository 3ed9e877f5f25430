// Colours of the text format; without colour every style is empty, so callers never ask.
#pragma once

#include <string_view>

#include "djaz/rule.h"

namespace djaz {

class Style {
 public:
  explicit Style(bool color) : color_(color) {}

  std::string_view severity(Severity severity) const {
    switch (severity) {
      case Severity::error:
        return pick("\x1b[1;31m");
      case Severity::warning:
        return pick("\x1b[1;33m");
      case Severity::note:
        return pick("\x1b[1;36m");
    }
    return "";
  }
  std::string_view good() const { return pick("\x1b[1;32m"); }
  std::string_view bold() const { return pick("\x1b[1m"); }
  std::string_view gutter() const { return pick("\x1b[1;34m"); }
  std::string_view faint() const { return pick("\x1b[2m"); }
  std::string_view reset() const { return pick("\x1b[0m"); }

 private:
  std::string_view pick(std::string_view code) const { return color_ ? code : std::string_view(); }

  bool color_;
};

}  // namespace djaz
