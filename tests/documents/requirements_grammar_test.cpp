#include <doctest/doctest.h>

#include "documents/requirements/grammar.h"
#include "documents/requirements/markers.h"
#include "documents/requirements/recognise.h"
#include "documents/requirements/roles.h"
#include "documents/requirements/runtime.h"

using namespace djaz;
using namespace djaz::requirements;

namespace {

bool accepted(std::string_view text) {
  Requirement out;
  Mistake mistake;
  return parse_requirement(text, out, mistake);
}

std::string refusal(std::string_view text) {
  Requirement out;
  Mistake mistake;
  if (parse_requirement(text, out, mistake)) return "accepted";
  CHECK(mistake.begin <= mistake.end);
  CHECK(mistake.end <= text.size());
  return std::string(mistake.message);
}

bool mentions(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("A requirement comes apart into ranges of its text") {
  constexpr std::string_view kText = "Django_X[argon2, b] >=4.2,<5 ; os_name == 'posix'";
  Requirement out;
  Mistake mistake;
  REQUIRE(parse_requirement(kText, out, mistake));
  CHECK(out.name.of(kText) == "Django_X");
  REQUIRE(out.extras.size() == 2);
  CHECK(out.extras[1].of(kText) == "b");
  REQUIRE(out.specifiers.size() == 2);
  CHECK(out.specifiers[0].op.of(kText) == ">=");
  CHECK(out.specifiers[1].version.of(kText) == "5");
  CHECK(out.specifier.of(kText) == ">=4.2,<5");
  CHECK(out.marker.of(kText) == "os_name == 'posix'");
}

TEST_CASE("Names compare in canonical form") {
  CHECK(canonical_name("Django-_.X") == "django-x");
  CHECK(canonical_name("A") == "a");
}

TEST_CASE("The usual slips get the words that mend them") {
  CHECK(mentions(refusal("django=4.2"), "write `==`"));
  CHECK(mentions(refusal("django=>4.2"), "write `>=`"));
  CHECK(mentions(refusal("django^4.2"), "write a range"));
  CHECK(mentions(refusal("django~4.2"), "write `~=`"));
  CHECK(mentions(refusal("django~=4"), "two parts"));
  CHECK(mentions(refusal("django==latest"), "version in numbers"));
  CHECK(mentions(refusal("django>=4.*"), "`.*` goes with"));
  CHECK(mentions(refusal("\"django==4.2\""), "no quotes"));
  CHECK(mentions(refusal("django==4.2\t--hash=sha256:a"), "a tab"));
  CHECK(mentions(refusal("django \xe2\x80\x93 4"), "minus sign"));
  CHECK(mentions(refusal("django\xc2\xa0==4.2"), "space"));
  CHECK(mentions(refusal("\xef\xbb\xbf"
                         "django"),
                 "byte order mark"));
  CHECK(mentions(refusal("<<<<<<< HEAD"), "merge conflict"));
  CHECK(mentions(refusal("a, b"), "one requirement a line"));
  CHECK(mentions(refusal("django>=4 <5"), "comma"));
}

TEST_CASE("A refusal never quotes what was written") {
  for (const char* text :
       {"hunter2secret=1", "x hunter2secret", "x==hunter2secret", "x[hunter2secret",
        "x; hunter2secret", "x @ https://h/#egg=hunter2secret[a]"})
    CHECK_FALSE(mentions(refusal(text), "hunter2"));
}

TEST_CASE("URLs and wheels say their names") {
  constexpr std::string_view kWheel = "https://host/Foo_Bar-1.0-py3-none-any.whl";
  Requirement out;
  Mistake mistake;
  REQUIRE(parse_requirement(kWheel, out, mistake));
  CHECK(out.name.of(kWheel) == "Foo_Bar");
  CHECK(out.wheel_version.of(kWheel) == "1.0");
  constexpr std::string_view kEgg = "git+https://host/r.git@main#egg=shop&subdirectory=x";
  REQUIRE(parse_requirement(kEgg, out, mistake));
  CHECK(out.name.of(kEgg) == "shop");
  Url url;
  REQUIRE(split_url(kEgg, url));
  CHECK(url.vcs() == "git");
  CHECK(url.revision.of(kEgg) == "main");
}

TEST_CASE("A semicolon belongs to a URL unless a blank follows") {
  Requirement out;
  Mistake mistake;
  constexpr std::string_view kUrl = "https://host/x.zip;os_name=='nt'";
  REQUIRE(parse_requirement(kUrl, out, mistake));
  CHECK_FALSE(out.marker.present());
  constexpr std::string_view kMarked = "https://host/x.zip; os_name=='nt'";
  REQUIRE(parse_requirement(kMarked, out, mistake));
  CHECK(out.marker.present());
}

TEST_CASE("User, password and host of a URL stand apart") {
  constexpr std::string_view kUrl = "https://bob:not@real@pypi.example:8080/simple?x#y";
  Url url;
  REQUIRE(split_url(kUrl, url));
  CHECK(url.user.of(kUrl) == "bob");
  CHECK(url.password.of(kUrl) == "not@real");
  CHECK(url.host.of(kUrl) == "pypi.example");
  constexpr std::string_view kSix = "http://[::1]:80/";
  REQUIRE(split_url(kSix, url));
  CHECK(url.host.of(kSix) == "[::1]");
}

TEST_CASE("Paths are taken for what they are") {
  CHECK(accepted("./shop"));
  CHECK(accepted("shop/"));
  CHECK(accepted("dist/shop-1.0.tar.gz"));
  CHECK_FALSE(accepted("<html>/"));
  CHECK_FALSE(accepted("see docs/readme for more"));
  // pip reads a package `git` and the rest as its URL.
  CHECK(accepted("git@host:a/b.git"));
}

TEST_CASE("Editables need a directory or a repository with a name") {
  Requirement out;
  Mistake mistake;
  CHECK(parse_editable(".", out, mistake));
  CHECK(out.path.present());
  CHECK(parse_editable("shop[dev]", out, mistake));
  CHECK(out.extras.size() == 1);
  CHECK(parse_editable("git+https://host/r.git#egg=n", out, mistake));
  CHECK(parse_editable("n @ git+https://host/r.git", out, mistake));
  CHECK_FALSE(parse_editable("git+https://host/r.git", out, mistake));
  CHECK_FALSE(parse_editable("https://host/r.zip#egg=n", out, mistake));
}

TEST_CASE("Deeply nested markers are refused, not followed") {
  const std::string open(50'000, '(');
  Mistake mistake;
  CHECK_FALSE(check_marker(open + "os_name=='x'" + std::string(50'000, ')'), mistake));
  CHECK(check_marker("((((os_name=='x'))))", mistake));
}

TEST_CASE("Versions follow PEP 440") {
  for (const char* text :
       {"1", "4.2.1", "1!2.0", "4.2a1", "4.2.rc.1", "4.2.post1.dev2", "1.0-1", "v1", "1.0+ab.1"})
    CHECK_MESSAGE(is_version(text), text);
  for (const char* text : {"", "x", "1.", "1..2", "1.*", "1.0+", "latest"})
    CHECK_MESSAGE(!is_version(text), text);
}

TEST_CASE("Names of files say what they are for") {
  CHECK(role_by_name("requirements.txt") == Role::runtime);
  CHECK(role_by_name("requirements/base.txt") == Role::runtime);
  CHECK(role_by_name("requirements/Production.txt") == Role::runtime);
  CHECK(role_by_name("requirements-prod.txt") == Role::runtime);
  CHECK(role_by_name("prod-requirements.txt") == Role::runtime);
  CHECK(role_by_name("requirements-dev.txt") == Role::dev);
  CHECK(role_by_name("dev-requirements.txt") == Role::dev);
  CHECK(role_by_name("requirements/local.txt") == Role::dev);
  CHECK(role_by_name("requirements_test.txt") == Role::test);
  CHECK(role_by_name("tests/requirements.txt") == Role::test);
  CHECK(role_by_name("docs/requirements.txt") == Role::docs);
  CHECK(role_by_name("requirements/extra.txt") == Role::unknown);
  CHECK(role_by_name("constraints.txt") == Role::unknown);
  CHECK(role_by_name("base.txt") == Role::unknown);
}

TEST_CASE("Suspicion goes by the path") {
  CHECK(suspects("requirements.txt") == Suspicion::yes);
  CHECK(suspects("a/Requirements-Dev.TXT") == Suspicion::yes);
  CHECK(suspects("requirements/base.txt") == Suspicion::yes);
  CHECK(suspects("requirements/base.in") == Suspicion::yes);
  CHECK(suspects("constraints.txt") == Suspicion::yes);
  CHECK(suspects("reqs.txt") == Suspicion::look);
  CHECK(suspects("test-requirements.txt") == Suspicion::yes);
  CHECK(suspects("functional-requirements.txt") == Suspicion::look);
  CHECK(suspects("requirements.md") == Suspicion::no);
  CHECK(suspects("robots.txt") == Suspicion::no);
  CHECK(suspects("MANIFEST.in") == Suspicion::no);
}

TEST_CASE("A head is recognised by most of its lines") {
  CHECK(recognises("reqs.txt", "# c\ndjango==4.2\n-r base.txt\n"));
  CHECK_FALSE(recognises("req.txt", "We need a fast server.\nAnd a good one, too.\nplain\n"));
  CHECK_FALSE(recognises("req.txt", ""));
  CHECK_FALSE(recognises("req.txt", std::string_view("\x01\x02\x03\x04\x05\x06\x07\x08\x0e", 9)));
}

TEST_CASE("Markers of other platforms are seen through, others are not judged") {
  CHECK(excludes_linux("sys_platform == 'win32'"));
  CHECK(excludes_linux("platform_system != \"Linux\""));
  CHECK_FALSE(excludes_linux("sys_platform == 'linux'"));
  CHECK_FALSE(excludes_linux("sys_platform != 'win32'"));
  CHECK_FALSE(excludes_linux("python_version < '3.8'"));
  CHECK_FALSE(excludes_linux("sys_platform == 'win32' or sys_platform == 'linux'"));
}
