// The way back from text to the bytes of a file: what a file is written as when it was changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "djaz/source.h"

namespace djaz {

// The bytes that `text` has in the encoding and with the byte order mark of `like`, the bytes that
// `file` was read from. Nothing when those do not come out of the file's own text in the same way:
// then writing would change more than was asked for.
std::optional<std::string> encoded_like(std::string_view text, const SourceFile& file,
                                        std::string_view like);

}  // namespace djaz
