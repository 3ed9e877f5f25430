#include "report/settings_view.h"

#include <doctest/doctest.h>

#include <limits>

#include "tree/builder.h"

using namespace djaz;

namespace {

struct Bench {
  // The view of one setting as JSON, from its `{` on.
  std::string json(std::string_view name, const Node* value) {
    MappingBuilder settings;
    settings.set(name, value);
    const std::string out =
        settings_json({"shop.settings", *settings.build(build), sources, redactor});
    const std::size_t begin = out.find('{', out.find('"' + std::string(name) + '"'));
    std::string flat;
    for (char c : out.substr(begin))
      if (c != '\n') flat += c;
    std::string single;
    for (char c : flat)
      if (c != ' ' || single.empty() || single.back() != ' ') single += c;
    return single;
  }

  std::string text(std::string_view name, const Node* value) {
    MappingBuilder settings;
    settings.set(name, value);
    return settings_text({"shop.settings", *settings.build(build), sources, redactor}, false);
  }

  Sources sources;
  Redactor redactor{sources};
  Arena arena;
  Builder build{arena};
};

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("known values are given as JSON holds them") {
  Bench b;
  CHECK(has(b.json("A", b.build.boolean(true)),
            R"({ "known": true, "value": true, "standing": "known" })"));
  CHECK(has(b.json("A", b.build.null()), R"("known": true, "value": null)"));
  CHECK(has(b.json("A", b.build.integer(-3)), R"("value": -3)"));
  CHECK(has(b.json("A", b.build.string("é\x1b")), R"("value": "\u00e9\u001b")"));
  CHECK(has(b.json("A", b.build.text(Kind::path, "static")), R"("value": "static")"));
  const Node* one = b.build.integer(1);
  const Node* items[] = {one, one};
  CHECK(has(b.json("A", b.build.sequence(Kind::tuple, items)), R"("value": [ 1, 1 ])"));
}

TEST_CASE("what JSON cannot hold is not known") {
  Bench b;
  CHECK(has(b.json("A", b.build.text(Kind::bytes, "x")), R"("known": false)"));
  CHECK(has(b.json("A", b.build.text(Kind::callable, "f")), R"("known": false)"));
  CHECK(
      has(b.json("A", b.build.real(std::numeric_limits<double>::infinity())), R"("known": false)"));
}

TEST_CASE("a value is known only to its last part") {
  Bench b;
  const Node* items[] = {b.build.integer(1), b.build.unknown(Reason::call, "`f` is not modelled")};
  const std::string out = b.json("A", b.build.sequence(Kind::list, items));
  CHECK(
      has(out, R"("known": false, "reason": "part of it is not known: `1`: `f` is not modelled")"));
  CHECK(has(out, R"("candidates": [])"));
  CHECK(has(b.json("A", b.build.list({}, {}, true)), R"("known": false)"));
}

TEST_CASE("candidates come with their conditions") {
  Bench b;
  const Candidate candidates[] = {{b.build.string("a"), "`X` is unset"},
                                  {nullptr, "`Y` is set"},
                                  {b.build.unknown(Reason::environment, "unseen"), "`X` is set"}};
  const Node* node = b.build.one_of(candidates);
  const std::string out = b.json("A", node);
  CHECK(has(out, R"({ "value": "a", "condition": "`X` is unset" })"));
  CHECK(has(out, R"--({ "value": null, "condition": "`Y` is set (then it is not set)" })--"));
  CHECK(has(out, R"--("condition": "`X` is set (not known: unseen)")--"));
  const std::string text = b.text("A", node);
  CHECK(has(text, "A is one of\n"));
  CHECK(has(text, "    if `X` is unset: 'a'\n"));
  CHECK(has(text, "    if `Y` is set: not set\n"));
  CHECK(has(text, "    if `X` is set: not known: unseen\n"));
}

TEST_CASE("a long list that differs little from another is told by what differs") {
  Bench b;
  const auto list = [&](std::vector<const char*> names) {
    std::vector<const Node*> items;
    for (const char* name : names) items.push_back(b.build.string(name));
    return b.build.list(items);
  };
  const Candidate candidates[] = {{list({"one", "two", "three", "four"}), "`X` is unset"},
                                  {list({"one", "two", "four", "five"}), "`X` is set"},
                                  {list({"two", "one", "three", "four"}), "`X` is 'a'"},
                                  {list({"six"}), "`X` is 'b'"}};
  Unknown about{.reason = Reason::conflict, .detail = "it depends on the path"};
  about.candidates = candidates;
  const std::string text = b.text("APPS", b.build.unknown(about));
  CHECK(has(text, "APPS is one of\n"));
  CHECK(has(text, "    if `X` is unset: ['one', 'two', 'three', 'four']\n"));
  CHECK(has(text, "    if `X` is set: the first of them, with 'five', without 'three'\n"));
  CHECK(has(text, "    if `X` is 'a': the first of them, in another order\n"));
  CHECK(has(text, "    if `X` is 'b': ['six']\n"));
}

TEST_CASE("values that do not fit on a line have a line for each part") {
  Bench b;
  std::vector<const Node*> items;
  for (const char* name :
       {"django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware"})
    items.push_back(b.build.string(name));
  const std::string text = b.text("MIDDLEWARE", b.build.list(items));
  CHECK(has(text,
            "MIDDLEWARE = [\n    'django.middleware.security.SecurityMiddleware',\n"
            "    'django.middleware.common.CommonMiddleware',\n"));
  CHECK(has(text, "CsrfViewMiddleware',\n]\n"));
}

TEST_CASE("what decides about security stands first") {
  Bench b;
  MappingBuilder settings;
  for (const char* name : {"TIME_ZONE", "ALLOWED_HOSTS", "DEBUG"})
    settings.set(name, b.build.null());
  const std::string text =
      settings_text({"s", *settings.build(b.build), b.sources, b.redactor}, false);
  CHECK(text.find("DEBUG") < text.find("ALLOWED_HOSTS"));
  CHECK(text.find("ALLOWED_HOSTS") < text.find("# the others"));
  CHECK(text.find("# the others") < text.find("TIME_ZONE"));
}

TEST_CASE("what is not known is told by who says it") {
  Bench b;
  Unknown about{.reason = Reason::environment, .detail = "`PORT` is not set by any document"};
  about.type = Kind::string;
  const Node* text = b.build.with_traits(*b.build.unknown(about), {Trait::env_text});
  about.type = Kind::integer;
  const Node* number = b.build.unknown(about);
  about.type = Kind::string;
  about.prefix = "sk-abc";
  const Node* begun = b.build.unknown(about);
  CHECK(has(b.text("A", text), "A = <the text of `PORT`>\n"));
  CHECK(has(b.text("A", number), "A = <a whole number, from `PORT`>\n"));
  CHECK(has(b.text("A", begun), "A = <a text that begins with 'sk-abc', from `PORT`>\n"));
  CHECK_FALSE(has(b.text("SECRET_KEY", begun), "sk-"));
  CHECK_FALSE(has(b.json("SECRET_KEY", begun), "sk-"));
  CHECK(has(b.json("A", number), R"("standing": "given")"));

  const Candidate ways[] = {{b.build.integer(1), "`PORT` is unset"}, {number, "`PORT` is set"}};
  about.candidates = ways;
  MappingBuilder cache;
  cache.set("PORT", b.build.unknown(about));
  const Node* caches = cache.build(b.build);
  CHECK(has(b.text("CACHES", caches), "{'PORT': 1 or <a whole number, from `PORT`>}"));
  CHECK(has(b.json("CACHES", caches), R"("standing": "listed")"));

  const Node* other = b.build.unknown(Reason::call, "the result of `f`");
  CHECK(has(b.text("A", other), "A is not known: the result of `f`\n"));
  CHECK(has(b.json("A", other), R"("standing": "unknown")"));
  const Candidate half[] = {{b.build.integer(1), "`X` is unset"}, {other, "`X` is set"}};
  about.candidates = half;
  CHECK(has(b.json("A", b.build.unknown(about)), R"("standing": "parts")"));
}

TEST_CASE("a secret is never printed, by trait, by name or by place") {
  Bench b;
  const Node* text = b.build.string("hunter-two-three");
  const Node* marked = b.build.with_traits(*text, {Trait::secret});
  for (const auto& [name, node] : {std::pair<const char*, const Node*>{"PLAIN", marked},
                                   {"SECRET_KEY", text},
                                   {"DB_PASSWORD", text}}) {
    CAPTURE(name);
    CHECK(has(b.json(name, node), R"({ "known": true, "secret": true, "standing": "known" })"));
    CHECK_FALSE(has(b.text(name, node), "hunter"));
  }
  MappingBuilder database;
  database.set("HOST", b.build.string("db.example"));
  database.set("PASSWORD", text);
  const Node* databases = database.build(b.build);
  CHECK(has(b.json("DATABASES", databases),
            R"({ "known": true, "secret": true, "standing": "known" })"));
  CHECK(has(b.text("DATABASES", databases), "{'HOST': 'db.example', 'PASSWORD': ***}"));

  const FileId file = b.sources.add("settings.py", "X = 'hunter-two-three'\n").id();
  b.redactor.mark({file, 5, 21});
  const Node* placed = b.build.string("hunter-two-three", {file, 4, 22});
  CHECK(has(b.json("X", placed), R"("secret": true)"));
  CHECK_FALSE(has(b.text("X", placed), "hunter"));
}

TEST_CASE("text says where a value comes from, and from what") {
  Bench b;
  const FileId settings = b.sources.add("shop/settings.py", "DEBUG = flag()\n").id();
  const FileId azure = b.sources.add("shop.json", "[{\"value\": \"true\"}]\n").id();
  const Input inputs[] = {{"DJANGO_DEBUG", b.build.string("true", {azure, 11, 17})}};
  Node* node = b.build.boolean(true, {settings, 8, 14});
  node->origin = b.build.computed({settings, 8, 14}, "`DJANGO_DEBUG` is set", inputs);
  CHECK(b.text("DEBUG", node) ==
        "# shop.settings, as production would see it\n\n"
        "DEBUG = True  # shop/settings.py:1\n"
        "    `DJANGO_DEBUG` is set\n"
        "    from DJANGO_DEBUG = 'true' in shop.json:1\n"
        "\n1 of 1 settings are known\n");
}

TEST_CASE("nothing in a value steers the terminal") {
  Bench b;
  const std::string out = b.text("A", b.build.string("a\n::error::b\x1b[2J##vso[x]"));
  CHECK_FALSE(has(out, "\x1b"));
  CHECK_FALSE(has(out, "\n::"));
  CHECK_FALSE(has(out, "##vso["));
}
