// Text that shows a reviewer something else than what runs: direction marks and invisible
// characters (the "trojan source" trick) and, in Python, a lone carriage return, which ends a line
// for the interpreter and for few editors.
#pragma once

#include "documents/document.h"

namespace djaz {

// Whether `remark_appearance` would have something to say of the characters of the text.
bool has_deceiving_characters(std::string_view text);

// Adds at most a few remarks.
void remark_appearance(const SourceFile& file, Document& document);

}  // namespace djaz
