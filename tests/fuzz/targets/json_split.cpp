// The elements of a long JSON text: the same whatever the chunks it comes in, one behind the other,
// and those that a reader of the whole text finds.
#include "syntax/json_split.h"

#include <tuple>

#include "fuzz.h"
#include "syntax/json.h"

using namespace djaz;

namespace {

class Elements final : public JsonElements {
 public:
  struct Element {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t line = 0;
    std::vector<std::string> members;
    friend bool operator==(const Element&, const Element&) = default;
  };

  void element(const JsonElement& element) override {
    all.push_back({element.begin, element.end, element.start.line, *element.members});
  }
  bool is_wrapper(const JsonWrapper& wrapper) override { return wrapper.names.size() <= 2; }
  void withdraw(std::uint32_t begin) override {
    while (!all.empty() && all.back().begin >= begin) all.pop_back();
  }

  std::vector<Element> all;
};

struct Split {
  Elements elements;
  bool well = false;
  std::string problem;
  std::uint32_t offset = 0;
};

Split split(std::string_view text, std::size_t chunk) {
  Split out;
  JsonSplitter splitter(out.elements, {"value", "resources"}, {"id", "type"});
  out.well = true;
  for (std::size_t at = 0; out.well && at < text.size(); at += chunk)
    out.well = splitter.feed(text.substr(at, chunk));
  out.well = out.well && splitter.finish();
  out.problem = splitter.problem().message;
  out.offset = splitter.problem().offset;
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = fuzz::text_of(data, size);
  const Split whole = split(text, text.size() + 1);
  for (const std::size_t chunk : {1U, 2U, 7U}) {
    const Split again = split(text, chunk);
    fuzz::expect(
        again.well == whole.well && again.problem == whole.problem && again.offset == whole.offset,
        "chunks change nothing in what is wrong");
    if (whole.well)
      fuzz::expect(again.elements.all == whole.elements.all, "chunks change no elements");
  }
  if (!whole.well) return 0;
  std::uint32_t end = 0;
  for (const Elements::Element& element : whole.elements.all) {
    fuzz::expect(element.begin >= end && element.end > element.begin && element.end <= text.size(),
                 "elements stand in the text, one behind the other");
    end = element.end;
  }
  Sources sources;
  Arena arena;
  const JsonResult read = parse_json(fuzz::add_file(sources, text), 0, arena);
  if (read.root == nullptr || !read.problems.empty() || !read.root->is(Kind::list)) return 0;
  std::size_t found = 0;
  for (const Node* item : read.root->items) {
    const bool there = found < whole.elements.all.size() &&
                       whole.elements.all[found].begin == item->span.begin &&
                       whole.elements.all[found].end == item->span.end;
    fuzz::expect(there, "every item of a list is an element");
    ++found;
  }
  fuzz::expect(found == whole.elements.all.size(), "and nothing else is");
  return 0;
}
