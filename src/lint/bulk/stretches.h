// A large export is indexed in stretches, on all cores. Where one may begin is guessed from how the
// first elements are written; whoever puts the stretches together finds out whether it was right.
#pragma once

#include <cstdint>
#include <vector>

#include "lint/bulk/file_text.h"
#include "syntax/json_split.h"

namespace djaz {

struct Stretches {
  // Where they begin, in order; the first at 0. One, where nothing can be guessed.
  std::vector<std::uint32_t> begins = {0};
  // What is taken to be known at each of the others.
  JsonSeam seam;
};

// A splitter with what is looked for in an export.
JsonSplitter export_splitter(JsonElements& out);

// `size`: of a stretch, about.
Stretches guess_stretches(const FileText& text, std::uint32_t size, unsigned threads);

}  // namespace djaz
