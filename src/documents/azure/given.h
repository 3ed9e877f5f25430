// Which values `--parameters` gives to which template. A file is never applied to a template that
// it was not made for: every name in it must be one that the template declares.
#pragma once

#include <string>
#include <vector>

#include "documents/assembly.h"
#include "documents/azure/arm_scope.h"
#include "documents/azure/loaded.h"

namespace djaz::azure {

// Reads the files that --parameters names into the run; before load_all().
void load_given(Assembly& assembly);

class GivenByUser {
 public:
  // What cannot be applied becomes an error of the assembly.
  GivenByUser(Assembly& assembly, const std::vector<Loaded>& all);

  // Whether a file is among what the template at a path is given.
  bool has_file(const std::string& path) const;
  // In order: the last one that names a parameter counts.
  std::vector<Given> to(const std::string& path) const;

 private:
  struct Part {
    std::string path;
    Given given;
    bool file = false;
  };

  const Loaded* template_for(const GivenParameters& option, const Node* values);
  const Node* value_for(const GivenParameters& option, const Loaded& arm_template);
  void refuse(const GivenParameters& option, const std::string& why, std::string help = {});

  Assembly& assembly_;
  const std::vector<Loaded>& all_;
  std::vector<Part> parts_;
};

}  // namespace djaz::azure
