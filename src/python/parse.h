// Text to syntax. A linear pre-scan refuses what could hurt the parser (depth, size, NUL bytes,
// unknown coding cookies); then tree-sitter parses, the tree is lowered to syntax.h and freed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "djaz/source.h"
#include "python/syntax.h"
#include "tree/arena.h"

namespace djaz::python {

struct SyntaxProblem {
  Span span;
  std::string message;  // never quotes the line
};

struct Comment {
  Span span;  // from '#' to the end of the line
};

// A parsed module. Where `problems` is not empty CPython would refuse the file; `body` then holds
// the statements that could be read all the same.
struct Module {
  FileId file;
  Arena arena;
  Block body;
  std::vector<Comment> comments;
  std::vector<SyntaxProblem> problems;
};

// The bytes as CPython's tokenizer would decode them: mark removed, cookie honoured (utf-8,
// latin-1, ascii, cp1252). Line ends stay as they are: a lone CR ends a line too. `problem` is set
// when CPython would refuse the bytes, or when the cookie names an encoding that is not supported.
struct Decoded {
  std::string text;
  Encoding encoding = Encoding::utf8;
  std::string problem;
};
Decoded decode(std::string bytes);

std::unique_ptr<Module> parse(const SourceFile& file);

}  // namespace djaz::python
