// Nothing that leaves the process shows a secret. Rules and detectors mark spans; every text that
// is printed (message, snippet, dump, parse error) goes through one Redactor.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "djaz/source.h"
#include "secrets/detect.h"
#include "secrets/formats.h"
#include "secrets/known_values.h"

namespace djaz {

class Redactor {
 public:
  explicit Redactor(const Sources& sources) : sources_(sources) {}

  // This range of the file is a secret.
  void mark(const Span& span);
  // Marks what the detectors find in the raw text of the file; memoised. Called before any text of
  // the file is shown.
  void scan(FileId file);

  // The same for what stands around the range, where the file has pages.
  void scan(const Span& span);
  // Looks through files that scan() will be asked for, on all cores. Nothing is marked yet.
  void scan_ahead(const std::vector<FileId>& files);
  // Ranges that another redactor marked; the values in them are not remembered.
  void mark_ranges(FileId file, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ranges);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges(FileId file) const;
  // How many bytes of values are remembered, to be found again anywhere.
  void limit_values(std::size_t bytes) { values_.limit(bytes); }

  // The text as it may be printed: `text` is the bytes of `span`, or words derived from it. Marked
  // ranges become `***`; so does any secret that occurs elsewhere in the text.
  std::string redact(const Span& span, std::string_view text);
  // For text that is not a slice of a file: every known secret is replaced.
  std::string redact(std::string_view text) const;
  // Whether the range overlaps a marked one.
  bool is_secret(const Span& span) const;

  // The bytes of the file with `***` for every secret. `line` is a line, or any slice of one.
  std::string mask(const Span& line);
  // The same, and where the bytes at `offsets` stand in it: secrets are looked for once.
  std::string mask(const Span& line, std::span<const std::uint32_t> offsets,
                   std::vector<std::size_t>& places);
  // Where the byte at `offset` of the file stands in mask(line): for carets under masked text. What
  // lies inside a secret is at the first star; the end of a secret is behind the last.
  std::size_t masked_offset(const Span& line, std::uint32_t offset);

 private:
  struct File {
    bool scanned = false;
    std::unordered_set<std::uint32_t> parts;  // of a file with pages: where scanned ones begin
    // Begin and end of each marked range; they neither overlap nor touch.
    std::map<std::uint32_t, std::uint32_t> ranges;
  };
  struct Cut {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  // What the detectors find in one text.
  struct Found {
    std::vector<SecretRange> ranges;
    std::vector<FormatHit> formats;
  };

  static Found look_through(std::string_view text, std::string_view path);
  // `begin` is where the text stands in the file.
  void take(const Found& found, File& file, std::string_view text, std::uint32_t begin);
  static void insert(File& file, std::uint32_t begin, std::uint32_t end);
  // What mask() replaces, relative to the line, in order.
  std::vector<Cut> cuts(const Span& line);
  static std::size_t place_among(const std::vector<Cut>& cuts, const Span& inside,
                                 std::uint32_t offset);
  Span clipped(const Span& span) const;

  const Sources& sources_;
  std::unordered_map<std::uint32_t, File> files_;
  std::unordered_map<std::uint32_t, Found> ahead_;
  KnownValues values_;
};

}  // namespace djaz
