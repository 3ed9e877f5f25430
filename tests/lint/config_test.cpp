#include "lint/config.h"

#include <doctest/doctest.h>

using namespace djaz;

namespace {

Result<Config> parse(std::string text, std::string path = "djaz.toml") {
  Sources sources;
  return parse_config(sources.add(std::move(path), std::move(text)));
}

struct Mistake {
  std::string message;
  std::string help;
  std::string where;
};

// The only mistake of a text, with the text that it points at.
Mistake mistake(const std::string& text) {
  Sources sources;
  const Result<Config> config = parse_config(sources.add("djaz.toml", text));
  REQUIRE_FALSE(config.ok());
  REQUIRE(config.errors().size() == 1);
  const Error& error = config.errors()[0];
  return {error.message, error.help,
          error.span.valid() ? std::string(sources.text_of(error.span)) : ""};
}

}  // namespace

TEST_CASE("every key is read") {
  const Result<Config> config = parse(R"(
select = ["security", "DZ1"]
ignore = ["hsts-missing"]
fail-on = "error"
min-severity = "note"
profile = "strict"
exclude = ["old/**"]
settings-module = "shop.settings.production"
django-version = "5.2"
as-of = 2026-11-20
platform = "none"

[env]
DJANGO_DEBUG = "true"

[[exceptions]]
rule = "debug-on"
resource = "settings.*"
reason = "a demonstration"
owner = "team-x"
expires = "2027-03-01"
)");
  REQUIRE(config.ok());
  CHECK(config->selection.select == std::vector<std::string>{"security", "DZ1"});
  CHECK(config->selection.ignore == std::vector<std::string>{"hsts-missing"});
  CHECK(config->fail_on == Severity::error);
  CHECK(config->min_severity == Severity::note);
  CHECK(config->profile == "strict");
  CHECK(config->exclude == std::vector<std::string>{"old/**"});
  CHECK(config->production.settings_module == "shop.settings.production");
  CHECK(config->production.django_version == "5.2");
  CHECK(config->production.as_of == "2026-11-20");
  CHECK_FALSE(config->production.app_service);
  REQUIRE(config->production.variables.size() == 1);
  CHECK(config->production.variables[0].second == "true");
  CHECK_FALSE(config->production.variables_complete);
  REQUIRE(config->exceptions.size() == 1);
  CHECK(config->exceptions[0].owner == "team-x");
  CHECK(config->exceptions[0].expires == "2027-03-01");
}

TEST_CASE("a configuration brings no rules") {
  const Mistake found = mistake("rules = ['more']\n");
  CHECK(found.message == "unknown key `rules` in the configuration");
  CHECK(found.help.starts_with("own rules are named on the command line: `--rules DIR`. Valid"));
}

TEST_CASE("an unknown key is an error with its place, the nearest key and all valid ones") {
  const Mistake found = mistake("fail-onn = \"error\"\n");
  CHECK(found.message == "unknown key `fail-onn` in the configuration");
  CHECK(found.where == "fail-onn");
  CHECK(found.help.rfind("did you mean `fail-on`? Valid keys: select, ignore", 0) == 0);
}

TEST_CASE("a configuration can name no command, plugin or path outside") {
  for (const char* key : {"exec", "plugins", "extend", "cache-dir", "output", "rules"})
    CHECK_FALSE(parse(std::string(key) + " = \"../x\"\n").ok());
}

TEST_CASE("a value of the wrong kind is an error") {
  for (const char* text :
       {"select = \"all\"", "select = [1]", "fail-on = \"high\"", "profile = \"loose\"",
        "platform = \"aks\"", "as-of = \"soon\"", "as-of = \"2026-02-30\"", "env = []",
        "env = {A = 1}", "exceptions = \"none\"", "exceptions = [1]", "settings-module = 1",
        "min-severity = 3", "exclude = {}"}) {
    CAPTURE(text);
    mistake(std::string(text) + "\n");
  }
}

TEST_CASE("an exception names its rule") {
  mistake("[[exceptions]]\nreason = \"r\"\n");
  const Mistake found = mistake("[[exceptions]]\nrule = \"r\"\nreason = \"r\"\nwho = \"me\"\n");
  CHECK(found.where == "who");
}

TEST_CASE("text that is not TOML is an error with its place") {
  Sources sources;
  const Result<Config> config = parse_config(sources.add("djaz.toml", "a = 1\na = [\n"));
  REQUIRE_FALSE(config.ok());
  CHECK(config.errors()[0].span.valid());
}

TEST_CASE("pyproject.toml speaks to djaz under [tool.djaz] only") {
  const Result<Config> ours =
      parse("select = 1\n[tool.djaz]\nfail-on = \"note\"\n", "pyproject.toml");
  REQUIRE(ours.ok());
  CHECK(ours->fail_on == Severity::note);
  CHECK(ours->path == "pyproject.toml");
  const Result<Config> others = parse("[tool.ruff]\nselect = [\"E\"]\n", "pyproject.toml");
  REQUIRE(others.ok());
  CHECK(others->path.empty());
  CHECK_FALSE(parse("[tool.djaz]\nnonsense = 1\n", "pyproject.toml").ok());
  CHECK_FALSE(parse("[tool]\ndjaz = 1\n", "pyproject.toml").ok());
}

TEST_CASE("djaz.toml wins over .djaz.toml, and that over pyproject.toml") {
  Sources sources;
  const std::string project = "[tool.djaz]\nfail-on = \"note\"\n";
  const auto all = in_memory({{"djaz.toml", "fail-on = \"error\"\n"},
                              {".djaz.toml", "fail-on = \"warning\"\n"},
                              {"pyproject.toml", project}});
  CHECK(find_config(*all, sources)->fail_on == Severity::error);
  const auto two =
      in_memory({{".djaz.toml", "fail-on = \"warning\"\n"}, {"pyproject.toml", project}});
  CHECK(find_config(*two, sources)->fail_on == Severity::warning);
  const auto one = in_memory({{"pyproject.toml", project}});
  CHECK(find_config(*one, sources)->fail_on == Severity::note);
  const auto none = in_memory({});
  CHECK(find_config(*none, sources)->path.empty());
}

TEST_CASE("a broken pyproject.toml is an error only when it speaks of djaz") {
  Sources sources;
  const auto silent = in_memory({{"pyproject.toml", "a = [\n"}});
  CHECK(find_config(*silent, sources).ok());
  const auto ours = in_memory({{"pyproject.toml", "[tool.djaz]\nselect = [\n"}});
  CHECK_FALSE(find_config(*ours, sources).ok());
}

TEST_CASE("the places of a configuration follow it into another run") {
  Sources first;
  const auto files = in_memory(
      {{"djaz.toml", "[[exceptions]]\nrule = \"debug-on\"\nreason = \"a demonstration\"\n"}});
  Config config = std::move(find_config(*files, first).value());
  Sources second;
  second.add("settings.py", "DEBUG = True\n");
  adopt(config, second);
  const Span span = config.exceptions[0].span;
  CHECK(second.file(span.file).path() == "djaz.toml");
  CHECK(second.text_of(span).rfind("[[exceptions]]", 0) == 0);
}
