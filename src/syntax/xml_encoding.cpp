// Bytes of an XML document to text.
#include <algorithm>
#include <array>

#include "support/text.h"
#include "syntax/json_text.h"
#include "syntax/xml.h"

namespace djaz {
namespace {

// Windows-1252 from 0x80 to 0x9F; zero stands for a byte that means nothing.
constexpr std::array<char32_t, 32> kWindows = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// What the declaration says, in lower case; "" when it says nothing.
std::string declared_encoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  const std::string_view declaration = bytes.substr(0, std::min<std::size_t>(bytes.find('>'), 200));
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  at = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const std::size_t end = declaration.find(declaration[at], at + 1);
  if (end == std::string_view::npos) return {};
  return lowered(declaration.substr(at + 1, end - at - 1));
}

std::string from_single_bytes(std::string_view bytes, bool windows) {
  std::string out;
  out.reserve(bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const bool special = windows && byte >= 0x80 && byte < 0xA0;
    append_utf8(out, special ? kWindows[byte - 0x80U] : byte);
  }
  return out;
}

}  // namespace

std::string decode_xml(std::string bytes, Encoding& encoding, std::string& problem) {
  const auto is_mark = [&](std::string_view mark) { return bytes.starts_with(mark); };
  using namespace std::string_view_literals;
  if (is_mark("<\0"sv)) bytes.insert(0, "\xFF\xFE");
  if (is_mark("\0<"sv)) bytes.insert(0, "\xFE\xFF");
  std::string text = decode_json(std::move(bytes), encoding, problem);
  if (encoding != Encoding::utf8) return text;
  const std::string declared = declared_encoding(text);
  if (declared.empty() || declared == "utf-8" || declared == "utf8" || declared == "us-ascii")
    return text;
  const bool windows = declared == "windows-1252";
  if (windows || declared == "iso-8859-1") {
    encoding = windows ? Encoding::cp1252 : Encoding::latin1;
    return from_single_bytes(text, windows);
  }
  problem = declared.starts_with("utf-16") || declared.starts_with("utf-32")
                ? "declares an encoding that its bytes are not in"
                : "declares an encoding that djaz does not read";
  return text;
}

}  // namespace djaz
