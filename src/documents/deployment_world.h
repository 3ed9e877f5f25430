// One deployment as the evaluator sees it: the variables that production has, the modules that the
// deploy root holds, the distributions that are installed.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "documents/assembly.h"
#include "python/evaluate.h"

namespace djaz {

class DeploymentWorld : public python::World {
 public:
  DeploymentWorld(Assembly& assembly, const Deployment& deployment)
      : assembly_(assembly), deployment_(deployment) {}

  python::Variable variable(std::string_view name) const override;
  const python::Module* module(std::string_view dotted_name, bool& package) override;
  Installed installed(std::string_view top_level_name) const override;
  bool matching(std::string_view pattern, std::vector<const python::Module*>& found) override;
  std::string configuration() const override { return configuration_; }
  void set_configuration(std::string name) { configuration_ = std::move(name); }
  // What a module imports that a function asks for is read with it, on all cores.
  void read_ahead() { reads_ahead_ = true; }
  // What the entry point has put into DJANGO_SETTINGS_MODULE before the settings are read.
  void set_settings_module(std::string name, std::string source, Span where);
  Shipped shipped(std::string_view path) override;
  bool shipped_variables(std::string_view path,
                         std::vector<std::pair<std::string, python::Variable>>& out) override;
  std::string file_path(const python::Module& module) const override;

 private:
  Assembly& assembly_;
  const Deployment& deployment_;
  struct Found {
    const python::Module* module = nullptr;
    bool package = false;
  };
  std::map<std::string, Found, std::less<>> modules_;
  bool reads_ahead_ = false;
  std::string configuration_;
  python::Variable settings_module_;
};

}  // namespace djaz
