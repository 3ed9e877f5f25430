// One word of a shell script: from its first byte to the blank or operator that ends it.
#pragma once

#include <cstddef>
#include <string_view>

#include "syntax/shell_words.h"

namespace djaz {

class ShellWordReader {
 public:
  explicit ShellWordReader(const Passage& passage) : passage_(passage), text_(passage.text()) {}

  // From `at`, which must be inside the text; `at` is afterwards one past the word. False when a
  // quote or an expansion is not closed: the word then holds what came before it.
  bool read(std::size_t& at, ShellWord& word);
  // After a read that failed.
  const ShellProblem& problem() const { return problem_; }

  // It ends a word: a blank, a line end or an operator.
  static bool ends_word(char c);

 private:
  bool single_quoted(std::size_t& at, ShellWord& word);
  bool double_quoted(std::size_t& at, ShellWord& word);
  bool ansi_quoted(std::size_t& at, ShellWord& word);
  bool expansion(std::size_t& at, ShellWord& word, bool quoted);
  void escape(std::size_t& at, ShellWord& word);
  // The length of a backslash and the line end behind it, or 0.
  std::size_t continuation(std::size_t at) const;
  void take(std::size_t at, ShellWord& word, std::size_t count = 1);
  bool fail(std::size_t at, std::string_view message);

  const Passage& passage_;
  std::string_view text_;
  ShellProblem problem_;
};

}  // namespace djaz
