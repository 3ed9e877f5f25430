// Every format, byte for byte. `DJAZ_UPDATE=1` writes the goldens anew.
#include <doctest/doctest.h>

#include "report/sample.h"

using namespace djaz;

namespace {

void check(const std::string& name, const std::string& actual) {
  CAPTURE(name);
  CHECK(sample::golden(name, actual) == actual);
}

}  // namespace

TEST_CASE("a report as text is what the golden says") {
  check("full.txt", sample::full()->render("text"));
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

TEST_CASE("a report as JSON is what the golden says") {
  check("full.json", sample::full()->render("json"));
}

TEST_CASE("a report as SARIF is what the golden says") {
  check("full.sarif", sample::full()->render("sarif"));
}

TEST_CASE("an empty report has the same shape in every format") {
  check("empty.txt", sample::empty()->render("text"));
  check("empty.json", sample::empty()->render("json"));
  check("empty.sarif", sample::empty()->render("sarif"));
}

TEST_CASE("machine formats ignore what people asked to see") {
  RenderOptions options;
  options.min_severity = Severity::error;
  options.color = true;
  CHECK(sample::full()->render("json", options) == sample::full()->render("json"));
  CHECK(sample::full()->render("sarif", options) == sample::full()->render("sarif"));
}
