// What a rule may make of a property that is not there. Every example of every Azure rule loses its
// properties one by one, as null and altogether: in an export no verdict may turn for want of one,
// since nobody knows what was left out; in a template null is the same as nothing, and nothing is
// the platform's default where we know one.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/run_example.h"
#include "rules/compiled.h"
#include "rules/reach.h"
#include "rules/rule_set.h"
#include "support/text.h"
#include "syntax/embedded.h"
#include "syntax/json_strict.h"

using namespace djaz;

namespace {

// Where the verdict turns although a property is gone, and is right.
struct Exception {
  std::string_view rule;      // "" for all
  std::string_view property;  // its name
  std::string_view why;
};

const std::vector<Exception> kExport = {
    {"storage-shared-key-allowed", "allowSharedKeyAccess", "null is shown for the default, true"},
    {"storage-sftp-or-local-users", "isSftpEnabled", "null is shown for the default, false"},
    {"storage-min-tls-low", "minimumTlsVersion", "null is shown for the default, TLS 1.0"},
    {"storage-container-public-list", "publicAccess", "null is shown for the default, none"},
    {"storage-container-public-blob", "publicAccess", "null is shown for the default, none"},
    {"", "publicNetworkAccess", "null is shown for the default, Enabled"},
    {"kv-purge-protection-off", "enablePurgeProtection", "null is shown for the default, false"},
    {"kv-public-network", "networkAcls", "null is shown where there are no rules"},
    {"app-cors-any-origin", "cors", "null is shown where there are no origins"},
    {"app-auth-client-secret-literal", "googleClientSecret", "the settings are shown in full"},
    {"app-no-managed-identity", "identity", "null is shown where a site has none"},
    {"kv-secret-no-expiry", "expires", "the dates of a secret are shown in full"},
    // A parameters file is no export.
    {"params-literal-secret", "dbPassword", "nothing is given"},
    {"params-literal-secret", "value", "nothing is given"},
};
// In templates there is none so far.
const std::vector<Exception> kNull = {};
const std::vector<Exception> kDefault = {};

bool is_excepted(const std::vector<Exception>& table, std::string_view rule, std::string_view name,
                 std::set<const Exception*>& used) {
  for (const Exception& each : table) {
    if (!each.rule.empty() && each.rule != rule) continue;
    if (!equal_ignoring_case(each.property, name)) continue;
    used.insert(&each);
    return true;
  }
  return false;
}

// A property as it is written, and the text around it that goes with it.
struct Property {
  std::string path;  // "properties.siteConfig.alwaysOn"
  std::string type;  // of the resource, where it is said
  std::string name;
  Span value;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class Properties {
 public:
  explicit Properties(std::vector<Property>& out) : out_(out) {}

  void of(const Node& root) {
    if (root.is(Kind::list)) {
      for (const Node* item : root.items) of(*item);
      return;
    }
    if (const Entry* resources = find_entry(root, "resources");
        resources != nullptr && find_entry(root, "contentVersion") != nullptr) {
      of(*resources->value);
      return;
    }
    const Entry* type = find_entry(root, "type");
    type_ = type != nullptr && type->value->is(Kind::string) ? std::string(type->value->text) : "";
    if (root.is(Kind::mapping)) below(root, "", 0);
  }

 private:
  // What says which resource it is, and of what kind.
  static bool names(std::string_view name) {
    for (const std::string_view other :
         {"id", "name", "type", "kind", "apiVersion", "location", "resourceGroup", "resources",
          "copy", "condition", "dependsOn", "scope", "sku", "tags"})
      if (equal_ignoring_case(other, name)) return true;
    return false;
  }

  void below(const Node& node, const std::string& path, int depth) {
    if (depth > 5) return;
    for (std::size_t i = 0; node.is(Kind::mapping) && i < node.entries.size(); ++i) {
      const Entry& entry = node.entries[i];
      if (depth == 0 && names(entry.name)) continue;
      Property property;
      property.path = path.empty() ? std::string(entry.name) : path + '.' + std::string(entry.name);
      property.type = type_;
      property.name = entry.name;
      property.value = entry.value->span;
      property.begin = entry.key_span.begin;
      property.end = entry.value->span.end;
      if (i + 1 < node.entries.size())
        property.end = node.entries[i + 1].key_span.begin;
      else if (i > 0)
        property.begin = node.entries[i - 1].value->span.end;
      out_.push_back(property);
      below(*entry.value, property.path, depth + 1);
    }
  }

  std::vector<Property>& out_;
  std::string type_;
};

struct Verdicts {
  int fails = 0;
  int passes = 0;
  int unknowns = 0;
  friend bool operator==(const Verdicts&, const Verdicts&) = default;
};

Verdicts verdicts(const std::vector<ExampleFile>& files, const RuleSet& rules,
                  std::string_view rule) {
  Verdicts out;
  for (const ExampleFinding& finding : run_example(files, rules)) {
    if (finding.rule != rule) continue;
    out.fails += finding.outcome == Outcome::fail ? 1 : 0;
    out.passes += finding.outcome == Outcome::pass ? 1 : 0;
    out.unknowns += finding.outcome == Outcome::unknown ? 1 : 0;
  }
  return out;
}

// One example file, of which each property is taken in turn.
struct Subject {
  std::shared_ptr<const Rule> rule;
  std::vector<ExampleFile> files;
  std::size_t file = 0;
  bool from_template = false;
  std::vector<Property> properties;

  std::vector<ExampleFile> with(const Property& property, const std::string& value) const {
    std::vector<ExampleFile> out = files;
    std::string& text = out[file].text;
    text.replace(property.value.begin, property.value.end - property.value.begin, value);
    return out;
  }
  std::vector<ExampleFile> without(const Property& property) const {
    std::vector<ExampleFile> out = files;
    out[file].text.erase(property.begin, property.end - property.begin);
    return out;
  }
};

bool looks_at_azure_alone(const Rule& rule) {
  return std::all_of(rule.selects.begin(), rule.selects.end(),
                     [](std::string_view path) { return branch_of(path) == "azure"; });
}

template <class Visit>
void each_subject(bool from_template, const Visit& visit) {
  for (const auto& rule : built_in_rules().rules) {
    if (!looks_at_azure_alone(*rule)) continue;
    for (const Example& example : rule->info().examples()) {
      const PreparedExample prepared = prepare(example);
      for (std::size_t i = 0; i < prepared.files.size(); ++i) {
        Sources sources;
        Arena arena;
        const SourceFile& file = sources.add(prepared.files[i].path, prepared.files[i].text);
        const Node* root = parse_strict_json(file, arena);
        if (root == nullptr) continue;
        Subject subject;
        subject.rule = rule;
        subject.files = prepared.files;
        subject.file = i;
        subject.from_template = file.text().find("deploymentTemplate.json") != std::string::npos;
        if (subject.from_template != from_template) continue;
        Properties(subject.properties).of(*root);
        visit(subject);
      }
    }
  }
}

// The rule alone.
RuleSet only(const std::shared_ptr<const Rule>& rule) {
  RuleSet out;
  out.rules.push_back(rule);
  return out;
}

// As JSON, of a default for the path in resources of the type; empty where there is none.
std::string default_of(const Property& property) {
  static const Node* const all =
      find_entry(*embedded("rules/defaults/azure.toml"), "default")->value;
  const std::string wanted = "azure.\"" + property.type + "\"[*]." + property.path;
  for (const Node* each : all->items) {
    if (!equal_ignoring_case(find_entry(*each, "path")->value->text, wanted)) continue;
    const Node& value = *find_entry(*each, "value")->value;
    if (value.is(Kind::string)) return '"' + std::string(value.text) + '"';
    if (value.is(Kind::boolean)) return value.boolean ? "true" : "false";
    if (value.is(Kind::integer)) return std::to_string(value.integer);
  }
  return {};
}

}  // namespace

TEST_CASE("in an export no verdict turns for want of a property") {
  std::set<const Exception*> used;
  int asked = 0;
  each_subject(false, [&](const Subject& subject) {
    const RuleSet rules = only(subject.rule);
    const std::string_view rule = subject.rule->info().name;
    const Verdicts whole = verdicts(subject.files, rules, rule);
    for (const Property& property : subject.properties) {
      for (const bool null : {true, false}) {
        const Verdicts less = verdicts(
            null ? subject.with(property, "null") : subject.without(property), rules, rule);
        ++asked;
        // That there is no element to judge says nothing of any.
        const bool acquits = less.fails < whole.fails && less.passes > whole.passes;
        const bool accuses = less.fails > whole.fails;
        if (!acquits && !accuses) continue;
        if (is_excepted(kExport, rule, property.name, used)) continue;
        FAIL_CHECK(rule << ": " << property.path << (null ? " is null" : " is gone") << " and it "
                        << std::string(accuses ? "fails" : "passes"));
      }
    }
  });
  CHECK(asked > 500);
  for (const Exception& each : kExport) {
    CAPTURE(std::string(each.rule) + ' ' + std::string(each.property));
    CHECK(used.contains(&each));
  }
}

TEST_CASE("in a template null is nothing, and nothing is the platform's default") {
  std::set<const Exception*> used;
  int by_default = 0;
  each_subject(true, [&](const Subject& subject) {
    const RuleSet rules = only(subject.rule);
    const std::string_view rule = subject.rule->info().name;
    for (const Property& property : subject.properties) {
      const Verdicts gone = verdicts(subject.without(property), rules, rule);
      const Verdicts null = verdicts(subject.with(property, "null"), rules, rule);
      if (!(gone == null) && !is_excepted(kNull, rule, property.name, used))
        FAIL_CHECK(rule << ": " << property.path << " as null is not what it is without");
      const std::string value = default_of(property);
      if (value.empty()) continue;
      ++by_default;
      const Verdicts said = verdicts(subject.with(property, value), rules, rule);
      if (!(gone == said) && !is_excepted(kDefault, rule, property.name, used))
        FAIL_CHECK(rule << ": without " << property.path << " it does not say what it says of "
                        << value);
    }
  });
  CHECK(by_default > 50);
  for (const auto* table : {&kNull, &kDefault})
    for (const Exception& each : *table) {
      CAPTURE(std::string(each.rule) + ' ' + std::string(each.property));
      CHECK(used.contains(&each));
    }
}
