// Conditions: a table with one test, a list (all of them), or `all`, `any`, `not`, `may`,
// `by_default`, `certain`, `written`, `every`, `some`, `none`.
#include "rules/compile.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr int kDeepest = 32;

const std::vector<std::string_view> kTests = {
    "present", "equals",     "truthy",  "in",      "matches", "contains", "at_least", "at_most",
    "count",   "version",    "type",    "trait",   "is",      "all",      "any",      "not",
    "may",     "by_default", "certain", "written", "every",   "some",     "none"};

struct WrapperName {
  std::string_view name;
  Condition::How how;
};

// Conditions that hold one other.
constexpr WrapperName kWrappers[] = {
    {"not", Condition::How::negate},
    {"may", Condition::How::may},
    {"by_default", Condition::How::by_default},
    {"certain", Condition::How::certain},
    {"written", Condition::How::written},
};

constexpr WrapperName kQuantifiers[] = {
    {"every", Condition::How::every},
    {"some", Condition::How::some},
    {"none", Condition::How::none},
};

struct TestName {
  std::string_view name;
  Test::Kind kind;
};

constexpr TestName kTestNames[] = {
    {"present", Test::Kind::present},
    {"equals", Test::Kind::equals},
    {"truthy", Test::Kind::truthy},
    {"in", Test::Kind::in},
    {"matches", Test::Kind::matches},
    {"contains", Test::Kind::contains},
    {"at_least", Test::Kind::at_least},
    {"at_most", Test::Kind::at_most},
    {"count", Test::Kind::count},
    {"version", Test::Kind::version},
    {"type", Test::Kind::type},
    {"trait", Test::Kind::trait},
    {"is", Test::Kind::is},
};

struct RelationName {
  std::string_view name;
  Bounds::Relation relation;
};

constexpr RelationName kRelations[] = {
    {"equals", Bounds::Relation::equals},       {"at_least", Bounds::Relation::at_least},
    {"at_most", Bounds::Relation::at_most},     {"more_than", Bounds::Relation::more_than},
    {"less_than", Bounds::Relation::less_than},
};
constexpr std::string_view kRelationNames[] = {"equals", "at_least", "at_most", "more_than",
                                               "less_than"};

// Words that other languages use, and what they are called here.
std::string_view help_for(std::string_view name) {
  if (name == "exists" || name == "has") return "say `some = \"path[*]\"` with `that = { … }`";
  if (name == "each") return "say `every`, `some` or `none`; `each` is a key of the rule";
  if (name.starts_with("not_") || name == "absent" || name == "unless") return "say `not = { … }`";
  return {};
}

}  // namespace

// Every key that a condition may have is near, though only a test can be missing.
std::string Compiler::word_near(std::string_view word) {
  std::vector<std::string_view> words = kTests;
  words.insert(words.end(), {"path", "that"});
  return suggestion(word, nearest(word, words).empty() ? kTests : words);
}

Condition Compiler::condition(const Node& node, int depth) {
  Condition out;
  if (depth > kDeepest) {
    fail(node.span, "conditions are nested too deeply");
    return out;
  }
  if (node.is(Kind::list)) {
    parts(node, depth, out.parts);
    return out;
  }
  if (!is(node, Kind::mapping, "a condition")) return out;
  out.span = node.span;
  const Entry* chosen = nullptr;
  const Entry* that = nullptr;
  for (const Entry& entry : node.entries) {
    if (entry.name == "that") {
      that = &entry;
      continue;
    }
    if (entry.name == "path") {
      if (is(*entry.value, Kind::string, "`path`"))
        out.path = path(*entry.value, entry.value->text);
      continue;
    }
    bool known = false;
    for (const std::string_view test : kTests) known = known || test == entry.name;
    if (!known) {
      const std::string_view help = help_for(entry.name);
      fail(entry.key_span, "unknown test `" + std::string(entry.name) + '`',
           help.empty() ? word_near(entry.name) : std::string(help));
      return out;
    }
    if (chosen != nullptr) {
      fail(entry.key_span, "a condition has one test; this is a second one",
           "put each into a table of its own and make a list of them");
      return out;
    }
    chosen = &entry;
  }
  if (chosen == nullptr) {
    if (that != nullptr)
      fail(that->key_span, "`that` stands alone: of which nodes is it asked?",
           "say `every`, `some` or `none` beside it: `some = \"ipRules[*]\"`");
    else
      fail(node.span, "the condition has no test", suggestion("", kTests));
    return out;
  }
  for (const WrapperName& each : kQuantifiers) {
    if (each.name != chosen->name) continue;
    out.how = each.how;
    quantifier(*chosen, that == nullptr ? nullptr : that->value, depth, out);
    return out;
  }
  if (that != nullptr)
    fail(that->key_span,
         "`that` belongs to `every`, `some` or `none`, not to `" + std::string(chosen->name) + '`');
  operand(*chosen, depth, out);
  return out;
}

// A test, or conditions that are held by one.
void Compiler::operand(const Entry& chosen, int depth, Condition& out) {
  if (chosen.name == "all" || chosen.name == "any") {
    out.how = chosen.name == "all" ? Condition::How::all : Condition::How::any;
    parts(*chosen.value, depth, out.parts);
    return;
  }
  for (const WrapperName& each : kWrappers) {
    if (each.name != chosen.name) continue;
    out.how = each.how;
    out.parts.push_back(condition(*chosen.value, depth + 1));
    return;
  }
  out.how = Condition::How::test;
  test(chosen.name, *chosen.value, out.test);
}

// `{ some = "ipRules[*]", that = { path = "action", equals = "Allow" } }`
void Compiler::quantifier(const Entry& chosen, const Node* that, int depth, Condition& out) {
  if (that == nullptr)
    fail(chosen.key_span, '`' + std::string(chosen.name) + "` does not say what holds of the nodes",
         "add `that = { … }`: a condition that is asked of each of them");
  else
    out.parts.push_back(condition(*that, depth + 1));
  if (out.parts.empty()) out.parts.emplace_back();
  if (is_under(chosen.name, *chosen.value, Kind::string)) out.over = quantified(*chosen.value);
}

void Compiler::parts(const Node& list, int depth, std::vector<Condition>& out) {
  if (!is(list, Kind::list, "a list of conditions")) return;
  if (list.items.empty()) fail(list.span, "the list of conditions is empty");
  for (const Node* item : list.items) out.push_back(condition(*item, depth + 1));
}

bool Compiler::test(std::string_view name, const Node& operand, Test& out) {
  for (const TestName& each : kTestNames)
    if (each.name == name) out.kind = each.kind;
  out.operand = &operand;
  switch (out.kind) {
    case Test::Kind::present:
    case Test::Kind::truthy:
      return is_under(name, operand, Kind::boolean);
    case Test::Kind::in:
      return is_under(name, operand, Kind::list);
    case Test::Kind::is:
      return predicate(operand, out);
    case Test::Kind::version:
      return bounds(operand, true, out.bounds);
    case Test::Kind::count:
      return bounds(operand, false, out.bounds);
    case Test::Kind::equals:
      if (!operand.is(Kind::mapping)) return true;
      only(operand, "`equals`", {"from"});
      if (const Node* from = find(operand, "from"); from == nullptr)
        fail(operand.span, "`equals` compares with a value, a list or `{ from = \"path\" }`");
      else if (is(*from, Kind::string, "`from`"))
        out.from = path(*from, from->text);
      return out.from.has_value();
    case Test::Kind::contains:
      if (!operand.is_collection()) return true;
      fail(operand.span, "`contains` takes one value", "use `any` for several");
      return false;
    case Test::Kind::at_least:
    case Test::Kind::at_most:
      if (operand.is(Kind::integer) || operand.is(Kind::real)) return true;
      fail(operand.span, '`' + std::string(name) + "` must be a number",
           operand.is(Kind::string) ? "for versions say `version = { at_least = … }`" : "");
      return false;
    case Test::Kind::matches: {
      if (!is_under(name, operand, Kind::string)) return false;
      out.regex = std::make_shared<const Regex>(std::string(operand.text));
      // They are compiled when they are first asked.
      if (author_ == Author::embedded) return true;
      const std::string problem = out.regex->problem();
      if (!problem.empty()) fail(operand.span, "the expression is not valid: " + problem);
      return problem.empty();
    }
    case Test::Kind::type:
      return one_of(operand, "type",
                    {"null", "boolean", "integer", "real", "number", "string", "bytes", "list",
                     "tuple", "set", "sequence", "mapping", "path", "callable"});
    case Test::Kind::trait:
      return one_of(operand, "trait", {"env-text", "env-part", "random", "secret"});
  }
  return false;
}

bool Compiler::one_of(const Node& operand, std::string_view what,
                      const std::vector<std::string_view>& words) {
  if (!is_under(what, operand, Kind::string)) return false;
  for (const std::string_view word : words)
    if (word == operand.text) return true;
  fail(operand.span, "unknown " + std::string(what) + " `" + std::string(operand.text) + '`',
       suggestion(operand.text, words));
  return false;
}

bool Compiler::bounds(const Node& operand, bool versions, Bounds& out) {
  const std::string_view what = versions ? "`version`" : "`count`";
  const auto add = [&](Bounds::Relation relation, const Node& value) {
    Bounds::Bound bound;
    bound.relation = relation;
    if (!versions) {
      if (!is(value, Kind::integer, "a count")) return;
      bound.number = value.integer;
    } else {
      if (!is(value, Kind::string, "a version")) return;
      const auto version = parse_version(value.text);
      if (!version) {
        fail(value.span, '`' + std::string(value.text) + "` is not a version");
        return;
      }
      bound.version = *version;
    }
    out.bounds.push_back(std::move(bound));
  };
  const std::size_t before = errors_.size();
  if (!operand.is(Kind::mapping)) {
    add(Bounds::Relation::equals, operand);
    return errors_.size() == before;
  }
  only(operand, what, kRelationNames);
  for (const Entry& entry : operand.entries)
    for (const RelationName& each : kRelations)
      if (each.name == entry.name) add(each.relation, *entry.value);
  if (operand.entries.empty()) fail(operand.span, std::string(what) + " says no bound");
  return errors_.size() == before;
}

bool Compiler::predicate(const Node& operand, Test& out) {
  const Node* name = &operand;
  if (operand.is(Kind::mapping)) {
    name = find(operand, "name");
    if (name == nullptr) {
      fail(operand.span, "the predicate has no `name`");
      return false;
    }
  }
  if (!is(*name, Kind::string, "`is`")) return false;
  out.predicate = find_predicate(name->text);
  if (out.predicate == nullptr) {
    std::vector<std::string_view> names;
    for (const Predicate& each : predicates()) names.push_back(each.name);
    fail(name->span, "unknown predicate `" + std::string(name->text) + '`',
         suggestion(name->text, names));
    return false;
  }
  if (author_ == Author::embedded) return true;
  std::vector<std::string_view> keys = {"name"};
  keys.insert(keys.end(), out.predicate->arguments.begin(), out.predicate->arguments.end());
  only(operand, "the predicate `" + std::string(name->text) + '`', keys);
  return true;
}

}  // namespace djaz
