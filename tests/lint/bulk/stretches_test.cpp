#include "lint/bulk/stretches.h"

#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lint/bulk/index.h"
#include "source/file_system.h"

using namespace djaz;

namespace {

// An element with lists in it that look like what is around it.
std::string element(int number, std::string_view space) {
  const std::string line = space.empty() ? "" : "\n" + std::string(space);
  std::string inner;
  for (int i = 0; i < number % 4; ++i)
    inner +=
        std::string(i == 0 ? "" : ",") + line + "  {\"id\": \"/in/" + std::to_string(i) + "\"}";
  return "{" + line + "\"id\": \"/a/providers/Microsoft.Web/sites/s" + std::to_string(number) +
         "\"," + line + "\"type\": \"Microsoft.Web/sites\"," + line + "\"note\": \"},{ \\\" ü\"," +
         line + "\"all\": [" + inner + "]" + line + "}";
}

std::string text_of(int count, std::string_view before, std::string_view between,
                    std::string_view after, std::string_view space) {
  std::string out(before);
  for (int i = 0; i < count; ++i) {
    if (i > 0) out += between;
    out += element(i, space);
  }
  return out + std::string(after);
}

struct Indexed {
  BulkIndex index;
  bool good = false;
};

class Export {
 public:
  explicit Export(std::string text) : files_(in_memory({{"x.json", std::move(text)}})) {
    text_ = std::make_unique<FileText>(files_->open_bytes("x.json").reader, 0);
  }
  const FileText& text() const { return *text_; }
  std::unique_ptr<Indexed> indexed(unsigned threads, std::uint32_t stretch) const {
    BulkIndexOptions options;
    options.use_of = [](std::string_view) { return BulkUse::judged; };
    options.portion = 1000;
    options.stretch = stretch;
    options.threads = threads;
    auto out = std::make_unique<Indexed>();
    out->good = out->index.read(*text_, options);
    return out;
  }

 private:
  std::unique_ptr<FileSystem> files_;
  std::unique_ptr<FileText> text_;
};

// However it is cut, the index is the same.
void expect_alike(const std::string& text) {
  CAPTURE(text.substr(0, 60));
  const Export file(text);
  const auto whole = file.indexed(1, 0);
  for (const std::uint32_t stretch : {64U, 300U, 1000U, 5000U}) {
    CAPTURE(stretch);
    const auto cut = file.indexed(3, stretch);
    CHECK(cut->good == whole->good);
    CHECK(cut->index.problem().message == whole->index.problem().message);
    CHECK(cut->index.problem().offset == whole->index.problem().offset);
    CHECK(cut->index.problem().line == whole->index.problem().line);
    if (!whole->good) continue;
    REQUIRE(cut->index.elements().size() == whole->index.elements().size());
    for (std::size_t i = 0; i < whole->index.elements().size(); ++i) {
      const PageStart& page = cut->index.pages()[i];
      const PageStart& expected = whole->index.pages()[i];
      CHECK(cut->index.elements()[i].begin == whole->index.elements()[i].begin);
      CHECK(cut->index.elements()[i].end == whole->index.elements()[i].end);
      CHECK(page.offset == expected.offset);
      CHECK(page.line == expected.line);
      CHECK(page.column == expected.column);
      CHECK(page.line_begin == expected.line_begin);
    }
    CHECK(cut->index.order() == whole->index.order());
  }
}

}  // namespace

TEST_CASE("stretches begin with elements, in whatever way these are written") {
  for (const std::string_view space : {"", "    "})
    for (const auto& [before, between, after] :
         {std::array<std::string_view, 3>{"[\n  ", ",\n  ", "\n]\n"},
          {"[", ",", "]"},
          {"{\"value\": [", ", ", "], \"nextLink\": null}"},
          {"", "\n", "\n"},
          {"", "\r\n", ""},
          {"[", ",\r", "]"}}) {
      const std::string text = text_of(60, before, between, after, space);
      CAPTURE(text.substr(0, 40));
      const Export file(text);
      const Stretches found = guess_stretches(file.text(), 1500, 2);
      CHECK(found.begins.size() >= text.size() / 1500 - 1);
      for (std::size_t i = 1; i < found.begins.size(); ++i)
        CHECK(text.substr(found.begins[i]).starts_with(element(0, space).substr(0, 30)));
      expect_alike(text);
    }
}

TEST_CASE("where the guess was wrong, the stretch before goes on") {
  // What follows the first elements is written in another way, and holds what looks like theirs.
  std::string inner = text_of(40, "[", ",", "]", "");
  const std::string first = text_of(3, "[", ",", "", "");
  expect_alike(first + ",{\"all\": " + inner + "}," + text_of(50, "", ",", "]", ""));
  expect_alike(first + ",{\"note\": \"" + std::string(2000, ' ') + "\"},\n\n" +
               text_of(50, "", "\n,\n", "]", "  "));
  // Lists one after the other, of which one is no list of elements.
  const std::string list = text_of(20, "{\"value\": [", ",", "]}", "");
  expect_alike(list + list + list);
  expect_alike(list + text_of(20, "{\"value\": [", ",", "], \"other\": 1}", "") + list);
}

TEST_CASE("what is wrong with a text is said alike, however it is cut") {
  const std::string good = text_of(60, "[\n", ",\n", "]", "  ");
  for (const std::size_t at : {good.size() / 3, good.size() / 2, good.size() - 2}) {
    expect_alike(good.substr(0, at));
    expect_alike(good.substr(0, at) + "]" + good.substr(at));
    expect_alike(good.substr(0, at) + "\"" + good.substr(at));
    expect_alike(good.substr(0, at) + " // " + good.substr(at));
  }
}
