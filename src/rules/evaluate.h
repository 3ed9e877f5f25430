// Rules meet the project: one finding for each rule and node it selects. Nothing is suppressed,
// sorted or printed here.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "djaz/finding.h"
#include "project/project.h"
#include "rules/rule_set.h"
#include "secrets/redact.h"

namespace djaz {

class JoinedTree;

enum class Profile : std::uint8_t {
  standard,  // with guards ("default" on the command line)
  django,    // Django's own conditions and nothing else
  strict,    // everything, notes about assumptions too
};

// "default", "django" or "strict".
std::optional<Profile> profile_named(std::string_view name);
bool runs_in(const RuleInfo& rule, Profile profile);
bool runs_in(const Rule& rule, Profile profile);

struct EvaluationOptions {
  Profile profile = Profile::standard;
  // Whether what is in order becomes a finding too. Most runs show none of it, and it is most of
  // what there is to say.
  bool passes = true;
  // Where set, what cannot be decided is counted here and becomes no finding.
  std::size_t* undecided = nullptr;
  // Where set, what rules read of resources other than the one they judge.
  const JoinedTree* joined = nullptr;
};

// Findings of all deployments; equal ones are merged and name the deployments they hold in.
std::vector<Finding> evaluate_rules(const std::vector<const Rule*>& rules, const Project& project,
                                    const Sources& sources, Redactor& redactor,
                                    const EvaluationOptions& options);

// Marks what any of the rules says is secret, and judges nothing: for what is only shown.
void mark_secrets(const RuleSet& rules, const Project& project, const Sources& sources,
                  Redactor& redactor);

}  // namespace djaz
