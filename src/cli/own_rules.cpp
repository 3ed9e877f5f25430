#include "cli/own_rules.h"

#include <CLI/Option.hpp>
#include <algorithm>

#include "cli/production.h"
#include "rules/compiled.h"
#include "settle/linter_rules.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz::cli {
namespace {

constexpr std::uint64_t kMaxFile = 2'000'000;
constexpr std::size_t kMaxFiles = 1'000;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

bool is_rule_file(const DirectoryEntry& entry) {
  return entry.type != FileType::directory && entry.name.ends_with(".toml") &&
         !entry.name.starts_with('.');
}

Error about(const std::string& path, const std::string& problem, std::string help = "") {
  return {"the rules `" + path + "` cannot be read: " + problem, {}, std::move(help)};
}

void read_file(FileSystem& files, const std::string& directory, const std::string& name,
               Rules& rules, std::vector<FileId>& ids, std::vector<Error>& errors) {
  const std::string path = join_path(directory, name);
  ReadOutcome read = files.read(name, kMaxFile);
  if (!read.ok) {
    errors.push_back(about(path, read.missing ? "it leads nowhere" : read.reason));
  } else if (!is_valid_utf8(read.bytes)) {
    errors.push_back(about(path, "it is not UTF-8"));
  } else {
    if (read.bytes.starts_with(kMark)) read.bytes.erase(0, kMark.size());
    ids.push_back(rules.sources.add(path, std::move(read.bytes)).id());
  }
}

void read_directory(std::string directory, Rules& rules, std::vector<FileId>& ids,
                    std::vector<Error>& errors) {
  while (directory.size() > 1 && directory.back() == '/') directory.pop_back();
  std::string problem;
  const std::unique_ptr<FileSystem> files = open_directory(directory, problem);
  std::vector<DirectoryEntry> entries;
  if (files != nullptr) entries = files->list("", problem);
  if (!problem.empty()) {
    errors.push_back(about(directory, problem,
                           directory.ends_with(".toml") ? "name the directory that holds it" : ""));
    return;
  }
  const std::size_t before = ids.size() + errors.size();
  for (const DirectoryEntry& entry : entries) {
    if (!is_rule_file(entry)) continue;
    if (ids.size() == kMaxFiles) {
      errors.push_back({"`" + directory + "` holds more than 1000 files of rules", {}, ""});
      return;
    }
    read_file(*files, directory, entry.name, rules, ids, errors);
  }
  if (ids.size() + errors.size() == before)
    errors.push_back({"`" + directory + "` holds no file of rules",
                      {},
                      "rules are the `[[rule]]` tables of files `*.toml` directly in it"});
}

}  // namespace

std::vector<const Rule*> Rules::own() const {
  std::vector<const Rule*> out;
  for (const auto& rule : loaded.rules)
    if (!rule->info().code.starts_with("DZ")) out.push_back(rule.get());
  return out;
}

void load_rules(const std::vector<std::string>& directories, Color color, Rules& rules) {
  if (directories.empty()) return;
  std::vector<FileId> ids;
  std::vector<Error> errors;
  for (const std::string& directory : directories) read_directory(directory, rules, ids, errors);
  if (errors.empty()) {
    std::vector<std::string_view> taken;
    for (const RuleInfo* rule : linter_rules()) taken.push_back(rule->name);
    Result<RuleSet> loaded = load_own_rules(rules.sources, ids, taken);
    if (!loaded.ok())
      errors = loaded.errors();
    else
      rules.loaded = std::move(loaded.value());
  }
  rules.ok = errors.empty();
  if (!rules.ok) show_errors(errors, rules.sources, color);
}

void add_rules_option(CLI::App& app, std::vector<std::string>& directories) {
  app.add_option("--rules", directories,
                 "your own rules beside djaz's: a directory of TOML files; may be given again")
      ->allow_extra_args(false)
      ->type_name("DIR");
}

}  // namespace djaz::cli
