// For a tired person in a terminal: the place, the line, what is wrong, how it came about, what to
// do; then, at the end, how many, and what was not read.
#include "report/text.h"

#include <map>

#include "report/blocks.h"
#include "report/escape.h"

namespace djaz {
namespace {

std::string counted(std::size_t count, std::string_view one) {
  return std::to_string(count) + ' ' + std::string(one) + (count == 1 ? "" : "s");
}

struct Hidden {
  std::size_t below = 0;       // active, but below the severity asked for
  std::size_t undecided = 0;   // unknown
  std::size_t suppressed = 0;  // suppressed, excepted or known
};

void write_finding(const Finding& finding, const RenderContext& context, std::string& out) {
  const Style style(context.options.color);
  Blocks blocks(out, context.sources, context.redactor, style);
  if (finding.primary.span.valid()) context.redactor.scan(finding.primary.span.file);

  out += style.severity(finding.severity);
  out += to_string(finding.severity);
  out += '[' + finding.rule->name + ']';
  out += style.reset();
  out += style.bold();
  out += ' ' + finding.rule->code;
  if (finding.status != Status::active) out += " (" + std::string(to_string(finding.status)) + ')';
  out += ": " + blocks.shown(finding.message);
  out += style.reset();
  out += '\n';

  std::vector<const Label*> labels = {&finding.primary};
  for (const Label& label : finding.related) labels.push_back(&label);
  blocks.labels(labels, finding.severity);

  if (!finding.rule->advice.empty()) blocks.words("help", finding.rule->advice);
  if (finding.fix) blocks.words("fix", finding.fix->description);
  for (const std::string& note : finding.notes) blocks.words("note", note);
  if (finding.confidence == Confidence::low)
    blocks.words("note", "confidence is low, so this does not fail the run");
  for (const std::string& deployment : finding.deployments)
    if (!deployment.empty()) blocks.words("in", deployment);
  if (!finding.justification.empty()) blocks.words("reason", finding.justification);
  out += '\n';
}

// What passed and what could not be decided, one line each.
void write_brief(const Finding& finding, const RenderContext& context, std::string& out) {
  const Style style(context.options.color);
  const bool pass = finding.outcome == Outcome::pass;
  out += pass ? style.good() : style.faint();
  out += to_string(finding.outcome);
  out += '[' + finding.rule->name + ']';
  out += style.reset();
  out += ' ' + finding.rule->code;
  const std::string message = for_terminal(context.redactor.redact(finding.message));
  if (!message.empty()) out += ": " + message;
  if (!finding.node.empty())
    out += " (" + for_terminal(context.redactor.redact(finding.node)) + ')';
  if (finding.primary.span.valid())
    out += " --> " + place_of(context.sources, finding.primary.span);
  out += '\n';
}

void write_unread_files(const RenderContext& context, std::string& out) {
  const Style style(context.options.color);
  std::map<std::string, std::size_t> skipped;
  bool headed = false;
  for (const FileOutcome& file : context.report.files) {
    if (file.status == FileStatus::skipped) ++skipped[file.reason];
    if (file.status != FileStatus::failed) continue;
    if (!headed) {
      out += style.severity(Severity::error);
      out += "not analysed:";
      out += style.reset();
      out += '\n';
      headed = true;
    }
    out += "  " + for_terminal(file.path) + ": ";
    out += for_terminal(context.redactor.redact(file.reason)) + '\n';
  }
  if (headed) out += '\n';
  for (const auto& [reason, count] : skipped) {
    out += "skipped " + counted(count, "file");
    if (!reason.empty()) out += ": " + for_terminal(context.redactor.redact(reason));
    out += '\n';
  }
}

void write_counts(const RenderContext& context, const Hidden& hidden, std::string& out) {
  const Style style(context.options.color);
  const Summary& summary = context.report.summary;
  const std::size_t files = summary.files_analysed + summary.files_skipped + summary.files_failed;
  std::string found;
  const auto add = [&](std::size_t count, std::string_view word) {
    if (count == 0) return;
    if (!found.empty()) found += ", ";
    found += counted(count, word);
  };
  add(summary.errors, "error");
  add(summary.warnings, "warning");
  add(summary.notes, "note");
  if (found.empty()) {
    const bool whole = summary.files_failed == 0 && context.report.exit_code == ExitCode::clean;
    if (whole) out += style.good();
    found = whole ? "no findings" : "no findings in what could be read";
  } else {
    out += summary.errors > 0 ? style.severity(Severity::error) : style.severity(Severity::warning);
  }
  out += found;
  out += style.reset();
  out += " in " + counted(files, "file");
  std::string apart;
  if (summary.files_skipped > 0) apart = std::to_string(summary.files_skipped) + " skipped";
  if (summary.files_failed > 0)
    apart += (apart.empty() ? "" : ", ") + std::to_string(summary.files_failed) + " failed";
  if (!apart.empty()) out += " (" + apart + ')';
  out += '\n';

  if (hidden.below > 0)
    out += counted(hidden.below, "finding") + " below " +
           std::string(to_string(context.options.min_severity)) +
           " not shown: `--min-severity note` shows all\n";
  if (hidden.undecided > 0)
    out += counted(hidden.undecided, "check") +
           " could not be decided: `--show-passes` lists them and what passed\n";
  if (hidden.suppressed > 0)
    out += counted(hidden.suppressed, "finding") +
           " suppressed or excepted: `--show-suppressed` lists them\n";
}

}  // namespace

std::string render_text(const RenderContext& context) {
  std::string out;
  Hidden hidden;
  bool any = false;
  const Finding* explained = nullptr;
  for (const Finding& finding : context.report.findings) {
    if (finding.outcome != Outcome::fail) {
      if (finding.outcome == Outcome::unknown && !context.options.show_passes) ++hidden.undecided;
      continue;
    }
    if (finding.status != Status::active) {
      if (!context.options.show_suppressed) {
        ++hidden.suppressed;
        continue;
      }
    } else if (finding.severity < context.options.min_severity) {
      ++hidden.below;
      continue;
    }
    write_finding(finding, context, out);
    if (explained == nullptr) explained = &finding;
  }
  if (context.options.show_passes) {
    for (const Finding& finding : context.report.findings) {
      if (finding.outcome == Outcome::fail) continue;
      write_brief(finding, context, out);
      any = true;
    }
    if (any) out += '\n';
  }
  write_unread_files(context, out);
  for (const std::string& note : context.report.notes)
    out += "note: " + for_terminal(context.redactor.redact(note)) + '\n';
  write_counts(context, hidden, out);
  if (explained != nullptr)
    out += "`djaz rule " + explained->rule->name + "` explains the first of them\n";
  return out;
}

}  // namespace djaz
