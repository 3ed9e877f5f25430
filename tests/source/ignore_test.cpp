// `.gitignore` as git reads it: by hand for what it means, and beside `git check-ignore` for the
// rest, over patterns made by rule.
#include "source/ignore.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "golden.h"

using namespace djaz;

namespace {

namespace fs = std::filesystem;

using Files = std::vector<std::pair<std::string, std::string>>;

bool ignored(const std::string& patterns, const std::string& path) {
  const auto files = in_memory(Files{{".gitignore", patterns}});
  return IgnoreRules(*files, ".git", false).ignores(path) == Truth::yes;
}

bool run(const std::string& command) { return std::system(command.c_str()) == 0; }

const std::vector<std::string>& paths() {
  static const std::vector<std::string> all = {
      ".env",        "a",         "b",          "ab",          "a.b",      "A",   "foo",
      "foo/a",       "foo/b/a",   "foo/b/.env", "foo/b/c/a.b", "bar/foo",  "a b", "a ",
      "bar/foo/a",   "fooX/Y/a",  "foobar/a",   "b/a",         "b/b/b/a",  "[a]", "a-c",
      "a]",          "!a",        "#a",         "a\\b",        "foo/a/.b", "x*y", "a/b",
      "node/foo/ab", "foo/ab/ab", "1",          "foo.env"};
  return all;
}

const std::vector<std::string>& parts() {
  static const std::vector<std::string> all = {
      "a",          "b",     "foo", "*",    "**",   "/",    "?",     ".",           "[ab]",
      "[!a]",       "[^b]",  "[]",  "[",    "]",    "-",    "[a-c]", "[[:alpha:]]", "\\",
      "!",          "#",     " ",   "\\ ",  ".env", "[]a]", "[a-",   "[\\]a]",      "[[:digit:]x]",
      "[[:nope:]]", "[b-a]", "\\*", "/**/", "foo/", "[[a]"};
  return all;
}

}  // namespace

TEST_CASE("patterns mean what git's manual says") {
  CHECK(ignored(".env", ".env"));
  CHECK(ignored(".env", "deep/down/.env"));
  CHECK_FALSE(ignored("/.env", "deep/.env"));
  CHECK(ignored("/.env", ".env"));
  CHECK_FALSE(ignored(".env", ".env.example"));
  CHECK(ignored(".env*", ".env.example"));
  CHECK_FALSE(ignored(".env*\n!.env.example", ".env.example"));
  CHECK(ignored("!.env.example\n.env*", ".env.example"));
  CHECK(ignored("config/", "config/.env"));
  CHECK_FALSE(ignored(".env/", ".env"));
  CHECK(ignored("**/secret/*", "a/b/secret/key"));
  CHECK(ignored("a/**/b", "a/b"));
  CHECK(ignored("a/**/b", "a/x/y/b"));
  CHECK_FALSE(ignored("a/*", "b/a/x"));
  CHECK(ignored("# .env\n\n  \n.env  \r\n", ".env"));
  CHECK(ignored("\\#a", "#a"));
  CHECK(ignored("\\!a", "!a"));
  CHECK(ignored("\xEF\xBB\xBF.env", ".env"));
  CHECK_FALSE(ignored("", ".env"));
}

TEST_CASE("what an ignored directory holds cannot be taken back") {
  CHECK(ignored("config/\n!config/.env", "config/.env"));
  CHECK_FALSE(ignored("config/*\n!config/.env", "config/.env"));
}

TEST_CASE("the nearest file decides, and info/exclude comes last") {
  const auto files = in_memory(Files{{".gitignore", "*.env\n"},
                                     {"a/.gitignore", "!x.env\n"},
                                     {".git/info/exclude", "y\n!z.env\n"}});
  IgnoreRules rules(*files, ".git", false);
  CHECK(rules.ignores("x.env") == Truth::yes);
  CHECK(rules.ignores("a/x.env") == Truth::no);
  CHECK(rules.ignores("b/x.env") == Truth::yes);
  CHECK(rules.ignores("a/y") == Truth::yes);
  CHECK(rules.ignores("z.env") == Truth::yes);
}

TEST_CASE("case counts unless git was told otherwise") {
  const auto files = in_memory(Files{{".gitignore", "ENV[A-C]\n"}});
  CHECK(IgnoreRules(*files, ".git", false).ignores("envb") == Truth::no);
  CHECK(IgnoreRules(*files, ".git", true).ignores("envb") == Truth::yes);
}

TEST_CASE("hostile patterns end, and what could not be asked is unknown") {
  std::string stars;
  for (int i = 0; i < 2'000; ++i) stars += "*a";
  std::string many;
  for (int i = 0; i < 200; ++i) many += stars + "b\n";
  const auto files = in_memory(Files{{".gitignore", many}});
  CHECK(IgnoreRules(*files, ".git", false).ignores(std::string(4'000, 'a')) == Truth::unknown);
  const auto long_line = in_memory(Files{{".gitignore", std::string(100'000, '*')}});
  CHECK(IgnoreRules(*long_line, ".git", false).ignores("a") == Truth::unknown);
  const auto large = in_memory(Files{{".gitignore", std::string(2'000'000, '\n')}});
  CHECK(IgnoreRules(*large, ".git", false).ignores("a") == Truth::unknown);
}

TEST_CASE("git check-ignore says the same of patterns made by rule") {
  if (!run("git --version >/dev/null 2>&1")) {
    MESSAGE("skipped: there is no git");
    return;
  }
  std::string name = (fs::temp_directory_path() / "djaz-ignore-XXXXXX").string();
  const fs::path root = ::mkdtemp(name.data());
  std::mt19937 chance(11);
  const auto pick = [&](std::size_t count) { return chance() % count; };
  // A directory of its own for each pattern file, so that one run of git answers for all.
  constexpr std::size_t kRounds = 1'500;
  std::string list;
  std::vector<std::string> texts;
  for (std::size_t round = 0; round < kRounds; ++round) {
    std::string text;
    for (std::size_t line = 0; line <= pick(3); ++line) {
      for (std::size_t part = 0; part <= pick(5); ++part) text += parts()[pick(parts().size())];
      text += '\n';
    }
    texts.push_back(text);
    const std::string directory = "d" + std::to_string(round);
    fs::create_directories(root / directory);
    std::ofstream(root / directory / ".gitignore", std::ios::binary) << text;
    // The index of paths does not matter to git: none has to exist.
    for (const std::string& path : paths()) list += directory + '/' + path + '\0';
  }
  std::ofstream(root / "list", std::ios::binary) << list;
  const std::string git =
      "cd '" + root.string() + "' && GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 git ";
  REQUIRE(run(git + "init -q >/dev/null 2>&1"));
  run(git + "check-ignore -z --stdin < list > answers 2>/dev/null");
  std::set<std::string> theirs;
  const std::string answers = testing::read_file(root / "answers");
  for (std::size_t at = 0; at < answers.size();) {
    const std::size_t end = answers.find('\0', at);
    theirs.insert(answers.substr(at, end - at));
    at = end + 1;
  }
  CHECK(theirs.size() > 1'000);
  std::string problem;
  const auto files = open_directory(root.string(), problem);
  std::size_t wrong = 0;
  for (std::size_t round = 0; round < kRounds; ++round) {
    IgnoreRules rules(*files, ".git", false);
    for (const std::string& path : paths()) {
      const std::string whole = "d" + std::to_string(round) + '/' + path;
      const bool ours = rules.ignores(whole) == Truth::yes;
      if (ours == theirs.contains(whole)) continue;
      if (++wrong <= 10)
        MESSAGE("git says " << theirs.contains(whole) << " of '" << path << "' by '" << texts[round]
                            << "'");
    }
  }
  CHECK(wrong == 0);
  fs::remove_all(root);
}
