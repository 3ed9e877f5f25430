// One app, described by a template and by what the Azure CLI shows of it once deployed, gets the
// same verdicts: each folder of fixtures/azure_pairs holds both. Where they differ, the table says
// why.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "lint/linter.h"
#include "rules/rule_set.h"

using namespace djaz;

namespace {

namespace fs = std::filesystem;

const std::string kPairs = DJAZ_ROOT "/fixtures/azure_pairs";

// Verdicts that differ although both sides are right.
struct Difference {
  const char* pair;  // "" for all
  const char* rule;
  const char* why;
};
constexpr Difference kDifferences[] = {
    {"", "tpl-literal-admin-password", "no export shows a password, written literally or not"},
    {"", "tpl-secret-param-not-secure", "only a template has parameters"},
    {"", "tpl-securestring-default", "only a template has parameters"},
    {"", "app-ssh-enabled", "the CLI shows null where nobody set it"},
    {"", "app-e2e-encryption-off", "the CLI shows null where nobody set it"},
    {"", "app-vnet-not-integrated", "an export of a site is no proof that it is in no network"},
    {"", "app-slot-secret-not-sticky", "an export of a site does not list its slots"},
    {"", "app-ip-restriction-allow-any-low-priority",
     "only an export shows the entry that lets in all others"},
    {"", "pg-firewall-too-many-rules", "rules in an export are no proof that there are no more"},
    {"", "storage-infra-encryption-off", "the CLI shows null where nobody asked for it"},
    {"", "storage-cross-tenant-replication", "the CLI shows null for the default"},
    {"plain", "app-http2-off",
     "the default depends on how the site was made; the export says what it was"},
    {"plain", "storage-blob-anonymous-allowed",
     "the default depends on when the account was made; the export says what it was"},
};

bool may_differ(const std::string& pair, const std::string& rule) {
  return std::any_of(std::begin(kDifferences), std::end(kDifferences), [&](const Difference& d) {
    return rule == d.rule && (*d.pair == '\0' || pair == d.pair);
  });
}

// For each rule and resource type its outcomes, in order: "fail pass".
std::map<std::string, std::string> verdicts(const std::string& directory) {
  std::string problem;
  const auto files = open_directory(kPairs + '/' + directory, problem);
  REQUIRE_MESSAGE(files != nullptr, problem);
  const auto run = lint(*files, built_in_rules(), {.profile = Profile::strict});
  std::map<std::string, std::vector<std::string>> all;
  for (const Finding& finding : run->report.findings)
    if (finding.node.starts_with("azure."))
      all[std::string(finding.rule->name)].emplace_back(to_string(finding.outcome));
  for (const FileOutcome& file : run->report.files)
    CHECK_MESSAGE(file.status == FileStatus::analysed, file.path << ": " << file.reason);
  std::map<std::string, std::string> out;
  for (auto& [rule, outcomes] : all) {
    std::sort(outcomes.begin(), outcomes.end());
    for (const std::string& outcome : outcomes) out[rule] += outcome + ' ';
  }
  return out;
}

std::vector<std::string> pairs() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kPairs))
    if (entry.is_directory()) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("a template and the exports of what it deploys get the same verdicts") {
  REQUIRE(pairs().size() >= 7);
  for (const std::string& pair : pairs()) {
    CAPTURE(pair);
    const auto from_template = verdicts(pair + "/template");
    const auto live = verdicts(pair + "/live");
    CHECK(from_template.size() >= 30);
    std::map<std::string, std::string> all = from_template;
    all.insert(live.begin(), live.end());
    for (const auto& [rule, outcomes] : all) {
      if (may_differ(pair, rule)) continue;
      CAPTURE(rule);
      const auto a = from_template.find(rule);
      const auto b = live.find(rule);
      CHECK((a == from_template.end() ? "" : a->second) == (b == live.end() ? "" : b->second));
    }
  }
}

TEST_CASE(
    "however a template says it, inline, in a child or by a variable, the verdicts are the same") {
  for (const std::string what : {"good", "bad"}) {
    const auto as_written = verdicts(what + "/template");
    for (const std::string how : {"-by-name", "-children"}) {
      CAPTURE(what + how);
      CHECK(verdicts(what + how + "/template") == as_written);
    }
  }
}

TEST_CASE("every difference in the table is one") {
  for (const Difference& difference : kDifferences) {
    CAPTURE(std::string(difference.rule));
    bool seen = false;
    for (const std::string& pair : pairs()) {
      if (*difference.pair != '\0' && pair != difference.pair) continue;
      auto from_template = verdicts(pair + "/template");
      auto live = verdicts(pair + "/live");
      seen |= from_template[difference.rule] != live[difference.rule];
    }
    CHECK(seen);
  }
}
