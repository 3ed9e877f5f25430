#include "documents/startup/commands.h"

#include "documents/startup/command.h"

namespace djaz::startup {
namespace {

// `bash -c "bash -c …"`.
constexpr int kDeepest = 4;

class ScriptReader {
 public:
  ScriptReader(const Words& words, std::vector<ShellProblem>& problems)
      : words_(words), problems_(problems) {}

  void read(const ShellScript& script, bool conditional, int depth) {
    for (const ShellCommand& command : script.commands) {
      ShellCommand given = command;
      given.conditional |= conditional;
      const CommandNode made = read_command(words_, given, state_);
      if (made.node != nullptr) nodes_.push_back(made.node);
      if (made.nested == nullptr || depth >= kDeepest) continue;
      const ShellScript inner = read_shell(made.nested->text);
      problems_.insert(problems_.end(), inner.problems.begin(), inner.problems.end());
      read(inner, given.conditional, depth + 1);
    }
  }

  std::vector<const Node*> take() { return std::move(nodes_); }

 private:
  const Words& words_;
  std::vector<ShellProblem>& problems_;
  std::vector<const Node*> nodes_;
  ShellState state_;
};

}  // namespace

std::vector<const Node*> command_nodes(const Words& words, const ShellScript& script,
                                       std::vector<ShellProblem>& problems) {
  ScriptReader reader(words, problems);
  reader.read(script, false, 0);
  return reader.take();
}

}  // namespace djaz::startup
