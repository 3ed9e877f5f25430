// The resources that one template makes, by type and name: what `reference()` looks among. Names
// are compared by their symbols, so that one that is not known is still found by its expression.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "documents/azure/arm_scope.h"

namespace djaz::azure {

class Evaluator;

struct TemplateResource {
  const Node* written = nullptr;
  Scope* scope = nullptr;
  std::vector<Loop> loops;
  bool deployment = false;
  // What a nested deployment's own names mean; made when its outputs are asked for.
  std::shared_ptr<Scope> inside;
  // While its properties are evaluated for one `reference()`, another cannot ask for them.
  bool running = false;
};

class TemplateResources {
 public:
  // Reads the resources of a template; `scope` must outlive this.
  void read(const Node& resources, Scope& scope, Evaluator& evaluator);

  // By a key of `reference_key`, by a symbolic name, or by a name that only one resource has.
  TemplateResource* find(const std::string& key);

 private:
  void add(const Node& written, Scope& scope, Evaluator& evaluator, const std::string& type,
           const std::string& name, std::string_view symbol, int depth);
  void add_all(const Node& resources, Scope& scope, Evaluator& evaluator, const std::string& type,
               const std::string& name, int depth);
  void name(const std::string& key, TemplateResource* resource);

  std::deque<TemplateResource> resources_;
  std::map<std::string, TemplateResource*> by_key_;  // null where several have the key
};

// Equal for resources of equal types and names, whatever stands between the two. Lower case.
std::string reference_key(std::string_view type, std::string_view name);

}  // namespace djaz::azure
