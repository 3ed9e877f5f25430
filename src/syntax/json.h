// JSON text to a tree of located nodes: every key and value knows its exact bytes. Iterative; never
// throws; a mistake gives no tree at all, so that nothing is concluded from half a document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/source.h"
#include "syntax/json_text.h"
#include "tree/arena.h"
#include "tree/node.h"

namespace djaz {

struct JsonOptions {
  JsonTolerance allow;
  // Several values one after the other, as `az … >> file` leaves them.
  bool several = false;
  std::uint32_t depth = 512;
  // For text that is not a file's own: every node stands here.
  Span place;
};

struct JsonProblem {
  Span span;
  std::string message;  // never quotes the text
  bool fatal = true;
  bool duplicate_key = false;
};

struct JsonResult {
  // Null when the text is not JSON.
  const Node* root = nullptr;
  // With `several`: all values in order, the first being `root`.
  std::vector<const Node*> roots;
  std::vector<Span> comments;
  std::vector<JsonProblem> problems;
};

// From `offset` to the end. Strings without escapes are views into the file's text.
JsonResult parse_json(const SourceFile& file, std::uint32_t offset, Arena& arena,
                      const JsonOptions& options = {});

// The same for text that is no file, such as the argument of ARM's `json()`.
JsonResult parse_json_text(std::string_view text, Arena& arena, const JsonOptions& options);

}  // namespace djaz
