// URLs as Python's urllib.parse takes them apart. What Python versions read differently, and what
// depends on Unicode tables, is not read at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace djaz::python::eval {

struct Url {
  std::string scheme;  // lower case
  std::string netloc;
  std::string path;
  std::string query;
  // As written, still quoted; none where Python has None.
  std::optional<std::string> user;
  std::optional<std::string> password;
  std::optional<std::string> host;  // lower case
  std::optional<std::int64_t> port;
  bool port_raises = false;  // not a number, or beyond 65535
  bool fragment = false;
};

// None when the text is one that is not read.
std::optional<Url> split_url(std::string_view text);

// The scheme of what starts like this, where it is certain.
std::string url_scheme(std::string_view prefix);

// Percent-encoding undone; none when the bytes are not UTF-8.
std::optional<std::string> unquoted(std::string_view text, bool plus_is_space = false);

using Query = std::vector<std::pair<std::string, std::vector<std::string>>>;
// parse_qs(): what has no value is left out.
std::optional<Query> parse_query(std::string_view query);

// quote(text, safe=":/?&=@") changes nothing.
bool quoting_keeps(std::string_view text);

}  // namespace djaz::python::eval
