#include "report/junit.h"

#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <vector>

#include "report/blocks.h"
#include "report/closing.h"
#include "report/escape.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz {
namespace {

// Without what XML 1.0 forbids: controls were made visible before, two noncharacters remain.
std::string xml(std::string_view text) {
  const std::string shown = for_terminal(text);
  std::string out;
  for (std::size_t i = 0; i < shown.size();) {
    const char32_t c = decode_utf8(shown, i);
    switch (c) {
      case U'&':
        out += "&amp;";
        break;
      case U'<':
        out += "&lt;";
        break;
      case U'>':
        out += "&gt;";
        break;
      case U'"':
        out += "&quot;";
        break;
      case U'\'':
        out += "&apos;";
        break;
      case 0xFFFE:
      case 0xFFFF:
        break;
      default:
        append_utf8(out, c);
    }
  }
  return out;
}

std::string attribute(std::string_view name, std::string_view value) {
  return ' ' + std::string(name) + "=\"" + xml(value) + '"';
}

std::string attribute(std::string_view name, std::size_t value) {
  return attribute(name, std::to_string(value));
}

struct Case {
  std::string class_name;
  std::string name;
  std::string file;  // from the top of the repository; empty for none
  std::vector<std::shared_ptr<const Finding>> findings;
  std::string unread;   // why the file was not analysed
  std::string skipped;  // why there is nothing to say
};

// Ordered by class and rule.
using Suite = std::map<std::pair<std::string, std::string>, Case>;

struct Totals {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;

  void add(const Totals& other) {
    tests += other.tests;
    failures += other.failures;
    errors += other.errors;
    skipped += other.skipped;
  }
  std::string attributes() const {
    return attribute("tests", tests) + attribute("failures", failures) +
           attribute("errors", errors) + attribute("skipped", skipped) + " time=\"0\"";
  }
};

class Writer {
 public:
  explicit Writer(const RenderContext& context) : context_(context) {}

  std::string document() {
    collect();
    std::string suites;
    Totals totals;
    for (const auto& [name, suite] : suites_) write_suite(name, suite, suites, totals);
    const Suite idle = without_subject();
    if (!idle.empty()) write_suite("rules with nothing to check", idle, suites, totals);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"djaz\"" +
           totals.attributes() + ">\n" + suites + "</testsuites>\n";
  }

 private:
  enum class Verdict { pass, fail, unknown, skipped };

  static bool excused(const Finding& finding) {
    return finding.outcome != Outcome::pass && finding.status != Status::active;
  }

  static Verdict verdict_of(const Finding& finding) {
    if (excused(finding)) return Verdict::skipped;
    if (finding.outcome == Outcome::fail) return Verdict::fail;
    return finding.outcome == Outcome::unknown ? Verdict::unknown : Verdict::pass;
  }

  std::string safe(const std::string& text) const { return context_.redactor.redact(text); }

  std::string in_repository(const std::string& path) const {
    if (context_.options.prefix.empty()) return path;
    return join_path(context_.options.prefix, path);
  }

  static std::string resource_name(const ResourceId& resource) {
    if (resource.name.empty()) return resource.id;
    return resource.type.empty() ? resource.name : resource.type + '/' + resource.name;
  }

  void collect() {
    context_.report.each([&](const Finding& finding) {
      const Span& span = finding.primary.span;
      if (span.valid()) context_.redactor.scan(span.file);
      const std::string path =
          span.valid() ? context_.sources.file(span.file).path() : std::string();
      const std::string resource = safe(resource_name(finding.resource));
      const std::string subject = !resource.empty() ? resource : path.empty() ? "project" : path;
      Case& one =
          suites_[path.empty() ? subject : path][{subject, std::string(finding.rule->name)}];
      one.class_name = subject;
      one.name = finding.rule->name;
      one.file = path.empty() ? path : in_repository(path);
      one.findings.push_back(std::make_shared<const Finding>(finding));
    });
    for (const FileOutcome& file : context_.report.files)
      if (file.status == FileStatus::failed)
        add_unread(file.path, in_repository(file.path), "not analysed: " + safe(file.reason));
    if (context_.report.exit_code == ExitCode::incomplete &&
        context_.report.summary.files_failed == 0)
      add_unread("project", "", "nothing was analysed");
  }

  void add_unread(const std::string& subject, const std::string& file, std::string reason) {
    constexpr const char* kUnread = "unreadable-document";
    Case& one = suites_[subject][{subject, kUnread}];
    one.class_name = subject;
    one.name = kUnread;
    one.file = file;
    one.unread = std::move(reason);
  }

  Suite without_subject() const {
    std::set<std::string_view> busy;
    context_.report.each([&](const Finding& finding) { busy.insert(finding.rule->name); });
    Suite out;
    for (const RuleInfo* rule : context_.report.rules()) {
      if (busy.count(rule->name) != 0) continue;
      Case one;
      one.class_name = "djaz";
      one.name = rule->name;
      one.skipped = "there is nothing this rule is about";
      out.emplace(std::make_pair(one.class_name, one.name), one);
    }
    return out;
  }

  std::string line_of(const Finding& finding) const {
    std::string out;
    if (finding.outcome != Outcome::fail)
      out += to_string(finding.outcome);
    else
      out += to_string(finding.severity);
    if (excused(finding)) out += " (" + std::string(to_string(finding.status)) + ')';
    if (finding.primary.span.valid())
      out += " at " + place_of(context_.sources, finding.primary.span);
    if (!finding.node.empty()) out += ", " + safe(finding.node);
    out += ": " + safe(finding.message);
    if (!finding.justification.empty()) out += " (" + safe(finding.justification) + ')';
    return out;
  }

  // Every finding of the case but the passes, a line each, and what to do.
  std::string body_of(const Case& one) const {
    std::string out = "\n";
    if (!one.unread.empty()) out += xml(one.unread) + '\n';
    for (const auto& finding : one.findings)
      if (finding->outcome != Outcome::pass) out += xml(line_of(*finding)) + '\n';
    if (!one.findings.empty() && !one.findings.front()->rule->advice.empty())
      out += xml("help: " + std::string(one.findings.front()->rule->advice)) + '\n';
    return out;
  }

  static const Finding* first(const Case& one, Verdict verdict, std::size_t& count) {
    const Finding* found = nullptr;
    for (const auto& finding : one.findings) {
      if (verdict_of(*finding) != verdict) continue;
      if (count++ == 0) found = finding.get();
    }
    return found;
  }

  std::string element(const char* name, const Case& one, const Finding* finding,
                      std::size_t count) const {
    std::string message = one.unread.empty() ? safe(finding->message) : one.unread;
    if (message.empty()) message = one.name;
    if (count > 1) message += " (and " + std::to_string(count - 1) + " more)";
    const std::string_view type = finding == nullptr || finding->outcome != Outcome::fail
                                      ? "unknown"
                                      : to_string(finding->severity);
    return "      <" + std::string(name) + attribute("message", message) + attribute("type", type) +
           '>' + body_of(one) + "</" + name + ">\n";
  }

  // The worst of the case's verdicts; empty for a pass.
  std::string result_of(const Case& one, Totals& totals) const {
    std::size_t count = 0;
    if (!one.unread.empty()) {
      ++totals.errors;
      return element("error", one, nullptr, 0);
    }
    if (const Finding* finding = first(one, Verdict::fail, count)) {
      ++totals.failures;
      return element("failure", one, finding, count);
    }
    if (const Finding* finding = first(one, Verdict::unknown, count)) {
      ++totals.errors;
      return element("error", one, finding, count);
    }
    std::string reason = one.skipped;
    if (const Finding* finding = first(one, Verdict::skipped, count))
      reason = std::string(to_string(finding->status)) + ": " + safe(finding->justification);
    if (reason.empty()) return {};
    ++totals.skipped;
    return "      <skipped" + attribute("message", reason) + "/>\n";
  }

  void write_suite(const std::string& name, const Suite& suite, std::string& out, Totals& all) {
    Totals totals;
    std::string cases;
    for (const auto& [key, one] : suite) {
      ++totals.tests;
      const std::string result = result_of(one, totals);
      cases +=
          "    <testcase" + attribute("classname", one.class_name) + attribute("name", one.name);
      if (!one.file.empty()) cases += attribute("file", one.file);
      cases += " time=\"0\"";
      cases += result.empty() ? "/>\n" : ">\n" + result + "    </testcase>\n";
    }
    out += "  <testsuite" + attribute("name", name) + totals.attributes() + ">\n" + cases +
           "  </testsuite>\n";
    all.add(totals);
  }

  const RenderContext& context_;
  // By file or resource.
  std::map<std::string, Suite> suites_;
};

}  // namespace

std::string render_junit(const RenderContext& context) { return Writer(context).document(); }

}  // namespace djaz
