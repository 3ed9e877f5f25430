#include "checks/distribution_names.h"

#include <doctest/doctest.h>

#include <set>

#include "syntax/embedded.h"

using namespace djaz;

TEST_CASE("a slip of the finger leads to the name that was meant") {
  CHECK(near_name("pyscopg2-binary") == "psycopg2-binary");
  CHECK(near_name("azure-blob-storage") == "azure-storage-blob");
  CHECK(near_name("django-storage") == "django-storages");
  CHECK(near_name("requets") == "requests");
  CHECK(near_name("djangorest-framework") == "djangorestframework");
}

TEST_CASE("names that are known, short, long or of another version are no slips") {
  for (const std::string_view name : {"psycopg2", "django-jinja", "shop", "psycopg3",
                                      "crispy-bootstrap6", "boto4", "our-own-shop"})
    CHECK_MESSAGE(near_name(name).empty(), name);
  CHECK(near_name(std::string(10'000, 'x')).empty());
}

TEST_CASE("only letters, words or dashes that changed places are garbled") {
  CHECK(is_garbled_name("pyscopg2-binary"));
  CHECK(is_garbled_name("azure-blob-storage"));
  CHECK(!is_garbled_name("requets"));
  CHECK(!is_garbled_name("psycopg2-binary"));
}

TEST_CASE("what a list calls a mistake is written in canonical form, once") {
  const Node& mistakes =
      *find_entry(*embedded("rules/data/mistaken_distributions.toml"), "mistake")->value;
  std::set<std::string_view> seen;
  for (const Node* mistake : mistakes.items)
    for (const Node* name : find_entry(*mistake, "names")->value->items) {
      CHECK_MESSAGE(seen.insert(name->text).second, name->text);
      CHECK(name->text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
            std::string_view::npos);
    }
}
