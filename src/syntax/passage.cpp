#include "syntax/passage.h"

#include <algorithm>

namespace djaz {

void Passage::append(std::string_view text, std::uint32_t offset) {
  if (text.empty()) return;
  const bool touches =
      !pieces_.empty() && pieces_.back().offset + (text_.size() - pieces_.back().begin) == offset;
  if (!touches) pieces_.push_back({text_.size(), offset});
  text_ += text;
}

std::size_t Passage::piece_at(std::size_t at) const {
  const auto after = std::upper_bound(
      pieces_.begin(), pieces_.end(), at,
      [](std::size_t position, const Piece& piece) { return position < piece.begin; });
  return static_cast<std::size_t>(after - pieces_.begin()) - 1;
}

std::uint32_t Passage::offset(std::size_t at) const {
  if (pieces_.empty()) return anchor_;
  if (at >= text_.size()) return offset(text_.size() - 1) + 1;
  const Piece& piece = pieces_[piece_at(at)];
  return piece.offset + static_cast<std::uint32_t>(at - piece.begin);
}

Span Passage::span(std::size_t begin, std::size_t end) const {
  const std::uint32_t from = offset(begin);
  if (begin >= end) return {file_, from, from};
  return {file_, from, offset(end - 1) + 1};
}

Passage Passage::slice(std::size_t begin, std::size_t end) const {
  Passage part(file_);
  part.anchor_ = offset(begin);
  if (begin >= end) return part;
  for (std::size_t i = piece_at(begin); i < pieces_.size() && pieces_[i].begin < end; ++i) {
    const std::size_t from = std::max(begin, pieces_[i].begin);
    const std::size_t limit = i + 1 < pieces_.size() ? pieces_[i + 1].begin : text_.size();
    const std::size_t to = std::min(end, limit);
    part.append(std::string_view(text_).substr(from, to - from),
                pieces_[i].offset + static_cast<std::uint32_t>(from - pieces_[i].begin));
  }
  return part;
}

}  // namespace djaz
