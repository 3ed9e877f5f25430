// XML as elements, then as a web.config.
#include "syntax/xml.h"

#include "documents/web_config/web_config.h"
#include "fuzz.h"
#include "support/text.h"

using namespace djaz;

namespace {

bool is_plain(std::string_view written) {
  return written.find_first_of("&\t\r\n") == std::string_view::npos;
}

void expect_element(const XmlElement& element, const Sources& sources) {
  fuzz::expect_span(element.span, sources);
  fuzz::expect(sources.text_of(element.span) == element.name, "a name stands at its place");
  fuzz::expect_span(element.text_span, sources);
  for (const XmlAttribute& each : element.attributes) {
    fuzz::expect_span(each.name_span, sources);
    fuzz::expect_span(each.span, sources);
    fuzz::expect(sources.text_of(each.name_span) == each.name, "a name stands at its place");
    const std::string_view written = sources.text_of(each.span);
    if (is_plain(written)) fuzz::expect(written == each.value, "a value stands at its place");
  }
}

void expect_elements(const XmlElement& root, const Sources& sources, std::size_t deepest) {
  std::vector<std::pair<const XmlElement*, std::size_t>> pending = {{&root, 1}};
  while (!pending.empty()) {
    const auto next = pending.back();
    pending.pop_back();
    fuzz::expect(next.second <= deepest, "nesting is bounded");
    expect_element(*next.first, sources);
    for (const XmlElement* child : next.first->children)
      pending.emplace_back(child, next.second + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = fuzz::text_of(data, size);
  Encoding encoding = Encoding::utf8;
  std::string problem;
  const std::string text = decode_xml(bytes, encoding, problem);
  if (problem.empty()) {
    Sources sources;
    Arena arena;
    const XmlLimits limits{.depth = 8, .parts = 1'000};
    const XmlResult result = parse_xml(fuzz::add_file(sources, text), arena, limits);
    fuzz::expect((result.root == nullptr) == !result.problems.empty(), "a tree or a problem");
    for (const XmlProblem& each : result.problems) {
      fuzz::expect_span(each.span, sources);
      fuzz::expect_printable(each.message);
    }
    fuzz::expect_spans(result.comments, sources);
    if (result.root != nullptr) expect_elements(*result.root, sources, limits.depth);
  }
  fuzz::expect_document(kWebConfig, "web.config", bytes);
  return 0;
}
