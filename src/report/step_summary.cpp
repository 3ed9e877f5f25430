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
  // As many as are shown.
  std::vector<Issue> issues;
  std::size_t size = 0;
};

// In the order of the first issue of each rule, and so the worst first.
std::vector<Section> sections_of(const Issues& issues) {
  std::vector<Section> sections;
  std::map<std::string, std::size_t> indexes;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    Issue issue = issues.at(i);
    const auto [entry, added] = indexes.emplace(issue.name, sections.size());
    if (added) sections.emplace_back();
    Section& section = sections[entry->second];
    ++section.size;
    if (section.issues.size() < kMaxRows) section.issues.push_back(std::move(issue));
  }
  return sections;
}

std::string section_text(const Section& section, const RenderContext& context) {
  const Issue& first = section.issues.front();
  std::string out = "### " + std::string(to_string(first.severity)) + ": " + markdown(first.name) +
                    " (" + markdown(first.code) + ")\n\n";
  if (first.finding != nullptr && !first.finding->rule->advice.empty())
    out += markdown(std::string(first.finding->rule->advice)) + "\n\n";
  out += "| place | what is wrong |\n|---|---|\n";
  for (const Issue& issue : section.issues) {
    std::string place = issue.path.empty() ? "" : repository_path(issue, context);
    if (!place.empty()) place += ':' + std::to_string(issue.start.line);
    out += "| " + markdown(place) + " | " + markdown(issue.message) + " |\n";
  }
  if (section.size > kMaxRows)
    out += "\nand " + std::to_string(section.size - kMaxRows) + " more\n";
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

  const Issues issues(context, context.options.min_severity);
  std::size_t left_out = 0;
  for (const Section& section : sections_of(issues)) {
    const std::string text = section_text(section, context);
    // A smaller one behind must not take the place of a worse one.
    if (left_out == 0 && out.size() + text.size() + kReserve <= budget)
      out += text;
    else
      left_out += section.size;
  }
  if (left_out > 0)
    out += counted(left_out, "more finding") + " of other rules would make this page too long\n\n";
  return out;
}

}  // namespace djaz
