// Elements of a web.config as nodes: an element is a mapping of its attributes and of what it
// holds, and the lists of names and values that IIS reads as such (`appSettings`) are mappings of
// those.
#pragma once

#include "syntax/xml.h"
#include "tree/builder.h"

namespace djaz::web_config {

// The content of one element, and of nothing around it.
const Node* section(const Builder& builder, const XmlElement& element);

}  // namespace djaz::web_config
