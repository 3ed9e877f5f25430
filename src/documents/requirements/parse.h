// A requirements file as a tree: what it asks for, the options it sets, the files it includes and
// the lines that pip would refuse. Looks at no other file.
#pragma once

#include "djaz/source.h"
#include "documents/document.h"

namespace djaz::requirements {

void parse(const SourceFile& file, Document& document);

}  // namespace djaz::requirements
