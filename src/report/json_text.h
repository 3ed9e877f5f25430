// How every JSON that djaz writes becomes bytes: keys in the order given, ASCII only (so that
// nothing in it can steer a terminal), no log command, a line feed at the end.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "djaz/rule.h"

namespace djaz {

using Json = nlohmann::ordered_json;

std::string json_text(const Json& value);
// The same on one line.
std::string json_line(const Json& value);

// A text, or null when it is empty.
Json text_or_null(std::string_view text);
Json text_list(const std::vector<std::string_view>& texts);

// By whose names a fault is known elsewhere: every tool and standard has its key, also where it has
// no name for it.
Json equivalents_json(const Equivalents& all);
// What to do: words, commands of `az`, and what to write into a template.
Json remedy_json(const RuleInfo& rule);

}  // namespace djaz
