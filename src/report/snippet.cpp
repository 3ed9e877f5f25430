#include "report/snippet.h"

#include <algorithm>
#include <array>
#include <vector>

#include "report/escape.h"
#include "report/width.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::string_view kEllipsis = "…";
// A line longer than this is cut before it is redacted, so that many findings in one long line do
// not cost its length each.
constexpr std::uint32_t kRawWindow = 4'096;

bool continues_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string first_bytes(const std::string& text, std::size_t limit) {
  if (text.size() <= limit) return text;
  std::size_t end = limit;
  while (end > 0 && continues_code_point(text[end])) --end;
  return text.substr(0, end) + std::string(kEllipsis);
}

std::string last_bytes(const std::string& text, std::size_t limit) {
  if (text.size() <= limit) return text;
  std::size_t start = text.size() - limit;
  while (start < text.size() && continues_code_point(text[start])) ++start;
  return std::string(kEllipsis) + text.substr(start);
}

}  // namespace

std::size_t Snippet::caret_offset() const { return display_width(before); }

std::size_t Snippet::caret_width() const { return std::max<std::size_t>(1, display_width(marked)); }

Snippet make_snippet(const Sources& sources, const Span& span, Redactor& redactor,
                     std::size_t limit) {
  const SourceFile& file = sources.file(span.file);
  Snippet snippet;
  snippet.line = file.position(span.begin).line;
  const Span line = file.line_span(snippet.line);
  const std::uint32_t begin = std::clamp(span.begin, line.begin, line.end);
  const std::uint32_t end = std::clamp(span.end, begin, line.end);
  snippet.continues = span.end > line.end && file.position(span.end).line > snippet.line;

  const auto byte = [&](std::uint32_t at) {
    const std::string_view one = file.text_of({file.id(), at, at + 1});
    return one.empty() ? ' ' : one[0];
  };
  const auto whole = [&](std::uint32_t offset) {
    while (offset > line.begin && offset < line.end && continues_code_point(byte(offset))) --offset;
    return offset;
  };
  const std::uint32_t from =
      begin - line.begin > kRawWindow ? whole(begin - kRawWindow) : line.begin;
  const std::uint32_t mark_end = end - begin > kRawWindow ? whole(begin + kRawWindow) : end;
  const std::uint32_t to =
      line.end - mark_end > kRawWindow ? whole(mark_end + kRawWindow) : line.end;

  const Span window{file.id(), from, to};
  std::vector<std::size_t> places;
  const std::string masked = redactor.mask(window, std::array{begin, mark_end}, places);
  const std::size_t first = std::min(places[0], masked.size());
  const std::size_t last = std::clamp(places[1], first, masked.size());
  std::string before = visible(masked.substr(0, first));
  std::string marked = visible(masked.substr(first, last - first));
  std::string after = visible(masked.substr(last));

  // The marked text comes first; what is left of the limit is shared by both sides.
  marked = first_bytes(marked, limit);
  const std::size_t room = limit - std::min(limit, marked.size());
  const std::size_t left =
      std::min(before.size(), std::max(room / 2, room - std::min(room, after.size())));
  before = last_bytes(before, left);
  after = first_bytes(after, room - std::min(room, left));
  if (from > line.begin && before.rfind(kEllipsis, 0) != 0) before.insert(0, kEllipsis);
  if (to < line.end && !ends_with_ignoring_case(after, kEllipsis)) after += kEllipsis;

  snippet.before = for_terminal(before);
  snippet.marked = for_terminal(marked);
  snippet.after = for_terminal(after);
  // A command may straddle the parts too.
  const std::string line_text = snippet.before + snippet.marked + snippet.after;
  if (for_terminal("x" + replaced(line_text, "\u200b", "")) != "x" + line_text) {
    for (std::string* part : {&snippet.before, &snippet.marked, &snippet.after})
      *part = replaced(replaced(*part, "\u200b", ""), "#", "#\u200b");
  }
  return snippet;
}

}  // namespace djaz
