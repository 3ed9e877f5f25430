// Where text stands: files, half-open byte ranges in them, and the lines and columns people read.
// A position is computed only when a report is written; everything before works on byte offsets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace djaz {

// Index of a file in `Sources`. The default names no file.
struct FileId {
  std::uint32_t value = UINT32_MAX;
  bool valid() const { return value != UINT32_MAX; }
  friend bool operator==(FileId, FileId) = default;
  friend auto operator<=>(FileId, FileId) = default;
};

// Half-open range of bytes [begin, end) of one file's text as stored in `SourceFile::text`.
struct Span {
  FileId file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool valid() const { return file.valid(); }
  bool empty() const { return begin == end; }
  std::uint32_t size() const { return end - begin; }
  bool contains(const Span& other) const {
    return file == other.file && begin <= other.begin && other.end <= end;
  }
  friend bool operator==(const Span&, const Span&) = default;
};

// Line and column count from 1; columns count code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(const Position&, const Position&) = default;
};

// How the bytes on disk were turned into `SourceFile::text`, which is always UTF-8 without a mark.
enum class Encoding : std::uint8_t {
  utf8,
  utf8_bom,
  utf16le,
  utf16be,
  utf32le,
  utf32be,
  latin1,
  cp1252
};

std::string_view to_string(Encoding encoding);

// Where a page of a long text begins, and what an editor calls that place.
struct PageStart {
  std::uint32_t offset = 0;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  // The first byte of the line; 0 where that is not part of the text.
  std::uint32_t line_begin = 0;
};

// A text too large to be held: any part of it can be read again.
class PagedText {
 public:
  virtual ~PagedText() = default;
  virtual std::uint32_t size() const = 0;
  // The bytes of a part, fewer where they cannot be read any more.
  virtual std::string read(std::uint32_t begin, std::uint32_t end) const = 0;
};

// One file, read once. The text never changes after reading, so spans and views into it stay valid
// for as long as the `Sources` that owns it. A paged file is an exception: its views are valid
// until a few others were asked for.
class SourceFile {
 public:
  SourceFile(FileId id, std::string path, std::string text, Encoding encoding);

  FileId id() const { return id_; }
  // Relative to the root, with '/'; the name shown to people. Raw bytes: escape before printing.
  const std::string& path() const { return path_; }
  // Empty for a text that is not held.
  std::string_view text() const { return text_; }
  std::uint32_t size() const;
  Encoding encoding() const { return encoding_; }

  // The page that an offset is in: all of the text where it has none.
  Span page_of(std::uint32_t offset) const;
  bool has_pages() const { return !pages_.empty(); }
  // Says where parts of the text stand in a file that it was taken from; in order of offset.
  void set_pages(std::vector<PageStart> pages) { pages_ = std::move(pages); }
  void set_paged_text(std::shared_ptr<const PagedText> text) { paged_ = std::move(text); }

  // Lines end at LF, CRLF or a lone CR, as editors and CPython count them.
  Position position(std::uint32_t offset) const;
  // Bytes of a line counted from 1, without its line end.
  Span line_span(std::uint32_t line) const;
  std::uint32_t line_count() const;
  std::string_view text_of(const Span& span) const;

 private:
  // What was read lately of a text that is not held.
  struct Window {
    std::uint32_t begin = 0;
    std::string text;
  };

  const std::vector<std::uint32_t>& line_starts() const;
  std::string_view slice(std::uint32_t begin, std::uint32_t end) const;
  const PageStart& page_before(std::uint32_t offset) const;
  Position paged_position(std::uint32_t offset) const;
  Span paged_line(std::uint32_t line) const;
  std::uint32_t paged_line_begin(std::uint32_t line) const;

  FileId id_;
  std::string path_;
  std::string text_;
  Encoding encoding_;
  // Built at the first question, since most files are never reported on.
  mutable std::vector<std::uint32_t> line_starts_;
  // The last answer of position(): the next question is often further on in the same line, which
  // may be very long.
  mutable std::uint32_t last_offset_ = 0;
  mutable Position last_position_;
  std::vector<PageStart> pages_;
  std::shared_ptr<const PagedText> paged_;
  mutable std::vector<Window> windows_;
  mutable std::size_t next_window_ = 0;
};

// All files of a run. Owns them; addresses are stable.
class Sources {
 public:
  const SourceFile& add(std::string path, std::string text, Encoding encoding = Encoding::utf8);
  const SourceFile& add_pages(std::string path, std::string text, std::vector<PageStart> pages);
  const SourceFile& add_paged(std::string path, std::shared_ptr<const PagedText> text,
                              std::vector<PageStart> pages, Encoding encoding);
  const SourceFile& file(FileId id) const { return *files_[id.value]; }
  std::size_t size() const { return files_.size(); }
  std::string_view text_of(const Span& span) const;
  Position start_of(const Span& span) const { return file(span.file).position(span.begin); }
  Position end_of(const Span& span) const { return file(span.file).position(span.end); }

 private:
  std::vector<std::unique_ptr<SourceFile>> files_;
};

}  // namespace djaz
