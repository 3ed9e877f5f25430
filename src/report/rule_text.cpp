#include <algorithm>

#include "report/escape.h"
#include "report/rule_view.h"
#include "report/style.h"
#include "support/text.h"

namespace djaz {
namespace {

// A longer example is better read in the documentation.
constexpr std::size_t kMaxExamples = 2;

void paragraph(std::string_view head, std::string_view text, const Style& style, std::string& out) {
  if (trimmed(text).empty()) return;
  out += '\n';
  out += style.bold();
  out += head;
  out += style.reset();
  out += '\n';
  for (std::string_view line : split(trimmed(text), '\n')) {
    out += "  ";
    out += trimmed(line);
    out += '\n';
  }
}

void snippet(std::string_view head, std::string_view text, const Style& style, std::string& out) {
  text = trimmed(text);
  if (text.empty()) return;
  out += '\n';
  out += style.bold();
  out += head;
  out += style.reset();
  out += '\n';
  for (const std::string_view line : split(text, '\n')) out += "  " + for_terminal(line) + '\n';
}

void examples(const RuleInfo& rule, bool bad, const Style& style, std::string& out) {
  std::size_t shown = 0;
  for (const Example& example : rule.examples()) {
    if (example.bad != bad || shown++ == kMaxExamples) continue;
    out += '\n';
    out += style.bold();
    out += bad ? "Found in" : "Not found in";
    out += style.reset();
    out += '\n';
    for (const ExampleFile& file : example.files) {
      out += style.faint();
      out += "  " + file.path + ":";
      out += style.reset();
      out += '\n';
      std::string_view text = file.text;
      while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
      for (std::string_view line : split(text, '\n')) {
        out += line.empty() ? "" : "    ";
        out += for_terminal(line);
        out += '\n';
      }
    }
  }
}

std::string equivalents(const Equivalents& all) {
  std::vector<std::string> parts;
  for (const auto* ids : {&all.django, &all.cwe, &all.checkov, &all.cis})
    parts.insert(parts.end(), ids->begin(), ids->end());
  // Bare names say nothing without whose they are.
  struct Named {
    std::string_view whose;
    const std::vector<std::string_view>& ids;
  };
  for (const Named& named :
       {Named{"KICS: ", all.kics}, Named{"PSRule: ", all.psrule}, Named{"Trivy: ", all.trivy},
        Named{"MCSB: ", all.mcsb}, Named{"Azure Policy: ", all.policy}})
    for (const std::string_view id : named.ids)
      parts.push_back(std::string(named.whose) + std::string(id));
  return join(parts, ", ");
}

std::string status_words(const RuleInfo& rule) {
  if (rule.status == "preview")
    return "preview: it may still change, and runs only in the profile strict or when it is\n"
           "selected by name";
  if (rule.status == "deprecated")
    return "deprecated: it still runs, and will be gone in a later version";
  return {};
}

std::string list_text(const std::vector<const RuleInfo*>& rules, bool with_ids, bool color) {
  const Style style(color);
  std::size_t width = 0;
  for (const RuleInfo* rule : rules) width = std::max(width, rule->name.size());
  std::string out;
  for (const RuleInfo* rule : rules) {
    out += rule->code;
    out += "  ";
    out += style.bold();
    out += rule->name;
    out += style.reset();
    out.append(width - rule->name.size() + 2, ' ');
    const std::string_view severity = to_string(rule->severity);
    out += style.severity(rule->severity);
    out += severity;
    out += style.reset();
    out.append(severity.size() < 7 ? 7 - severity.size() : 0, ' ');
    out += "  ";
    out += rule->summary;
    if (rule->status == "preview" || rule->status == "deprecated")
      out += " (" + std::string(rule->status) + ')';
    if (with_ids) out += " [" + join(rule->equivalents.django, ", ") + ']';
    out += '\n';
  }
  return out;
}

}  // namespace

std::string rule_text(const RuleInfo& rule, bool color) {
  const Style style(color);
  std::string out;
  out += style.bold();
  out += rule.name;
  out += style.reset();
  out += " (";
  out += rule.code;
  out += ", ";
  out += style.severity(rule.severity);
  out += to_string(rule.severity);
  out += style.reset();
  out += ")\n";
  out += rule.summary;
  out += '\n';
  paragraph("Status", status_words(rule), style, out);
  paragraph("Why", rule.why, style, out);
  paragraph("What to do", rule.advice, style, out);
  const Remedy remedy = rule.remedy();
  snippet("In Bicep", remedy.bicep, style, out);
  snippet("In an ARM template", remedy.arm, style, out);
  if (!rule.fix.empty())
    paragraph("Mended by", (rule.fix_safe ? "--fix: " : "--unsafe-fixes: ") + std::string(rule.fix),
              style, out);
  examples(rule, true, style, out);
  examples(rule, false, style, out);
  paragraph("Known elsewhere as", equivalents(rule.equivalents), style, out);
  paragraph("Tags", join(rule.tags, ", "), style, out);
  paragraph("Also called", join(rule.aliases, ", "), style, out);
  paragraph("Read more", join(rule.references, "\n"), style, out);
  paragraph("To excuse one place", "# djaz: ignore[" + std::string(rule.name) + "] -- reason",
            style, out);
  return out;
}

std::string rules_text(const std::vector<const RuleInfo*>& rules, bool color) {
  return list_text(rules, false, color);
}

std::string profile_text(const std::vector<const RuleInfo*>& rules,
                         const std::vector<NotEvaluated>& left_out, bool color) {
  std::string out = list_text(rules, !left_out.empty(), color);
  if (left_out.empty()) return out;
  const Style style(color);
  std::size_t width = 0;
  for (const NotEvaluated& each : left_out) width = std::max(width, each.id.size());
  out += '\n';
  out += style.bold();
  out += "Checks that are not evaluated";
  out += style.reset();
  out += '\n';
  for (const NotEvaluated& each : left_out) {
    out += each.id;
    out.append(width - each.id.size() + 2, ' ');
    out += each.reason + '\n';
  }
  return out;
}

}  // namespace djaz
