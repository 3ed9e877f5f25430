// include() of django-split-settings: files of the project run in the namespace of the one that
// names them, in the order of its arguments.
#include <algorithm>

#include "python/eval/library/tables.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

constexpr std::size_t kMostFiles = 100;
constexpr int kMostTimes = 4;

bool is_optional(Value file) { return file->self != nullptr && file->self->text == "optional()"; }

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

// The pattern seen from the project's root; empty when it is not known or lies outside.
std::string pattern_of(Value file, Value including) {
  std::string text;
  if (file->is(Type::path))
    text = file->text;
  else if (file->is(Type::string) && !file->text.starts_with('/'))
    text = "./" + std::string(folder_of(including->text)) + "/" + std::string(file->text);
  text = normal_path(text);
  if (text.starts_with('/') || text.starts_with("..") || text == ".") return {};
  return text;
}

Value optional_file(Evaluator& e, const Arguments& given) {
  const Value name = given.get(0, "filename");
  if (name == nullptr) return e.raised("TypeError");
  if (name->is(Type::none)) return optional_file(e, {{e.values.string("")}, {}, false, given.span});
  if (!name->is(Type::string) && !name->is(Type::path))
    return e.unknown_from(name, nullptr, "a file that is not known", Kind::string);
  Data* data = e.values.copy(name);
  data->self = e.values.borrowed(Type::external, "optional()");
  return data;
}

Value include(Evaluator& e, const Arguments& given) { return e.include_files(given); }

}  // namespace

Value Evaluator::include_files(const Arguments& given) {
  const Value names = given.named_or_null("scope");
  Scope* target = &module_scope();
  if (names != nullptr && !names->is(Type::none)) {
    if (!names->is(Type::external) || names->text != "globals()")
      return find_builtin("exec")(*this, given);
    target = &names_of(names);
  }
  Scope* before = scope;
  scope = target;
  for (Value file : given.positional)
    each(file, [&](Value one) {
      include_pattern(one, given.span);
      return nothing_;
    });
  scope = before;
  return stopped() ? nothing_ : values.none();
}

void Evaluator::include_pattern(Value file, Span span) {
  if (stopped()) return;
  const bool optional = is_optional(file);
  if (optional && file->text.empty()) return;
  const NameKey current = name_key(scope->id, intern("__included_file__"));
  const Value saved = narrow(lookup(current));
  const Value including =
      saved != nullptr ? saved : narrow(lookup(name_key(scope->id, intern("__file__"))));
  const std::string pattern = including != nullptr && including->is(Type::path)
                                  ? pattern_of(file, including)
                                  : std::string();
  std::vector<const Module*> found;
  if (pattern.empty() || !world.matching(pattern, found) || found.size() > kMostFiles) {
    may_raise();
    remark(span, "a file that is included lies outside the project, or its name is not known");
    lose_everything("a file that is included here may have rewritten it");
    return;
  }
  if (found.empty()) {
    remark(span,
           quoted(pattern) + " is not in the project; where it exists it may override settings");
    // What ships without an optional file runs without it.
    scope->open = true;
    if (optional) return;
    may_raise("OSError");
    lose_everything("a file that is included here may have rewritten it");
    return;
  }
  for (const Module* module : found) {
    const std::string path = world.file_path(*module);
    const NameKey done =
        name_key(kIncludedScope, intern("include " + std::to_string(scope->id) + " " + path));
    const Value before = narrow(lookup(done));
    if (before != nullptr && !before->is(Type::unknown)) continue;
    if (before != nullptr) {
      // Included on some of the paths that lead here.
      may_raise();
      lose_effects(effects_of(module, module->body, nullptr), Reason::conflict,
                   "a file that may have been included before sets it");
      continue;
    }
    if (++loads_["include " + path] > kMostTimes ||
        includes_ + static_cast<int>(loading_.size()) >= limits.include_depth || too_deep()) {
      remark(span, "includes are nested too deeply to follow");
      may_raise();
      lose_everything("a file that is included here may have rewritten it");
      return;
    }
    state.set(done, values.boolean(true));
    state.set(current, values.borrowed(Type::path, keep(path)));
    if (std::find(evaluation.files.begin(), evaluation.files.end(), module->file) ==
        evaluation.files.end())
      evaluation.files.push_back(module->file);
    ++includes_;
    if (calls_ == 0 && !inside_try())
      run_top(module->body, *scope->run);
    else
      run_block(module->body);
    --includes_;
    if (stopped()) return;
  }
  state.set(current, saved);
  // Files that a pattern finds come in the order of the disk.
  if (found.size() > 1) lose_conflicts(found, "several files that one pattern includes set it");
}

// Names that more than one of the files sets.
void Evaluator::lose_conflicts(const std::vector<const Module*>& files, std::string_view detail) {
  std::unordered_map<std::string_view, int> count;
  for (const Module* file : files) {
    const Effects& effects = effects_of(file, file->body, nullptr);
    for (std::string_view name : effects.bound) ++count[name];
    for (const auto& [name, adding] : effects.used)
      if (!effects.bound.contains(name)) ++count[name];
  }
  for (const auto& [name, times] : count) {
    const NameKey key = name_key(scope->id, intern(name));
    const Value value = times > 1 ? narrow(lookup(key)) : nullptr;
    if (value == nullptr) continue;
    if (value->is(Type::external) || value->is(Type::module) || value->is(Type::function) ||
        value->is(Type::klass))
      continue;
    lose(value, Reason::conflict, detail);
    state.set(key, unknown(Reason::conflict, keep(detail)));
  }
}

const BuiltinTable& split_settings_builtins() {
  static const BuiltinTable table = {
      {"split_settings.tools.include", include},
      {"split_settings.tools.optional", optional_file},
  };
  return table;
}

}  // namespace djaz::python::eval
