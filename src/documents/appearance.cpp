#include "documents/appearance.h"

#include <algorithm>

#include "support/text.h"
#include "syntax/byte_scan.h"

namespace djaz {
namespace {

constexpr std::size_t kMostRemarks = 3;

bool steers_direction(char32_t c) {
  return c == 0x061C || (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

// Marks that are as strong as one letter. Behind a Hebrew or Arabic letter they say what it said
// already, and names of languages are written so.
bool is_mark_of_letter(std::string_view text, std::size_t at, char32_t c) {
  if (c != 0x061C && c != 0x200E && c != 0x200F) return false;
  if (at < 2) return false;
  // U+0580 to U+07FF are two bytes long.
  const auto lead = static_cast<unsigned char>(text[at - 2]);
  const auto rest = static_cast<unsigned char>(text[at - 1]);
  return lead >= 0xD6 && lead <= 0xDF && (rest & 0xC0U) == 0x80U;
}

bool is_hidden(char32_t c) { return c == 0x200B || (c >= 0x2060 && c <= 0x2064); }

// Only sequences that begin with these bytes can be one of the characters.
std::size_t next_suspect(std::string_view text, std::size_t from) {
  const char* const end = text.data() + text.size();
  return static_cast<std::size_t>(find_either(text.data() + from, end, '\xE2', '\xD8') -
                                  text.data());
}

void remark(Document& document, const Span& span, std::string_view message) {
  document.problems.push_back({span, std::string(message), false, Problem::About::appearance});
}

struct Deceiver {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string_view words;
};

// The next from `at` on; goes behind it. Nothing but an end where there is none.
Deceiver next_deceiver(std::string_view text, std::size_t& at) {
  for (at = next_suspect(text, at); at < text.size(); at = next_suspect(text, at)) {
    const std::size_t begin = at;
    const char32_t c = decode_utf8(text, at);
    Deceiver found{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at), {}};
    // Nothing reads differently.
    if (is_mark_of_letter(text, begin, c)) continue;
    if (steers_direction(c))
      found.words = "a direction mark makes this line read differently than it runs";
    else if (is_hidden(c))
      found.words = "an invisible character stands here";
    if (!found.words.empty()) return found;
  }
  return {};
}

void remark_characters(const SourceFile& file, Document& document) {
  std::size_t at = 0;
  for (std::size_t found = 0; found < kMostRemarks; ++found) {
    const Deceiver next = next_deceiver(file.text(), at);
    if (next.words.empty()) return;
    remark(document, {file.id(), next.begin, next.end}, next.words);
  }
}

// The first one tells enough.
void remark_carriage_return(const SourceFile& file, Document& document) {
  const std::string_view text = file.text();
  for (std::size_t i = text.find('\r'); i != std::string_view::npos; i = text.find('\r', i + 1)) {
    if (i + 1 < text.size() && text[i + 1] == '\n') continue;
    const auto at = static_cast<std::uint32_t>(i);
    return remark(
        document, {file.id(), at, at},
        "a carriage return ends a line here: Python runs what follows as code of its own");
  }
}

}  // namespace

bool has_deceiving_characters(std::string_view text) {
  std::size_t at = 0;
  return !next_deceiver(text, at).words.empty();
}

void remark_appearance(const SourceFile& file, Document& document) {
  remark_characters(file, document);
  if (document.module != nullptr) remark_carriage_return(file, document);
}

}  // namespace djaz
