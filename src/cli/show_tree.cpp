// djaz show tree: what one file becomes.
#include <CLI/App.hpp>
#include <CLI/Option.hpp>
#include <memory>

#include "cli/choices.h"
#include "cli/command.h"
#include "cli/production.h"
#include "cli/root.h"
#include "cli/terminal.h"
#include "documents/assembly.h"
#include "documents/document.h"
#include "documents/loader.h"
#include "lint/choose.h"
#include "report/escape.h"
#include "support/text.h"
#include "tree/dump.h"

namespace djaz::cli {
namespace {

struct TreeFlags {
  std::string file;
  std::string kind;
  std::vector<std::string> parameters;
};

std::string kind_names() {
  std::vector<std::string> names;
  for (const DocumentKind* kind : document_kinds()) names.emplace_back(kind->name);
  return join(names, ", ");
}

// What the file becomes: its root, or what its kind makes of it by following references.
const Node& tree_of(const Document& document, Assembly& assembly) {
  const Node* tree = document.kind->tree == nullptr || document.failed()
                         ? nullptr
                         : document.kind->tree(document, assembly);
  return tree == nullptr ? *document.root : *tree;
}

// The dump, line by line as it may be printed.
std::string printable(const Document& document, const Node& tree, const Sources& sources) {
  Redactor redactor(sources);
  redactor.scan(document.file);
  const std::string text = redactor.redact(dump(tree, sources));
  std::string out;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::size_t indent = std::min(rest.find_first_not_of(' '), end);
    out.append(indent, ' ');
    out += for_terminal(rest.substr(indent, end - indent)) + '\n';
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

int run_tree(const TreeFlags& flags) {
  const Result<Target> target = find_target({flags.file});
  if (!target) {
    show_errors(target.errors(), Sources(), Color::automatic);
    return code_of(ExitCode::usage);
  }
  if (target->paths.size() != 1) {
    complain("`" + flags.file + "` is a directory; name a file");
    return code_of(ExitCode::usage);
  }
  std::string problem;
  std::unique_ptr<FileSystem> files = open_directory(target->root, problem);
  if (files == nullptr) {
    complain("the project cannot be opened: " + problem);
    return code_of(ExitCode::incomplete);
  }
  const std::string& path = target->paths[0];
  const DocumentKind* kind =
      flags.kind.empty() ? kind_of(*files, path, problem) : find_document_kind(flags.kind);
  if (!problem.empty()) {
    complain("`" + flags.file + "` cannot be read: " + problem);
    return code_of(ExitCode::incomplete);
  }
  if (kind == nullptr) {
    complain(flags.kind.empty() ? "`" + flags.file + "` is no kind of document that djaz knows"
                                : "there is no kind of document called `" + flags.kind + '`',
             "choose with `--kind`: " + kind_names());
    return code_of(flags.kind.empty() ? ExitCode::incomplete : ExitCode::usage);
  }

  ProductionOptions production;
  if (!apply_parameters(flags.parameters, target->root, files, production))
    return code_of(ExitCode::usage);

  Sources sources;
  Loader loader(*files, sources);
  std::string why;
  const Document* document = loader.load(path, *kind, &why);
  if (document == nullptr) {
    complain("`" + flags.file + "` cannot be read: " + why);
    return code_of(ExitCode::incomplete);
  }
  Arena arena;
  Assembly assembly(loader, production, arena);
  const Node& shown = tree_of(*document, assembly);
  if (!assembly.errors.empty()) {
    show_errors(assembly.errors, sources, Color::automatic);
    return code_of(ExitCode::usage);
  }
  const ExitCode written = write_stdout(printable(*document, shown, sources));
  for (const Problem& found : document->problems) {
    const Position at = sources.start_of(found.span);
    complain(path + ':' + std::to_string(at.line) + ':' + std::to_string(at.column) + ": " +
             found.message);
  }
  if (written != ExitCode::clean) return code_of(written);
  return code_of(document->failed() ? ExitCode::incomplete : ExitCode::clean);
}

}  // namespace

void add_show_tree(CLI::App& show, Invocation& invocation) {
  CLI::App* tree = show.add_subcommand("tree", "The tree of values that a file becomes");
  const auto flags = std::make_shared<TreeFlags>();
  tree->add_option("file", flags->file, "the file")->required()->type_name("FILE");
  std::vector<std::string> kinds;
  for (const DocumentKind* kind : document_kinds()) kinds.emplace_back(kind->name);
  suggest_from(tree->add_option("--kind", flags->kind, "read it as this kind of document"), kinds)
      ->type_name("KIND");
  add_parameters(*tree, flags->parameters);
  tree->callback([flags, &invocation] { invocation.run = [flags] { return run_tree(*flags); }; });
}

}  // namespace djaz::cli
