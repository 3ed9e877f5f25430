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

}  // namespace

Issues::Issues(const RenderContext& context, Severity min_severity) : context_(context) {
  std::set<std::string> told;
  std::size_t number = 0;
  context.report.each([&](const Finding& finding) {
    const Rank rank{finding.severity, finding.confidence, number++};
    if (finding.outcome != Outcome::fail || finding.status != Status::active ||
        finding.severity < min_severity)
      return;
    ranks_.push_back(rank);
    const Span& span = finding.primary.span;
    // What is secret in one file is hidden in what is said of another.
    if (span.valid()) context.redactor.scan(span.file);
    if (finding.rule->name == kUnread)
      told.insert(span.valid() ? context.sources.file(span.file).path() : std::string());
  });
  std::stable_sort(ranks_.begin(), ranks_.end(), [](const Rank& a, const Rank& b) {
    if (a.severity != b.severity) return a.severity > b.severity;
    return a.confidence > b.confidence;
  });
  add_unread(told);
}

// What made the run incomplete and is not the place of a finding already.
void Issues::add_unread(const std::set<std::string>& told) {
  const Report& report = context_.report;
  for (const FileOutcome& file : report.files)
    if (file.status == FileStatus::failed && told.count(file.path) == 0)
      unread_.push_back(
          unread(file.path, "not analysed: " + context_.redactor.redact(file.reason)));
  if (report.exit_code == ExitCode::incomplete && report.summary.files_failed == 0)
    unread_.push_back(unread("", "nothing was analysed"));
}

Issue Issues::at(std::size_t index) const {
  if (index < unread_.size()) return unread_[index];
  const std::size_t number = ranks_[index - unread_.size()].number;
  return issue_of(std::make_shared<const Finding>(context_.report.at(number)), context_);
}

Severity Issues::severity(std::size_t index) const {
  return index < unread_.size() ? unread_[index].severity : ranks_[index - unread_.size()].severity;
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
