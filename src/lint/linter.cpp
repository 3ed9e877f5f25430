#include "lint/linter.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "lint/choose.h"
#include "lint/summary.h"
#include "rules/compiled.h"
#include "settle/linter_rules.h"
#include "settle/settle.h"
#include "syntax/embedded.h"

namespace djaz {
namespace {

std::vector<const RuleInfo*> infos_of(const Chosen& chosen) {
  std::vector<const RuleInfo*> infos;
  for (const Rule* rule : chosen.compiled) infos.push_back(&rule->info);
  infos.insert(infos.end(), chosen.linter.begin(), chosen.linter.end());
  return infos;
}

// There is no clock in djaz: what is not said is judged as of the day of the facts inside it.
std::string day_of_facts() {
  std::string newest;
  for (const std::string_view path : embedded_paths()) {
    if (path.rfind("rules/data/", 0) != 0) continue;
    const Entry* day = find_entry(*embedded(path), "as_of");
    if (day != nullptr && day->value->is(Kind::string))
      newest = std::max(newest, std::string(day->value->text));
  }
  return newest;
}

std::vector<const Document*> all_documents(const Loader& loader) {
  std::vector<const Document*> documents;
  for (const auto& document : loader.documents()) documents.push_back(document.get());
  return documents;
}

// Those that nothing in production leads to.
std::set<FileId> set_aside(const Loader& loader, const Sources& sources) {
  std::set<std::string_view> skipped;
  for (const FileOutcome& outcome : loader.outcomes())
    if (outcome.status == FileStatus::skipped) skipped.insert(outcome.path);
  std::set<FileId> files;
  for (const auto& document : loader.documents())
    if (skipped.contains(sources.file(document->file).path())) files.insert(document->file);
  return files;
}

}  // namespace

std::unique_ptr<Run> lint(FileSystem& files, const RuleSet& rules, const LintOptions& options) {
  auto run = std::make_unique<Run>();
  run->redactor = std::make_unique<Redactor>(run->sources);
  run->loader = std::make_unique<Loader>(files, run->sources);
  if (options.repository != nullptr)
    run->loader->set_repository(*options.repository, options.repository_prefix);
  Config config = options.config;
  adopt(config, run->sources);
  config.selection.preview = options.profile == Profile::strict;
  if (config.production.as_of.empty()) config.production.as_of = day_of_facts();
  Result<Chosen> selected = choose_rules(rules, config.selection);
  if (!selected.ok()) {
    run->errors = selected.errors();
    run->report.exit_code = ExitCode::usage;
    return run;
  }
  Chosen& chosen = selected.value();
  // Elsewhere a web server, a volume or a proxy may do what App Service leaves to the project.
  if (!config.production.app_service)
    std::erase_if(chosen.compiled, [](const Rule* rule) {
      const auto& tags = rule->info.tags;
      return std::find(tags.begin(), tags.end(), "app-service") != tags.end();
    });
  const std::vector<const RuleInfo*> infos = infos_of(chosen);

  // discover, read, parse
  choose_documents(*run->loader, {.paths = options.paths, .exclude = config.exclude});
  // assemble
  run->project = assemble(*run->loader, config.production);
  if (!run->project->errors.empty()) {
    run->errors = run->project->errors;
    run->report.exit_code = ExitCode::usage;
    return run;
  }
  // evaluate
  std::vector<Finding> findings =
      evaluate_rules(chosen.compiled, *run->project, run->sources, *run->redactor,
                     {.profile = options.profile, .passes = options.passes});
  add_document_findings(*run->loader, infos, *run->redactor, findings);
  // settle
  findings = settle(std::move(findings), all_documents(*run->loader), rules, run->sources,
                    {.exceptions = config.exceptions,
                     .as_of = config.production.as_of,
                     .evaluated = infos,
                     .set_aside = set_aside(*run->loader, run->sources)});
  run->report =
      make_report(std::move(findings), *run->loader, *run->project, infos, run->sources, options);
  return run;
}

}  // namespace djaz
