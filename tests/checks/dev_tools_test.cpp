#include "checks/dev_tools.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "syntax/embedded.h"

using namespace djaz;

namespace {

const Node& data() {
  const Node* root = embedded("rules/data/dev_tools.toml");
  REQUIRE(root != nullptr);
  return *root;
}

std::string_view category(std::string_view name) { return dev_tool_category(name, data()); }

}  // namespace

TEST_CASE("The tools that must never be missed are known") {
  CHECK(category("pytest") == "test");
  CHECK(category("coverage") == "test");
  CHECK(category("black") == "format");
  CHECK(category("ruff") == "lint");
  CHECK(category("mypy") == "type");
  CHECK(category("django-debug-toolbar") == "debug");
  CHECK(category("django-silk") == "profiling");
  CHECK(category("sphinx") == "docs");
  CHECK(category("pre-commit") == "build");
  CHECK(category("notebook") == "notebook");
}

TEST_CASE("What production needs is no tool") {
  for (const char* name : {"django", "gunicorn", "psycopg", "whitenoise", "celery", "requests", ""})
    CHECK(category(name).empty());
}

TEST_CASE("Nothing is concluded from arguable names, whatever their family") {
  for (const char* name : {"django-extensions", "faker", "setuptools", "mypy-extensions",
                           "werkzeug", "django-stubs-ext", "rich"})
    CHECK(category(name).empty());
}

TEST_CASE("Families are known by prefix and suffix") {
  CHECK(category("pytest-of-our-own") == "test");
  CHECK(category("flake8-something-new") == "lint");
  CHECK(category("types-attrs") == "type");
  CHECK(category("pandas-stubs") == "type");
  CHECK(category("mkdocs-awesome-pages") == "docs");
  CHECK(category("ipyparallel") == "debug");
  CHECK(category("pytest-").empty());
  CHECK(category("my-pytest-runner").empty());
}

TEST_CASE("A name in a list goes before its family") {
  CHECK(category("ipywidgets") == "notebook");
}

TEST_CASE("Data of another shape knows no tools") {
  CHECK(dev_tool_category("pytest", Node()).empty());
}

TEST_CASE("No tool stands in two lists, and all names are canonical") {
  std::set<std::string_view> seen;
  for (const Node* entry : find_entry(data(), "category")->value->items) {
    for (const char* key : {"tools", "arguable"}) {
      const Entry* list = find_entry(*entry, key);
      if (list == nullptr) continue;
      for (const Node* item : list->value->items) {
        CHECK_MESSAGE(seen.insert(item->text).second, item->text);
        CHECK(item->text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
              std::string_view::npos);
      }
    }
  }
  CHECK(seen.size() == 348);
}

TEST_CASE("The series of Django hold together") {
  const Node* root = embedded("rules/data/django_versions.toml");
  REQUIRE(root != nullptr);
  const Node& list = *find_entry(*root, "series")->value;
  CHECK(list.items.size() >= 23);
  std::set<std::string_view> seen;
  for (const Node* series : list.items) {
    const auto text = [&](const char* key) { return find_entry(*series, key)->value->text; };
    CHECK(seen.insert(text("number")).second);
    CHECK(text("released") < text("support_ends"));
    CHECK(text("mainstream_ends") <= text("support_ends"));
    CHECK(text("latest").substr(0, text("number").size()) == text("number"));
    CHECK(find_entry(*series, "lts")->value->is(Kind::boolean));
  }
}
