#include "lint/summary.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "settle/linter_rules.h"

namespace djaz {
namespace {

// Files, then places, then rules; the same whatever order the steps worked in.
void sort_findings(std::vector<Finding>& findings, const Sources& sources) {
  const auto path_of = [&](const Finding& finding) -> std::string_view {
    const Span& span = finding.primary.span;
    return span.valid() ? std::string_view(sources.file(span.file).path()) : std::string_view();
  };
  const auto key = [&](const Finding& finding) {
    return std::make_tuple(path_of(finding), finding.primary.span.begin, finding.primary.span.end,
                           std::string_view(finding.rule->code), std::string_view(finding.node),
                           finding.outcome, std::string_view(finding.message));
  };
  // Findings are large: each is moved once.
  std::vector<std::size_t> order(findings.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return key(findings[a]) < key(findings[b]);
  });
  std::vector<Finding> sorted;
  sorted.reserve(findings.size());
  for (const std::size_t at : order) sorted.push_back(std::move(findings[at]));
  findings = std::move(sorted);
}

std::vector<FileOutcome> sorted_outcomes(const Loader& loader) {
  std::vector<FileOutcome> files = loader.outcomes();
  std::stable_sort(files.begin(), files.end(), [](const FileOutcome& a, const FileOutcome& b) {
    return std::tie(a.path, a.kind) < std::tie(b.path, b.kind);
  });
  return files;
}

Summary count(const std::vector<Finding>& findings, const std::vector<FileOutcome>& files) {
  Summary summary;
  for (const Finding& finding : findings) count_finding(finding, summary);
  for (const FileOutcome& file : files) {
    if (file.status == FileStatus::analysed) ++summary.files_analysed;
    if (file.status == FileStatus::skipped) ++summary.files_skipped;
    if (file.status == FileStatus::failed) ++summary.files_failed;
  }
  return summary;
}

// What was not read beats what was found: a run that is not whole is never called clean.
ExitCode exit_code_of(const Report& report, const LintOptions& options, bool bulk_fails) {
  const bool nothing = report.summary.files_analysed + report.summary.files_failed == 0;
  if (report.summary.files_failed != 0) return ExitCode::incomplete;
  if (nothing && !options.allow_empty) return ExitCode::incomplete;
  const bool clean = !bulk_fails && std::none_of(report.findings.begin(), report.findings.end(),
                                                 [&](const Finding& finding) {
                                                   return fails_run(finding, options.fail_on);
                                                 });
  return clean || options.exit_zero ? ExitCode::clean : ExitCode::findings;
}

// One note for each document and reason, with its first place.
void add_references(const Loader& loader, const Sources& sources, std::vector<std::string>& notes) {
  for (const auto& document : loader.documents()) {
    std::vector<std::string_view> said;
    for (const Problem& problem : document->problems) {
      if (problem.about != Problem::About::reference) continue;
      if (std::find(said.begin(), said.end(), problem.message) != said.end()) continue;
      said.push_back(problem.message);
      notes.push_back(sources.file(document->file).path() + ':' +
                      std::to_string(sources.start_of(problem.span).line) + ": " + problem.message);
    }
  }
}

LinterRule rule_for(Problem::About about) {
  switch (about) {
    case Problem::About::duplicate_key:
      return LinterRule::duplicate_key;
    case Problem::About::appearance:
      return LinterRule::ambiguous_document;
    case Problem::About::reading:
    case Problem::About::reference:
      break;
  }
  return LinterRule::unreadable_document;
}

Finding document_finding(const RuleInfo& rule, const Document& document, const Problem& problem,
                         Redactor& redactor) {
  Finding finding;
  finding.rule = &rule;
  finding.severity = problem.fatal ? rule.severity : std::min(rule.severity, Severity::warning);
  finding.confidence = rule.confidence;
  finding.message = redactor.redact(problem.message);
  finding.primary.span = problem.span.valid() ? problem.span : Span{document.file, 0, 0};
  finding.node = "documents";
  finding.equivalents = rule.equivalents;
  return finding;
}

// Where the findings of an export belong among the others, which are sorted by path.
std::size_t place_of(const std::string& path, const std::vector<Finding>& findings,
                     const Sources& sources) {
  const auto first =
      std::partition_point(findings.begin(), findings.end(), [&](const Finding& finding) {
        const Span& span = finding.primary.span;
        return !span.valid() || sources.file(span.file).path() < path;
      });
  return static_cast<std::size_t>(first - findings.begin());
}

// The first stored finding, from `first` on, that comes after another.
std::size_t first_behind(const Finding& other, const StoredFindings& stored, std::size_t first) {
  const auto key = [](const Finding& finding) {
    return std::make_tuple(finding.primary.span.begin, finding.primary.span.end,
                           std::string_view(finding.rule->code));
  };
  std::size_t last = stored.size();
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    if (key(stored.at(middle)) < key(other))
      first = middle + 1;
    else
      last = middle;
  }
  return first;
}

void add_bulk(std::vector<BulkPart> bulk, const Sources& sources, Report& report) {
  std::stable_sort(bulk.begin(), bulk.end(),
                   [](const BulkPart& a, const BulkPart& b) { return a.path < b.path; });
  for (BulkPart& part : bulk) {
    if (part.result.findings == nullptr) continue;
    const Summary& counts = part.result.counts;
    report.summary.errors += counts.errors;
    report.summary.warnings += counts.warnings;
    report.summary.notes += counts.notes;
    report.summary.passes += counts.passes;
    report.summary.unknowns += counts.unknowns;
    report.summary.suppressed += counts.suppressed;
    if (!part.result.lists_all) report.undecided += counts.unknowns;
    const std::shared_ptr<const StoredFindings>& stored = part.result.findings;
    std::size_t place = place_of(part.path, report.findings, sources);
    std::size_t first = 0;
    // What is said of the document stands among what is said of its resources.
    for (; place < report.findings.size(); ++place) {
      const Finding& own = report.findings[place];
      if (sources.file(own.primary.span.file).path() != part.path) break;
      const std::size_t last = first_behind(own, *stored, first);
      report.stored.push_back({place, stored, first, last});
      first = last;
    }
    report.stored.push_back({place, stored, first, stored->size()});
  }
}

}  // namespace

void add_document_findings(const Loader& loader, const std::vector<const RuleInfo*>& chosen,
                           Redactor& redactor, std::vector<Finding>& findings) {
  for (const auto& document : loader.documents()) {
    for (const Problem& problem : document->problems) {
      if (problem.about == Problem::About::reference) continue;
      const RuleInfo& rule = linter_rule(rule_for(problem.about));
      if (std::find(chosen.begin(), chosen.end(), &rule) == chosen.end()) continue;
      redactor.scan(document->file);
      findings.push_back(document_finding(rule, *document, problem, redactor));
    }
  }
}

void count_finding(const Finding& finding, Summary& counts) {
  if (finding.outcome == Outcome::pass) ++counts.passes;
  if (finding.outcome == Outcome::unknown) ++counts.unknowns;
  if (finding.outcome != Outcome::fail) return;
  if (finding.status != Status::active) {
    ++counts.suppressed;
  } else if (finding.severity == Severity::error) {
    ++counts.errors;
  } else if (finding.severity == Severity::warning) {
    ++counts.warnings;
  } else {
    ++counts.notes;
  }
}

// Low confidence never fails a run.
bool fails_run(const Finding& finding, Severity fail_on) {
  return finding.outcome == Outcome::fail && finding.status == Status::active &&
         finding.confidence != Confidence::low && finding.severity >= fail_on;
}

Report make_report(std::vector<Finding> findings, const Loader& loader, const Project& project,
                   const Sources& sources, const LintOptions& options, std::vector<BulkPart> bulk) {
  Report report;
  sort_findings(findings, sources);
  report.findings = std::move(findings);
  report.files = sorted_outcomes(loader);
  // Two deployments may have one thing to say.
  for (const std::string& note : project.notes)
    if (std::find(report.notes.begin(), report.notes.end(), note) == report.notes.end())
      report.notes.push_back(note);
  add_references(loader, sources, report.notes);
  report.summary = count(report.findings, report.files);
  for (const BulkPart& part : bulk)
    if (options.passes && part.result.findings != nullptr && !part.result.lists_all)
      report.notes.push_back(part.path +
                             ": of an export of this size, what is in order and what cannot be "
                             "judged is counted, not listed: `--show-passes` lists it");
  const bool bulk_fails =
      std::any_of(bulk.begin(), bulk.end(), [](const BulkPart& part) { return part.result.fails; });
  add_bulk(std::move(bulk), sources, report);
  report.exit_code = exit_code_of(report, options, bulk_fails);
  return report;
}

}  // namespace djaz
