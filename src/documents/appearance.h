// Text that shows a reviewer something else than what runs: direction marks and invisible
// characters (the "trojan source" trick) and, in Python, a lone carriage return, which ends a line
// for the interpreter and for few editors.
#pragma once

#include <string_view>
#include <vector>

#include "documents/document.h"

namespace djaz {

// Where a carriage return ends a line by itself; npos for nowhere. Asked of the bytes on disk,
// since decoding turns it into a line feed.
std::size_t lone_carriage_return(std::string_view bytes);

// Adds at most a few remarks. `carriage_return`: the answer of the above.
void remark_appearance(const SourceFile& file, std::size_t carriage_return, Document& document);

}  // namespace djaz
