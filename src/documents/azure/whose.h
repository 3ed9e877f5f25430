// Whose are facts that name no resource? `--resource` says it, else the file's name, the directory,
// what lies beside the file, or that there is only one it can be.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "documents/assembly.h"
#include "documents/azure/inventory.h"
#include "documents/azure/loaded.h"

namespace djaz::azure {

// "shop-appsettings.json" → "shop": what is left of the name without the words for what it holds.
struct FileHint {
  std::string name;
  // Only what holds a resource's settings is called so: the rest is the resource's name.
  bool sure = false;
};
FileHint file_hint(std::string_view path);

// Names as they are compared: "shop/staging" and "shop_staging" are "shop-staging".
std::string comparable(std::string_view name);

class Whose {
 public:
  // `candidates` are the resources that it can be.
  Whose(Assembly& assembly, const std::vector<Loaded>& all,
        const std::vector<Resource*>& candidates);

  // The one that a piece of a document belongs to; null when it cannot be told. A guess becomes an
  // assumption of the run. `what` in words: "the settings".
  Resource* find(const Loaded& loaded, Shape shape, std::string_view what) const;

  // The resource that --resource names, when it is of one of the types.
  Resource* said(Inventory& inventory, const std::vector<std::string_view>& types,
                 const Span& span) const;

 private:
  // The candidates of one place, and how many documents of each shape it has.
  struct Around {
    std::string name;
    Resource* only = nullptr;
    bool several = false;
    std::map<Shape, int> documents;

    void add(Resource& candidate);
    Resource* for_only(Shape shape) const;
  };

  Assembly& assembly_;
  std::map<std::string, Resource*, std::less<>> by_name_;
  std::map<std::string_view, Around, std::less<>> directories_;
  Around everywhere_;
};

}  // namespace djaz::azure
