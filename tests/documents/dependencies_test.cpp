#include "documents/dependencies/dependencies.h"

#include <doctest/doctest.h>

#include "documents/assembly.h"
#include "documents/dependencies/specifiers.h"
#include "documents/requirements/requirements.h"
#include "source/file_system.h"

using namespace djaz;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

// The Django that production runs, as text: "5.2.1", "4.2|4.1", "?" or "none".
std::string django(const Files& files, const std::string& root = "",
                   const std::string& option = "") {
  Sources sources;
  const auto file_system = in_memory(files);
  Loader loader(*file_system, sources);
  for (const auto& [path, text] : files)
    if (kRequirements.suspects(path) == Suspicion::yes) loader.choose(path, kRequirements);
  ProductionOptions options;
  options.django_version = option;
  Arena arena;
  Assembly assembly(loader, options, arena);
  assembly.deployments.emplace_back();
  assembly.deployments.back().root = root;
  kRequirements.assemble(assembly);
  kDependencies.assemble(assembly);
  const Entry* entry = find_entry(*assembly.deployments.back().branches.get("runtime"), "django");
  if (entry == nullptr) return "none";
  if (entry->value->is(Kind::string)) return std::string(entry->value->text);
  std::string out;
  for (const Candidate& each : entry->value->unknown->candidates)
    out += (out.empty() ? "" : "|") + std::string(each.value->text);
  return out.empty() ? "?" : out;
}

constexpr const char* kUvLock = R"(version = 1

[[package]]
name = "asgiref"
version = "3.8.1"
dependencies = [
    { name = "django" },
]

[[package]]
name = "django"
version = "5.2.3"
source = { registry = "https://pypi.org/simple" }
)";

constexpr const char* kPipfileLock =
    R"({"default": {"django": {"hashes": [], "version": "==4.2.9"}},
        "develop": {"django": {"version": "==1.0"}}})";

std::string poetry(const std::string& constraint) {
  return django({{"pyproject.toml", "[tool.poetry.dependencies]\nDjango = " + constraint + "\n"}});
}

std::string project(const std::string& dependency) {
  return django({{"pyproject.toml", "[project]\ndependencies = [\"" + dependency + "\"]\n"}});
}

}  // namespace

TEST_CASE("A lock says which Django is installed") {
  CHECK(django({{"uv.lock", kUvLock}}) == "5.2.3");
  CHECK(django({{"poetry.lock", "[[package]]\nname = \"Django\"\nversion = \"3.2.1\"\n"}}) ==
        "3.2.1");
  CHECK(django({{"pdm.lock", "[[package]]\nname = \"x\"\nversion = \"1\"\n"}}) == "?");
  CHECK(django({{"Pipfile.lock", kPipfileLock}}) == "4.2.9");
  CHECK(django({{"Pipfile.lock", "{"}}) == "?");
}

TEST_CASE("A lock of several platforms may lock several versions") {
  const std::string two =
      std::string(kUvLock) + "\n[[package]]\nname = \"django\"\nversion = \"6.0\"\n";
  CHECK(django({{"uv.lock", two}}) == "5.2.3|6.0");
}

TEST_CASE("A project file says which series it lets in") {
  CHECK(project("Django==4.2.7") == "4.2.7");
  CHECK(project("django[argon2] >=5.2,<5.3 ; python_version > '3.8'") == "5.2");
  CHECK(project("Django (>=4.2,<5.1)") == "5.0|4.2");
  CHECK(project("Django") == "?");
  CHECK(project("Django @ https://example.org/django.zip") == "?");
  CHECK(project("django-environ==0.1") == "?");
  CHECK(poetry("\"^4.2\"") == "4.2");
  CHECK(poetry("{version = \"~5.0\", extras = [\"argon2\"]}") == "5.0");
  CHECK(poetry("\"4.2.1\"") == "4.2.1");
  CHECK(poetry("\"*\"") == "?");
  CHECK(poetry("\"^3.2 || ^4.0\"") == "?");
  CHECK(poetry("{git = \"https://example.org/django\"}") == "?");
  CHECK(django({{"Pipfile", "[packages]\ndjango = \"~=4.2.1\"\n"}}) == "4.2");
  CHECK(django({{"setup.cfg",
                 "[options]\ninstall_requires =\n  requests\n  Django>=4.2,<4.3\n"}}) == "4.2");
  CHECK(django({{"setup.cfg",
                 "[options]\ninstall_requires =\n  requests\n[x]\n  Django==4.2\n"}}) == "?");
  CHECK(django({{"setup.py",
                 "setup(\n  install_requires=[\n    # 'Django==1',\n    'a', "
                 "\"Django~=4.2.0\",\n  ],\n  tests_require=['Django==2'],\n)\n"}}) == "4.2");
}

TEST_CASE("A requirements file comes first, and a lock says more than what it leaves open") {
  CHECK(django({{"requirements.txt", "Django==4.2.1\n"}, {"uv.lock", kUvLock}}) == "4.2.1");
  CHECK(django({{"requirements.txt", "Django>=5\n"}, {"uv.lock", kUvLock}}) == "5.2.3");
  CHECK(django({{"requirements.txt", "Django>=6\n"}, {"uv.lock", kUvLock}}) ==
        django({{"requirements.txt", "Django>=6\n"}}));
  CHECK(django({{"requirements.txt", "Django>=4.2,<4.3\n"},
                {"pyproject.toml", "[project]\ndependencies = ['Django==3']\n"}}) == "4.2");
  CHECK(django({{"requirements-dev.txt", "Django==3.2.1\n"}, {"uv.lock", kUvLock}}) == "5.2.3");
  CHECK(django({{"uv.lock", kUvLock}}, "", "4.2") == "4.2");
}

TEST_CASE("The nearest file upwards from the deploy root is asked") {
  const Files files = {{"uv.lock", kUvLock},
                       {"web/pyproject.toml", "[project]\ndependencies = ['Django==4.2.2']\n"},
                       {"other/Pipfile.lock", kPipfileLock}};
  CHECK(django(files, "web/server") == "4.2.2");
  CHECK(django(files, "site") == "5.2.3");
  CHECK(django(files, "other") == "4.2.9");
}

TEST_CASE("A project file or lock that cannot be parsed is a failed file") {
  const Files broken = {{"pyproject.toml", "a = 1\na = 2\n"}, {"Pipfile.lock", "{"}};
  for (const auto& [path, text] : broken) {
    CAPTURE(path);
    Sources sources;
    const auto files = in_memory({{path, text}});
    Loader loader(*files, sources);
    const Document* document = loader.load(path, kDependencies);
    REQUIRE(document != nullptr);
    CHECK(document->failed());
  }
}

TEST_CASE("Poetry's constraints are read as bounds") {
  using dependencies::from_poetry;
  CHECK(from_poetry("^1.2.3") == ">=1.2.3,<2");
  CHECK(from_poetry("^0.2") == ">=0.2,<0.3");
  CHECK(from_poetry("~4") == ">=4,<5");
  CHECK(from_poetry("~4.2.1") == ">=4.2.1,<4.3");
  CHECK(from_poetry(">=4.2, <5") == ">=4.2,<5");
  CHECK(from_poetry("~=4.2") == "~=4.2");
  CHECK(from_poetry("^4.x") == "");
}
