// The last lines of `show settings`: how many settings are known, and what would tell more: the
// variables and the absent modules on which most of them depend.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "report/setting_words.h"
#include "report/settings_view.h"

namespace djaz {

class SettingsSummary {
 public:
  void add(const Node& setting, Standing standing);
  std::string text(const SettingsView& view) const;

 private:
  std::map<Standing, std::size_t> count_;
  // How many settings depend on each.
  std::map<std::string, std::size_t> variables_;
  std::map<std::string, std::size_t> modules_;
};

}  // namespace djaz
