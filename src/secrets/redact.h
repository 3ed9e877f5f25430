// Nothing that leaves the process shows a secret. Rules and detectors mark spans; every text that is
// printed (message, snippet, dump, parse error) goes through one Redactor.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "djaz/source.h"

namespace djaz {

class Redactor {
 public:
  explicit Redactor(const Sources& sources) : sources_(sources) {}

  // This range of the file is a secret.
  void mark(const Span& span);
  // Marks what the detectors find in the raw text of the file; memoised. Called before any text of
  // the file is shown.
  void scan(FileId file);

  // The text as it may be printed: `text` is the bytes of `span`, or words derived from it. Marked
  // ranges become `***`; so does any secret of the file that occurs elsewhere in the text.
  std::string redact(const Span& span, std::string_view text);
  // For text that is not a slice of a file: every known secret is replaced.
  std::string redact(std::string_view text) const;
  // Whether the range overlaps a marked one.
  bool is_secret(const Span& span) const;

 private:
  struct File {
    bool scanned = false;
    std::vector<Span> spans;  // sorted, not overlapping
  };

  const Sources& sources_;
  std::unordered_map<std::uint32_t, File> files_;
  std::vector<std::string> values_;  // secret texts of six bytes or more, longest first
};

}  // namespace djaz
