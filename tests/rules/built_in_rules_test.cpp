// What holds of every built-in rule beside its examples.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string_view>
#include <vector>

#include "rules/compiled.h"
#include "rules/rule_set.h"

using namespace djaz;

TEST_CASE("every expression of the built-in rules compiles") {
  std::vector<const Condition*> pending;
  for (const auto& each_rule : built_in_rules().rules) {
    const CompiledRule& rule = each_rule->compiled();
    pending.push_back(&rule.condition);
    if (rule.where) pending.push_back(&*rule.where);
    if (rule.unless) pending.push_back(&*rule.unless);
    for (const Case& each : rule.cases) pending.push_back(&each.when);
    for (const Join& join : rule.joins)
      if (join.where) pending.push_back(&*join.where);
  }
  while (!pending.empty()) {
    const Condition* condition = pending.back();
    pending.pop_back();
    for (const Condition& part : condition->parts) pending.push_back(&part);
    if (condition->test.regex != nullptr) CHECK(condition->test.regex->problem() == "");
  }
}

TEST_CASE("every built-in rule is told in full") {
  for (const RuleInfo* info : built_in_rules().infos()) {
    CAPTURE(info->name);
    CHECK(!info->tags.empty());
    CHECK(!info->references.empty());
    // A summary is a headline.
    CHECK(info->summary.size() <= 80);
    CHECK(info->summary.back() != '.');
  }
}

TEST_CASE("a built-in rule yields to rules that exist, by their names") {
  for (const auto& rule : built_in_rules().rules) {
    for (const std::string_view name : rule->compiled().yields_to) {
      const RuleInfo* other = built_in_rules().find(name);
      CHECK_MESSAGE((other != nullptr && other->name == name), rule->info().name << " to " << name);
    }
  }
}

// Whoever looks for the finding of another scanner finds it under the rule that speaks.
TEST_CASE("what a rule is called elsewhere, the rule that speaks instead is called, too") {
  for (const auto& rule : built_in_rules().rules) {
    // The other speaks of TCP.
    if (rule->info().name == "nsg-udp-open") continue;
    for (const std::string_view name : rule->compiled().yields_to) {
      const RuleInfo* other = built_in_rules().find(name);
      REQUIRE(other != nullptr);
      const auto named = [&](std::string_view id, const std::vector<std::string_view>& ids) {
        CHECK_MESSAGE(std::find(ids.begin(), ids.end(), id) != ids.end(),
                      other->name << " is not called " << id << ", as " << rule->info().name);
      };
      for (const std::string_view id : rule->info().equivalents.checkov)
        named(id, other->equivalents.checkov);
      for (const std::string_view id : rule->info().equivalents.kics)
        named(id, other->equivalents.kics);
    }
  }
}

TEST_CASE("the files of the built-in rules load as anybody's do") {
  Sources sources;
  std::vector<FileId> files;
  for (const auto& entry : std::filesystem::directory_iterator(DJAZ_ROOT "/rules")) {
    if (entry.path().extension() != ".toml") continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    files.push_back(
        sources.add(entry.path().filename().string(), {std::istreambuf_iterator<char>(stream), {}})
            .id());
  }
  // With all that is looked at only then: unknown keys, expressions, words that two rules share.
  const Result<RuleSet> loaded = load_rules(sources, files);
  if (!loaded.ok())
    for (const Error& error : loaded.errors())
      FAIL_CHECK(sources.file(error.span.file).path() << ": " << error.message);
  REQUIRE(loaded.ok());
  REQUIRE(loaded->rules.size() == built_in_rules().rules.size());
  for (std::size_t i = 0; i < loaded->rules.size(); ++i) {
    const RuleInfo& info = built_in_rules().rules[i]->info();
    CHECK(loaded->rules[i]->info().name == info.name);
    CHECK(loaded->rules[i]->selects == built_in_rules().rules[i]->selects);
    CHECK(loaded->rules[i]->info().fix == info.fix);
    CHECK(loaded->rules[i]->info().examples().size() == info.examples().size());
  }
}

TEST_CASE("a rule about Azure shows what a template says where all is well") {
  const std::set<std::string_view> without = {
      // It is mended by taking the output away.
      "tpl-output-secret",
  };
  std::size_t seen = 0;
  for (const RuleInfo* info : built_in_rules().infos()) {
    const bool azure = std::any_of(info->tags.begin(), info->tags.end(),
                                   [](std::string_view tag) { return tag == "azure"; });
    // What is wrong with settings.py is not mended in a template.
    if (!azure || info->code.substr(2, 1) < "3" || info->code.substr(2, 1) > "6") continue;
    CAPTURE(info->name);
    ++seen;
    const Remedy remedy = info->remedy();
    CHECK(remedy.bicep.empty() == (without.count(info->name) != 0));
    CHECK(remedy.arm.empty() == remedy.bicep.empty());
    // A node that the writer does not know how to write.
    CHECK(remedy.arm.find("…") == std::string::npos);
  }
  CHECK(seen > 140);
}
