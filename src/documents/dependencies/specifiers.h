// A dependency as text, taken apart far enough for a version: `Django[argon2]>=4.2,<5; marker` of
// packaging, and the caret and tilde of Poetry. What is not understood gives no specifier.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace djaz::dependencies {

// What `Django>=4.2` says behind the name, if it is this distribution; it may be empty.
std::optional<std::string_view> specifier_of(std::string_view requirement, std::string_view name);

// `^4.2` as `>=4.2,<5`, `~4.2` as `>=4.2,<4.3`, `4.2.1` as `==4.2.1`. Empty where it bounds nothing
// or is not understood.
std::string from_poetry(std::string_view constraint);

}  // namespace djaz::dependencies
