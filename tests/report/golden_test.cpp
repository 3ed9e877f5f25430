// Every format, byte for byte. `DJAZ_UPDATE=1` writes the goldens anew.
#include <doctest/doctest.h>

#include "report/sample.h"
#include "report/step_summary.h"

using namespace djaz;

namespace {

void check(const std::string& name, const std::string& actual) {
  CAPTURE(name);
  CHECK(sample::golden(name, actual) == actual);
}

// Which file ending each format has under fixtures/reports/.
const std::pair<std::string, std::string> kEndings[] = {
    {"text", "txt"},    {"concise", "concise"}, {"json", "json"},
    {"jsonl", "jsonl"}, {"sarif", "sarif"},     {"github", "github"},
    {"azure", "azure"}, {"gitlab", "gitlab"},   {"junit", "xml"}};

void check_all(const std::string& stem, sample::Sample& report, RenderOptions options = {}) {
  options.root = "/srv/build";
  for (const auto& [format, ending] : kEndings)
    check(stem + '.' + ending, report.render(format, options));
  check(stem + ".md",
        step_summary({report.report, report.sources, *report.redactor, options}, 900'000));
}

}  // namespace

TEST_CASE("every format has a golden of every sample") {
  CHECK(formats().size() == std::size(kEndings));
  check_all("empty", *sample::empty());
  check_all("full", *sample::full());
  check_all("hostile", *sample::hostile());
  RenderOptions options;
  options.min_severity = Severity::note;
  check_all("many", *sample::many(12), options);
}

TEST_CASE("SARIF in full holds what code scanning would not take") {
  RenderOptions options;
  options.full_sarif = true;
  options.prefix = "web site/shop";
  check("full-profile.sarif", sample::full()->render("sarif", options));
  check("hostile-profile.sarif", sample::hostile()->render("sarif", options));
}

TEST_CASE("a report as text can show everything") {
  RenderOptions options;
  options.min_severity = Severity::note;
  options.show_passes = true;
  options.show_suppressed = true;
  check("everything.txt", sample::full()->render("text", options));
}

TEST_CASE("a report as text has colour only when asked") {
  RenderOptions options;
  options.color = true;
  check("color.txt", sample::full()->render("text", options));
  CHECK(sample::full()->render("text").find('\x1b') == std::string::npos);
}

TEST_CASE("machine formats ignore what people asked to see") {
  RenderOptions options;
  options.min_severity = Severity::error;
  options.color = true;
  for (std::string_view format : {"json", "jsonl", "sarif", "gitlab", "junit"})
    CHECK(sample::full()->render(format, options) == sample::full()->render(format));
}

TEST_CASE("no format for CI has colour") {
  RenderOptions options;
  options.color = true;
  for (std::string_view format : {"github", "azure"})
    CHECK(sample::full()->render(format, options) == sample::full()->render(format));
}
