#include "checks/failing_flag.h"

#include <algorithm>
#include <string>
#include <vector>

#include "checks/nodes.h"
#include "support/text.h"

namespace djaz {
namespace {

bool is_star(const Node& value) {
  return value.is_sequence() &&
         std::any_of(value.items.begin(), value.items.end(),
                     [](const Node* item) { return item->is(Kind::string) && item->text == "*"; });
}

bool is_literal(const Node& value) {
  return value.is(Kind::string) && !value.text.empty() && !value.has(Trait::env_text) &&
         !value.has(Trait::env_part) && !value.has(Trait::random);
}

bool is_sqlite(const Node& value) {
  return value.is(Kind::string) && value.text.ends_with(".sqlite3");
}

bool is_off(const Node& value) { return value.is(Kind::boolean) && !value.boolean; }
bool is_on(const Node& value) { return value.is(Kind::boolean) && value.boolean; }

struct Insecure {
  std::string_view path;
  bool (*holds)(const Node& value);
  std::string_view words;
};

// What a developer's machine may have, in the order of harm.
constexpr Insecure kInsecure[] = {
    {"SECRET_KEY", is_literal, "SECRET_KEY is a text in the source"},
    {"ALLOWED_HOSTS", is_star, "ALLOWED_HOSTS holds `*`"},
    {"DATABASES.default.ENGINE", is_sqlite, "the database is SQLite"},
    {"SESSION_COOKIE_SECURE", is_off, "SESSION_COOKIE_SECURE is False"},
    {"CSRF_COOKIE_SECURE", is_off, "CSRF_COOKIE_SECURE is False"},
    {"SECURE_SSL_REDIRECT", is_off, "SECURE_SSL_REDIRECT is False"},
    {"CORS_ALLOW_ALL_ORIGINS", is_on, "CORS_ALLOW_ALL_ORIGINS is True"},
};

// "`A` is unset": a name and what it lacks. A variable that is about DEBUG says what it does: that
// it is on without the variable is another rule's business.
bool is_want(std::string_view fact) {
  const std::size_t end = fact.find('`', 1);
  if (!fact.starts_with('`') || end == std::string_view::npos) return false;
  const std::string_view said = fact.substr(end + 1);
  // "is unset or is true", "is unset or is 'dev'": it has to be set to something else.
  const bool wants = said == " is unset" || said == " is false" || said == " is empty" ||
                     said.starts_with(" is unset or is ");
  if (!wants) return false;
  return lowered(fact).find("debug") == std::string::npos;
}

// What is wanting by "`A` is unset and `b` is false".
std::vector<std::string_view> facts_of(std::string_view condition) {
  constexpr std::string_view kAnd = " and ";
  std::vector<std::string_view> facts;
  while (!condition.empty()) {
    const std::size_t end = std::min(condition.find(kAnd), condition.size());
    if (is_want(condition.substr(0, end))) facts.push_back(condition.substr(0, end));
    condition.remove_prefix(std::min(end + kAnd.size(), condition.size()));
  }
  return facts;
}

bool share(std::string_view condition, std::string_view fact) {
  const std::vector<std::string_view> facts = facts_of(condition);
  return std::find(facts.begin(), facts.end(), fact) != facts.end();
}

// The values that a node may have while the fact holds and no variable is set.
std::vector<const Node*> values_under(const Node& node, std::string_view fact) {
  std::vector<const Node*> values;
  if (!node.is(Kind::unknown)) return values;
  for (const Candidate& candidate : node.unknown->candidates)
    if (candidate.value != nullptr && !candidate.asked_for && share(candidate.condition, fact))
      values.push_back(candidate.value);
  return values;
}

// Points at the value, and at where the setting takes it up.
void point_at(const Node& setting, const Node& value, std::string_view words,
              std::vector<Label>& labels) {
  labels.push_back({value.span, std::string(words)});
  const Span use = setting.origin != nullptr ? setting.origin->span : setting.span;
  if (use.valid() && !use.contains(value.span)) labels.push_back({use, "it is used here"});
}

// What else is insecure while the fact holds.
CheckAnswer company(const CheckContext& context, const Node& settings, std::string_view fact) {
  CheckAnswer answer{Truth::no, "", {}};
  std::vector<std::string> said = {"DEBUG is on"};
  for (const Insecure& insecure : kInsecure) {
    const Result<Path> path = parse_path(insecure.path);
    if (!path.ok()) continue;
    for (const Place& place : resolve(path.value(), settings, "settings", context.arena)) {
      if (place.node == nullptr) continue;
      const std::vector<const Node*> values = values_under(*place.node, fact);
      const auto guilty = std::find_if(values.begin(), values.end(),
                                       [&](const Node* value) { return insecure.holds(*value); });
      if (guilty == values.end()) continue;
      said.emplace_back(insecure.words);
      point_at(*place.node, **guilty, insecure.words, answer.related);
    }
  }
  if (said.size() < 2) return answer;
  answer.guilty = Truth::yes;
  for (std::size_t i = 0; i < said.size(); ++i)
    answer.evidence += (i == 0 ? "" : i + 1 == said.size() ? " and " : ", ") + said[i];
  answer.evidence += " when " + std::string(fact);
  return answer;
}

}  // namespace

CheckAnswer check_failing_flag(const CheckContext& context) {
  const Node* asked = context.place.node;
  const Node* settings = below(&context.project, "settings");
  const Node* debug = below(settings, "DEBUG");
  if (asked == nullptr || debug == nullptr || !debug->is(Kind::unknown)) return {Truth::no, "", {}};
  for (const Candidate& candidate : debug->unknown->candidates) {
    // Asked of the whole, or of this way it may turn out.
    if (asked != debug && asked != candidate.value) continue;
    if (candidate.asked_for || candidate.value == nullptr || !is_on(*candidate.value)) continue;
    for (const std::string_view fact : facts_of(candidate.condition)) {
      CheckAnswer answer = company(context, *settings, fact);
      if (answer.guilty == Truth::yes) return answer;
    }
  }
  return {Truth::no, "", {}};
}

}  // namespace djaz
