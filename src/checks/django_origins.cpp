#include "checks/django_origins.h"

#include <algorithm>
#include <string>

namespace djaz::django {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_scheme(std::string_view text) {
  return !text.empty() && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
         });
}

// Cuts off what follows the first `mark`; says whether that is anything.
bool cut_tail(std::string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return false;
  const bool any = at + 1 < text.size();
  text = text.substr(0, at);
  return any;
}

}  // namespace

OriginFaults origin_faults(std::string_view text) {
  if (text == "null" || text == "file://") return {};
  std::string cleaned;
  for (const char c : text)
    if (c != '\t' && c != '\r' && c != '\n') cleaned += c;
  std::string_view rest = cleaned;
  while (!rest.empty() && static_cast<unsigned char>(rest.front()) <= ' ') rest.remove_prefix(1);
  const std::size_t colon = rest.find(':');
  const bool scheme = colon != std::string_view::npos && is_scheme(rest.substr(0, colon));
  if (scheme) rest.remove_prefix(colon + 1);
  std::string_view host;
  if (rest.starts_with("//")) {
    rest.remove_prefix(2);
    host = rest.substr(0, rest.find_first_of("/?#"));
    rest.remove_prefix(host.size());
  }
  if (!scheme || host.empty()) return {true, 0};
  std::size_t parts = cut_tail(rest, '#') ? 1 : 0;
  parts += cut_tail(rest, '?') ? 1 : 0;
  return {false, parts + (rest.empty() ? 0 : 1)};
}

}  // namespace djaz::django
