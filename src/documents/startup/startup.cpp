#include "documents/startup/startup.h"

#include "documents/startup/assemble.h"
#include "documents/startup/commands.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz {
namespace {

// Directories whose scripts start something else than production.
bool is_elsewhere(std::string_view path) {
  for (const std::string_view part : split(directory_of(path), '/'))
    for (const std::string_view name : {".devcontainer", ".github", ".vscode", "docs", "tests"})
      if (equal_ignoring_case(part, name)) return true;
  return false;
}

Suspicion suspects(std::string_view path) {
  const std::string_view name = file_name_of(path);
  const bool named =
      equal_ignoring_case(name, "startup.txt") || equal_ignoring_case(name, "startup.sh");
  return named && !is_elsewhere(path) ? Suspicion::yes : Suspicion::no;
}

void parse(const SourceFile& file, Document& document) {
  Passage text(file.id());
  text.append(file.text(), 0);
  const ShellScript script = read_shell(text);
  std::vector<ShellProblem> problems = script.problems;
  const Builder builder(document.arena);
  const startup::Words words(builder, std::nullopt);
  const std::vector<const Node*> commands = startup::command_nodes(words, script, problems);
  document.comments = script.comments;
  for (const ShellProblem& problem : problems)
    document.problems.push_back({problem.span, std::string(problem.message)});
  const Span all{file.id(), 0, static_cast<std::uint32_t>(file.text().size())};
  MappingBuilder root;
  root.set("commands", builder.list(commands, all, document.failed()));
  document.root = root.build(builder, all, document.failed());
}

}  // namespace

const DocumentKind kStartup = {
    .name = "startup",
    .suspects = suspects,
    .recognises = nullptr,
    .decode = nullptr,
    .parse = parse,
    .tree = nullptr,
    .assemble = startup::assemble,
};

}  // namespace djaz
