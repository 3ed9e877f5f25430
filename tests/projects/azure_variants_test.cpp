// The examples of every rule over templates, said in other ways: what they deploy is the same, and
// so are the verdicts.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
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

using Files = std::vector<std::pair<std::string, std::string>>;

bool is_template(const Json& json) {
  const Json* schema = json.find("$schema");
  const Json* resources = json.find("resources");
  return schema != nullptr && schema->inner().find("eploymentTemplate.json") != std::string::npos &&
         resources != nullptr;
}

bool is_expression(const Json& json) {
  return json.inner().starts_with('[') && !json.inner().starts_with("[[");
}

std::string type_of(const Json& resource) {
  const Json* type = resource.find("type");
  return type == nullptr ? std::string() : std::string(type->inner());
}

// Azure reads its template and its scope before it evaluates anything.
bool is_deployment(const Json& resource) {
  return equal_ignoring_case(type_of(resource), "Microsoft.Resources/deployments");
}

bool holds_deployments(const Json& json) {
  return json.dump().find("Microsoft.Resources/deployments") != std::string::npos;
}

// A function over every resource, those within others first.
template <typename Change>
void each_resource(Json& resources, const Change& change) {
  const auto one = [&](Json& resource) {
    if (Json* inner = resource.find("resources")) each_resource(*inner, change);
    change(resource);
  };
  for (Json& resource : resources.items) one(resource);
  for (auto& [name, resource] : resources.members) one(resource);
}

// ---- Values that stand elsewhere

// What a resource says of itself, without its name and type and without loops.
constexpr std::string_view kSaid[] = {"properties", "sku", "identity", "kind"};

template <typename Change>
void each_leaf(Json& json, const Change& change) {
  for (auto& [name, value] : json.members)
    if (name != "copy") each_leaf(value, change);
  for (Json& item : json.items) each_leaf(item, change);
  if (json.kind != Json::Kind::scalar || is_expression(json) || json.token == "null") return;
  change(json);
}

template <typename Change>
void each_value(Json& root, const Change& change) {
  each_resource(*root.find("resources"), [&](Json& resource) {
    if (is_deployment(resource)) return;
    for (const std::string_view name : kSaid)
      if (Json* said = resource.find(name)) each_leaf(*said, change);
  });
}

std::string parameter_type(const Json& value) {
  if (value.is_text()) return "string";
  return value.token == "true" || value.token == "false" ? "bool" : "int";
}

Json& section(Json& root, const std::string& name) {
  if (root.find(name) == nullptr) root.set(name, Json::object());
  return *root.find(name);
}

bool by_parameters(Json& root) {
  Json& parameters = section(root, "parameters");
  int count = 0;
  each_value(root, [&](Json& value) {
    const std::string name = "value" + std::to_string(count++);
    parameters.set(
        name, Json::object({{"type", Json::text(parameter_type(value))}, {"defaultValue", value}}));
    value = Json::text("[parameters('" + name + "')]");
  });
  return count > 0;
}

bool by_variables(Json& root) {
  Json& variables = section(root, "variables");
  int count = 0;
  each_value(root, [&](Json& value) {
    const std::string name = "value" + std::to_string(count++);
    variables.set(name, Json::object({{"is", value}}));
    value = Json::text("[variables('" + name + "').is]");
  });
  return count > 0;
}

bool by_if(Json& root) {
  int count = 0;
  each_value(root, [&](Json& value) {
    const bool text = value.is_text();
    if (text && value.inner().find('\\') != std::string::npos) return;
    std::string literal = text ? '\'' + replaced(value.inner(), "'", "''") + '\''
                          : value.token == "true" || value.token == "false" ? value.token + "()"
                                                                            : value.token;
    if (text && value.inner().starts_with("[[")) literal.erase(1, 1);
    value = Json::text("[if(equals(1, 1), " + literal + ", null())]");
    ++count;
  });
  return count > 0;
}

bool properties_by_variable(Json& root) {
  Json& variables = section(root, "variables");
  int count = 0;
  each_resource(*root.find("resources"), [&](Json& resource) {
    Json* properties = resource.find("properties");
    if (properties == nullptr || properties->kind != Json::Kind::object || is_deployment(resource))
      return;
    const std::string said = properties->dump();
    if (said.find("copyIndex(") != std::string::npos ||
        said.find("\"copy\"") != std::string::npos ||
        said.find("reference(") != std::string::npos || said.find("listKeys(") != std::string::npos)
      return;
    const std::string name = "said" + std::to_string(count++);
    variables.set(name, *properties);
    *properties = Json::text("[variables('" + name + "')]");
  });
  return count > 0;
}

// ---- Resources that stand elsewhere

// The argument of concat() for a name: a literal or what an expression says.
std::string argument(std::string_view name) {
  if (name.starts_with('[')) return std::string(name.substr(1, name.size() - 2));
  return '\'' + std::string(name) + '\'';
}

std::string joined_name(std::string_view parent, std::string_view child) {
  if (!parent.starts_with('[') && !child.starts_with('['))
    return std::string(parent) + '/' + std::string(child);
  return "[concat(" + argument(parent) + ", '/', " + argument(child) + ")]";
}

void hoist(Json parent, std::vector<Json>& out) {
  std::optional<Json> children = parent.take("resources");
  const std::string type = type_of(parent);
  const std::string name(parent.find("name") ? parent.find("name")->inner() : "");
  out.push_back(std::move(parent));
  if (!children) return;
  for (Json& child : children->items) {
    const std::string own = type_of(child);
    // One that is named in full, or stands beside its parent.
    if (own.find('.') == std::string::npos) {
      child.set("type", Json::text(type + '/' + own));
      child.set("name", Json::text(joined_name(name, child.find("name")->inner())));
    }
    hoist(std::move(child), out);
  }
}

bool children_apart(Json& root) {
  std::vector<Json> out;
  const std::size_t before = root.find("resources")->items.size();
  for (Json& resource : root.find("resources")->items) hoist(std::move(resource), out);
  root.set("resources", Json::array(std::move(out)));
  return root.find("resources")->items.size() > before;
}

bool children_within(Json& root) {
  std::vector<Json>& all = root.find("resources")->items;
  bool changed = false;
  for (std::size_t i = all.size(); i-- > 0;) {
    const std::string type = type_of(all[i]);
    const Json* name = all[i].find("name");
    const std::size_t type_end = type.rfind('/');
    if (name == nullptr || std::count(type.begin(), type.end(), '/') < 2) continue;
    const std::string full(name->inner());
    const std::size_t name_end = full.rfind('/');
    if (name_end == std::string::npos || full.starts_with('[')) continue;
    for (std::size_t j = 0; j < all.size(); ++j) {
      const Json* parent = all[j].find("name");
      if (j == i || type_of(all[j]) != type.substr(0, type_end) || parent == nullptr ||
          parent->inner() != full.substr(0, name_end))
        continue;
      Json child = all[i];
      child.set("type", Json::text(type.substr(type_end + 1)));
      child.set("name", Json::text(full.substr(name_end + 1)));
      if (all[j].find("resources") == nullptr) all[j].set("resources", Json::array({}));
      all[j].find("resources")->items.push_back(std::move(child));
      all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
      changed = true;
      break;
    }
  }
  return changed;
}

bool in_other_order(Json& root) {
  std::vector<Json>& all = root.find("resources")->items;
  std::reverse(all.begin(), all.end());
  return all.size() > 1;
}

bool by_symbolic_names(Json& root) {
  if (root.find("languageVersion") != nullptr) return false;
  const auto named = [](const Json& list, const auto& self) -> Json {
    Json out = Json::object();
    for (Json item : list.items) {
      if (Json* inner = item.find("resources")) *inner = self(*inner, self);
      out.set("it" + std::to_string(out.members.size()), std::move(item));
    }
    return out;
  };
  root.set("languageVersion", Json::text("2.0"));
  root.set("resources", named(*root.find("resources"), named));
  return true;
}

bool in_loops(Json& root) {
  bool changed = false;
  for (Json& resource : root.find("resources")->items) {
    if (resource.find("copy") != nullptr || resource.find("resources") != nullptr) continue;
    resource.set("copy",
                 Json::object({{"name", Json::text("loop")}, {"count", Json::scalar("1")}}));
    changed = true;
  }
  return changed;
}

Json deployment(const std::string& scope, Json inner) {
  return Json::object({{"type", Json::text("Microsoft.Resources/deployments")},
                       {"apiVersion", Json::text("2022-09-01")},
                       {"name", Json::text("inner")},
                       {"properties", Json::object({{"mode", Json::text("Incremental")},
                                                    {"expressionEvaluationOptions",
                                                     Json::object({{"scope", Json::text(scope)}})},
                                                    {"template", std::move(inner)}})}});
}

bool in_an_inner_deployment(Json& root) {
  if (holds_deployments(root)) return false;
  Json outer =
      Json::object({{"$schema", *root.find("$schema")}, {"contentVersion", Json::text("1.0.0.0")}});
  outer.set("resources", Json::array({deployment("inner", root)}));
  root = std::move(outer);
  return true;
}

bool in_an_outer_deployment(Json& root) {
  if (holds_deployments(root) || root.find("languageVersion") != nullptr) return false;
  Json inner = Json::object({{"$schema", *root.find("$schema")},
                             {"contentVersion", Json::text("1.0.0.0")},
                             {"resources", *root.find("resources")}});
  root.set("resources", Json::array({deployment("outer", std::move(inner))}));
  return true;
}

bool in_other_case(Json& root) {
  each_resource(*root.find("resources"), [](Json& resource) {
    if (Json* type = resource.find("type")) *type = Json::text(uppered(type->inner()));
  });
  return true;
}

void with_condition(Json& resources, const std::string& condition) {
  each_resource(resources, [&](Json& resource) {
    if (resource.find("condition") == nullptr) resource.set("condition", Json::scalar(condition));
  });
}

bool under_a_condition(Json& root) {
  with_condition(*root.find("resources"), "\"[not(equals('a', 'b'))]\"");
  return true;
}

struct Form {
  std::string_view name;
  bool (*change)(Json& root);  // false: it does not apply
  bool alone = false;          // not where other files speak of the template
};
constexpr Form kForms[] = {
    {"values by parameters", by_parameters},
    {"values by variables", by_variables},
    {"values by if()", by_if},
    {"properties by a variable", properties_by_variable},
    {"children apart", children_apart},
    {"children within", children_within},
    {"another order", in_other_order},
    {"symbolic names", by_symbolic_names},
    {"loops", in_loops},
    {"an inner deployment", in_an_inner_deployment, true},
    {"an outer deployment", in_an_outer_deployment},
    {"types in another case", in_other_case},
    {"a condition that holds", under_a_condition},
};

// "fail fail pass": what one rule says of the files; only what it is as sure of as it can be.
std::string verdicts(const RuleInfo& rule, const Files& files, bool sure = false) {
  const auto memory = in_memory(files);
  LintOptions options;
  options.profile = Profile::strict;
  options.config.selection.select = {std::string(rule.name)};
  const auto run = lint(*memory, built_in_rules(), options);
  std::vector<std::string> all;
  for (const Finding& finding : run->report.findings)
    if (finding.rule->name == rule.name && (!sure || finding.confidence == rule.confidence))
      all.emplace_back(to_string(finding.outcome));
  std::sort(all.begin(), all.end());
  return join(all, " ");
}

struct Case {
  const RuleInfo* rule = nullptr;
  bool bad = false;
  Files files;
  std::size_t at = 0;  // the template
  Json json;
};

// Of every rule, the examples that are one template with resources, alone or with other files.
std::vector<Case> cases() {
  std::vector<Case> out;
  for (const auto& rule : built_in_rules().rules) {
    for (const Example& example : rule->info().examples()) {
      Case one;
      one.rule = &rule->info();
      one.bad = example.bad;
      std::size_t templates = 0;
      for (const ExampleFile& file : prepare(example).files) {
        one.files.emplace_back(file.path, file.text);
        const auto json = JsonReader(file.text).document();
        if (!json || !is_template(*json)) continue;
        ++templates;
        one.at = one.files.size() - 1;
        one.json = *json;
      }
      if (templates == 1 && example.encoding.empty() && !example.repository) out.push_back(one);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("every example of a template has its verdicts in whatever form it is written") {
  std::size_t compared = 0;
  for (const Case& one : cases()) {
    CAPTURE(one.rule->name);
    Files files = one.files;
    const std::string expected = verdicts(*one.rule, files);
    for (const Form& form : kForms) {
      if (form.alone && files.size() > 1) continue;
      Json changed = one.json;
      if (!form.change(changed)) continue;
      files[one.at].second = changed.dump();
      const std::string found = verdicts(*one.rule, files);
      ++compared;
      if (found == expected) continue;
      FAIL_CHECK(form.name << ": " << expected << " became " << found << "\n"
                           << files[one.at].second);
    }
  }
  CHECK(compared > 3000);
}

TEST_CASE("what is never deployed has no verdict") {
  for (const Case& one : cases()) {
    // Some ask of the template's own words, others of an export beside it.
    if (one.rule->name.starts_with("tpl-") || one.files.size() > 1) continue;
    CAPTURE(one.rule->name);
    Files files = one.files;
    Json changed = one.json;
    each_resource(*changed.find("resources"),
                  [](Json& resource) { resource.set("condition", Json::scalar("false")); });
    files[one.at].second = changed.dump();
    const std::string found = verdicts(*one.rule, files);
    if (found.find("fail") != std::string::npos) FAIL_CHECK(found << "\n" << files[one.at].second);
  }
}

TEST_CASE("a good template is not found bad because nobody knows its values") {
  std::size_t compared = 0;
  for (const Case& one : cases()) {
    if (one.bad) continue;
    CAPTURE(one.rule->name);
    Files files = one.files;
    Json changed = one.json;
    if (!by_parameters(changed)) continue;
    for (auto& [name, parameter] : changed.find("parameters")->members)
      if (std::string_view(name).starts_with("value")) parameter.take("defaultValue");
    files[one.at].second = changed.dump();
    ++compared;
    // A guard that cannot be answered makes a finding less sure and does not silence it.
    const std::string found = verdicts(*one.rule, files, true);
    if (found.find("fail") != std::string::npos) FAIL_CHECK(found << "\n" << files[one.at].second);
  }
  CHECK(compared > 150);
}
