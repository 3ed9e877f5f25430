// Reads requirements files and prints what was understood as one JSON object a file: the other half
// of tests/differential/requirements.py. With --tree it prints the tree instead.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "djaz/source.h"
#include "documents/requirements/requirements.h"
#include "tree/dump.h"

namespace djaz {
namespace {

std::string json_text(std::string_view text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    } else {
      out += c;
    }
  }
  return out + '"';
}

// The trees here are a few levels deep.
std::string json(const Node& node) {
  std::string out;
  if (node.is(Kind::boolean)) return node.boolean ? "true" : "false";
  if (node.is(Kind::unknown)) return "{\"unknown\": true}";
  if (node.is_sequence()) {
    for (const Node* item : node.items) out += (out.empty() ? "" : ", ") + json(*item);
    return '[' + out + ']';
  }
  if (node.is(Kind::mapping)) {
    for (const Entry& entry : node.entries)
      out += (out.empty() ? "" : ", ") + json_text(entry.name) + ": " + json(*entry.value);
    return '{' + out + '}';
  }
  return json_text(node.text);
}

bool read(const std::string& path, std::string& bytes) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return false;
  bytes.assign(std::istreambuf_iterator<char>(in), {});
  return true;
}

int run(int count, char** arguments) {
  bool tree = false;
  for (int i = 1; i < count; ++i) {
    const std::string path = arguments[i];
    if (path == "--tree") {
      tree = true;
      continue;
    }
    std::string bytes;
    if (!read(path, bytes)) {
      std::cerr << "cannot read " << path << '\n';
      return 2;
    }
    Sources sources;
    Document document;
    Encoding encoding = Encoding::utf8;
    std::string problem;
    std::string text = kRequirements.decode(std::move(bytes), encoding, problem);
    const SourceFile& file = sources.add(path, std::move(text), encoding);
    document.file = file.id();
    if (problem.empty()) kRequirements.parse(file, document);
    if (tree) {
      if (document.root != nullptr) std::cout << dump(*document.root, sources);
      for (const Problem& each : document.problems)
        std::cout << (each.fatal ? "fatal " : "remark ") << sources.start_of(each.span).line << ':'
                  << sources.start_of(each.span).column << ' ' << each.message << '\n';
      if (!problem.empty()) std::cout << "fatal " << problem << '\n';
      continue;
    }
    for (const Problem& each : document.problems)
      if (each.fatal) problem = each.message;
    std::cout << "{\"file\": " << json_text(path) << ", \"problem\": " << json_text(problem)
              << ", \"root\": " << (document.root == nullptr ? "null" : json(*document.root))
              << "}\n";
  }
  return 0;
}

}  // namespace
}  // namespace djaz

int main(int count, char** arguments) { return djaz::run(count, arguments); }
