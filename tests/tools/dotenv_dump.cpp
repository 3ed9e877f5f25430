// Reads dotenv files and prints what was understood as one JSON object a file: the other half of
// tests/differential/dotenv.py.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "syntax/dotenv.h"

namespace djaz {
namespace {

std::string json_text(std::string_view text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string value_json(const Node* value) {
  if (value == nullptr) return "null";
  if (value->is(Kind::string)) return json_text(value->text);
  return "{\"prefix\": " + json_text(value->unknown->prefix) + "}";
}

int run(int count, char** arguments) {
  for (int i = 1; i < count; ++i) {
    std::ifstream in(arguments[i], std::ios::binary);
    if (!in) {
      std::cerr << "cannot read " << arguments[i] << '\n';
      return 2;
    }
    Sources sources;
    Arena arena;
    const SourceFile& file =
        sources.add(arguments[i], std::string(std::istreambuf_iterator<char>(in), {}));
    const DotenvResult found = parse_dotenv(file, arena);
    std::string bindings;
    for (const DotenvBinding& binding : found.bindings) {
      bindings += (bindings.empty() ? "[" : ", [") + json_text(binding.name) + ", " +
                  value_json(binding.value) + "]";
    }
    std::cout << "{\"bindings\": [" << bindings << "], \"problems\": " << found.problems.size()
              << "}\n";
  }
  return 0;
}

}  // namespace
}  // namespace djaz

int main(int count, char** arguments) { return djaz::run(count, arguments); }
