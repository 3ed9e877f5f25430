// Dotenv text to located variables, as python-dotenv 1.2 reads it. The one reader of the house: for
// `.env` files of the tree and for `--env-file`. Linear; nothing is expanded and nothing is run, so
// a value that refers to other variables is an unknown text. Other readers differ: django-environ
// ignores `A = 1` and quotes over several lines, and keeps ` # words` unless told otherwise;
// Docker's
// --env-file takes quotes for data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "djaz/source.h"
#include "tree/arena.h"
#include "tree/node.h"

namespace djaz {

struct DotenvBinding {
  std::string_view name;
  Span key_span;
  // A string, or an unknown one when it refers to variables. Its span is the text between the
  // quotes. Null for a name without `=`, which sets nothing.
  const Node* value = nullptr;
  bool exported = false;
};

struct DotenvProblem {
  Span span;
  std::string message;  // never quotes the text
};

struct DotenvResult {
  // In order; a name may come several times, and the last one counts.
  std::vector<DotenvBinding> bindings;
  std::vector<Span> comments;
  // Each is a line, or the rest of one, that python-dotenv passes over with a warning.
  std::vector<DotenvProblem> problems;
};

// Texts without escapes are views into the file.
DotenvResult parse_dotenv(const SourceFile& file, Arena& arena);

}  // namespace djaz
