// A shell script as simple commands of located words: quotes are taken out, what the shell would
// put in stays a hole. Nothing is run or expanded; a word with a hole is never taken for its text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "djaz/source.h"
#include "syntax/passage.h"

namespace djaz {

// Where the shell puts something in: `$NAME`, `${NAME:-x}`, `$(command)`.
struct ShellHole {
  std::size_t at = 0;  // in the word's text
  bool quoted = false;
  std::string_view name;  // of a plain variable; else empty. A view into the passage that was read.
};

struct ShellWord {
  explicit ShellWord(FileId file) : text(file) {}

  Passage text;  // without quotes and holes
  Span span;     // as written, from the first byte to the last
  bool quoted = false;
  std::vector<ShellHole> holes;
  // Bytes of an unquoted `NAME=` in front, or 0.
  std::size_t assignment = 0;

  bool known() const { return holes.empty(); }
};

struct ShellCommand {
  explicit ShellCommand(Span place) : span(place) {}

  std::vector<ShellWord> words;
  Span span;
  // It may never run: inside if, while, case or a function, after `||`, or behind a test.
  bool conditional = false;
  bool background = false;
};

struct ShellProblem {
  Span span;
  std::string_view message;
};

struct ShellScript {
  std::vector<ShellCommand> commands;
  std::vector<Span> comments;
  // What made the reader stop; the commands before it stand.
  std::vector<ShellProblem> problems;
};

// Substitutions and quotes in each other; beyond it the rest is not read.
inline constexpr std::size_t kShellNesting = 32;

// Views into `text` are kept.
ShellScript read_shell(const Passage& text);

}  // namespace djaz
