#include "rules/values.h"

#include <array>

#include "rules/world.h"

using namespace djaz;

namespace {

// One test of the language, asked of a value.
class Asker {
 public:
  Builder builder{arena_};

  Truth operator()(const std::string& test, const Node* value, Fold fold = Fold::agree,
                   bool ignore_case = false) {
    sets_.push_back(rules_of(rule_text("select = 'settings.A'\nforbid = { " + test + " }")));
    const Condition& condition = sets_.back().rules[0]->compiled().condition;
    return ValueTester{fold, ignore_case}.holds(condition.test, *value);
  }

  const Node* list(std::initializer_list<const Node*> items, Kind kind = Kind::list,
                   bool open = false) {
    const std::vector<const Node*> copy(items);
    return builder.sequence(kind, copy, {}, open);
  }
  const Node* unknown(Kind type = Kind::unknown, bool not_empty = false) {
    Unknown about;
    about.type = type;
    about.not_empty = not_empty;
    return builder.unknown(about);
  }

 private:
  Arena arena_;
  std::vector<RuleSet> sets_;
};

constexpr Truth yes = Truth::yes;
constexpr Truth no = Truth::no;
constexpr Truth unsure = Truth::unknown;

}  // namespace

TEST_CASE("what an export leaves out may be set or not, what is computed is there") {
  Asker ask;
  Unknown about;
  about.reason = Reason::not_exported;
  const Node* left_out = ask.builder.unknown(about);
  CHECK(ask("present = true", left_out) == unsure);
  CHECK(ask("present = false", left_out) == unsure);
  CHECK(ask("present = true", ask.unknown()) == yes);
}

TEST_CASE("the ends of a text that is not known can decide") {
  Asker ask;
  Unknown about;
  about.type = Kind::string;
  about.not_empty = true;
  about.prefix = "Shop-";
  about.suffix = "-db";
  const Node* value = ask.builder.unknown(about);
  CHECK(ask("matches = '^https://'", value) == no);
  CHECK(ask("matches = '^Shop'", value) == unsure);
  CHECK(ask("matches = 'https://'", value) == unsure);
  CHECK(ask("equals = 'other'", value, Fold::agree, true) == no);
  CHECK(ask("equals = 'shop-1-DB'", value, Fold::agree, true) == unsure);
  CHECK(ask("equals = 'shop-1-DB'", value) == no);
  CHECK(ask("equals = 'Shop-1-db'", value) == unsure);
}

TEST_CASE("equals is strict in type, as Django's `is True` is") {
  Asker ask;
  const Builder& b = ask.builder;
  CHECK(ask("equals = true", b.boolean(true)) == yes);
  CHECK(ask("equals = true", b.integer(1)) == no);
  CHECK(ask("equals = 1", b.boolean(true)) == no);
  CHECK(ask("equals = 1", b.integer(1)) == yes);
  CHECK(ask("equals = 1.0", b.integer(1)) == yes);
  CHECK(ask("equals = 'True'", b.boolean(true)) == no);
  CHECK(ask("equals = 'a'", b.string("a")) == yes);
  CHECK(ask("equals = 'a'", b.string("A")) == no);
  CHECK(ask("equals = 'a'", b.text(Kind::path, "a")) == no);
  CHECK(ask("equals = []", ask.list({})) == yes);
  CHECK(ask("equals = ['a']", ask.list({b.string("a")}, Kind::tuple)) == yes);
  CHECK(ask("equals = ['a']", ask.list({b.string("a"), b.string("b")})) == no);
  CHECK(ask("equals = ['a']", ask.list({b.string("a")}, Kind::list, true)) == unsure);
  CHECK(ask("equals = ['a']", ask.list({ask.unknown()})) == unsure);
  CHECK(ask("equals = 'a'", b.null()) == no);
}

TEST_CASE("Azure's strings compare without case") {
  Asker ask;
  const Builder& b = ask.builder;
  CHECK(ask("equals = 'AllAllowed'", b.string("allallowed"), Fold::agree, true) == yes);
  CHECK(ask("in = ['a', 'b']", b.string("B"), Fold::agree, true) == yes);
  CHECK(ask("contains = 'LOCAL'", b.string("a.local"), Fold::agree, true) == yes);
  CHECK(ask("contains = 'A'", ask.list({b.string("a")}), Fold::agree, true) == yes);
}

TEST_CASE("truthy is Python's truth value") {
  Asker ask;
  const Builder& b = ask.builder;
  for (const Node* value : {b.boolean(true), b.integer(-1), b.real(0.5), b.string("False"),
                            b.text(Kind::callable, ""), b.text(Kind::path, "")})
    CHECK(ask("truthy = true", value) == yes);
  for (const Node* value :
       {b.boolean(false), b.integer(0), b.real(0), b.string(""), b.null(), b.text(Kind::bytes, "")})
    CHECK(ask("truthy = true", value) == no);
  CHECK(ask("truthy = true", ask.list({})) == no);
  CHECK(ask("truthy = true", ask.list({}, Kind::list, true)) == unsure);
  CHECK(ask("truthy = true", ask.list({b.null()}, Kind::list, true)) == yes);
  CHECK(ask("truthy = false", b.string("")) == yes);
  CHECK(ask("truthy = true", ask.unknown(Kind::string, true)) == yes);
  CHECK(ask("truthy = true", ask.unknown()) == unsure);
}

TEST_CASE("contains looks into texts, sequences and keys") {
  Asker ask;
  const Builder& b = ask.builder;
  CHECK(ask("contains = 'b'", b.string("abc")) == yes);
  CHECK(ask("contains = 'x'", b.string("abc")) == no);
  CHECK(ask("contains = '*'", ask.list({b.string("a"), b.string("*")})) == yes);
  CHECK(ask("contains = '*'", ask.list({b.string("**")})) == no);
  CHECK(ask("contains = '*'", ask.list({b.string("a")}, Kind::list, true)) == unsure);
  CHECK(ask("contains = '*'", ask.list({ask.unknown()})) == unsure);
  CHECK(ask("contains = '*'", ask.list({ask.unknown(Kind::integer)})) == no);
  CHECK(ask("contains = '*'", ask.list({ask.unknown(), b.string("*")})) == yes);
  MappingBuilder mapping;
  mapping.set("default", b.null());
  CHECK(ask("contains = 'default'", mapping.build(b)) == yes);
  CHECK(ask("contains = 'other'", mapping.build(b)) == no);
  CHECK(ask("contains = 'other'", mapping.build(b, {}, true)) == unsure);
  CHECK(ask("contains = 'x'", b.integer(3)) == no);
  Unknown about;
  about.type = Kind::string;
  about.prefix = "django-insecure-";
  CHECK(ask("contains = 'insecure'", b.unknown(about)) == yes);
  CHECK(ask("contains = 'x'", b.unknown(about)) == unsure);
  CHECK(ask("equals = 'abc'", b.unknown(about)) == no);
  CHECK(ask("equals = 'django-insecure-1'", b.unknown(about)) == unsure);
}

TEST_CASE("numbers, counts and versions have bounds") {
  Asker ask;
  const Builder& b = ask.builder;
  CHECK(ask("at_least = 3600", b.integer(3600)) == yes);
  CHECK(ask("at_least = 3600", b.real(3599.5)) == no);
  CHECK(ask("at_most = 1", b.boolean(true)) == no);
  CHECK(ask("at_least = 1", b.string("3600")) == no);
  CHECK(ask("at_least = 1", ask.unknown(Kind::string)) == no);
  CHECK(ask("at_least = 1", ask.unknown()) == unsure);
  const Node* two = ask.list({b.null(), b.null()});
  const Node* open = ask.list({b.null(), b.null()}, Kind::list, true);
  CHECK(ask("count = 2", two) == yes);
  CHECK(ask("count = { at_least = 2, less_than = 3 }", two) == yes);
  CHECK(ask("count = { more_than = 2 }", two) == no);
  CHECK(ask("count = 2", open) == unsure);
  CHECK(ask("count = 1", open) == no);
  CHECK(ask("count = { at_least = 2 }", open) == yes);
  CHECK(ask("count = { at_least = 3 }", open) == unsure);
  CHECK(ask("count = { at_most = 1 }", open) == no);
  CHECK(ask("count = { less_than = 2 }", open) == no);
  CHECK(ask("count = { at_most = 2 }", open) == unsure);
  CHECK(ask("count = { at_least = 3 }", b.string("\xc3\xa9\xc3\xa9\xc3\xa9")) == yes);
  CHECK(ask("count = 1", b.integer(1)) == no);
  CHECK(ask("version = { less_than = '1.10' }", b.string("1.9")) == yes);
  CHECK(ask("version = { at_least = '1.2' }", b.string("TLS1_2")) == yes);
  CHECK(ask("version = { at_least = '4.2', less_than = '5' }", b.string("4.2.16")) == yes);
  CHECK(ask("version = '5.0'", b.string("5.0.0")) == yes);
  CHECK(ask("version = { less_than = '5.0' }", b.string("5.0rc1")) == yes);
  CHECK(ask("version = { less_than = '5.0' }", b.string("latest")) == unsure);
  CHECK(ask("version = '3'", b.integer(3)) == yes);
  CHECK(ask("version = { less_than = '1.2' }", b.real(1.1)) == yes);
  CHECK(ask("version = { less_than = '1.2' }", b.real(1.2)) == no);
  CHECK(ask("version = { less_than = '1.2' }", b.real(1e300)) == unsure);
}

TEST_CASE("types and traits") {
  Asker ask;
  const Builder& b = ask.builder;
  CHECK(ask("type = 'string'", b.string("")) == yes);
  CHECK(ask("type = 'sequence'", ask.list({}, Kind::tuple)) == yes);
  CHECK(ask("type = 'list'", ask.list({}, Kind::tuple)) == no);
  CHECK(ask("type = 'number'", b.real(1)) == yes);
  CHECK(ask("type = 'string'", ask.unknown(Kind::string)) == yes);
  CHECK(ask("type = 'string'", ask.unknown()) == unsure);
  CHECK(ask("trait = 'env-text'", b.with_traits(*b.string("1"), {Trait::env_text})) == yes);
  CHECK(ask("trait = 'env-text'", b.string("1")) == no);
  CHECK(ask("trait = 'random'", ask.unknown()) == unsure);
}

TEST_CASE("expressions match texts anywhere, and nothing else") {
  Asker ask;
  const Builder& b = ask.builder;
  CHECK(ask("matches = '^uvicorn'", b.string("uvicorn.workers")) == yes);
  CHECK(ask("matches = 'work'", b.string("uvicorn.workers")) == yes);
  CHECK(ask("matches = '^work'", b.string("uvicorn.workers")) == no);
  CHECK(ask("matches = '3'", b.integer(3)) == no);
  CHECK(ask("matches = 'a'", ask.unknown(Kind::boolean)) == no);
  CHECK(ask("matches = 'a'", ask.unknown(Kind::string)) == unsure);
}

TEST_CASE("candidates inside a value agree, or some of them will do") {
  Asker ask;
  const Builder& b = ask.builder;
  const Node* either_one =
      b.one_of(std::array{Candidate{b.string("*"), "A"}, Candidate{b.string("b"), "B"}});
  const Node* list = ask.list({either_one});
  CHECK(ask("contains = '*'", list) == unsure);
  CHECK(ask("contains = '*'", list, Fold::some) == yes);
  CHECK(ask("contains = 'c'", list) == no);
  CHECK(ask("contains = '*'", list, Fold::every) == no);
}

TEST_CASE("values nested without end are not followed") {
  Asker ask;
  const Node* deep = ask.list({});
  for (int i = 0; i < 5'000; ++i) deep = ask.list({deep});
  CHECK(ask("equals = [[]]", deep) == no);
  CHECK(ValueTester{}.equals(*deep, *ask.list({deep->items[0]})) == unsure);
}
