// All resources that the Azure documents speak of, each once, children inside their parents. What
// several documents say of one resource is joined here; what it becomes is the `azure` branch.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/azure/identity.h"
#include "tree/builder.h"

namespace djaz::azure {

// Named values of a site: application settings or connection strings.
struct Settings {
  bool written = false;
  // The document names all of them: what is not named is not set.
  bool full = false;
  bool open = false;
  Span span;
  Span key_span;
  std::vector<Entry> entries;
  std::vector<Entry> sticky;  // the same names, whether each belongs to its slot
  // Set a name, in the order of first appearance; names of settings differ by case.
  void set(const Entry& entry);

 private:
  std::map<std::string, std::size_t, std::less<>> places_;
};

struct Resource {
  Identity identity;
  std::string type;
  // The envelope in order: type, name, id, location, …
  std::vector<Entry> fields;
  const Node* properties = nullptr;
  Span span;
  bool open = false;
  // Only known from a child or from settings.
  bool stub = false;
  std::vector<Resource*> children;
  Settings app_settings;
  Settings connection_strings;

  bool is_site() const;
  // "shop" or "shop/staging".
  std::string site_name() const;
  const Node* field(std::string_view name) const;
};

class Inventory {
 public:
  explicit Inventory(const Builder& builder) : builder_(builder) {}

  Resource& add(Resource resource);
  // The resource of an identity, made as a stub at `span` where no document has it.
  Resource& find_or_stub(const Identity& identity, const Span& span);
  // Takes over all that another one holds, in its order.
  void absorb(Inventory other);
  // Puts children into their parents, and what belongs to sites into the sites.
  void link();

  // After link(). Sites and slots in order of appearance.
  std::vector<Resource*> sites();
  std::vector<Resource*> of_type(std::string_view type);
  bool empty() const { return resources_.empty(); }

  // Something else that rules may read beside the resources, in a list under `name`.
  void add_view(std::string_view name, const Node* view);

  // A mapping from type to list of resources, and the views.
  const Node* branch() const;

 private:
  const Node* node_of(const Resource& resource, int depth) const;

  Builder builder_;
  std::deque<Resource> resources_;
  std::map<std::string, Resource*> by_key_;
  std::map<std::string, std::vector<const Node*>> views_;
};

// Both mappings in one: what `first` knows stays, but what an export leaves out gives way.
const Node* merged(const Builder& builder, const Node& first, const Node& second, int depth = 0);

// The mapping with one entry set, or added at its end.
const Node* with_entry(const Builder& builder, const Node& mapping, const Entry& entry);
const Node* without_entries(const Builder& builder, const Node& mapping,
                            std::span<const std::string_view> names);

}  // namespace djaz::azure
