#include "report/closing.h"

#include <map>

#include "report/escape.h"
#include "report/style.h"

namespace djaz {
namespace {

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
  for (const auto& [whole_reason, count] : skipped) {
    // A reason follows a file's name ("is larger than 2 MB"); after a number the verb would jar.
    std::string_view reason = whole_reason;
    if (reason.starts_with("is ")) reason.remove_prefix(3);
    out += "skipped " + counted(count, "file");
    if (!reason.empty()) out += ": " + for_terminal(context.redactor.redact(reason));
    out += '\n';
  }
}

void write_counts(const RenderContext& context, std::string& out) {
  const Style style(context.options.color);
  const Summary& summary = context.report.summary;
  std::string found = counted_findings(summary);
  if (found.empty()) {
    const bool whole = summary.files_failed == 0 && context.report.exit_code == ExitCode::clean;
    if (whole) out += style.good();
    found = whole ? "no findings" : "no findings in what could be read";
  } else {
    out += summary.errors > 0 ? style.severity(Severity::error) : style.severity(Severity::warning);
  }
  out += found;
  out += style.reset();
  out += " in " + counted_files(summary) + '\n';
}

void write_fixable(const RenderContext& context, std::string& out) {
  std::size_t safe = 0;
  std::size_t all = 0;
  for (const Finding& finding : context.report.findings) {
    safe += is_fixable(finding) ? 1 : 0;
    all += is_fixable(finding, true) ? 1 : 0;
  }
  if (all == 0) return;
  if (safe > 0) {
    out += "[*] " + counted(safe, "finding") + " can be mended with `--fix`";
    if (all > safe) out += ", " + std::to_string(all - safe) + " more with `--unsafe-fixes`";
  } else {
    out += counted(all, "finding") + " can be mended with `--fix --unsafe-fixes`";
  }
  out += "; `--diff` shows how\n";
}

void write_hidden(const RenderContext& context, const Hidden& hidden, std::string& out) {
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

bool is_fixable(const Finding& finding, bool with_unsafe) {
  return finding.fix && !finding.fix->edits.empty() && finding.outcome == Outcome::fail &&
         finding.status == Status::active && (finding.fix->safe || with_unsafe);
}

bool is_shown(const Finding& finding, const RenderOptions& options, Hidden& hidden) {
  if (finding.outcome != Outcome::fail) {
    if (finding.outcome == Outcome::unknown && !options.show_passes) ++hidden.undecided;
    return false;
  }
  if (finding.status != Status::active) {
    if (!options.show_suppressed) ++hidden.suppressed;
    return options.show_suppressed;
  }
  if (finding.severity >= options.min_severity) return true;
  ++hidden.below;
  return false;
}

std::string counted(std::size_t count, std::string_view one) {
  return std::to_string(count) + ' ' + std::string(one) + (count == 1 ? "" : "s");
}

std::string counted_findings(const Summary& summary) {
  std::string found;
  const auto add = [&](std::size_t count, std::string_view word) {
    if (count == 0) return;
    if (!found.empty()) found += ", ";
    found += counted(count, word);
  };
  add(summary.errors, "error");
  add(summary.warnings, "warning");
  add(summary.notes, "note");
  return found;
}

std::string counted_files(const Summary& summary) {
  std::string out =
      counted(summary.files_analysed + summary.files_skipped + summary.files_failed, "file");
  std::string apart;
  if (summary.files_skipped > 0) apart = std::to_string(summary.files_skipped) + " skipped";
  if (summary.files_failed > 0)
    apart += (apart.empty() ? "" : ", ") + std::to_string(summary.files_failed) + " failed";
  if (!apart.empty()) out += " (" + apart + ')';
  return out;
}

void write_closing(const RenderContext& context, const Hidden* hidden, std::string& out) {
  write_unread_files(context, out);
  for (const std::string& note : context.report.notes)
    out += "note: " + for_terminal(context.redactor.redact(note)) + '\n';
  write_counts(context, out);
  if (hidden == nullptr) return;
  write_fixable(context, out);
  write_hidden(context, *hidden, out);
}

}  // namespace djaz
