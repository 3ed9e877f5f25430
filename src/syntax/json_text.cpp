#include "syntax/json_text.h"

#include <cmath>
#include <cstdlib>

#include "support/text.h"

namespace djaz {
namespace {

std::string from_utf16(std::string_view bytes, bool little) {
  std::string out;
  out.reserve(bytes.size());
  auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(bytes[i]);
    const auto b = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(little ? a | b << 8 : a << 8 | b);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c <= 0xDBFF && i + 3 < bytes.size()) {
      const char32_t low = unit(i + 2);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        i += 2;
      }
    }
    append_utf8(out, c >= 0xD800 && c <= 0xDFFF ? U'\uFFFD' : c);
  }
  return out;
}

std::string from_utf32(std::string_view bytes, bool little) {
  std::string out;
  out.reserve(bytes.size() / 2);
  for (std::size_t i = 0; i + 3 < bytes.size(); i += 4) {
    char32_t c = 0;
    for (std::size_t k = 0; k < 4; ++k)
      c = c << 8 | static_cast<unsigned char>(bytes[little ? i + 3 - k : i + k]);
    append_utf8(out, c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? U'\uFFFD' : c);
  }
  return out;
}

// The code unit of `\uXXXX` at `i`, or -1.
int escaped_unit(std::string_view text, std::size_t i) {
  if (i + 6 > text.size() || text[i] != '\\' || text[i + 1] != 'u') return -1;
  int value = 0;
  for (std::size_t k = i + 2; k < i + 6; ++k) {
    const int digit = hex_digit(text[k]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

bool is_high(int unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low(int unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

bool is_number_char(char c) {
  return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

bool is_json_number(std::string_view token) {
  std::size_t i = 0;
  auto digits = [&] {
    const std::size_t first = i;
    while (i < token.size() && is_digit(token[i])) ++i;
    return i > first;
  };
  if (i < token.size() && token[i] == '-') ++i;
  const bool zero = i < token.size() && token[i] == '0';
  const std::size_t first = i;
  if (!digits() || (zero && i > first + 1)) return false;
  if (i < token.size() && token[i] == '.') {
    ++i;
    if (!digits()) return false;
  }
  if (i < token.size() && (token[i] == 'e' || token[i] == 'E')) {
    ++i;
    if (i < token.size() && (token[i] == '-' || token[i] == '+')) ++i;
    if (!digits()) return false;
  }
  return i == token.size();
}

class Preparation {
 public:
  Preparation(std::string_view text, std::uint32_t offset, const JsonTolerance& allow)
      : text_(text), at_(offset), allow_(allow) {}

  PreparedJson run() {
    while (at_ < text_.size() && out_.problem.empty()) step();
    return std::move(out_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (is_space(c)) {
      ++at_;
    } else if (c == '/' && allow_.comments && at_ + 1 < text_.size() &&
               (text_[at_ + 1] == '/' || text_[at_ + 1] == '*')) {
      comment();
    } else if (c == '\0') {
      fail("a NUL byte cannot be in JSON");
    } else {
      token(c);
    }
  }

  void token(char c) {
    if ((c == '}' || c == ']') && comma_ != kNone) blank(comma_, comma_ + 1);
    comma_ = kNone;
    if (c == '"') {
      string();
    } else if (c == '-' || is_digit(c)) {
      number();
    } else {
      // A comma after nothing is a mistake, not a trailing comma.
      if (c == ',' && allow_.trailing_commas && last_ != '[' && last_ != '{' && last_ != ',')
        comma_ = at_;
      ++at_;
    }
    last_ = c;
  }

  void comment() {
    const std::size_t begin = at_;
    if (text_[at_ + 1] == '/') {
      while (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
    } else {
      const std::size_t end = text_.find("*/", at_ + 2);
      if (end == std::string_view::npos) return fail("a comment is not closed");
      at_ = end + 2;
    }
    out_.comments.emplace_back(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_));
    blank(begin, at_);
  }

  void string() {
    const std::size_t begin = at_++;
    bool changed = false;
    while (at_ < text_.size() && text_[at_] != '"') {
      const char c = text_[at_];
      if (c == '\\') {
        changed |= escape();
      } else if (c == '\0') {
        return fail("a NUL byte cannot be in JSON");
      } else {
        if (allow_.raw_newlines && (c == '\n' || c == '\r' || c == '\t')) {
          blank(at_, at_ + 1);
          changed = true;
        }
        ++at_;
      }
    }
    ++at_;
    if (changed) out_.changed_strings.push_back(static_cast<std::uint32_t>(begin));
  }

  // Steps over an escape. A lone surrogate is replaced, and that is a change.
  bool escape() {
    const int unit = escaped_unit(text_, at_);
    if (unit < 0) {
      at_ += 2;
      return false;
    }
    if (is_high(unit) && is_low(escaped_unit(text_, at_ + 6))) {
      at_ += 12;
      return false;
    }
    const bool lone = is_high(unit) || is_low(unit);
    if (lone) change().replace(at_, 6, "\\ufffd");
    at_ += 6;
    return lone;
  }

  void number() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_number_char(text_[at_])) ++at_;
    const std::string_view token = text_.substr(begin, at_ - begin);
    // Anything shorter cannot overflow.
    if (token.size() < 5 || !is_json_number(token)) return;
    if (token.size() <= 300 && token.find_first_of("eE") == std::string_view::npos) return;
    if (std::isfinite(std::strtod(std::string(token).c_str(), nullptr))) return;
    out_.huge_numbers.push_back(static_cast<std::uint32_t>(begin));
    blank(begin, at_);
    out_.text[begin] = '0';
  }

  std::string& change() {
    if (out_.text.empty()) out_.text = text_;
    return out_.text;
  }

  void blank(std::size_t begin, std::size_t end) {
    std::string& text = change();
    for (std::size_t i = begin; i < end; ++i)
      if (text[i] != '\n' || text_[begin] != '/') text[i] = ' ';
  }

  void fail(std::string problem) {
    out_.problem = std::move(problem);
    out_.problem_offset = static_cast<std::uint32_t>(at_);
  }

  static constexpr std::size_t kNone = SIZE_MAX;

  std::string_view text_;
  std::size_t at_;
  JsonTolerance allow_;
  PreparedJson out_;
  std::size_t comma_ = kNone;
  char last_ = '\0';
};

}  // namespace

std::string decode_json(std::string bytes, Encoding& encoding, std::string& problem) {
  const std::string_view view = bytes;
  auto marked = [&](std::string_view mark) { return view.substr(0, mark.size()) == mark; };
  auto whole = [&](std::size_t unit, std::string text) {
    if (bytes.size() % unit != 0) problem = "ends in the middle of a character";
    return text;
  };
  using namespace std::string_view_literals;
  if (marked("\xEF\xBB\xBF"sv)) {
    encoding = Encoding::utf8_bom;
    return bytes.substr(3);
  }
  if (marked("\xFF\xFE\0\0"sv)) {
    encoding = Encoding::utf32le;
    return whole(4, from_utf32(view.substr(4), true));
  }
  if (marked("\0\0\xFE\xFF"sv)) {
    encoding = Encoding::utf32be;
    return whole(4, from_utf32(view.substr(4), false));
  }
  if (marked("\xFF\xFE"sv)) {
    encoding = Encoding::utf16le;
    return whole(2, from_utf16(view.substr(2), true));
  }
  if (marked("\xFE\xFF"sv)) {
    encoding = Encoding::utf16be;
    return whole(2, from_utf16(view.substr(2), false));
  }
  encoding = Encoding::utf8;
  return bytes;
}

PreparedJson prepare_json(std::string_view text, std::uint32_t offset, const JsonTolerance& allow) {
  return Preparation(text, offset, allow).run();
}

std::string unescape_json(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\' || i + 1 >= raw.size()) {
      out += raw[i];
      continue;
    }
    const int unit = escaped_unit(raw, i);
    if (unit >= 0) {
      const int low = is_high(unit) ? escaped_unit(raw, i + 6) : -1;
      if (is_low(low)) {
        append_utf8(out, static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)));
        i += 11;
      } else {
        if (is_high(unit) || is_low(unit))
          out += raw.substr(i, 6);
        else
          append_utf8(out, static_cast<char32_t>(unit));
        i += 5;
      }
      continue;
    }
    switch (raw[++i]) {
      case 'b':
        out += '\b';
        break;
      case 'f':
        out += '\f';
        break;
      case 'n':
        out += '\n';
        break;
      case 'r':
        out += '\r';
        break;
      case 't':
        out += '\t';
        break;
      default:
        out += raw[i];
    }
  }
  return out;
}

}  // namespace djaz
