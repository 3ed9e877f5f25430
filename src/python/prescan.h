// One linear pass over the text, as CPython's tokenizer would make it: strings, comments, brackets,
// indentation. What it refuses never reaches tree-sitter, which dies of some of it; and where
// tree-sitter is laxer than CPython about tokens and indentation, this pass is what speaks up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/source.h"
#include "python/parse.h"

namespace djaz::python {

constexpr std::size_t kMaxSourceBytes = 2 << 20;
// CPython's own limits.
constexpr std::size_t kMaxIndents = 99;
constexpr std::size_t kMaxBrackets = 200;
constexpr std::size_t kMaxFormatStrings = 150;
// tree-sitter-python 0.25.0 keeps one entry for each indentation on its stack and writes them, with
// up to 255 open strings, into 1024 bytes without checking well. Its stack strictly rises, so a
// file with no more different indentations than this cannot overflow it, whatever tree-sitter
// mistakes for code.
constexpr std::size_t kMaxDifferentIndents = 380;
constexpr std::size_t kMaxProblems = 5;

struct Prescan {
  // tree-sitter must not see this text.
  bool refused = false;
  std::vector<SyntaxProblem> problems;
  std::vector<Comment> comments;
  // The text that tree-sitter parses: as long as the original, byte for byte, with an 'x' for every
  // byte of literal text in strings and of names like `print` where they are no keyword, and blanks
  // for comments. So both see the same strings, always.
  // Where there are no problems it has CPython's lines too: a line end inside brackets or after a
  // backslash is a blank, and indentation is one space for each level.
  std::string plain;
  // Where logical lines begin.
  std::vector<std::uint32_t> lines;
};

Prescan prescan(std::string_view text, FileId file);

}  // namespace djaz::python
