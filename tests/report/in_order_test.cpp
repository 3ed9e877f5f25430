#include "report/in_order.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>

using namespace djaz;

namespace {

// Each says its number.
class Numbered final : public StoredFindings {
 public:
  explicit Numbered(std::size_t size) : size_(size) {}
  std::size_t size() const override { return size_; }
  Finding at(std::size_t index) const override {
    Finding out;
    out.message = std::to_string(index);
    return out;
  }
  FindingBrief brief(std::size_t) const override { return {}; }

 private:
  std::size_t size_;
};

Finding own(std::string message) {
  Finding out;
  out.message = std::move(message);
  return out;
}

std::string written(const Report& report) {
  std::string out;
  write_in_order(
      report, [](const Finding& finding, std::string& text) { text += finding.message + ' '; },
      [&](std::string& text) { out += text; });
  return out;
}

}  // namespace

TEST_CASE("findings that are held and findings that are stored are written in their order") {
  Report report;
  report.findings = {own("a"), own("b"), own("c")};
  CHECK(written(report) == "a b c ");
  const auto stored = std::make_shared<const Numbered>(20'000);
  report.stored = {{1, stored, 0, 5}, {2, stored, 5, 20'000}};
  std::string expected = "a ";
  for (std::size_t i = 0; i < 5; ++i) expected += std::to_string(i) + ' ';
  expected += "b ";
  for (std::size_t i = 5; i < 20'000; ++i) expected += std::to_string(i) + ' ';
  CHECK(written(report) == expected + "c ");
  CHECK(report.size() == 20'003);
  CHECK(report.at(3).message == "2");
  CHECK(report.at(report.size() - 1).message == "c");
}
