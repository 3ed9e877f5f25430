// Comments that excuse a finding: `# djaz: ignore[rule-name] -- reason (expires 2027-03-01)`.
// Each names its rules; there is no form that excuses everything.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/source.h"

namespace djaz {

struct Suppression {
  struct Name {
    std::string text;
    Span span;
    bool used = false;
  };
  std::vector<Name> names;
  // Empty when none is given: then nothing is suppressed.
  std::string reason;
  // As written after `expires`; may be no date at all.
  std::string expires;
  // The comment from `djaz:` on.
  Span span;
  // Lines it speaks of: the comment's own and, when it stands alone, the next one with code.
  std::uint32_t line = 1;
  std::uint32_t next_line = 0;
};

// Nothing when the comment does not speak to djaz. The line numbers are left to `place`.
std::optional<Suppression> parse_suppression(std::string_view text, const Span& comment);

// All suppressions of a file, in order, with their lines.
std::vector<Suppression> find_suppressions(const SourceFile& file,
                                           const std::vector<Span>& comments);

}  // namespace djaz
