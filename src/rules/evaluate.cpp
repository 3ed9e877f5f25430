#include "rules/evaluate.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>

#include "rules/compiled.h"
#include "rules/rule_run.h"

namespace djaz {
namespace {

bool runs_in(const CompiledRule& rule, Profile profile) {
  std::string_view name = "default";
  if (profile == Profile::django) name = "django";
  if (profile == Profile::strict) name = "strict";
  const auto& profiles = rule.info.profiles;
  if (!profiles.empty() && std::find(profiles.begin(), profiles.end(), name) == profiles.end())
    return false;
  return profile != Profile::django || !rule.info.equivalents.django.empty();
}

// One rule's word on one node of one file.
std::string voice(const Finding& finding, const std::string& rule) {
  return rule + '\n' + std::to_string(finding.primary.span.file.value) + '\n' + finding.node;
}

// Where two rules speak of one node, the one that yields falls silent and is named by the other.
void settle_yields(std::vector<Finding>& findings,
                   const std::unordered_map<const RuleInfo*, const CompiledRule*>& compiled) {
  std::unordered_map<std::string, std::size_t> voices;
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (findings[i].outcome == Outcome::fail)
      voices.emplace(voice(findings[i], findings[i].rule->name), i);
  std::vector<bool> silent(findings.size(), false);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    if (finding.outcome != Outcome::fail) continue;
    for (const std::string& name : compiled.at(finding.rule)->yields_to) {
      const auto other = voices.find(voice(finding, name));
      if (other == voices.end() || silent[other->second]) continue;
      findings[other->second].notes.push_back('`' + finding.rule->name +
                                              "` finds fault with this too");
      silent[i] = true;
      break;
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (silent[i]) continue;
    if (kept != i) findings[kept] = std::move(findings[i]);
    ++kept;
  }
  findings.resize(kept);
}

using Identity = std::tuple<const RuleInfo*, Outcome, std::uint32_t, std::uint32_t, std::uint32_t,
                            std::string, std::string>;

Identity identity(const Finding& finding) {
  const Span& span = finding.primary.span;
  return {finding.rule, finding.outcome, span.file.value, span.begin,
          span.end,     finding.node,    finding.message};
}

// A secret may have been marked after the words were made.
void redact(Finding& finding, const Redactor& redactor) {
  finding.message = redactor.redact(finding.message);
  finding.primary.text = redactor.redact(finding.primary.text);
  for (Label& label : finding.related) label.text = redactor.redact(label.text);
  for (std::string& note : finding.notes) note = redactor.redact(note);
  finding.observed = redactor.redact(finding.observed);
}

}  // namespace

std::vector<Finding> evaluate_rules(const std::vector<const CompiledRule*>& rules,
                                    const Project& project, const Sources& sources,
                                    Redactor& redactor, const EvaluationOptions& options) {
  std::vector<Finding> all;
  std::map<Identity, std::size_t> known;
  std::unordered_map<const RuleInfo*, const CompiledRule*> compiled;
  for (const CompiledRule* rule : rules) compiled.emplace(&rule->info, rule);
  for (const ProjectDeployment& deployment : project.deployments) {
    std::vector<Finding> findings;
    for (const CompiledRule* rule : rules)
      if (runs_in(*rule, options.profile))
        run_rule(*rule, deployment, sources, redactor, options.profile, findings);
    settle_yields(findings, compiled);
    for (Finding& finding : findings) {
      const auto [entry, added] = known.try_emplace(identity(finding), all.size());
      if (added) all.push_back(std::move(finding));
      auto& deployments = all[entry->second].deployments;
      if (!deployment.name.empty() &&
          std::find(deployments.begin(), deployments.end(), deployment.name) == deployments.end())
        deployments.push_back(deployment.name);
    }
  }
  for (Finding& finding : all) {
    redact(finding, redactor);
    // What holds everywhere needs no list of places.
    if (finding.deployments.size() == project.deployments.size()) finding.deployments.clear();
  }
  return all;
}

}  // namespace djaz
