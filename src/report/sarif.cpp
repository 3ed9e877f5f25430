#include "report/sarif.h"

#include <algorithm>
#include <map>
#include <set>

#include "djaz/version.h"
#include "report/escape.h"
#include "report/fingerprint.h"
#include "report/json_text.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz {
namespace {

// GitHub rejects a run with more; what is above is counted.
constexpr std::size_t kMaxResults = 25'000;
constexpr std::size_t kMaxTags = 10;
constexpr std::size_t kMaxRelated = 100;
constexpr std::size_t kMaxText = 1'000;
// Larger files get no fingerprint from us; the upload action computes it.
constexpr std::size_t kMaxFingerprinted = 32'000'000;

const char* level_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "none";
}

// Middle values of GitHub's bands high, medium and low.
const char* security_severity(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "8.0";
    case Severity::warning:
      return "5.5";
    case Severity::note:
      return "2.0";
  }
  return "0.0";
}

const char* precision_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::high:
      return "very-high";
    case Confidence::medium:
      return "medium";
    case Confidence::low:
      return "low";
  }
  return "low";
}

bool has_tag(const RuleInfo& rule, std::string_view tag) {
  return std::find(rule.tags.begin(), rule.tags.end(), tag) != rule.tags.end();
}

// Rules about reliability alone and about the linter itself get no security severity.
bool is_security(const RuleInfo& rule) {
  return has_tag(rule, "security") || !(has_tag(rule, "reliability") || has_tag(rule, "linter"));
}

// Text in a message cannot become a link: `](` is the only way to write one.
std::string message_text(const std::string& text) {
  const std::string words = shortened(replaced(valid_text(text), "](", "]\u200b("), kMaxText);
  return words.empty() ? "no message" : words;
}

std::string help_text(const RuleInfo& rule, bool markdown) {
  std::string out(rule.advice.empty() ? rule.summary : rule.advice);
  const std::string bicep = rule.remedy().bicep;
  if (markdown && !bicep.empty()) out += "\n\n```bicep\n" + bicep + "```";
  for (const std::string_view reference : rule.references)
    out += markdown ? "\n\n<" + std::string(reference) + ">" : "\n" + std::string(reference);
  return valid_text(out);
}

Json rule_object(const RuleInfo& rule) {
  Json tags = Json::array();
  if (is_security(rule)) tags.push_back("security");
  for (const std::string_view cwe : rule.equivalents.cwe)
    tags.push_back("external/cwe/" + lowered(cwe));
  for (const std::string_view tag : rule.tags)
    if (tag != "security" && tags.size() < kMaxTags) tags.push_back(tag);

  Json out;
  out["id"] = rule.code;
  out["name"] = rule.name;
  out["shortDescription"] = {{"text", shortened(valid_text(rule.summary), kMaxText)}};
  out["fullDescription"] = {
      {"text", shortened(valid_text(rule.why.empty() ? rule.summary : rule.why), kMaxText)}};
  out["help"] = {{"text", help_text(rule, false)}, {"markdown", help_text(rule, true)}};
  if (!rule.references.empty() && starts_with_ignoring_case(rule.references.front(), "https://"))
    out["helpUri"] = rule.references.front();
  out["defaultConfiguration"] = {{"level", level_of(rule.severity)}};
  Json properties = {
      {"tags", tags},
      {"precision", precision_of(rule.confidence)},
      {"problem.severity",
       rule.severity == Severity::note ? "recommendation" : level_of(rule.severity)}};
  if (is_security(rule)) properties["security-severity"] = security_severity(rule.severity);
  Json known = Json::object();
  const Json all = equivalents_json(rule.equivalents);
  for (const auto& [tool, ids] : all.items())
    if (!ids.empty()) known[tool] = ids;
  if (!known.empty()) properties["equivalents"] = known;
  out["properties"] = properties;
  return out;
}

class Writer {
 public:
  explicit Writer(const RenderContext& context) : context_(context) {}

  void write(Sink& sink) {
    JsonListWriter out(log(), "results", sink);
    results([&](std::size_t number) { out.item(result(context_.report.at(number))); });
    out.finish();
  }

 private:
  // Without its results; what cannot be one is counted here.
  Json log() {
    Json driver;
    driver["name"] = "djaz";
    driver["version"] = std::string(version());
    driver["semanticVersion"] = std::string(version());
    driver["rules"] = rules();

    // What is secret in any of their files is, too, in what is said before them.
    results([&](std::size_t number) {
      context_.redactor.scan(context_.report.at(number).primary.span.file);
    });
    Json invocation;
    invocation["executionSuccessful"] = context_.report.summary.files_failed == 0 &&
                                        context_.report.exit_code != ExitCode::incomplete &&
                                        context_.report.exit_code != ExitCode::internal;
    invocation["exitCode"] = static_cast<int>(context_.report.exit_code);
    invocation["toolExecutionNotifications"] = notifications();

    Json run;
    run["tool"] = {{"driver", driver}};
    run["automationDetails"] = {{"id", "djaz/source/"}};
    run["columnKind"] = "unicodeCodePoints";
    run["invocations"] = Json::array({invocation});
    run["results"] = Json::array();

    Json out;
    out["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
    out["version"] = "2.1.0";
    out["runs"] = Json::array({run});
    return out;
  }

  bool counts(const FindingBrief& finding) const {
    return context_.options.full_sarif ||
           (finding.outcome == Outcome::fail && finding.status == Status::active);
  }

  Json rules() {
    std::vector<const RuleInfo*> all = context_.report.rules();
    std::set<const RuleInfo*> known(all.begin(), all.end());
    for (std::size_t i = 0; i < context_.report.size(); ++i) {
      const FindingBrief finding = context_.report.brief(i);
      if (counts(finding) && known.insert(finding.rule).second) all.push_back(finding.rule);
    }
    std::sort(all.begin(), all.end(),
              [](const RuleInfo* a, const RuleInfo* b) { return a->code < b->code; });
    Json out = Json::array();
    for (const RuleInfo* rule : all)
      if (rule_indexes_.emplace(rule->code, out.size()).second) out.push_back(rule_object(*rule));
    return out;
  }

  std::string safe(const std::string& text) const { return context_.redactor.redact(text); }

  // Readers look for files from the top of the repository.
  Json artifact(const std::string& path) const {
    const std::string& prefix = context_.options.prefix;
    return {{"uri", uri_of_path(prefix.empty() ? path : join_path(prefix, path))}};
  }

  static Json region(const Position& start, const Position& end) {
    return {{"startLine", start.line},
            {"startColumn", start.column},
            {"endLine", end.line},
            {"endColumn", end.column}};
  }

  Json physical(const Span& span) const {
    const SourceFile& file = context_.sources.file(span.file);
    const Position start = file.position(span.begin);
    Position end = file.position(span.end);
    // The place of something absent is empty; an alert needs at least one column to stand on.
    if (end == start) ++end.column;
    return {{"artifactLocation", artifact(file.path())}, {"region", region(start, end)}};
  }

  // One change for each file that is edited.
  Json fixes(const Fix& fix) const {
    std::map<std::uint32_t, Json> replacements;
    for (const Edit& edit : fix.edits) {
      if (!edit.span.valid()) return Json::array();
      const SourceFile& file = context_.sources.file(edit.span.file);
      Json& list = replacements.try_emplace(edit.span.file.value, Json::array()).first->second;
      list.push_back(
          {{"deletedRegion", region(file.position(edit.span.begin), file.position(edit.span.end))},
           {"insertedContent", {{"text", valid_text(safe(edit.replacement))}}}});
    }
    Json changes = Json::array();
    for (const auto& [file, list] : replacements)
      changes.push_back({{"artifactLocation", artifact(context_.sources.file(FileId{file}).path())},
                         {"replacements", list}});
    if (changes.empty()) return changes;
    return Json::array({{{"description", {{"text", message_text(safe(fix.description))}}},
                         {"artifactChanges", changes},
                         {"properties", {{"safe", fix.safe}}}}});
  }

  // What only the full profile says of a result.
  void add_full(const Finding& finding, Json& out) const {
    const bool fail = finding.outcome == Outcome::fail;
    out["kind"] = fail ? "fail" : finding.outcome == Outcome::pass ? "pass" : "open";
    if (!fail) out["level"] = "none";
    out["suppressions"] = Json::array();
    if (fail && finding.status != Status::active)
      out["suppressions"].push_back(
          {{"kind", finding.status == Status::suppressed ? "inSource" : "external"},
           {"status", "accepted"},
           {"justification", valid_text(safe(finding.justification))}});
    if (!fail || !finding.fix) return;
    const Json changes = fixes(*finding.fix);
    if (!changes.empty()) out["fixes"] = changes;
  }

  Json location(const Finding& finding) const {
    Json out = {{"physicalLocation", physical(finding.primary.span)}};
    Json logical = Json::array();
    if (!finding.node.empty())
      logical.push_back({{"fullyQualifiedName", valid_text(safe(finding.node))}});
    if (!finding.resource.id.empty())
      logical.push_back(
          {{"fullyQualifiedName", valid_text(safe(finding.resource.id))}, {"kind", "resource"}});
    if (!logical.empty()) out["logicalLocations"] = logical;
    return out;
  }

  Json related(const Finding& finding) const {
    Json out = Json::array();
    for (const Label& label : finding.related) {
      if (!label.span.valid() || out.size() == kMaxRelated) continue;
      Json item = {{"id", out.size() + 1}, {"physicalLocation", physical(label.span)}};
      if (!label.text.empty()) item["message"] = {{"text", message_text(safe(label.text))}};
      out.push_back(item);
    }
    return out;
  }

  // Empty when it cannot be what the upload action computes from the file, or when the text it is
  // computed from holds a secret: a hash of a weak one can be guessed.
  std::string fingerprint(const Span& span) {
    const SourceFile& file = context_.sources.file(span.file);
    const bool mark = file.encoding() == Encoding::utf8_bom;
    if (!mark && file.encoding() != Encoding::utf8) return {};
    if (file.size() > kMaxFingerprinted) return {};
    const std::uint32_t line = file.position(span.begin).line;
    if (context_.redactor.is_secret(hashed_text(file, line))) return {};
    auto [entry, added] = fingerprints_.try_emplace(span.file.value);
    if (added) entry->second = line_fingerprints(file.text(), mark);
    return line <= entry->second.size() ? entry->second[line - 1] : std::string();
  }

  // From the start of the line on, at least the hundred characters that are hashed.
  static Span hashed_text(const SourceFile& file, std::uint32_t line) {
    const std::string_view text = file.text();
    const std::uint32_t begin = file.line_span(line).begin;
    std::uint32_t end = begin;
    for (std::size_t characters = 0; characters < 100 && end < text.size(); ++end)
      if (!is_space(text[end]) && (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80)
        ++characters;
    return Span{file.id(), begin, end};
  }

  Json result(const Finding& finding) {
    context_.redactor.scan(finding.primary.span.file);
    Json out;
    out["ruleId"] = finding.rule->code;
    out["ruleIndex"] = rule_indexes_.at(finding.rule->code);
    out["level"] = level_of(finding.severity);
    out["message"] = {{"text", message_text(safe(finding.message))}};
    out["locations"] = Json::array({location(finding)});
    const Json others = related(finding);
    if (!others.empty()) out["relatedLocations"] = others;
    const std::string hash = fingerprint(finding.primary.span);
    if (!hash.empty()) out["partialFingerprints"] = {{"primaryLocationLineHash", hash}};
    if (context_.options.full_sarif) add_full(finding, out);
    out["properties"] = {{"confidence", std::string(to_string(finding.confidence))}};
    return out;
  }

  // The numbers of those that are written.
  template <class Use>
  void results(Use&& use) {
    unplaced_.clear();
    unplaced_others_ = 0;
    left_out_ = 0;
    std::size_t written = 0;
    for (std::size_t i = 0; i < context_.report.size(); ++i) {
      const FindingBrief finding = context_.report.brief(i);
      if (!counts(finding)) continue;
      if (!finding.placed && finding.outcome != Outcome::fail) {
        ++unplaced_others_;
      } else if (!finding.placed) {
        unplaced_.push_back(context_.report.at(i));
      } else if (written == kMaxResults) {
        ++left_out_;
      } else {
        ++written;
        use(i);
      }
    }
  }

  static Json notification(const char* id, const char* level, const std::string& text) {
    return {{"descriptor", {{"id", id}}}, {"level", level}, {"message", {{"text", text}}}};
  }

  Json notifications() const {
    Json out = Json::array();
    for (const FileOutcome& file : context_.report.files) {
      if (file.status == FileStatus::analysed) continue;
      const bool failed = file.status == FileStatus::failed;
      Json item =
          notification(failed ? "file-failed" : "file-skipped", failed ? "error" : "note",
                       message_text((failed ? "not analysed: " : "skipped: ") + safe(file.reason)));
      item["locations"] =
          Json::array({{{"physicalLocation", {{"artifactLocation", artifact(file.path)}}}}});
      out.push_back(item);
    }
    for (const Finding& finding : unplaced_)
      out.push_back(notification(
          "result-without-place", level_of(finding.severity),
          message_text(std::string(finding.rule->name) + ": " + safe(finding.message))));
    if (unplaced_others_ > 0)
      out.push_back(
          notification("results-without-place", "note",
                       std::to_string(unplaced_others_) + " results without a place did not fail"));
    if (left_out_ > 0)
      out.push_back(notification("results-left-out", "warning",
                                 std::to_string(left_out_) + " more results are left out"));
    for (const std::string& note : context_.report.notes)
      out.push_back(notification("remark", "note", message_text(safe(note))));
    return out;
  }

  const RenderContext& context_;
  std::map<std::string_view, std::size_t> rule_indexes_;
  std::map<std::uint32_t, std::vector<std::string>> fingerprints_;
  std::vector<Finding> unplaced_;
  std::size_t unplaced_others_ = 0;
  std::size_t left_out_ = 0;
};

}  // namespace

void write_sarif(const RenderContext& context, Sink& sink) { Writer(context).write(sink); }

}  // namespace djaz
