#include "lint/linter.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "documents/azure/azure.h"
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
  for (const Rule* rule : chosen.compiled) infos.push_back(&rule->info());
  infos.insert(infos.end(), chosen.linter.begin(), chosen.linter.end());
  return infos;
}

std::vector<std::string_view> names_of(const Chosen& chosen) {
  std::vector<std::string_view> names;
  for (const Rule* rule : chosen.compiled) names.push_back(rule->name);
  for (const RuleInfo* rule : chosen.linter) names.push_back(rule->name);
  return names;
}

// There is no clock in djaz: what is not said is judged as of the day of the facts inside it.
std::string day_of_facts() {
  static constexpr std::string_view kKey[] = {"as_of"};
  std::string newest;
  for (const std::string_view path : embedded_paths()) {
    if (path.rfind("rules/data/", 0) != 0) continue;
    Arena scratch;
    const Entry* day = find_entry(embedded_table(path).some(kKey, scratch), kKey[0]);
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

bool take_bulk(FileSystem& files, const std::string& path, const DocumentKind& kind,
               const std::vector<const Rule*>& rules, const BulkOptions& options,
               std::vector<std::unique_ptr<BulkExport>>& exports) {
  if (&kind != &kAzure) return false;
  std::unique_ptr<BulkExport> taken = BulkExport::open(files, path, rules, options);
  if (taken == nullptr) return false;
  exports.push_back(std::move(taken));
  return true;
}

std::vector<BulkPart> judge_bulk(std::vector<std::unique_ptr<BulkExport>>& exports,
                                 const BulkJob& job, Run& run) {
  std::vector<BulkPart> parts;
  for (const auto& each : exports) {
    auto document = std::make_unique<Document>();
    parts.push_back({each->path(), each->judge(job, run.sources, *run.redactor, *document)});
    run.loader->adopt(std::move(document));
  }
  return parts;
}

std::vector<bool> excused_in(const std::vector<BulkPart>& parts) {
  std::vector<bool> out;
  for (const BulkPart& part : parts) {
    out.resize(std::max(out.size(), part.result.excused.size()));
    for (std::size_t i = 0; i < part.result.excused.size(); ++i)
      out[i] = out[i] || part.result.excused[i];
  }
  return out;
}

// For what is only shown: what rules call secret, and what looks so in the files of the settings,
// since one value may repeat another. In files that settings only import, what looks like a secret
// is mostly the name of an option.
void hide_secrets(const RuleSet& rules, Run& run) {
  mark_secrets(rules, *run.project, run.sources, *run.redactor);
  for (const ProjectDeployment& deployment : run.project->deployments) {
    const Entry* settings = find_entry(*deployment.root, "settings");
    if (settings == nullptr) continue;
    for (const Entry& setting : settings->value->entries) {
      run.redactor->scan(setting.value->span);
      run.redactor->scan(setting.key_span);
    }
  }
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
      const auto& tags = rule->info().tags;
      return std::find(tags.begin(), tags.end(), "app-service") != tags.end();
    });

  // discover, read, parse
  std::vector<std::unique_ptr<BulkExport>> exports;
  choose_documents(*run->loader, {.paths = options.paths, .exclude = config.exclude},
                   [&](const std::string& path, const DocumentKind& kind) {
                     return take_bulk(files, path, kind, chosen.compiled, options.bulk, exports);
                   });
  // assemble
  run->project = assemble(*run->loader, config.production);
  if (!run->project->errors.empty()) {
    run->errors = run->project->errors;
    run->report.exit_code = ExitCode::usage;
    return run;
  }
  // evaluate
  std::vector<Finding> findings;
  if (options.judges) {
    findings = evaluate_rules(chosen.compiled, *run->project, run->sources, *run->redactor,
                              {.profile = options.profile, .passes = options.passes});
  } else {
    hide_secrets(rules, *run);
  }
  SettleOptions settling{.exceptions = config.exceptions,
                         .as_of = config.production.as_of,
                         .evaluated = names_of(chosen),
                         .set_aside = {},
                         .excused_elsewhere = {}};
  const EvaluationOptions how{.profile = options.profile, .passes = options.passes};
  const BulkJob job{rules, config.production, how, settling,
                    [&](const Finding& finding) { return fails_run(finding, options.fail_on); }};
  std::vector<BulkPart> bulk = judge_bulk(exports, job, *run);
  // settle
  if (options.judges) {
    add_document_findings(*run->loader, chosen.linter, *run->redactor, findings);
    settling.set_aside = set_aside(*run->loader, run->sources);
    settling.excused_elsewhere = excused_in(bulk);
    findings =
        settle(std::move(findings), all_documents(*run->loader), rules, run->sources, settling);
  }
  run->report = make_report(std::move(findings), *run->loader, *run->project, run->sources, options,
                            std::move(bulk));
  run->report.read_rules = [chosen] { return infos_of(chosen); };
  return run;
}

}  // namespace djaz
