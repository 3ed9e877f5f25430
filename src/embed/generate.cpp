// djaz_embed_rules OUT ROOT FILE…: writes the C++ source that holds every rule file as a table of
// bytes. A file that is not TOML stops the build, with its line.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "embed/tables.h"
#include "syntax/toml.h"

namespace djaz {
namespace {

constexpr std::size_t kBytesInLine = 96;

// Three octal digits always, so that a digit that follows is not taken for a part.
std::string literal(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += kBytesInLine) {
    out += "\n    \"";
    for (const char c : bytes.substr(i, kBytesInLine)) {
      if (c >= ' ' && c < 127 && c != '"' && c != '\\' && c != '?') {
        out += c;
      } else {
        char buffer[8];
        std::snprintf(buffer, sizeof buffer, "\\%03o", static_cast<unsigned char>(c));
        out += buffer;
      }
    }
    out += '"';
  }
  return out.empty() ? "\"\"" : out;
}

bool add(const std::string& root, const std::string& path, std::string& out) {
  std::ifstream stream(root + '/' + path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(stream)),
                         std::istreambuf_iterator<char>());
  if (!stream) {
    std::cerr << path << ": cannot be read\n";
    return false;
  }
  Sources sources;
  const SourceFile& file = sources.add(path, text);
  Arena arena;
  const auto parsed = parse_toml(file, arena);
  if (!parsed.ok()) {
    for (const Error& error : parsed.errors()) {
      const Position position = file.position(error.span.begin);
      std::cerr << path << ':' << position.line << ':' << position.column << ": " << error.message
                << '\n';
    }
    return false;
  }
  const std::string bytes = encode_tree(*parsed.value());
  out += "    {\"" + path + "\"," + literal(bytes) + ",\n     " + std::to_string(bytes.size()) +
         "},\n";
  return true;
}

int run(const std::string& target, const std::string& root, std::vector<std::string> paths) {
  std::sort(paths.begin(), paths.end());
  std::string out =
      "// Made from rules/ by djaz_embed_rules when djaz is built.\n#include \"embed/tables.h\"\n\n"
      "namespace djaz {\n\nconst EmbeddedFile kEmbeddedFiles[] = {\n";
  for (const std::string& path : paths)
    if (!add(root, path, out)) return 1;
  // An array needs a member, also when there is no rule yet.
  out += "    {nullptr, nullptr, 0}};\nconst std::size_t kEmbeddedFileCount = " +
         std::to_string(paths.size()) + ";\n\n}  // namespace djaz\n";
  std::ofstream stream(target, std::ios::binary);
  stream << out;
  stream.close();
  return stream ? 0 : 1;
}

}  // namespace
}  // namespace djaz

int main(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "usage: djaz_embed_rules OUT ROOT FILE…\n";
    return 2;
  }
  return djaz::run(arguments[1], arguments[2], {arguments + 3, arguments + count});
}
