// The fingerprint by which GitHub code scanning follows an alert when lines move: for each line, a
// hash of the 100 units of text from its start on, blanks left out. It must be computed exactly as
// the upload action does, or the upload warns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace djaz {

// One text for each line, from line 1 at index 0: "c129715d7a2bc9a3:1"; the number after the colon
// counts the lines so far that have the same hash.
std::vector<std::string> line_fingerprints(std::string_view text, bool byte_order_mark = false);

}  // namespace djaz
