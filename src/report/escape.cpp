#include "report/escape.h"

#include <array>
#include <cstdio>

#include "support/text.h"

namespace djaz {
namespace {

constexpr std::string_view kBreak = "\u200b";
constexpr std::array<std::string_view, 3> kAgentCommands = {"##vso[", "##[", "##teamcity["};
// Only taken for commands where a line begins.
constexpr std::array<std::string_view, 3> kLineCommands = {"::", "section_start:", "section_end:"};

bool is_unreserved(char c) { return is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~'; }

// Start of a UTF-8 sequence or an ASCII character.
bool starts_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

std::string for_terminal(std::string_view text) {
  const std::string shown = visible(text);
  std::string out;
  out.reserve(shown.size());
  std::size_t start = 0;
  while (start < shown.size() && shown[start] == ' ') ++start;
  const std::string_view rest = std::string_view(shown).substr(start);
  for (std::string_view command : kLineCommands) {
    if (!starts_with_ignoring_case(rest, command)) continue;
    out.append(shown, 0, start + 1);
    out += kBreak;
    ++start;
    break;
  }
  std::size_t i = out.empty() ? 0 : start;
  while (i < shown.size()) {
    bool command = false;
    if (shown[i] == '#') {
      for (std::string_view agent : kAgentCommands)
        command = command || starts_with_ignoring_case(std::string_view(shown).substr(i), agent);
    }
    out += shown[i++];
    if (!command) continue;
    out += shown[i++];
    out += kBreak;
  }
  return out;
}

std::string valid_text(std::string_view text) {
  if (is_valid_utf8(text)) return std::string(text);
  std::string out;
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t start = i;
    decode_utf8(text, i);
    const std::string_view piece = text.substr(start, i - start);
    if (is_valid_utf8(piece)) {
      out += piece;
      continue;
    }
    for (char c : piece) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\x%02x", static_cast<unsigned char>(c));
      out += escaped;
    }
  }
  return out;
}

std::string uri_of_path(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (char c : path) {
    if (is_unreserved(c) || c == '/') {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

std::string defused_json(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  char previous = 0;
  for (char c : json) {
    if (c == '#' && previous == '#')
      out += "\\u0023";
    else
      out += c;
    previous = c;
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t limit) {
  constexpr std::string_view kEllipsis = "…";
  if (text.size() <= limit) return std::string(text);
  std::size_t end = limit > kEllipsis.size() ? limit - kEllipsis.size() : 0;
  while (end > 0 && !starts_code_point(text[end])) --end;
  return std::string(text.substr(0, end)) + std::string(kEllipsis);
}

}  // namespace djaz
