// Text from a hostile tree on its way to a terminal, a CI log, a JSON file or a URI.
// Nothing from the tree is printed without passing one of these.
#pragma once

#include <string>
#include <string_view>

namespace djaz {

// One line for people: `visible`, with every sequence that a CI runner would take for a command
// (`##vso[`, `##[`, `##teamcity[`, and `::` or `section_start:` at the start) broken by U+200B.
std::string for_terminal(std::string_view text);

// Valid UTF-8, and nothing else changed where it is valid already: invalid bytes become `\xff`.
std::string valid_text(std::string_view text);

// A relative URI of a path: everything but unreserved characters and '/' is percent-encoded, byte
// by byte, so the path can be had back whatever its encoding.
std::string uri_of_path(std::string_view path);

// Serialised JSON in which no `##` remains: log agents look for it anywhere in a line, and
// `\u0023` says the same to a parser.
std::string defused_json(std::string_view json);

// At most `limit` bytes, cut between code points, with `…` in place of what is gone.
std::string shortened(std::string_view text, std::size_t limit);

}  // namespace djaz
