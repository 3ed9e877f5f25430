#include "checks/support_ended.h"

#include <doctest/doctest.h>

#include "tree/builder.h"

using namespace djaz;

namespace {

CheckAnswer ask(std::string_view version, std::string_view day = "2026-11-20",
                std::string_view of = "python") {
  Arena arena;
  const Builder builder(arena);
  MappingBuilder project;
  project.set("as_of", builder.string(day));
  MappingBuilder arguments;
  arguments.set("of", builder.string(of));
  Place place;
  place.node = builder.string(version);
  place.present = Truth::yes;
  return check_support_ended({place, *project.build(builder), arguments.build(builder), arena});
}

}  // namespace

TEST_CASE("a series has ended the day after its support") {
  CHECK(ask("3.11", "2027-10-31").guilty == Truth::no);
  CHECK(ask("3.11", "2027-11-01").guilty == Truth::yes);
  CHECK(ask("3.9").evidence == "since 2025-10-31");
}

TEST_CASE("without a day that of the table counts") {
  CHECK(ask("3.9", "").guilty == Truth::yes);
  CHECK(ask("3.13", "").guilty == Truth::no);
}

TEST_CASE("a version is found by its series, number by number") {
  CHECK(ask("PYTHON|3.9").guilty == Truth::yes);
  CHECK(ask("PYTHON|3.9.24").guilty == Truth::yes);
  CHECK(ask("3.13.1").guilty == Truth::no);
  // Not of the series 3.1, which is older than all.
  CHECK(ask("3.12").guilty == Truth::no);
  CHECK(ask("11", "2026-11-20", "azure_postgresql").guilty == Truth::yes);
  CHECK(ask("16", "2026-11-20", "azure_postgresql").guilty == Truth::no);
}

TEST_CASE("what is older than the table has ended, what is newer has not") {
  CHECK(ask("2.6").guilty == Truth::yes);
  CHECK(ask("3.99").guilty == Truth::no);
  CHECK(ask("9.6", "2026-11-20", "azure_postgresql").guilty == Truth::yes);
}

TEST_CASE("what is no version has not ended") {
  CHECK(ask("").guilty == Truth::no);
  CHECK(ask("PYTHON|").guilty == Truth::no);
  CHECK(ask("PYTHON|latest").guilty == Truth::no);
  CHECK(ask("3.9", "2026-11-20", "nothing").guilty == Truth::no);
}
