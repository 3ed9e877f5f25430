// Bytes to text in pip's order: a byte order mark, a coding comment in the first two lines, UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "djaz/source.h"

namespace djaz::requirements {

// The text as UTF-8 without a mark. Sets `problem` when this is not text that pip could read. Bytes
// that are not UTF-8 and name no encoding are read as latin-1, so that the rest can be judged:
// `needs_coding_comment` then says that pip would refuse the file.
std::string decode(std::string bytes, Encoding& encoding, std::string& problem);
bool needs_coding_comment(const SourceFile& file);

}  // namespace djaz::requirements
