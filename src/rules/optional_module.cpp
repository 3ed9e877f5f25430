#include "rules/optional_module.h"

#include "tree/member.h"

namespace djaz {
namespace {

// Where the setting as a whole is written: an item of a list may stand in another one.
Span written_at(const Node* node) {
  if (node == nullptr) return {};
  if (node->origin != nullptr && node->origin->how == Origin::How::defaulted) return {};
  if (node->key_span.valid()) return node->key_span;
  return node->origin != nullptr && node->origin->span.valid() ? node->origin->span : node->span;
}

// "settings.DATABASES.default" → "DATABASES"
std::string_view setting_of(std::string_view path) {
  constexpr std::string_view kBranch = "settings.";
  if (!path.starts_with(kBranch)) return {};
  path.remove_prefix(kBranch.size());
  return path.substr(0, path.find_first_of(".["));
}

}  // namespace

std::string optional_module(const ProjectDeployment& deployment, const Place& selected,
                            const Place& subject) {
  const std::string_view setting = setting_of(selected.path);
  const Node* missing = member(deployment.root, "missing_settings");
  if (setting.empty() || missing == nullptr || !missing->is_sequence()) return {};
  Span at = written_at(member(member(deployment.root, "settings"), setting));
  if (!at.valid()) at = written_at(subject.node);
  const auto start = deployment.fallback.find("settings");
  for (const Node* module : missing->items) {
    const Span& asked = module->span;
    // What the production module writes comes after all that it imports.
    const bool later = at.valid() && asked.valid() &&
                       (at.file == asked.file
                            ? at.begin >= asked.end
                            : start != deployment.fallback.end() && at.file == start->second.file);
    if (!later) return std::string(module->text);
  }
  return {};
}

}  // namespace djaz
