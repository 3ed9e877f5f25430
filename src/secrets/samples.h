// Whether a text in the form of a credential was written to show the form.
#pragma once

#include <string_view>

namespace djaz {

// Says so itself (`EXAMPLE`, `<key>`, `${KEY}`, `xxxxxx`), or is published with an emulator or a
// manual.
bool is_sample(std::string_view value);
// `abcdefgh…`, `12345678…`, or few letters again and again.
bool looks_made_up(std::string_view value);
// Shannon's, in bits for each byte.
double entropy(std::string_view value);

}  // namespace djaz
