#include "report/azure.h"

#include "report/closing.h"
#include "report/escape.h"
#include "report/issues.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz {
namespace {

// As the agent undoes it; `%` is written in the agent's own way, since `%25` stays as it is there.
std::string data_text(std::string_view text) {
  std::string out = replaced(text, "%", "%AZP25");
  out = replaced(out, "\r", "%0D");
  return replaced(out, "\n", "%0A");
}

std::string property_text(std::string_view text) {
  return replaced(replaced(data_text(text), "]", "%5D"), ";", "%3B");
}

std::string command(const Issue& issue, const RenderContext& context) {
  std::string out = "##vso[task.logissue type=";
  out += issue.severity == Severity::error ? "error;" : "warning;";
  if (!issue.path.empty()) {
    const std::string path = context.options.root.empty()
                                 ? repository_path(issue, context)
                                 : join_path(context.options.root, issue.path);
    out += "sourcepath=" + property_text(for_terminal(path)) + ';';
    out += "linenumber=" + std::to_string(issue.start.line) + ';';
    out += "columnnumber=" + std::to_string(issue.start.column) + ';';
  }
  out += "code=" + property_text(issue.code) + ";]";
  std::vector<std::string> words = words_of(issue, context);
  words.front() += " [" + issue.name + ']';
  return out + data_text(join(words, "\n")) + '\n';
}

std::string note(const Issue& issue, const RenderContext& context) {
  std::string out;
  if (!issue.path.empty())
    out = for_terminal(issue.path) + ':' + std::to_string(issue.start.line) + ':' +
          std::to_string(issue.start.column) + ": ";
  return out + "note[" + issue.name + "] " + issue.code + ": " + words_of(issue, context).front() +
         '\n';
}

}  // namespace

void write_azure(const RenderContext& context, Sink& sink) {
  std::string out;
  bool errors = false;
  bool warnings = false;
  const Issues issues(context, context.options.min_severity);
  for (std::size_t i = 0; i < issues.size(); ++i) {
    const Issue issue = issues.at(i);
    errors = errors || issue.severity == Severity::error;
    warnings = warnings || issue.severity == Severity::warning;
    out += issue.severity == Severity::note ? note(issue, context) : command(issue, context);
    sink.drain(out);
  }
  RenderOptions plain = context.options;
  plain.color = false;
  write_closing({context.report, context.sources, context.redactor, plain}, nullptr, out);
  // Hidden errors count too, and a step whose exit code is not 0 fails whatever is said here.
  if (warnings && !errors && context.report.summary.errors == 0)
    out += "##vso[task.complete result=SucceededWithIssues;]\n";
  sink.write(out);
}

}  // namespace djaz
