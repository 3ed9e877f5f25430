// The flags that say what production is, and how a run is set up from them: shared by every command
// that looks at a project.
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <string>
#include <vector>

#include "cli/terminal.h"
#include "djaz/result.h"
#include "lint/linter.h"
#include "source/file_system.h"

namespace djaz::cli {

struct ProductionFlags {
  std::string settings_module;
  std::string django_version;
  std::string as_of;
  std::string platform;
  std::string resource;
  std::string env_file;
  std::vector<std::string> env;
  std::vector<std::string> parameters;
  bool isolated = false;

  void add_to(CLI::App& app);
};

struct ProjectFlags {
  std::vector<std::string> paths;
  std::string stdin_filename;
  std::string root;

  void add_to(CLI::App& app);
};

// What the configuration and the flags come to. Errors were written to standard error already when
// `ok` is false: the exit code is 2.
struct Setup {
  bool ok = false;
  std::unique_ptr<FileSystem> files;
  // The top of the repository around the root, when the root is not that itself.
  std::unique_ptr<FileSystem> repository;
  std::string root;
  LintOptions options;
};

Setup set_up(const ProjectFlags& project, const ProductionFlags& production, Color color);

void add_color(CLI::App& app, Color& color);

// What --parameters says, and the file system in which the files it names are found: those that lie
// outside the root are laid over it. False when that is wrong usage, which was said then.
bool apply_parameters(const std::vector<std::string>& arguments, const std::string& root,
                      std::unique_ptr<FileSystem>& files, ProductionOptions& options);
void add_parameters(CLI::App& app, std::vector<std::string>& parameters);

// Errors as the reporters show them, on standard error.
void show_errors(const std::vector<Error>& errors, const Sources& sources, Color color);

}  // namespace djaz::cli
