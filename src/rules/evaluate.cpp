#include "rules/evaluate.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include "rules/compiled.h"
#include "rules/reach.h"
#include "rules/rule_run.h"

namespace djaz {
namespace {

const Node* find_branch(const ProjectDeployment& deployment, std::string_view name) {
  const Entry* branch = find_entry(*deployment.root, name);
  return branch == nullptr ? nullptr : branch->value;
}

// Deployments differ in their settings; what Azure holds is mostly the same for all. A rule that
// looks at nothing else has the same to say in each, and is asked once.
bool is_said_once(const Rule& rule, const Project& project) {
  const ProjectDeployment& first = project.deployments.front();
  const auto same = [&](std::string_view branch) {
    return branch != "settings" && branch != "environment" &&
           std::all_of(project.deployments.begin(), project.deployments.end(),
                       [&](const ProjectDeployment& each) {
                         return find_branch(each, branch) == find_branch(first, branch);
                       });
  };
  const auto begins_the_same = [&](std::string_view path) { return same(branch_of(path)); };
  if (!std::all_of(rule.selects.begin(), rule.selects.end(), begins_the_same)) return false;
  const CompiledRule& compiled = rule.compiled();
  if (compiled.asks_project || !compiled.joins.empty()) return false;
  return compiled.check == nullptr || compiled.check->of_node_alone;
}

// Under the profile `django` also what a setting may hold beside what it shows is selected.
bool may_select(const ProjectDeployment& deployment, const Rule& rule,
                Profile profile = Profile::standard) {
  if (profile == Profile::django) return true;
  return std::any_of(rule.selects.begin(), rule.selects.end(), [&](std::string_view path) {
    return may_lead_somewhere(path, *deployment.root);
  });
}

// One rule's word on one node of one file.
std::string voice(const Finding& finding, std::string_view rule) {
  return std::string(rule) + '\n' + std::to_string(finding.primary.span.file.value) + '\n' +
         finding.node;
}

void drop(std::vector<Finding>& findings, const std::vector<bool>& silent) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (silent[i]) continue;
    if (kept != i) findings[kept] = std::move(findings[i]);
    ++kept;
  }
  findings.resize(kept);
}

// The rules that were asked, by name.
using Compiled = std::unordered_map<std::string_view, const CompiledRule*>;

// The rules that others yield to.
std::set<std::string_view> heard_among(const Compiled& compiled) {
  std::set<std::string_view> out;
  for (const auto& [name, rule] : compiled)
    out.insert(rule->yields_to.begin(), rule->yields_to.end());
  return out;
}

// Where two rules speak of one node, the one that yields falls silent and is named by the other.
void settle_yields(std::vector<Finding>& findings, const Compiled& compiled) {
  const std::set<std::string_view> heard = heard_among(compiled);
  std::unordered_map<std::string, std::size_t> voices;
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (findings[i].outcome == Outcome::fail && heard.contains(findings[i].rule->name))
      voices.emplace(voice(findings[i], findings[i].rule->name), i);
  std::vector<bool> silent(findings.size(), false);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    if (finding.outcome != Outcome::fail) continue;
    for (const std::string_view name : compiled.at(finding.rule->name)->yields_to) {
      const auto other = voices.find(voice(finding, name));
      if (other == voices.end() || silent[other->second]) continue;
      findings[other->second].notes.push_back('`' + std::string(finding.rule->name) +
                                              "` finds fault with this too");
      silent[i] = true;
      break;
    }
  }
  drop(findings, silent);
}

struct Claim {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  // The furthest end of this claim and those before it.
  std::uint32_t reach = 0;
  std::size_t finding = 0;
};

using Claims = std::map<std::pair<std::string_view, FileId>, std::vector<Claim>>;

// What each of the rules speaks of, as text: where it points, and where that comes from.
Claims claims_of(const std::vector<Finding>& findings, const std::set<std::string_view>& rules) {
  Claims claims;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    if (finding.outcome != Outcome::fail || !rules.contains(finding.rule->name)) continue;
    const auto add = [&](const Span& span) {
      if (span.valid() && !span.empty())
        claims[{finding.rule->name, span.file}].push_back({span.begin, span.end, 0, i});
    };
    add(finding.primary.span);
    for (const Label& label : finding.related) add(label.span);
  }
  for (auto& [place, list] : claims) {
    std::sort(list.begin(), list.end(),
              [](const Claim& a, const Claim& b) { return a.begin < b.begin; });
    std::uint32_t reach = 0;
    for (Claim& claim : list) claim.reach = reach = std::max(reach, claim.end);
  }
  return claims;
}

const Claim* claim_on(const Claims& claims, std::string_view rule, const Span& span) {
  const auto list = claims.find({rule, span.file});
  if (list == claims.end()) return nullptr;
  auto claim = std::partition_point(list->second.begin(), list->second.end(),
                                    [&](const Claim& each) { return each.begin < span.end; });
  while (claim != list->second.begin()) {
    --claim;
    if (claim->reach <= span.begin) return nullptr;
    if (claim->end > span.begin) return &*claim;
  }
  return nullptr;
}

// The same for rules that come to one text along different nodes, in whichever deployment.
void settle_overlaps(std::vector<Finding>& findings, const Compiled& compiled) {
  const Claims claims = claims_of(findings, heard_among(compiled));
  std::vector<bool> silent(findings.size(), false);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    const Span& span = finding.primary.span;
    if (finding.outcome != Outcome::fail || !span.valid() || span.empty()) continue;
    for (const std::string_view name : compiled.at(finding.rule->name)->yields_to) {
      const Claim* claim = claim_on(claims, name, span);
      if (claim == nullptr || silent[claim->finding]) continue;
      std::vector<std::string>& notes = findings[claim->finding].notes;
      std::string note = '`' + std::string(finding.rule->name) + "` finds fault with this too";
      if (std::find(notes.begin(), notes.end(), note) == notes.end())
        notes.push_back(std::move(note));
      silent[i] = true;
      break;
    }
  }
  drop(findings, silent);
}

// Findings that are told already, so that what several deployments have in common is told once, and
// a fault of one object that several settings share, too.
class Told {
 public:
  explicit Told(Profile profile) : by_name_(profile == Profile::django) {}

  // Where in `all` one stands that says the same; its size, where none does.
  std::size_t find(const Finding& finding, const std::vector<Finding>& all) {
    const Span& span = finding.primary.span;
    const std::string_view name = is_place_enough(finding) ? std::string_view() : finding.node;
    const std::size_t hash = std::hash<std::string_view>()(name) ^
                             std::hash<const RuleInfo*>()(finding.rule) * 31U ^
                             (std::size_t{span.begin} << 20U);
    const auto [first, last] = known_.equal_range(hash);
    for (auto each = first; each != last; ++each)
      if (same(all[each->second], finding)) return each->second;
    known_.emplace(hash, all.size());
    return all.size();
  }

 private:
  // Django counts what each name holds. Resources are made of one text, and each may be excepted.
  bool is_place_enough(const Finding& finding) const {
    return !by_name_ && finding.outcome == Outcome::fail && !finding.primary.span.empty() &&
           finding.resource.type.empty();
  }

  bool same(const Finding& a, const Finding& b) const {
    const Span& first = a.primary.span;
    const Span& second = b.primary.span;
    return a.rule == b.rule && a.outcome == b.outcome && first.file == second.file &&
           first.begin == second.begin && first.end == second.end && a.message == b.message &&
           (a.node == b.node || (is_place_enough(a) && is_place_enough(b)));
  }

  bool by_name_;
  std::unordered_multimap<std::size_t, std::size_t> known_;
};

// A secret may have been marked after the words were made.
void redact(Finding& finding, const Redactor& redactor) {
  finding.message = redactor.redact(finding.message);
  finding.primary.text = redactor.redact(finding.primary.text);
  for (Label& label : finding.related) label.text = redactor.redact(label.text);
  for (std::string& note : finding.notes) note = redactor.redact(note);
  finding.observed = redactor.redact(finding.observed);
}

}  // namespace

std::optional<Profile> profile_named(std::string_view name) {
  if (name == "default") return Profile::standard;
  if (name == "django") return Profile::django;
  if (name == "strict") return Profile::strict;
  return std::nullopt;
}

namespace {

bool is_among(const std::vector<std::string_view>& profiles, Profile profile) {
  std::string_view name = "default";
  if (profile == Profile::django) name = "django";
  if (profile == Profile::strict) name = "strict";
  return profiles.empty() || std::find(profiles.begin(), profiles.end(), name) != profiles.end();
}

}  // namespace

bool runs_in(const RuleInfo& rule, Profile profile) {
  return is_among(rule.profiles, profile) &&
         (profile != Profile::django || !rule.equivalents.django.empty());
}

bool runs_in(const Rule& rule, Profile profile) {
  return is_among(rule.profiles, profile) &&
         (profile != Profile::django || runs_in(rule.info(), profile));
}

std::vector<Finding> evaluate_rules(const std::vector<const Rule*>& rules, const Project& project,
                                    const Sources& sources, Redactor& redactor,
                                    const EvaluationOptions& options) {
  std::vector<Finding> all;
  Told told(options.profile);
  Compiled compiled;
  std::set<std::string_view> once;
  for (const ProjectDeployment& deployment : project.deployments) {
    const bool first = &deployment == &project.deployments.front();
    std::vector<Finding> findings;
    Selections selections;
    for (const Rule* rule : rules) {
      if (!runs_in(*rule, options.profile) || !may_select(deployment, *rule, options.profile))
        continue;
      if (!first && once.contains(rule->name)) continue;
      if (first && project.deployments.size() > 1 && is_said_once(*rule, project))
        once.insert(rule->name);
      compiled.emplace(rule->name, &rule->compiled());
      run_rule(rule->compiled(), deployment, sources, redactor, options, selections, findings);
    }
    settle_yields(findings, compiled);
    for (Finding& finding : findings) {
      const std::size_t place = told.find(finding, all);
      if (place == all.size()) all.push_back(std::move(finding));
      auto& deployments = all[place].deployments;
      if (!deployment.name.empty() &&
          std::find(deployments.begin(), deployments.end(), deployment.name) == deployments.end())
        deployments.push_back(deployment.name);
    }
  }
  settle_overlaps(all, compiled);
  for (Finding& finding : all) {
    redact(finding, redactor);
    // What holds everywhere needs no list of places.
    const bool everywhere = finding.deployments.size() == project.deployments.size();
    if (everywhere || once.contains(finding.rule->name)) finding.deployments.clear();
  }
  return all;
}

void mark_secrets(const RuleSet& rules, const Project& project, const Sources& sources,
                  Redactor& redactor) {
  for (const ProjectDeployment& deployment : project.deployments) {
    Selections selections;
    for (const auto& rule : rules.rules)
      if (may_select(deployment, *rule) && rule->is_sensitive())
        mark_secrets(rule->compiled(), deployment, sources, redactor, selections);
  }
}

}  // namespace djaz
