// A project of settings, for the checks over them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "checks/check.h"
#include "tree/builder.h"
#include "tree/path.h"

namespace djaz {

struct SettingsProject {
  Arena arena;
  Builder builder{arena};
  MappingBuilder settings;
  std::string django = "5.2.17";
  bool open = false;
  const Node* root = nullptr;

  const Node* texts(const std::vector<std::string>& items) {
    std::vector<const Node*> nodes;
    for (const std::string& item : items) nodes.push_back(builder.string(item));
    return builder.list(nodes);
  }

  const Node* mapping(const std::vector<std::pair<std::string, const Node*>>& entries) {
    MappingBuilder out;
    for (const auto& [name, value] : entries) out.set(arena.text(name), value);
    return out.build(builder);
  }

  // The answer for each place that the path leads to.
  std::vector<CheckAnswer> ask(CheckAnswer (*check)(const CheckContext&), std::string_view path) {
    MappingBuilder runtime;
    if (!django.empty()) runtime.set("django", builder.string(django));
    MappingBuilder project;
    project.set("settings", settings.build(builder, {}, open));
    project.set("runtime", runtime.build(builder));
    root = project.build(builder);
    std::vector<CheckAnswer> out;
    const Result<Path> parsed = parse_path(path);
    for (const Place& place : resolve(parsed.value(), *root, "", arena, {}))
      out.push_back(check({place, *root, nullptr, arena}));
    return out;
  }

  CheckAnswer ask_one(CheckAnswer (*check)(const CheckContext&), std::string_view path) {
    return ask(check, path).at(0);
  }
};

}  // namespace djaz
