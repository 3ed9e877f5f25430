// How a value stands in the text of a file, and how another would stand there: by the file's
// syntax. Strict on purpose: what is not recognised beyond doubt is not edited.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "djaz/source.h"
#include "tree/node.h"

namespace djaz {

enum class Syntax : std::uint8_t { python, json, words };

// By the name of the file.
Syntax syntax_of(const SourceFile& file);

// Whether the text at the node's span is that value and nothing else, as a literal.
bool is_literal(const Node& node, const SourceFile& file, Syntax syntax);
// The value as the syntax writes it. `like` is the text that it takes the place of.
std::optional<std::string> literal(const Node& value, Syntax syntax, std::string_view like);

// Whether the span is all that `name` is assigned on its line (Python), or the whole value of the
// key `name` (JSON). Python: `indented` is set when the statement is not at the start of its line.
bool is_assigned(const SourceFile& file, const Span& span, std::string_view name, Syntax syntax,
                 bool& indented);

// A word of a command line with the blanks before it, or its whole line where a continued command
// has nothing else on it. Empty when the span is not a word of its own.
std::optional<Span> whole_word(const SourceFile& file, const Span& span);

}  // namespace djaz
