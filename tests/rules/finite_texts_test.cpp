#include "rules/predicates/finite_texts.h"

#include <doctest/doctest.h>

#include <string>

#include "rules/predicates/regex.h"

using namespace djaz;

namespace {

// The texts, `^` and `$` where they are held.
std::string of(std::string_view pattern) {
  const std::optional<FiniteTexts> texts = finite_texts(pattern);
  if (!texts) return "no choice of texts";
  std::string out = texts->any_case ? "any case: " : "";
  for (const FiniteText& each : texts->any) {
    if (&each != texts->any.data()) out += ' ';
    out += (each.begins ? "^" : "") + each.text + (each.ends ? "$" : "");
  }
  return out;
}

}  // namespace

TEST_CASE("a choice of plain texts is told") {
  CHECK(of("postgresql|postgis") == "postgresql postgis");
  CHECK(of("(?i)whitenoise|static|^spa\\.") == "any case: whitenoise static ^spa.");
  CHECK(of("\\.(sqlite3|spatialite)$") == ".sqlite3$ .spatialite$");
  CHECK(of("^UTF-(16|32)") == "^UTF-16 ^UTF-32");
  CHECK(of("^(?i:lax|strict)$") == "any case: ^lax$ ^strict$");
  CHECK(of("^(testserver|\\.?local|)$") == "^testserver$ ^.local$ ^local$ ^$");
  CHECK(of("a(b|c)?d") == "abd acd ad");
  CHECK(of("") == "");
}

TEST_CASE("whatever else an expression says is left to the matcher") {
  for (const char* pattern :
       {".",       "a.b",      "a*",         "a+",  "(ab)+", "[ab]", "\\d",
        "a{2}",    "(?s)a",    "a|b\\w",     "(a",  "a)",    "a\\",  "(?P<n>a)",
        "b(?i:a)", "(?i:a)|b", "(?i:(a)|b)", "a^b", "a$b",   "^*",   "\xc3\xa9?"})
    CHECK_MESSAGE(!finite_texts(pattern), pattern);
}

TEST_CASE("what is said of a value is what the matcher says") {
  for (const char* pattern : {"postgresql|postgis", "(?i)static|^spa\\.|kit$", "\\.(py|txt)$",
                              "^(?i:lax|strict)$", "^(a|b|)$", "^a?$", "x$|^x", ""}) {
    const Regex regex(pattern);
    const Regex plain(std::string("(?P<all>") + pattern + ")");
    for (const char* value : {"",
                              "a",
                              "b",
                              "ab",
                              "x",
                              "xa",
                              "ax",
                              "Lax",
                              "lax ",
                              "STRICT",
                              "STR\xc4\xb0"
                              "CT",
                              "spa.x",
                              "Spa.",
                              "xspa.",
                              "\xc5\xbftatic",
                              "\xe2\x84\xaait",
                              "KIT",
                              "KITE",
                              "a.py",
                              "a.PY",
                              "postgis\n",
                              "a\n",
                              ".txt\n"}) {
      CAPTURE(pattern);
      CAPTURE(value);
      CHECK(regex.matches(value) == plain.matches(value));
    }
  }
}
