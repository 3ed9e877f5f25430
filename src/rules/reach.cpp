#include "rules/reach.h"

namespace djaz {
namespace {

// The name at the beginning of a path, which goes on behind it; empty where a wildcard stands.
std::string_view take_name(std::string_view& path) {
  if (path.starts_with('.')) path.remove_prefix(1);
  if (path.starts_with('"')) {
    const std::size_t end = path.find('"', 1);
    if (end == std::string_view::npos) return {};
    const std::string_view name = path.substr(1, end - 1);
    path.remove_prefix(end + 1);
    return name;
  }
  const std::string_view name = path.substr(0, path.find_first_of(".[*"));
  path.remove_prefix(name.size());
  return name;
}

bool has_wildcard(std::string_view path) { return path.find('*') != std::string_view::npos; }

}  // namespace

std::string_view branch_of(std::string_view path) { return take_name(path); }

bool may_lead_somewhere(std::string_view path, const Node& deployment) {
  const std::string_view branch = branch_of(path);
  const bool azure = branch == "azure";
  if (find_entry(deployment, branch) == nullptr) return false;
  const Node* node = &deployment;
  while (!path.empty()) {
    const std::string_view name = take_name(path);
    // The items of a list, or the values of a mapping: none where it is empty, whatever may be
    // missing from it. Of a value that is not known nothing can be told here.
    if (name.empty())
      return !node->is_collection() || !node->items.empty() || !node->entries.empty();
    if (!node->is(Kind::mapping)) return true;
    const Entry* entry = azure ? find_entry_ignoring_case(*node, name) : find_entry(*node, name);
    if (entry == nullptr) return !has_wildcard(path);
    node = entry->value;
  }
  return true;
}

}  // namespace djaz
