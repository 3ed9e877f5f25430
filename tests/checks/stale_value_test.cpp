#include "checks/stale_value.h"

#include <doctest/doctest.h>

#include "settings_checks.h"

using namespace djaz;

namespace {

// OTHER was computed when DEBUG was `before`; DEBUG is `now` in the end.
CheckAnswer judged(const Node* (*before)(const Builder&), bool now) {
  SettingsProject project;
  const Span here{FileId{0}, 0, 4};
  Node* other = project.builder.string("console", here);
  const std::vector<Input> inputs{{"DEBUG", before(project.builder)}};
  other->origin = project.builder.computed(here, "computed from `DEBUG`", inputs);
  project.settings.set("DEBUG", project.builder.boolean(now, Span{FileId{1}, 0, 4}));
  project.settings.set("OTHER", other);
  return project.ask_one(check_stale_value, "settings.OTHER");
}

const Node* on(const Builder& builder) { return builder.boolean(true, Span{FileId{0}, 8, 12}); }
const Node* not_known(const Builder& builder) {
  return builder.unknown(Reason::environment, "DEBUG is not set", Span{FileId{0}, 8, 12});
}

}  // namespace

TEST_CASE("A value that was computed from what has changed since is stale") {
  const CheckAnswer answer = judged(on, false);
  CHECK(answer.guilty == Truth::yes);
  CHECK(answer.evidence == "DEBUG was still True");
  REQUIRE(answer.related.size() == 1);
  CHECK(answer.related[0].span.file.value == 1);
}

TEST_CASE("A value whose input is what it was, or was never known, is not") {
  CHECK(judged(on, true).guilty == Truth::no);
  CHECK(judged(not_known, false).guilty == Truth::no);
}
