// Small things every room needs to do with text. ASCII only unless the name says otherwise.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace djaz {

// Asked of every byte there is.
constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
template <std::size_t N>
constexpr bool one_of(std::string_view text, const std::array<std::string_view, N>& options) {
  for (std::string_view option : options)
    if (option == text) return true;
  return false;
}
int hex_digit(char c);  // -1 when it is none

std::string lowered(std::string_view text);
std::string uppered(std::string_view text);
bool same_size_equal_ignoring_case(std::string_view a, std::string_view b);
// Most names that are compared differ in length.
inline bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && same_size_equal_ignoring_case(a, b);
}
bool contains_ignoring_case(std::string_view text, std::string_view part);
bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);
bool ends_with_ignoring_case(std::string_view text, std::string_view suffix);

std::string_view trimmed(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string join(const std::vector<std::string_view>& parts, std::string_view separator);
std::string replaced(std::string_view text, std::string_view from, std::string_view to);
std::string quoted(std::string_view text);  // 'text', as Python's repr would

// Levenshtein distance, or `limit + 1` when it is greater than the limit.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit = 3);
// The option nearest to a misspelt word, or empty when none is near.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& options);

std::optional<std::int64_t> parse_integer(std::string_view text);

// UTF-8. `decode` reads the code point at `offset` and advances it; an invalid byte is read as
// U+FFFD and advances by one.
char32_t decode_utf8(std::string_view text, std::size_t& offset);
void append_utf8(std::string& out, char32_t code_point);
bool is_valid_utf8(std::string_view text);
std::size_t count_code_points(std::string_view text);

// The same text with everything that could steer a terminal or hide text made visible: control
// characters, bidirectional controls, zero-width characters and invalid bytes become \x1b, \u202e,
// … Line feeds become \n and tabs one space. The base of every human output format.
std::string visible(std::string_view text);

}  // namespace djaz
