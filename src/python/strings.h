// The text between a string's quotes to the value it stands for, as CPython decodes it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace djaz::python {

struct StringPrefix {
  bool valid = false;
  bool raw = false;
  bool bytes = false;
  bool format = false;
  bool interpolation = false;  // t-strings
};

// `start` is the prefix and the opening quotes.
StringPrefix string_prefix(std::string_view start);

enum class Escapes {
  good,
  wrong,        // CPython would refuse them
  unsupported,  // \N{…}, lone surrogates
};

// Appends the value of a string's inner text. In an f-string `{{` and `}}` stand for one brace.
Escapes append_decoded(std::string& out, std::string_view text, const StringPrefix& prefix);

}  // namespace djaz::python
