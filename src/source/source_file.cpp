#include <algorithm>
#include <utility>

#include "djaz/source.h"
#include "support/text.h"

namespace djaz {

SourceFile::SourceFile(FileId id, std::string path, std::string text, Encoding encoding)
    : id_(id), path_(std::move(path)), text_(std::move(text)), encoding_(encoding) {}

const std::vector<std::uint32_t>& SourceFile::line_starts() const {
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const bool carriage = text_[i] == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n');
      if (text_[i] == '\n' || carriage) line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
    }
  }
  return line_starts_;
}

std::uint32_t SourceFile::size() const {
  return paged_ ? paged_->size() : static_cast<std::uint32_t>(text_.size());
}

Position SourceFile::position(std::uint32_t offset) const {
  if (has_pages()) return paged_position(offset);
  const auto& starts = line_starts();
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - starts.begin());
  std::uint32_t begin = starts[line - 1];
  std::uint32_t column = 1;
  if (last_position_.line == line && last_offset_ >= begin && last_offset_ <= offset) {
    begin = last_offset_;
    column = last_position_.column;
  }
  const std::string_view before = std::string_view(text_).substr(begin, offset - begin);
  const Position position{line, column + static_cast<std::uint32_t>(count_code_points(before))};
  last_offset_ = offset;
  last_position_ = position;
  return position;
}

Span SourceFile::line_span(std::uint32_t line) const {
  if (has_pages()) return paged_line(line);
  const auto& starts = line_starts();
  if (line == 0 || line > starts.size()) return {id_, 0, 0};
  const std::uint32_t begin = starts[line - 1];
  std::uint32_t end =
      line < starts.size() ? starts[line] : static_cast<std::uint32_t>(text_.size());
  while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return {id_, begin, end};
}

std::uint32_t SourceFile::line_count() const {
  if (has_pages()) return position(size()).line;
  return static_cast<std::uint32_t>(line_starts().size());
}

std::string_view SourceFile::text_of(const Span& span) const {
  const std::uint32_t begin = std::min(span.begin, size());
  const std::uint32_t end = std::clamp(span.end, begin, size());
  return slice(begin, end);
}

const SourceFile& Sources::add(std::string path, std::string text, Encoding encoding) {
  const FileId id{static_cast<std::uint32_t>(files_.size())};
  files_.push_back(std::make_unique<SourceFile>(id, std::move(path), std::move(text), encoding));
  return *files_.back();
}

const SourceFile& Sources::add_pages(std::string path, std::string text,
                                     std::vector<PageStart> pages) {
  const SourceFile& file = add(std::move(path), std::move(text));
  files_.back()->set_pages(std::move(pages));
  return file;
}

const SourceFile& Sources::add_paged(std::string path, std::shared_ptr<const PagedText> text,
                                     std::vector<PageStart> pages, Encoding encoding) {
  const SourceFile& file = add(std::move(path), {}, encoding);
  files_.back()->set_pages(std::move(pages));
  files_.back()->set_paged_text(std::move(text));
  return file;
}

std::string_view Sources::text_of(const Span& span) const {
  return span.valid() ? file(span.file).text_of(span) : std::string_view();
}

}  // namespace djaz
