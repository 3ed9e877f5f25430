#include "report/fingerprint.h"

#include <cstdint>
#include <cstdio>
#include <unordered_map>

#include "support/text.h"

namespace djaz {
namespace {

constexpr std::size_t kWindow = 100;
constexpr std::uint64_t kFactor = 37;
constexpr char16_t kEndOfFile = 0xFFFF;

// The text as UTF-16 units with one LF for each line end and without blanks, and where in it each
// line starts.
struct Units {
  std::vector<char16_t> values;
  std::vector<std::size_t> line_starts;
};

void add_unit(Units& units, bool& line_start, char16_t value) {
  if (line_start) units.line_starts.push_back(units.values.size());
  line_start = value == u'\n';
  units.values.push_back(value);
}

Units units_of(std::string_view text, bool byte_order_mark) {
  Units units;
  units.values.reserve(text.size() + kWindow + 1);
  bool line_start = true;
  if (byte_order_mark) add_unit(units, line_start, 0xFEFF);
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = decode_utf8(text, i);
    if (c == U' ' || c == U'\t') continue;
    if (c == U'\r') {
      if (i < text.size() && text[i] == '\n') ++i;
      add_unit(units, line_start, u'\n');
    } else if (c > 0xFFFF) {
      add_unit(units, line_start, static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10)));
      add_unit(units, line_start, static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF)));
    } else {
      add_unit(units, line_start, static_cast<char16_t>(c));
    }
  }
  add_unit(units, line_start, kEndOfFile);
  units.values.resize(units.values.size() + kWindow, 0);
  return units;
}

}  // namespace

std::vector<std::string> line_fingerprints(std::string_view text, bool byte_order_mark) {
  const Units units = units_of(text, byte_order_mark);
  std::vector<std::string> out;
  out.reserve(units.line_starts.size());
  std::unordered_map<std::uint64_t, std::uint32_t> seen;
  for (std::size_t start : units.line_starts) {
    // Unsigned: it is meant to wrap.
    std::uint64_t hash = 0;
    for (std::size_t i = start; i < start + kWindow; ++i) hash = hash * kFactor + units.values[i];
    char words[40];
    std::snprintf(words, sizeof words, "%llx:%u", static_cast<unsigned long long>(hash),
                  ++seen[hash]);
    out.emplace_back(words);
  }
  return out;
}

}  // namespace djaz
