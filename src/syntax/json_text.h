// What happens to the text of a JSON file before it is parsed: bytes become UTF-8, and what Azure's
// and VS Code's readers tolerate is taken out in a pass that never changes a length, so that every
// offset in the prepared text is an offset in the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "djaz/source.h"

namespace djaz {

// UTF-8, UTF-16 or UTF-32, with or without a mark (without one: UTF-8). Sets `problem` when the
// bytes cannot be that; invalid UTF-8 is left for the parser, which can say where it stands.
std::string decode_json(std::string bytes, Encoding& encoding, std::string& problem);

struct JsonTolerance {
  bool comments = false;         // `//` and `/* */`
  bool trailing_commas = false;  // `[1, 2, ]`
  bool raw_newlines = false;     // line ends and tabs inside strings, as ARM templates have them
};

struct PreparedJson {
  // Strict JSON of the same length, or empty when the text needs no change.
  std::string text;
  // Offsets of the first byte of tokens whose prepared form stands for something else: numbers that
  // no double holds, and strings with raw line ends or lone surrogates. In order.
  std::vector<std::uint32_t> huge_numbers;
  std::vector<std::uint32_t> changed_strings;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> comments;
  // Empty, or why the text cannot be JSON at all, and where.
  std::string problem;
  std::uint32_t problem_offset = 0;
};

PreparedJson prepare_json(std::string_view text, std::uint32_t offset, const JsonTolerance& allow);

// What a JSON string says, given the text between its quotes. Lone surrogates stay as they are
// written, `\ud800`, since UTF-8 has no form for them.
std::string unescape_json(std::string_view raw);

}  // namespace djaz
