#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "djaz/source.h"

using namespace djaz;

namespace {

struct Held : PagedText {
  std::string text;
  mutable std::size_t reads = 0;

  std::uint32_t size() const override { return static_cast<std::uint32_t>(text.size()); }
  std::string read(std::uint32_t begin, std::uint32_t end) const override {
    ++reads;
    return text.substr(begin, end - begin);
  }
};

}  // namespace

TEST_CASE("a file that is read page by page knows the lines that a whole one knows") {
  const std::string text = "[\r\n{\"a\": 1}, {\"ü\": 2},\r{\"c\":\n 3}\n,\n\n{}]\n";
  Sources sources;
  const SourceFile& whole = sources.add("whole", text);
  std::vector<PageStart> pages;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    const auto offset = static_cast<std::uint32_t>(at);
    const Position place = whole.position(offset);
    pages.push_back({offset, place.line, place.column, whole.line_span(place.line).begin});
  }
  const auto held = std::make_shared<Held>();
  held->text = text;
  const SourceFile& paged = sources.add_paged("paged", held, pages, Encoding::utf8);
  CHECK(paged.text().empty());
  CHECK(paged.size() == whole.size());
  CHECK(paged.line_count() == whole.line_count());
  // What comes before the first page is not looked at.
  for (std::uint32_t at = pages[0].offset; at <= text.size(); ++at) {
    // Nobody asks for the middle of a character.
    if (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    CHECK(paged.position(at) == whole.position(at));
    const std::uint32_t line = whole.position(at).line;
    CHECK(paged.line_span(line).begin == whole.line_span(line).begin);
    CHECK(paged.line_span(line).end == whole.line_span(line).end);
    CHECK(paged.text_of({paged.id(), at, at + 5}) == whole.text_of({whole.id(), at, at + 5}));
  }
  CHECK(paged.page_of(pages[1].offset + 1).begin == pages[1].offset);
}

TEST_CASE("a line that is very long is not looked through to its end") {
  const auto held = std::make_shared<Held>();
  held->text.assign(1'000'000, ' ');
  Sources sources;
  const SourceFile& file =
      sources.add_paged("one", held, {{0, 1, 1, 0}, {500'000, 1, 500'001, 0}}, Encoding::utf8);
  CHECK(file.position(500'010) == Position{1, 500'011});
  CHECK(file.line_span(1).begin == 0);
  CHECK(file.line_span(1).end >= 500'000);
}

TEST_CASE("a text of pieces tells where they stood") {
  Sources sources;
  const SourceFile& file =
      sources.add_pages("pieces", "[{},\n{\n}]", {{1, 70, 5, 1}, {5, 99, 1, 5}});
  CHECK(file.position(2) == Position{70, 6});
  CHECK(file.position(5) == Position{99, 1});
  CHECK(file.position(7) == Position{100, 1});
}

TEST_CASE("a text that can be read no more gives nothing, and no harm") {
  const auto held = std::make_shared<Held>();
  held->text = "[{}, {}]";
  Sources sources;
  const SourceFile& file =
      sources.add_paged("gone", held, {{1, 1, 2, 0}, {5, 1, 6, 0}}, Encoding::utf8);
  held->text.resize(2);
  CHECK(file.text_of({file.id(), 5, 7}).size() <= 2);
  CHECK(file.position(6).line == 1);
}
