#include "rules/predicates/required_text.h"

#include <doctest/doctest.h>

#include <vector>

#include "rules/compiled.h"
#include "rules/rule_set.h"
#include "support/text.h"

using namespace djaz;

namespace {

std::string of(std::string_view pattern) {
  const RequiredText required = required_text(pattern);
  return join(required.any, " or ") + (required.any_case ? " in any case" : "");
}

}  // namespace

TEST_CASE("the longest text is required") {
  CHECK(of("uvicorn") == "uvicorn");
  CHECK(of("^uvicorn(_worker)?\\.") == "uvicorn");
  CHECK(of("a.bcd+e") == "bcd");
  CHECK(of("abc?d") == "ab");
  CHECK(of("abc*def") == "def");
  CHECK(of("abc{0,3}de") == "ab");
  CHECK(of("x\\.database\\.azure\\.com$") == "x.database.azure.com");
  CHECK(of("[abc]+://[^/@]*@") == "://");
  CHECK(of("[]a|]bc") == "bc");
  CHECK(of("(a|b)cd(?:e(f)g)h[(]") == "cd");
  CHECK(of("(?i)Debug") == "Debug in any case");
  CHECK(of("^x?abc+de$") == "abc");
}

TEST_CASE("of a choice one text is required, where each part has one") {
  CHECK(of("postgresql|postgis|psycopg") == "postgresql or postgis or psycopg");
  CHECK(of("^(silk|silk\\..*|a\\.b)$") == "silk or silk. or a.b");
  CHECK(of("[.](?:azure(web|api)|cloud)") == "azure or cloud");
  CHECK(of("(abc|def)?gh") == "gh");
  CHECK(of("(abc|def)*") == "");
  CHECK(of("(abcd|e)fg") == "fg");
  CHECK(of("abc|\\d") == "");
  CHECK(of("^(?i:lax|dtrict)") == "lax or dtrict in any case");
  CHECK(of("(abc|(de|fg)h)") == "abc or de or fg");
}

TEST_CASE("what cannot be told is not required") {
  for (const char* pattern : {"a|", "", "(?P<n>abc)", "\\x41bc", "\\Qa.b\\E", "[[:alpha:]]b", "a\\",
                              "\\p{L}abc", "(?s)", "(ab", "[ab"})
    CHECK(required_text(pattern).any.empty());
  // A Kelvin sign is a k.
  CHECK(of("(?i)akb") == "a in any case");
  CHECK(of("caf\xc3\xa9-x") == "caf");
}

TEST_CASE("the rules' own expressions find what RE2 finds") {
  // Every test of every rule, asked of texts that lie near the expressions.
  std::vector<const Condition*> pending;
  for (const auto& rule : built_in_rules().rules) {
    pending.push_back(&rule->compiled().condition);
    if (rule->compiled().where) pending.push_back(&*rule->compiled().where);
  }
  int asked = 0;
  while (!pending.empty()) {
    const Condition* condition = pending.back();
    pending.pop_back();
    for (const Condition& part : condition->parts) pending.push_back(&part);
    if (condition->test.regex == nullptr) continue;
    const Regex& regex = *condition->test.regex;
    // In a group with a name nothing is told, and RE2 is asked.
    const Regex plain("(?P<all>" + regex.pattern() + ")");
    REQUIRE(required_text(plain.pattern()).any.empty());
    REQUIRE_FALSE(finite_texts(plain.pattern()));
    std::string near = regex.pattern();
    for (int i = 0; i < 200; ++i, ++asked) {
      CAPTURE(near);
      CHECK(regex.matches(near) == plain.matches(near));
      const std::size_t at = near.empty() ? 0 : static_cast<std::size_t>(i * 7) % near.size();
      if (i % 3 == 0 && !near.empty())
        near.erase(at, 1);
      else if (i % 3 == 1)
        near.insert(at, 1, static_cast<char>('0' + i % 75));
      else if (!near.empty())
        near[at] = static_cast<char>(near[at] ^ 0x20);
    }
  }
  CHECK(asked > 1000);
}
