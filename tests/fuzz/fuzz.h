// What the fuzz targets share. A target hands bytes to one reader and then asks what must hold of
// any answer; what does not hold throws, which libFuzzer takes for a crash and the replay for a
// failed test.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/source.h"
#include "documents/document.h"
#include "tree/node.h"

namespace djaz::fuzz {

inline std::string text_of(const std::uint8_t* data, std::size_t size) {
  // An empty input may come without a place.
  return size == 0 ? std::string() : std::string(reinterpret_cast<const char*>(data), size);
}

void expect(bool holds, const std::string& what);

// It names no file, or lies inside its file and splits no character.
void expect_span(const Span& span, const Sources& sources);
void expect_spans(const std::vector<Span>& spans, const Sources& sources);
// It can be shown on a terminal: UTF-8 without control characters.
void expect_printable(std::string_view words);
// Every place in the tree lies in its file; returns the tree as text.
std::string expect_tree(const Node& root, const Sources& sources);

// The text as a file of its own; sources gets it.
const SourceFile& add_file(Sources& sources, std::string text);

// Reads the bytes as a document of the kind, puts a project together from it alone, and holds all
// of that to the expectations; twice, and both must be the same to the byte.
void expect_document(const DocumentKind& kind, const std::string& path, const std::string& bytes);

}  // namespace djaz::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
