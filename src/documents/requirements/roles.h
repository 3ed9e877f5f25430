// What a requirements file is for, by its name alone: the last resort, after what the host installs
// and what is reached from there.
#pragma once

#include <cstdint>
#include <string_view>

namespace djaz::requirements {

enum class Role : std::uint8_t { unknown, runtime, dev, test, docs };

std::string_view to_string(Role role);

// `path` is relative to the deploy root.
Role role_by_name(std::string_view path);

}  // namespace djaz::requirements
