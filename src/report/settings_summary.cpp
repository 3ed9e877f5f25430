#include "report/settings_summary.h"

#include <algorithm>
#include <vector>

#include "report/escape.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::size_t kMostWanted = 8;

// The most wanted first.
std::string most(const std::map<std::string, std::size_t>& names, Redactor& redactor) {
  std::vector<std::pair<std::size_t, std::string>> order;
  for (const auto& [name, count] : names) order.emplace_back(count, name);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> out;
  for (const auto& [count, name] : order) {
    if (out.size() == kMostWanted) {
      out.push_back(std::to_string(order.size() - kMostWanted) + " more");
      break;
    }
    out.push_back(for_terminal(redactor.redact(name)) + " (" + std::to_string(count) + ')');
  }
  return join(out, ", ");
}

}  // namespace

void SettingsSummary::add(const Node& setting, Standing standing) {
  ++count_[standing];
  if (standing == Standing::known) return;
  Wanted wanted;
  add_wanted(setting, wanted);
  for (const std::string& name : wanted.variables) ++variables_[name];
  for (const std::string& name : wanted.modules) ++modules_[name];
}

std::string SettingsSummary::text(const SettingsView& view) const {
  std::string out;
  const std::size_t all = view.settings.entries.size();
  std::vector<std::string> parts;
  const auto count = [&](Standing standing) {
    const auto found = count_.find(standing);
    return found == count_.end() ? 0 : found->second;
  };
  const auto add = [&](Standing standing, const char* words) {
    if (count(standing) > 0) parts.push_back(std::to_string(count(standing)) + ' ' + words);
  };
  add(Standing::listed, "may be one of the values above");
  add(Standing::given, "given where the site runs");
  add(Standing::parts, "known in parts");
  add(Standing::unknown, "not known");
  out += '\n' + std::to_string(count(Standing::known)) + " of " + std::to_string(all) +
         " settings are known";
  if (!parts.empty()) out += ", " + join(parts, ", ");
  if (view.settings.open) out += "; there may be more that could not be followed";
  out += '\n';
  if (!variables_.empty())
    out += "variables that decide (how many settings): " + most(variables_, view.redactor) +
           "\n    give them with `--env NAME=VALUE`, all of them with `--env-file FILE`\n";
  if (!modules_.empty())
    out +=
        "modules that are not in the project and decide: " + most(modules_, view.redactor) + '\n';
  return out;
}

}  // namespace djaz
