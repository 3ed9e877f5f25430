#include "report/github.h"

#include <array>

#include "report/closing.h"
#include "report/escape.h"
#include "report/issues.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::size_t kMaxPerLevel = 10;

// As the runner undoes it, `%` first.
std::string data_text(std::string_view text) {
  std::string out = replaced(text, "%", "%25");
  out = replaced(out, "\r", "%0D");
  return replaced(out, "\n", "%0A");
}

std::string property_text(std::string_view text) {
  return replaced(replaced(data_text(text), ":", "%3A"), ",", "%2C");
}

const char* level_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "notice";
  }
  return "notice";
}

std::string command(const Issue& issue, const RenderContext& context) {
  std::string out = std::string("::") + level_of(issue.severity);
  out += " title=" + property_text(issue.code + ' ' + issue.name);
  if (!issue.path.empty()) {
    out += ",file=" + property_text(for_terminal(repository_path(issue, context)));
    out += ",line=" + std::to_string(issue.start.line);
    out += ",endLine=" + std::to_string(issue.end.line);
    // Columns are taken only within one line.
    if (issue.start.line == issue.end.line) {
      out += ",col=" + std::to_string(issue.start.column);
      out += ",endColumn=" + std::to_string(issue.end.column);
    }
  }
  return out + "::" + data_text(join(words_of(issue, context), "\n")) + '\n';
}

using Counts = std::array<std::size_t, 3>;  // by severity

std::size_t& count_of(Counts& counts, Severity severity) {
  return counts[static_cast<std::size_t>(severity)];
}

std::string rest_notice(const Counts& left_out) {
  Summary rest;
  rest.notes = left_out[0];
  rest.warnings = left_out[1];
  rest.errors = left_out[2];
  return "::notice title=djaz::" +
         data_text(counted_findings(rest) + " more without an annotation: GitHub shows " +
                   std::to_string(kMaxPerLevel) + " of a level in each step") +
         '\n';
}

}  // namespace

void write_github(const RenderContext& context, Sink& sink) {
  const Issues issues(context, context.options.min_severity);
  Counts total = {};
  for (std::size_t i = 0; i < issues.size(); ++i) ++count_of(total, issues.severity(i));
  Counts limits = {kMaxPerLevel, kMaxPerLevel, kMaxPerLevel};
  // The notice that counts the rest is one of the ten.
  for (std::size_t count : total)
    if (count > kMaxPerLevel) count_of(limits, Severity::note) = kMaxPerLevel - 1;

  std::string out;
  Counts written = {};
  for (std::size_t i = 0; i < issues.size(); ++i) {
    std::size_t& count = count_of(written, issues.severity(i));
    if (count == count_of(limits, issues.severity(i))) continue;
    ++count;
    out += command(issues.at(i), context);
  }
  const Counts left_out = {total[0] - written[0], total[1] - written[1], total[2] - written[2]};
  if (left_out != Counts{}) out += rest_notice(left_out);

  RenderOptions plain = context.options;
  plain.color = false;
  write_closing({context.report, context.sources, context.redactor, plain}, nullptr, out);
  sink.write(out);
}

}  // namespace djaz
