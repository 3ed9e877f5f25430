#include "report/step_summary.h"

#include <map>

#include "report/closing.h"
#include "report/escape.h"
#include "report/issues.h"

namespace djaz {
namespace {

// More places of one rule are counted: a page is read by people.
constexpr std::size_t kMaxRows = 50;
constexpr std::size_t kMaxCell = 500;
// Kept free for the line that counts what is left out.
constexpr std::size_t kReserve = 200;

// Text that stands for itself: no link, no picture, no markup, no cell of its own.
std::string markdown(const std::string& text) {
  constexpr std::string_view kSpecial = "\\`*_{}[]()#+!|<>&~:@.$^";
  std::string out;
  for (char c : shortened(for_terminal(text), kMaxCell)) {
    if (kSpecial.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

struct Section {
  const Issue* first = nullptr;
  std::vector<const Issue*> issues;
};

// In the order of the first issue of each rule, and so the worst first.
std::vector<Section> sections_of(const std::vector<Issue>& issues) {
  std::vector<Section> sections;
  std::map<std::string_view, std::size_t> indexes;
  for (const Issue& issue : issues) {
    const auto [entry, added] = indexes.emplace(issue.name, sections.size());
    if (added) sections.push_back({&issue, {}});
    sections[entry->second].issues.push_back(&issue);
  }
  return sections;
}

std::string section_text(const Section& section, const RenderContext& context) {
  const Issue& first = *section.first;
  std::string out = "### " + std::string(to_string(first.severity)) + ": " + markdown(first.name) +
                    " (" + markdown(first.code) + ")\n\n";
  if (first.finding != nullptr && !first.finding->rule->advice.empty())
    out += markdown(std::string(first.finding->rule->advice)) + "\n\n";
  out += "| place | what is wrong |\n|---|---|\n";
  std::size_t rows = 0;
  for (const Issue* issue : section.issues) {
    if (rows++ == kMaxRows) break;
    std::string place = issue->path.empty() ? "" : repository_path(*issue, context);
    if (!place.empty()) place += ':' + std::to_string(issue->start.line);
    out += "| " + markdown(place) + " | " + markdown(issue->message) + " |\n";
  }
  if (section.issues.size() > kMaxRows)
    out += "\nand " + std::to_string(section.issues.size() - kMaxRows) + " more\n";
  return out + '\n';
}

}  // namespace

std::string step_summary(const RenderContext& context, std::size_t budget) {
  const Summary& summary = context.report.summary;
  std::string found = counted_findings(summary);
  if (found.empty())
    found = context.report.exit_code == ExitCode::clean ? "no findings"
                                                        : "no findings in what could be read";
  std::string out = "## djaz: " + found + " in " + counted_files(summary) + "\n\n";
  if (out.size() + kReserve > budget) return {};

  const std::vector<Issue> issues = issues_of(context, context.options.min_severity);
  std::size_t left_out = 0;
  for (const Section& section : sections_of(issues)) {
    const std::string text = section_text(section, context);
    // A smaller one behind must not take the place of a worse one.
    if (left_out == 0 && out.size() + text.size() + kReserve <= budget)
      out += text;
    else
      left_out += section.issues.size();
  }
  if (left_out > 0)
    out += counted(left_out, "more finding") + " of other rules would make this page too long\n\n";
  return out;
}

}  // namespace djaz
