// The part of SourceFile that knows pages: places in a text that is read again piece by piece, or
// that was put together from pieces of a larger one.
#include <algorithm>

#include "djaz/source.h"
#include "support/text.h"

namespace djaz {
namespace {

// Views of as many parts stay valid at a time.
constexpr std::size_t kMostWindows = 16;
// What is read at once when little is asked for.
constexpr std::uint32_t kLeastWindow = 16 * 1024;
// No line is looked through further than this for its end, nor shown.
constexpr std::uint32_t kLongestLine = 64 * 1024;

struct Counted {
  std::uint32_t lines = 0;
  std::size_t last = 0;  // behind the last line end
};

// Line ends in the text; `next` is the byte behind it.
Counted count_lines(std::string_view text, char next) {
  Counted out;
  if (text.find('\r') == std::string_view::npos) {
    for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', out.last)) {
      ++out.lines;
      out.last = at + 1;
    }
    return out;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n' && text[i] != '\r') continue;
    const char after = i + 1 < text.size() ? text[i + 1] : next;
    if (text[i] == '\r' && after == '\n') continue;
    ++out.lines;
    out.last = i + 1;
  }
  return out;
}

}  // namespace

const PageStart& SourceFile::page_before(std::uint32_t offset) const {
  const auto after = std::upper_bound(
      pages_.begin(), pages_.end(), offset,
      [](std::uint32_t wanted, const PageStart& page) { return wanted < page.offset; });
  return after == pages_.begin() ? pages_.front() : *std::prev(after);
}

Span SourceFile::page_of(std::uint32_t offset) const {
  if (!has_pages()) return {id_, 0, size()};
  const auto after = std::upper_bound(
      pages_.begin(), pages_.end(), offset,
      [](std::uint32_t wanted, const PageStart& page) { return wanted < page.offset; });
  const std::uint32_t begin = after == pages_.begin() ? 0 : std::prev(after)->offset;
  return {id_, begin, after == pages_.end() ? size() : after->offset};
}

std::string_view SourceFile::slice(std::uint32_t begin, std::uint32_t end) const {
  if (!paged_) return std::string_view(text_).substr(begin, end - begin);
  for (const Window& window : windows_)
    if (window.begin <= begin && end - window.begin <= window.text.size())
      return std::string_view(window.text).substr(begin - window.begin, end - begin);
  Window window;
  const Span page = page_of(begin);
  window.begin = page.size() <= kLeastWindow ? page.begin : begin;
  const std::uint32_t least = std::min(size() - window.begin, kLeastWindow);
  window.text = paged_->read(window.begin, std::max(end, window.begin + least));
  if (windows_.size() < kMostWindows) {
    windows_.push_back(std::move(window));
    next_window_ = windows_.size() % kMostWindows;
    const Window& kept = windows_.back();
    return std::string_view(kept.text).substr(
        std::min<std::size_t>(begin - kept.begin, kept.text.size()), end - begin);
  }
  Window& kept = windows_[next_window_];
  next_window_ = (next_window_ + 1) % kMostWindows;
  kept = std::move(window);
  return std::string_view(kept.text).substr(
      std::min<std::size_t>(begin - kept.begin, kept.text.size()), end - begin);
}

Position SourceFile::paged_position(std::uint32_t offset) const {
  offset = std::min(offset, size());
  const PageStart& page = page_before(offset);
  if (offset <= page.offset) return {page.line, page.column};
  // The next question is mostly about a place further on in the same page.
  const bool known = last_offset_ > page.offset && last_offset_ <= offset;
  const std::uint32_t begin = known ? last_offset_ : page.offset;
  const Position from = known ? last_position_ : Position{page.line, page.column};
  const std::uint32_t behind = std::min(size(), offset + 1);
  const std::string_view text = slice(begin, behind);
  const std::string_view before = text.substr(0, offset - begin);
  const Counted counted = count_lines(before, before.size() < text.size() ? text.back() : '\0');
  const auto columns = static_cast<std::uint32_t>(count_code_points(before.substr(counted.last)));
  last_offset_ = offset;
  last_position_ = {from.line + counted.lines, (counted.lines == 0 ? from.column : 1) + columns};
  return last_position_;
}

std::uint32_t SourceFile::paged_line_begin(std::uint32_t line) const {
  const auto after = std::lower_bound(
      pages_.begin(), pages_.end(), line,
      [](const PageStart& page, std::uint32_t wanted) { return page.line < wanted; });
  // A page that begins on the line knows where that begins.
  if (after != pages_.end() && after->line == line) return after->line_begin;
  if (after == pages_.begin()) return 0;
  const PageStart& page = *std::prev(after);
  const std::uint32_t end = after == pages_.end() ? size() : after->offset;
  const std::string_view text = slice(page.offset, end);
  std::uint32_t at = page.line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n' && text[i] != '\r') continue;
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (++at == line) return page.offset + static_cast<std::uint32_t>(i) + 1;
  }
  return end;
}

Span SourceFile::paged_line(std::uint32_t line) const {
  if (line == 0) return {id_, 0, 0};
  const std::uint32_t begin = paged_line_begin(line);
  // The last page that begins on the line or before it holds its end.
  const auto after = std::upper_bound(
      pages_.begin(), pages_.end(), line,
      [](std::uint32_t wanted, const PageStart& page) { return wanted < page.line; });
  const std::uint32_t from =
      after == pages_.begin() ? begin : std::max(begin, std::prev(after)->offset);
  const std::uint32_t limit = std::min(size(), from + std::min(size() - from, kLongestLine));
  const std::string_view text = slice(from, limit);
  const std::size_t end = text.find_first_of("\r\n");
  return {id_, begin, end == text.npos ? limit : from + static_cast<std::uint32_t>(end)};
}

}  // namespace djaz
