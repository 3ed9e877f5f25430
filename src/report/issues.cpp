#include "report/issues.h"

#include <algorithm>
#include <set>
#include <utility>

#include "report/blocks.h"
#include "report/escape.h"
#include "source/file_system.h"

namespace djaz {
namespace {

// An annotation is a hint beside a line, not the report.
constexpr std::size_t kMaxWords = 2'000;
constexpr std::size_t kMaxPlaces = 5;
constexpr const char* kUnread = "unreadable-document";
constexpr const char* kUnreadCode = "DZ9001";

Issue issue_of(std::shared_ptr<const Finding> described, const RenderContext& context) {
  Issue issue;
  const Finding& finding = *described;
  issue.finding = std::move(described);
  issue.severity = finding.severity;
  issue.code = finding.rule->code;
  issue.name = finding.rule->name;
  const Span& span = finding.primary.span;
  if (span.valid()) {
    context.redactor.scan(span.file);
    const SourceFile& file = context.sources.file(span.file);
    issue.path = file.path();
    issue.start = file.position(span.begin);
    issue.end = file.position(span.end);
  }
  issue.message = context.redactor.redact(finding.message);
  return issue;
}

Issue unread(const std::string& path, const std::string& message) {
  Issue issue;
  issue.code = kUnreadCode;
  issue.name = kUnread;
  issue.message = message;
  issue.path = path;
  return issue;
}

// What made the run incomplete and is not the place of a finding already.
void add_unread(const RenderContext& context, std::vector<Issue>& issues) {
  std::set<std::string_view> told;
  for (const Issue& issue : issues)
    if (issue.name == kUnread) told.insert(issue.path);
  std::vector<Issue> added;
  for (const FileOutcome& file : context.report.files)
    if (file.status == FileStatus::failed && told.count(file.path) == 0)
      added.push_back(unread(file.path, "not analysed: " + context.redactor.redact(file.reason)));
  if (context.report.exit_code == ExitCode::incomplete && context.report.summary.files_failed == 0)
    added.push_back(unread("", "nothing was analysed"));
  issues.insert(issues.begin(), added.begin(), added.end());
}

}  // namespace

std::vector<Issue> issues_of(const RenderContext& context, Severity min_severity) {
  std::vector<std::shared_ptr<const Finding>> found;
  context.report.each([&](const Finding& finding) {
    if (finding.outcome == Outcome::fail && finding.status == Status::active &&
        finding.severity >= min_severity)
      found.push_back(std::make_shared<const Finding>(finding));
  });
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    if (a->severity != b->severity) return a->severity > b->severity;
    return a->confidence > b->confidence;
  });
  std::vector<Issue> issues;
  for (auto& finding : found) issues.push_back(issue_of(std::move(finding), context));
  add_unread(context, issues);
  return issues;
}

std::vector<std::string> words_of(const Issue& issue, const RenderContext& context) {
  std::vector<std::string> words;
  const auto add = [&](const std::string& text) {
    words.push_back(shortened(for_terminal(text), kMaxWords));
  };
  add(issue.message.empty() ? issue.name : issue.message);
  if (issue.finding == nullptr) return words;
  const Finding& finding = *issue.finding;
  if (!finding.primary.text.empty()) add(context.redactor.redact(finding.primary.text));
  for (const Label& label : finding.related) {
    if (label.text.empty() || words.size() > kMaxPlaces) continue;
    if (label.span.valid()) context.redactor.scan(label.span.file);
    const std::string place =
        label.span.valid() ? place_of(context.sources, label.span) + ": " : std::string();
    add(place + context.redactor.redact(label.text));
  }
  for (const std::string& deployment : finding.deployments)
    if (!deployment.empty() && words.size() <= 2 * kMaxPlaces)
      add("in " + context.redactor.redact(deployment));
  if (!finding.rule->advice.empty()) add("help: " + std::string(finding.rule->advice));
  if (finding.confidence == Confidence::low)
    add("confidence is low, so this does not fail the run");
  return words;
}

std::string repository_path(const Issue& issue, const RenderContext& context) {
  if (issue.path.empty() || context.options.prefix.empty()) return issue.path;
  return join_path(context.options.prefix, issue.path);
}

}  // namespace djaz
