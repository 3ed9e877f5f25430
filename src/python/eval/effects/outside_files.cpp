#include "python/eval/effects/outside_files.h"

#include <algorithm>

#include "python/eval/library/tables.h"
#include "python/eval/words.h"

namespace djaz::python::eval {
namespace {

constexpr std::string_view kElsewhere = "` is not in the project";

// How people would name the file; empty where it is in the project or nobody can say.
std::string name_of(Evaluator& e, Value path) {
  if (path == nullptr) return {};
  if (path->is(Type::path) || path->is(Type::string)) {
    const std::string text = normal_path(path->text);
    if (text.empty() || text == ".." || e.world.shipped(text) != World::Shipped::unknown) return {};
    return text;
  }
  if (!path->is(Type::unknown)) return {};
  if (const std::string_view variable = variable_behind(path); !variable.empty())
    return "$" + std::string(variable);
  // A file of a directory that a variable names, or one that says that each machine has its own.
  const std::string_view end = path->unknown->suffix;
  const std::string_view file = end.substr(end.find_last_of('/') + 1);
  if (!path->has(Trait::env_part) && file.find("local") == std::string_view::npos) return {};
  return std::string(file);
}

}  // namespace

Value content_of(Evaluator& e, Value path, Kind type) {
  const std::string name = name_of(e, path);
  return e.unknown(Reason::file_content,
                   name.empty() ? "a file's content" : e.keep("`" + name + std::string(kElsewhere)),
                   type);
}

std::string_view outside_file(Value value) {
  if (value == nullptr || !value->is(Type::unknown)) return {};
  const Info& info = *value->unknown;
  if (info.reason != Reason::file_content || !info.detail.starts_with('`') ||
      !info.detail.ends_with(kElsewhere))
    return {};
  return info.detail.substr(1, info.detail.size() - kElsewhere.size() - 1);
}

void overridden_by(Evaluator& e, std::string_view file, Span where) {
  // Where it is asked first whether the file is there, what is set nowhere is not set.
  if (!e.is_optional_here()) e.module_scope().open = true;
  e.may_raise();
  e.remark(where, "`" + std::string(file) +
                      "` is not in the project; where it exists it may override settings");
  auto& missing = e.evaluation.missing;
  if (std::none_of(missing.begin(), missing.end(),
                   [&](const auto& one) { return one.module == file; }))
    missing.push_back({std::string(file), where});
}

}  // namespace djaz::python::eval
