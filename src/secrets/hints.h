// Whether anything in a text can be a secret for detect_secrets(): nearly no text can, and one pass
// that looks for parts of names and marks tells so sooner than the detectors do.
#pragma once

#include <string_view>

namespace djaz {

// False only where detect_secrets() finds nothing in a text that is not Python.
bool may_hold_secret(std::string_view text);

}  // namespace djaz
