#include "python/eval/library/urls.h"

#include <algorithm>

#include "support/text.h"

namespace djaz::python::eval {
namespace {

constexpr std::size_t kLongest = 8192;

bool is_scheme_char(char c) { return is_alnum(c) || c == '+' || c == '-' || c == '.'; }

bool takes_apart_netloc(Url& url) {
  std::string_view text = url.netloc;
  for (char c : text)
    if (c == '[' || c == ']' || static_cast<unsigned char>(c) >= 0x80) return false;
  const std::size_t at = text.rfind('@');
  if (at != std::string_view::npos) {
    const std::string_view info = text.substr(0, at);
    const std::size_t colon = info.find(':');
    url.user = std::string(info.substr(0, colon));
    if (colon != std::string_view::npos) url.password = std::string(info.substr(colon + 1));
    text.remove_prefix(at + 1);
  }
  const std::size_t colon = text.find(':');
  const std::string_view host = text.substr(0, colon);
  if (host.find('%') != std::string_view::npos) {
    // Only what stands before a zone is in lower case.
    const std::size_t zone = host.find('%');
    url.host = lowered(host.substr(0, zone)) + std::string(host.substr(zone));
  } else if (!host.empty()) {
    url.host = lowered(host);
  }
  if (colon == std::string_view::npos || colon + 1 == text.size()) return true;
  const std::string_view port = text.substr(colon + 1);
  const bool digits = std::all_of(port.begin(), port.end(), is_digit);
  const std::optional<std::int64_t> number = digits ? parse_integer(port) : std::nullopt;
  // Older versions take more than digits as a number.
  if (!digits && port.find_first_of("+-_ ") != std::string_view::npos) return false;
  if (!number.has_value() || *number > 65535)
    url.port_raises = true;
  else
    url.port = number;
  return true;
}

}  // namespace

std::optional<Url> split_url(std::string_view text) {
  if (text.size() > kLongest || !is_valid_utf8(text)) return std::nullopt;
  for (char c : text)
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f) return std::nullopt;
  Url url;
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && colon > 0) {
    const std::string_view scheme = text.substr(0, colon);
    if (!is_alpha(scheme[0])) return std::nullopt;
    if (std::all_of(scheme.begin(), scheme.end(), is_scheme_char)) {
      url.scheme = lowered(scheme);
      text.remove_prefix(colon + 1);
    }
  }
  if (text.starts_with("//")) {
    text.remove_prefix(2);
    const std::size_t end = std::min(text.find_first_of("/?#"), text.size());
    url.netloc = text.substr(0, end);
    text.remove_prefix(end);
  }
  const std::size_t hash = text.find('#');
  url.fragment = hash != std::string_view::npos;
  text = text.substr(0, hash);
  const std::size_t mark = text.find('?');
  if (mark != std::string_view::npos) url.query = text.substr(mark + 1);
  url.path = text.substr(0, mark);
  if (!takes_apart_netloc(url)) return std::nullopt;
  return url;
}

std::string url_scheme(std::string_view prefix) {
  const std::size_t colon = prefix.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_alpha(prefix[0])) return {};
  const std::string_view scheme = prefix.substr(0, colon);
  return std::all_of(scheme.begin(), scheme.end(), is_scheme_char) ? lowered(scheme)
                                                                   : std::string();
}

std::optional<std::string> unquoted(std::string_view text, bool plus_is_space) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
               hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  if (!is_valid_utf8(out)) return std::nullopt;
  return out;
}

std::optional<Query> parse_query(std::string_view query) {
  Query all;
  // Older versions take a semicolon as a separator too.
  if (query.find(';') != std::string_view::npos) return std::nullopt;
  for (std::string_view pair : split(query, '&')) {
    if (all.size() > 100) return std::nullopt;
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || equals + 1 == pair.size()) continue;
    const auto name = unquoted(pair.substr(0, equals), true);
    const auto value = unquoted(pair.substr(equals + 1), true);
    if (!name.has_value() || !value.has_value()) return std::nullopt;
    auto known = std::find_if(all.begin(), all.end(),
                              [&name](const auto& other) { return other.first == *name; });
    if (known == all.end())
      all.push_back({*name, {*value}});
    else
      known->second.push_back(*value);
  }
  return all;
}

bool quoting_keeps(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_alnum(c) || std::string_view("_.-~:/?&=@").find(c) != std::string_view::npos;
  });
}

}  // namespace djaz::python::eval
