// How every JSON that djaz writes becomes bytes: keys in the order given, ASCII only (so that
// nothing in it can steer a terminal), no log command, a line feed at the end.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace djaz {

using Json = nlohmann::ordered_json;

std::string json_text(const Json& value);
// The same on one line.
std::string json_line(const Json& value);

// A text, or null when it is empty.
Json text_or_null(std::string_view text);

}  // namespace djaz
