// Whether the text under a secret's name can be the secret itself: not a switch, not a reference to
// where the secret is kept.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace djaz {

// `${X}`, `{{ x }}`, `%(x)s`, `<your key>`, `@Microsoft.KeyVault(…)`, `[parameters('x')]`, …: where
// the value comes from, not the value.
bool is_reference(std::string_view value);
// "changeme", "password", "postgres", …: words everybody tries first. Hiding them wherever they
// occur would make reports unreadable and protect nothing.
bool is_stock_word(std::string_view value);
// Three bytes or more, no switch (`true`, `enabled`, `none`) and no reference.
bool may_be_secret(std::string_view value);
// The name promises a secret, and the value can be it.
bool is_secret_pair(std::string_view name, std::string_view value);
// What `SecretName::when_long` calls long.
inline constexpr std::size_t kLongKey = 32;
// The other forms in which a value may come back: with its backslash escapes or its percent escapes
// undone, and without the mark that Django puts before a generated key.
std::vector<std::string> renderings(std::string_view value);

}  // namespace djaz
