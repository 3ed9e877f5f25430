// XML text to located elements: every name, value and text knows its exact bytes. Strict where it
// matters: no document type, so no entity beyond the five of XML itself; a mistake gives no tree.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/source.h"
#include "tree/arena.h"

namespace djaz {

struct XmlLimits {
  std::uint32_t depth = 128;
  // Elements and attributes together.
  std::uint32_t parts = 100'000;
};

struct XmlAttribute {
  std::string_view name;
  Span name_span;
  std::string_view value;  // references resolved
  Span span;               // between the quotes
};

struct XmlElement {
  std::string_view name;
  Span span;  // its name in the start tag
  std::span<const XmlAttribute> attributes;
  std::span<const XmlElement* const> children;
  // All text directly inside, blanks at both ends taken away; empty when there is none.
  std::string_view text;
  Span text_span;
};

struct XmlProblem {
  Span span;
  std::string message;  // never quotes the text
};

struct XmlResult {
  // Null when there is a problem.
  const XmlElement* root = nullptr;
  // What stands between the marks of each comment.
  std::vector<Span> comments;
  std::vector<XmlProblem> problems;
};

XmlResult parse_xml(const SourceFile& file, Arena& arena, const XmlLimits& limits = {});

// UTF-8, UTF-16 or UTF-32 by its mark, UTF-16 by its look, else what the XML declaration says:
// UTF-8, US-ASCII, ISO-8859-1 or Windows-1252. Sets `problem` for every other.
std::string decode_xml(std::string bytes, Encoding& encoding, std::string& problem);

}  // namespace djaz
