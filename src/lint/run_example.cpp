#include "lint/run_example.h"

#include <algorithm>

#include "lint/fixing.h"
#include "lint/linter.h"

namespace djaz {
namespace {

// Examples show what a rule finds where it runs, whatever its status and its profiles.
LintOptions options_for(const RuleSet& rules) {
  LintOptions options;
  for (const RuleInfo* rule : rules.infos()) {
    options.config.selection.select.emplace_back(rule->name);
    const auto& profiles = rule->profiles;
    const auto runs_in = [&](const char* name) {
      return profiles.empty() ||
             std::find(profiles.begin(), profiles.end(), name) != profiles.end();
    };
    if (!runs_in("default"))
      options.profile = runs_in("strict") ? Profile::strict : Profile::django;
  }
  return options;
}

std::unique_ptr<FileSystem> files_of(const std::vector<ExampleFile>& example) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const ExampleFile& file : example) files.emplace_back(file.path, file.text);
  return in_memory(std::move(files));
}

}  // namespace

std::vector<ExampleFinding> run_example(const std::vector<ExampleFile>& example,
                                        const RuleSet& rules) {
  const auto memory = files_of(example);
  const std::unique_ptr<Run> done = lint(*memory, rules, options_for(rules));
  std::vector<ExampleFinding> out;
  for (const Finding& finding : done->report.findings) {
    ExampleFinding seen;
    seen.rule = finding.rule->name;
    seen.outcome = finding.outcome;
    seen.message = finding.message;
    if (finding.primary.span.valid()) {
      seen.file = done->sources.file(finding.primary.span.file).path();
      seen.line = done->sources.start_of(finding.primary.span).line;
    }
    seen.words = std::string(to_string(finding.severity)) + ' ' +
                 std::string(to_string(finding.confidence)) + ' ' + finding.message;
    for (const std::string_view id : finding.equivalents.django)
      seen.words += ' ' + std::string(id);
    out.push_back(std::move(seen));
  }
  return out;
}

std::vector<ExampleFile> fix_example(const std::vector<ExampleFile>& example,
                                     const RuleSet& rules) {
  const auto memory = files_of(example);
  const LintOptions options = options_for(rules);
  const std::unique_ptr<Run> done = lint(*memory, rules, options);
  FixPlan plan = plan_fixes(*done, *memory, rules, options, true);
  write_fixes(plan, done->sources, *memory);
  std::vector<ExampleFile> out;
  // A fix that could not be applied shows as a file that did not change.
  for (const ExampleFile& file : example)
    out.push_back({file.path, memory->read(file.path, 1U << 20U).bytes});
  return out;
}

}  // namespace djaz
