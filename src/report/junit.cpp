#include "report/junit.h"

#include <algorithm>
#include <map>
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

enum class Verdict : std::uint8_t { pass, fail, unknown, skipped };

// A finding by its number in the report.
struct Said {
  std::size_t number = 0;
  Verdict verdict = Verdict::pass;
};

struct Case {
  std::string class_name;
  std::string_view name;
  std::string file;  // from the top of the repository; empty for none
  std::vector<Said> said;
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

  void write(Sink& sink) {
    collect();
    const Suite idle = without_subject();
    Totals totals = totals_of(idle);
    for (const auto& [name, suite] : suites_) totals.add(totals_of(suite));
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"djaz\"" +
                      totals.attributes() + ">\n";
    for (const auto& [name, suite] : suites_) write_suite(name, suite, out, sink);
    if (!idle.empty()) write_suite("rules with nothing to check", idle, out, sink);
    sink.write(out + "</testsuites>\n");
  }

 private:
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
    std::size_t number = 0;
    context_.report.each([&](const Finding& finding) {
      const Said said{number++, verdict_of(finding)};
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
      one.said.push_back(said);
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
    std::string_view advice;
    if (!one.unread.empty()) out += xml(one.unread) + '\n';
    for (const Said& said : one.said) {
      const Finding finding = context_.report.at(said.number);
      if (advice.empty()) advice = finding.rule->advice;
      if (finding.outcome != Outcome::pass) out += xml(line_of(finding)) + '\n';
    }
    if (!advice.empty()) out += xml("help: " + std::string(advice)) + '\n';
    return out;
  }

  static std::size_t count_of(const Case& one, Verdict verdict) {
    return static_cast<std::size_t>(
        std::count_if(one.said.begin(), one.said.end(),
                      [&](const Said& said) { return said.verdict == verdict; }));
  }

  Finding first(const Case& one, Verdict verdict) const {
    const auto found = std::find_if(one.said.begin(), one.said.end(),
                                    [&](const Said& said) { return said.verdict == verdict; });
    return context_.report.at(found->number);
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

  // The worst of the case's verdicts.
  static Verdict worst_of(const Case& one) {
    for (const Verdict verdict : {Verdict::fail, Verdict::unknown, Verdict::skipped})
      if (count_of(one, verdict) > 0) return verdict;
    return one.skipped.empty() ? Verdict::pass : Verdict::skipped;
  }

  static Totals totals_of(const Suite& suite) {
    Totals totals;
    for (const auto& [key, one] : suite) {
      const Verdict verdict = worst_of(one);
      ++totals.tests;
      if (!one.unread.empty() || verdict == Verdict::unknown)
        ++totals.errors;
      else if (verdict == Verdict::fail)
        ++totals.failures;
      else if (verdict == Verdict::skipped)
        ++totals.skipped;
    }
    return totals;
  }

  // Empty for a pass.
  std::string result_of(const Case& one) const {
    if (!one.unread.empty()) return element("error", one, nullptr, 0);
    const Verdict verdict = worst_of(one);
    if (verdict == Verdict::pass) return {};
    if (verdict != Verdict::skipped) {
      const Finding finding = first(one, verdict);
      return element(verdict == Verdict::fail ? "failure" : "error", one, &finding,
                     count_of(one, verdict));
    }
    std::string reason = one.skipped;
    if (count_of(one, verdict) > 0) {
      const Finding finding = first(one, verdict);
      reason = std::string(to_string(finding.status)) + ": " + safe(finding.justification);
    }
    return "      <skipped" + attribute("message", reason) + "/>\n";
  }

  void write_suite(const std::string& name, const Suite& suite, std::string& out,
                   Sink& sink) const {
    out += "  <testsuite" + attribute("name", name) + totals_of(suite).attributes() + ">\n";
    for (const auto& [key, one] : suite) {
      const std::string result = result_of(one);
      out += "    <testcase" + attribute("classname", one.class_name) + attribute("name", one.name);
      if (!one.file.empty()) out += attribute("file", one.file);
      out += " time=\"0\"";
      out += result.empty() ? "/>\n" : ">\n" + result + "    </testcase>\n";
      sink.drain(out);
    }
    out += "  </testsuite>\n";
  }

  const RenderContext& context_;
  // By file or resource.
  std::map<std::string, Suite> suites_;
};

}  // namespace

void write_junit(const RenderContext& context, Sink& sink) { Writer(context).write(sink); }

}  // namespace djaz
