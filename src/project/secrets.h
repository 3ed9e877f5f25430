// The branch `secrets`: what stands in the text of any document in the form of a credential, by
// file and format, located like every other node. The text itself is never printed.
#pragma once

#include <string>

#include "documents/loader.h"
#include "tree/builder.h"

namespace djaz {

// `as_of` (YYYY-MM-DD or empty) decides what has ended and is left out.
const Node* secrets_of(const Builder& builder, const Loader& loader, const std::string& as_of);

// The same for one document alone.
const Node* secrets_of(const Builder& builder, const Document& document, const SourceFile& file,
                       const std::string& as_of);

}  // namespace djaz
