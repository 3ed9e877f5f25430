// Shell words as nodes: located, unknown where the shell puts something in, secret where the name
// in front promises one.
#pragma once

#include <optional>
#include <string_view>

#include "syntax/shell_words.h"
#include "tree/builder.h"

namespace djaz::startup {

class Words {
 public:
  // With `place` every node stands there: for commands that are not a file's own text.
  Words(const Builder& builder, std::optional<Span> place) : builder_(builder), place_(place) {}

  const Builder& builder() const { return builder_; }

  // The part of the word from `begin` on.
  const Node* value(const ShellWord& word, std::size_t begin = 0) const;
  // The same as an integer where it is one.
  const Node* number_or_text(const ShellWord& word, std::size_t begin = 0) const;
  // What an environment variable of this name is set to.
  const Node* variable(std::string_view name, const ShellWord& word, std::size_t begin) const;
  const Node* text(std::string_view text, const ShellWord& word) const;
  Span span(const ShellWord& word) const { return place_.value_or(word.span); }
  Span span(const Span& written) const { return place_.value_or(written); }
  Span span(const ShellWord& word, std::size_t begin, std::size_t end) const;

 private:
  const Builder& builder_;
  std::optional<Span> place_;
};

// The text after the last slash, also behind a hole: `$VENV/bin/gunicorn` → "gunicorn". Empty when
// the hole may reach into it.
std::string_view program_name(const ShellWord& word);

}  // namespace djaz::startup
