// A project made by hand: branches as TOML with places, and values that TOML cannot say put in.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "project/project.h"
#include "rules/compiled.h"
#include "rules/evaluate.h"
#include "rules/rule_set.h"
#include "secrets/redact.h"
#include "syntax/toml.h"
#include "tree/builder.h"

namespace djaz {

struct World {
  Sources sources;
  Redactor redactor{sources};
  Project project;
  Builder builder{project.arena};

  // The branches of one deployment.
  ProjectDeployment& add(std::string text, std::string name = "") {
    ProjectDeployment deployment;
    deployment.name = std::move(name);
    const SourceFile& file =
        sources.add("project" + std::to_string(sources.size()) + ".toml", std::move(text));
    const auto parsed = parse_toml(file, project.arena);
    REQUIRE(parsed.ok());
    deployment.root = parsed.value();
    project.deployments.push_back(std::move(deployment));
    return project.deployments.back();
  }

  // Replaces `branch.name`, or adds it; `open` opens the branch.
  void put(std::string_view branch, std::string_view name, const Node* value, bool open = false) {
    ProjectDeployment& deployment = project.deployments.back();
    MappingBuilder root;
    for (const Entry& entry : deployment.root->entries)
      root.set(entry.name, entry.value, entry.key_span);
    MappingBuilder inner;
    if (const Node* old = root.get(branch))
      for (const Entry& entry : old->entries) inner.set(entry.name, entry.value, entry.key_span);
    if (value != nullptr) inner.set(name, value);
    root.set(branch, inner.build(builder, {}, open));
    deployment.root = root.build(builder);
  }

  // Text of its own file, as a span.
  Span text(std::string words) {
    const SourceFile& file = sources.add("file" + std::to_string(sources.size()), std::move(words));
    return {file.id(), 0, static_cast<std::uint32_t>(file.text().size())};
  }

  const Node* candidates(std::vector<Candidate> list) { return builder.one_of(list); }

  std::vector<Finding> run(const RuleSet& rules, Profile profile = Profile::standard) {
    std::vector<const Rule*> all;
    for (const auto& rule : rules.rules) all.push_back(rule.get());
    EvaluationOptions options;
    options.profile = profile;
    return evaluate_rules(all, project, sources, redactor, options);
  }

  std::string at(const Finding& finding) const {
    return std::string(sources.text_of(finding.primary.span));
  }
};

// A whole rule around the lines that a test is about. Tables must come last in `body`.
inline std::string rule_text(const std::string& body, const std::string& name = "x",
                             const std::string& code = "DZ1001") {
  return "[[rule]]\nname = '" + name + "'\ncode = '" + code +
         "'\nsummary = 's'\nwhy = 'w'\nadvice = 'a'\nseverity = 'error'\n"
         "bad = [{ at = 'f:1', f = '' }]\ngood = [{ f = '' }]\n" +
         (body.find("message =") == std::string::npos ? "message = 'm'\n" : "") + body + "\n";
}

struct Loaded {
  Sources sources;
  Result<RuleSet> result = Error{};

  explicit Loaded(std::string text) {
    const FileId file = sources.add("rules.toml", std::move(text)).id();
    result = load_rules(sources, {file});
  }
  std::string words() const {
    if (result.ok()) return {};
    std::string out;
    for (const Error& error : result.errors()) {
      out += error.message + '\n';
      if (!error.help.empty()) out += "  " + error.help + '\n';
    }
    return out;
  }
};

inline RuleSet rules_of(const std::string& text) {
  Loaded loaded(text);
  INFO(loaded.words());
  REQUIRE(loaded.result.ok());
  return std::move(loaded.result).value();
}

// Outcomes of a rule over `settings.DEBUG`, told as `pass`, `fail`, `unknown` or nothing.
inline std::string outcome(World& world, const std::string& body,
                           Profile profile = Profile::standard) {
  const RuleSet rules = rules_of(rule_text(body));
  std::string out;
  for (const Finding& finding : world.run(rules, profile))
    out += (out.empty() ? "" : " ") + std::string(to_string(finding.outcome));
  return out;
}

inline Finding only(World& world, const std::string& body, Profile profile = Profile::standard) {
  // The finding points to its rule, which must outlive it.
  static std::vector<RuleSet> kept;
  kept.push_back(rules_of(rule_text(body)));
  auto findings = world.run(kept.back(), profile);
  REQUIRE(findings.size() == 1);
  return findings[0];
}

inline const std::string kDebug = "select = 'settings.DEBUG'\n";

}  // namespace djaz
