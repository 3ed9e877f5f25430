// Text put together from pieces of a file, which still knows where each of its bytes stands. A
// logical line with continuations is one, and so is a shell word without its quotes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/source.h"

namespace djaz {

class Passage {
 public:
  explicit Passage(FileId file) : file_(file) {}

  // Bytes that stand at `offset` of the file. Neighbours are merged.
  void append(std::string_view text, std::uint32_t offset);
  // Where an empty passage stands.
  void anchor(std::uint32_t offset) { anchor_ = offset; }

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  std::size_t size() const { return text_.size(); }
  FileId file() const { return file_; }

  // The offset in the file of a byte of the text; at the end, one past the last byte.
  std::uint32_t offset(std::size_t at) const;
  // The narrowest range of the file that holds text()[begin, end).
  Span span(std::size_t begin, std::size_t end) const;
  Span span() const { return span(0, size()); }
  Passage slice(std::size_t begin, std::size_t end) const;

 private:
  struct Piece {
    std::size_t begin;     // in the text
    std::uint32_t offset;  // in the file
  };
  std::size_t piece_at(std::size_t at) const;

  FileId file_;
  std::string text_;
  std::vector<Piece> pieces_;
  std::uint32_t anchor_ = 0;
};

}  // namespace djaz
