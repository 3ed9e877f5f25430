// One simple command: what it starts once wrappers, variables and interpreters are looked through.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "documents/startup/arguments.h"
#include "documents/startup/words.h"

namespace djaz::startup {

// What the commands before have done to the shell.
struct ShellState {
  std::map<std::string, const Node*, std::less<>> variables;
  bool export_all = false;  // set -a
};

struct CommandNode {
  const Node* node = nullptr;
  // The text of `bash -c`, to be read instead.
  const ShellWord* nested = nullptr;
};

CommandNode read_command(const Words& words, const ShellCommand& command, ShellState& state);

}  // namespace djaz::startup
