// Reads XML documents from standard input, each ended by a NUL, and says of each what
// tests/differential/xml_documents.py compares with expat: `no`, or its elements in order.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "syntax/xml.h"

namespace {

void text(std::string& out, std::string_view value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  for (const char c : value) {
    out += kDigits[static_cast<unsigned char>(c) >> 4U];
    out += kDigits[static_cast<unsigned char>(c) & 0xFU];
  }
}

void dump(const djaz::XmlElement& element, const djaz::SourceFile& file, std::string& out) {
  out += std::to_string(file.position(element.span.begin - 1).line) + ' ';
  text(out, element.name);
  for (const djaz::XmlAttribute& attribute : element.attributes) {
    out += ' ';
    text(out, attribute.name);
    out += '=';
    text(out, attribute.value);
  }
  out += " \"";
  text(out, element.text);
  out += '"';
  for (const djaz::XmlElement* child : element.children) {
    out += " (";
    dump(*child, file, out);
    out += ')';
  }
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  const std::string all((std::istreambuf_iterator<char>(std::cin)),
                        std::istreambuf_iterator<char>());
  std::size_t begin = 0;
  while (begin < all.size()) {
    const std::size_t end = all.find('\0', begin);
    djaz::Sources sources;
    djaz::Arena arena;
    const djaz::SourceFile& file = sources.add("x.xml", all.substr(begin, end - begin));
    const djaz::XmlResult read = djaz::parse_xml(file, arena);
    std::string line;
    if (read.root == nullptr) {
      line = "no";
    } else {
      dump(*read.root, file, line);
    }
    std::puts(line.c_str());
    begin = end == std::string::npos ? all.size() : end + 1;
  }
  return 0;
}
