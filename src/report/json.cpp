#include "report/json.h"

#include <map>
#include <mutex>
#include <string_view>
#include <tuple>
#include <vector>

#include "djaz/version.h"
#include "report/escape.h"
#include "report/in_order.h"

namespace djaz {
namespace {

constexpr const char* kSchemaVersion = "1.0";

class Writer {
 public:
  explicit Writer(const RenderContext& context) : context_(context) {}

  Json report() const {
    const Report& report = context_.report;
    Json out;
    out["schema_version"] = kSchemaVersion;
    out["tool"] = {{"name", "djaz"}, {"version", std::string(version())}};
    out["files"] = Json::array();
    for (const FileOutcome& file : report.files) out["files"].push_back(outcome(file));
    out["results"] = Json::array();
    out["summary"] = summary();
    return out;
  }

  Json result(const Finding& finding) const {
    Json out = own_part(finding);
    out.update(rule_part(finding));
    return out;
  }

  // What a finding does not have in common with others of its rule.
  Json own_part(const Finding& finding) const {
    if (finding.primary.span.valid()) context_.redactor.scan(finding.primary.span.file);
    Json out;
    out["rule"] = finding.rule->name;
    out["code"] = finding.rule->code;
    out["outcome"] = std::string(to_string(finding.outcome));
    out["status"] = std::string(to_string(finding.status));
    out["severity"] = std::string(to_string(finding.severity));
    out["confidence"] = std::string(to_string(finding.confidence));
    out["message"] = safe(finding.message);
    out["node"] = safe(finding.node);
    out["resource"] = resource(finding.resource);
    out["location"] = location(finding.primary.span);
    out["related"] = related(finding);
    out["notes"] = notes(finding);
    out["observed"] = safe_or_null(finding.observed);
    out["expected"] = safe_or_null(finding.expected);
    out["fix"] = fix(finding);
    return out;
  }

  static Json rule_part(const Finding& finding) {
    Json out;
    out["equivalents"] = equivalents_json(finding.equivalents);
    // What is in order needs none.
    out["remedy"] = finding.outcome == Outcome::pass ? Json() : remedy_json(*finding.rule);
    return out;
  }

 private:
  std::string safe(const std::string& text) const {
    return valid_text(context_.redactor.redact(text));
  }
  Json safe_or_null(const std::string& text) const {
    if (text.empty()) return nullptr;
    return safe(text);
  }

  Json outcome(const FileOutcome& file) const {
    Json out;
    out["path"] = valid_text(file.path);
    out["kind"] = text_or_null(file.kind);
    out["status"] = std::string(to_string(file.status));
    out["reason"] = safe_or_null(file.reason);
    return out;
  }

  static Json position(Position position) {
    return {{"line", position.line}, {"column", position.column}};
  }

  Json location(const Span& span) const {
    if (!span.valid()) return nullptr;
    const std::lock_guard<std::mutex> lock(places_);
    Json out;
    out["file"] = valid_text(context_.sources.file(span.file).path());
    out["start"] = position(context_.sources.start_of(span));
    out["end"] = position(context_.sources.end_of(span));
    return out;
  }

  Json related(const Finding& finding) const {
    Json out = Json::array();
    for (const Label& label : finding.related) {
      if (label.span.valid()) context_.redactor.scan(label.span.file);
      out.push_back({{"message", safe(label.text)}, {"location", location(label.span)}});
    }
    return out;
  }

  // Besides the assumptions: what the envelope has no other place for.
  Json notes(const Finding& finding) const {
    Json out = Json::array();
    for (const std::string& note : finding.notes) out.push_back(safe(note));
    if (!finding.primary.text.empty()) out.push_back(safe(finding.primary.text));
    for (const std::string& deployment : finding.deployments)
      if (!deployment.empty()) out.push_back("in deployment " + safe(deployment));
    if (!finding.justification.empty())
      out.push_back(std::string(to_string(finding.status)) + ": " + safe(finding.justification));
    return out;
  }

  Json fix(const Finding& finding) const {
    if (!finding.fix) return nullptr;
    Json edits = Json::array();
    for (const Edit& edit : finding.fix->edits)
      edits.push_back({{"location", location(edit.span)}, {"replacement", safe(edit.replacement)}});
    return {{"description", safe(finding.fix->description)},
            {"safe", finding.fix->safe},
            {"edits", edits}};
  }

  Json resource(const ResourceId& resource) const {
    if (resource == ResourceId{}) return nullptr;
    return {
        {"type", safe(resource.type)}, {"name", safe(resource.name)}, {"id", safe(resource.id)}};
  }

  Json summary() const {
    const Summary& counts = context_.report.summary;
    Json out;
    out["errors"] = counts.errors;
    out["warnings"] = counts.warnings;
    out["notes"] = counts.notes;
    out["passes"] = counts.passes;
    out["unknowns"] = counts.unknowns;
    out["suppressed"] = counts.suppressed;
    out["files"] = {{"analysed", counts.files_analysed},
                    {"skipped", counts.files_skipped},
                    {"failed", counts.files_failed}};
    out["exit_code"] = static_cast<int>(context_.report.exit_code);
    out["remarks"] = Json::array();
    for (const std::string& note : context_.report.notes) out["remarks"].push_back(safe(note));
    return out;
  }

  const RenderContext& context_;
  // A file remembers where it was asked last.
  mutable std::mutex places_;
};

// The results of a list. Half of a result is what its rule says: that is put into text once.
class Results {
 public:
  Results(const RenderContext& context, JsonListWriter& list)
      : context_(context), writer_(context), list_(list) {}

  void write() {
    write_in_order(
        context_.report, [this](const Finding& finding, std::string& out) { add(finding, out); },
        [this](std::string& out) { list_.items(out); });
  }

 private:
  // Both parts are objects: the first without what closes it, the second without what opens it.
  void add(const Finding& finding, std::string& out) {
    const std::string own = list_.text_of(writer_.own_part(finding));
    out.append(own, 0, own.rfind('\n'));
    out += ',';
    // One finding may say other equivalents than its rule does.
    const Key key{finding.rule, finding.outcome == Outcome::pass, finding.equivalents.django};
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto [known, added] = rule_parts_.try_emplace(key);
    if (added) {
      const std::string text = list_.text_of(Writer::rule_part(finding));
      known->second = text.substr(text.find('{') + 1);
    }
    out += known->second;
  }

  using Key = std::tuple<const RuleInfo*, bool, std::vector<std::string_view>>;

  const RenderContext& context_;
  Writer writer_;
  JsonListWriter& list_;
  std::mutex mutex_;
  std::map<Key, std::string> rule_parts_;
};

}  // namespace

Json json_report(const RenderContext& context) { return Writer(context).report(); }

void each_json_result(const RenderContext& context, const std::function<void(const Json&)>& use) {
  const Writer writer(context);
  context.report.each([&](const Finding& finding) { use(writer.result(finding)); });
}

void write_json(const RenderContext& context, Sink& sink) {
  JsonListWriter out(json_report(context), "results", sink);
  Results(context, out).write();
  out.finish();
}

}  // namespace djaz
