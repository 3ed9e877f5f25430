// What a rule says that a template should say: ARM that parses and, put into a bad example, leaves
// the rule nothing to find; and Bicep that says the same.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/linter.h"
#include "projects/template_text.h"
#include "rules/examples.h"
#include "rules/rule_set.h"
#include "support/text.h"

using namespace djaz;
using test::Json;
using test::JsonReader;

namespace {

// Remedies that are no values of the resource which the rule finds fault with.
struct Elsewhere {
  std::string_view rule;
  std::string_view why;
};
constexpr Elsewhere kElsewhere[] = {
    {"app-auth-client-secret-literal", "the secret goes, which no value says"},
    {"app-custom-domain-no-tls", "a host name has a binding of its own"},
    {"app-setting-debug-true", "the examples have their app settings in a child"},
    {"app-setting-secret-literal", "the example has one in a slot, too"},
    {"app-slot-secret-not-sticky", "the examples are exports of settings"},
    {"app-slot-weaker-than-production", "a slot repeats what its site says, whatever that is"},
    {"pg-firewall-too-many-rules", "rules go, which no value says"},
    {"pg-single-server-retired", "a server of another type takes its place"},
    {"pg-threat-protection-off", "the examples are single servers, which are retired"},
    {"tpl-http-link", "a template spec takes the place of the address"},
};

bool stands_elsewhere(std::string_view rule) {
  return std::any_of(std::begin(kElsewhere), std::end(kElsewhere),
                     [&](const Elsewhere& one) { return one.rule == rule; });
}

std::string_view word(const Json& json, std::string_view name) {
  const Json* value = json.find(name);
  return value == nullptr ? std::string_view() : value->inner();
}

Json* find_ignoring_case(Json& object, std::string_view name) {
  for (auto& [key, value] : object.members)
    if (equal_ignoring_case(key, name)) return &value;
  return nullptr;
}

// Objects are joined, everything else is replaced.
void join_into(Json& into, const Json& from) {
  for (const auto& [name, value] : from.members) {
    Json* old = find_ignoring_case(into, name);
    if (old == nullptr)
      into.members.emplace_back(name, value);
    else if (old->kind == Json::Kind::object && value.kind == Json::Kind::object)
      join_into(*old, value);
    else
      *old = value;
  }
}

// Children that stand among the properties of their parent, as the rules of a group do.
int mend_within(Json& resource, const std::string& type, const Json& remedy) {
  const std::string_view wanted = word(remedy, "type");
  const std::size_t last = wanted.rfind('/');
  if (!equal_ignoring_case(type, wanted.substr(0, last))) return 0;
  Json* properties = resource.find("properties");
  Json* children = properties ? properties->find(wanted.substr(last + 1)) : nullptr;
  if (children == nullptr) return 0;
  for (Json& child : children->items) {
    Json change = remedy;
    change.take("type");
    change.take("name");
    join_into(child, change);
  }
  return static_cast<int>(children->items.size());
}

// How many resources of the remedy's type there are, all mended.
int mend(Json& resources, const std::string& parent, const Json& remedy) {
  int mended = 0;
  for (Json& resource : resources.items) {
    const std::string own(word(resource, "type"));
    const bool nested = own.find('.') == std::string::npos;
    const std::string type = nested ? parent + '/' + own : own;
    if (Json* inner = resource.find("resources")) mended += mend(*inner, type, remedy);
    mended += mend_within(resource, type, remedy);
    if (!equal_ignoring_case(type, word(remedy, "type"))) continue;
    Json change = remedy;
    change.take("type");
    // A child's name is its parent's and its own; the parent is the example's.
    if (resource.find("name") != nullptr &&
        (nested || word(remedy, "name").find('/') == std::string::npos))
      change.take("name");
    join_into(resource, change);
    ++mended;
  }
  return mended;
}

int failures(const RuleInfo& rule, const std::string& path, const std::string& text) {
  const auto memory = in_memory({{path, text}});
  LintOptions options;
  options.profile = Profile::strict;
  options.config.selection.select = {std::string(rule.name)};
  const auto run = lint(*memory, built_in_rules(), options);
  int out = 0;
  for (const Finding& finding : run->report.findings)
    out += static_cast<int>(finding.rule->name == rule.name && finding.outcome == Outcome::fail);
  return out;
}

// The names before a colon, in order.
std::vector<std::string> names_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::string_view line : split(text, '\n')) {
    line = trimmed(line);
    const std::size_t colon = line.find(':');
    if (colon == line.npos || line.starts_with("//") || line.starts_with('@')) continue;
    std::string name(line.substr(0, colon));
    name.erase(std::remove_if(name.begin(), name.end(),
                              [](char c) { return c == '"' || c == '\'' || c == ' '; }),
               name.end());
    out.push_back(name);
  }
  return out;
}

// Braces and brackets outside of texts close in the order in which they were opened.
bool balanced(std::string_view text) {
  std::string open;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != '\0') {
      if (c == '\\') ++i;
      if (c == quote) quote = '\0';
      if (c == '\n') return false;
      continue;
    }
    if (c == '/' && text.substr(i, 2) == "//") i = std::min(text.find('\n', i), text.size());
    if (c == '\'') quote = c;
    if (c == '{' || c == '[' || c == '(') open += c;
    if (c != '}' && c != ']' && c != ')') continue;
    const char wanted = c == '}' ? '{' : c == ']' ? '[' : '(';
    if (open.empty() || open.back() != wanted) return false;
    open.pop_back();
  }
  return open.empty() && quote == '\0';
}

}  // namespace

TEST_CASE("an ARM remedy parses, and put into a bad example it mends it") {
  int tried = 0;
  for (const auto& rule : built_in_rules().rules) {
    const RuleInfo& info = rule->info();
    if (info.remedy().arm.empty()) continue;
    CAPTURE(info.name);
    const auto remedy = JsonReader(info.remedy().arm).document();
    REQUIRE_MESSAGE(remedy.has_value(), info.remedy().arm);
    if (word(*remedy, "type").find('/') == std::string::npos || stands_elsewhere(info.name))
      continue;
    int applied = 0;
    int mended = 0;
    for (const Example& example : info.examples()) {
      if (!example.bad || example.files.size() != 1) continue;
      const ExampleFile file = prepare(example).files.front();
      auto json = JsonReader(file.text).document();
      if (!json || json->find("resources") == nullptr) continue;
      if (mend(*json->find("resources"), "", *remedy) == 0) continue;
      ++applied;
      const int after = failures(info, file.path, json->dump());
      // An example may have its fault elsewhere as well: in a parameter, in a child.
      CHECK_MESSAGE(after <= failures(info, file.path, file.text), json->dump());
      mended += static_cast<int>(after == 0);
    }
    CHECK_MESSAGE(applied > 0, "no bad example has a resource of type " << word(*remedy, "type"));
    CHECK_MESSAGE(mended > 0, info.remedy().arm);
    tried += applied;
  }
  CHECK(tried > 150);
}

TEST_CASE("a Bicep remedy is whole, and names what the ARM remedy names") {
  int compared = 0;
  for (const auto& rule : built_in_rules().rules) {
    const Remedy remedy = rule->info().remedy();
    if (remedy.bicep.empty()) continue;
    CAPTURE(rule->info().name);
    if (!balanced(remedy.bicep)) FAIL_CHECK(remedy.bicep);
    const auto arm = JsonReader(remedy.arm).document();
    if (!arm || word(*arm, "type").find('/') == std::string::npos) continue;
    // A deployment is a module there.
    if (equal_ignoring_case(word(*arm, "type"), "Microsoft.Resources/deployments")) continue;
    std::vector<std::string> wanted = names_of(remedy.arm);
    wanted.erase(std::remove(wanted.begin(), wanted.end(), "type"), wanted.end());
    std::vector<std::string> found = names_of(remedy.bicep);
    found.erase(std::remove(found.begin(), found.end(), "type"), found.end());
    CHECK(found == wanted);
    ++compared;
  }
  CHECK(compared > 100);
}
