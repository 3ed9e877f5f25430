#include "python/strings.h"

#include <cstdint>

#include "support/text.h"

namespace djaz::python {
namespace {

class Decoder {
 public:
  Decoder(std::string& out, std::string_view text, const StringPrefix& prefix)
      : out_(out), text_(text), prefix_(prefix) {}

  Escapes run() {
    Escapes worst = Escapes::good;
    while (at_ < text_.size()) {
      const Escapes found = step();
      if (found == Escapes::wrong) return found;
      if (found != Escapes::good) worst = found;
    }
    return worst;
  }

 private:
  Escapes step() {
    const char c = text_[at_];
    if (c == '\\' && !prefix_.raw) return escape();
    ++at_;
    if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') return Escapes::good;
    if (prefix_.bytes && static_cast<unsigned char>(c) >= 0x80) return Escapes::wrong;
    out_ += c;
    if (prefix_.format && (c == '{' || c == '}') && at_ < text_.size() && text_[at_] == c) ++at_;
    return Escapes::good;
  }

  Escapes escape() {
    const char c = ++at_ < text_.size() ? text_[at_] : '\0';
    if (at_ >= text_.size()) {
      out_ += '\\';
      return Escapes::good;
    }
    // In an f-string a backslash does not keep a brace from being one.
    if (prefix_.format && (c == '{' || c == '}')) {
      out_ += '\\';
      return Escapes::good;
    }
    ++at_;
    switch (c) {
      case '\r':
        if (at_ < text_.size() && text_[at_] == '\n') ++at_;
        return Escapes::good;
      case '\n':
        return Escapes::good;
      case '\\':
      case '\'':
      case '"':
        out_ += c;
        return Escapes::good;
      case 'a':
        out_ += '\a';
        return Escapes::good;
      case 'b':
        out_ += '\b';
        return Escapes::good;
      case 'f':
        out_ += '\f';
        return Escapes::good;
      case 'n':
        out_ += '\n';
        return Escapes::good;
      case 'r':
        out_ += '\r';
        return Escapes::good;
      case 't':
        out_ += '\t';
        return Escapes::good;
      case 'v':
        out_ += '\v';
        return Escapes::good;
      case 'x':
        return hexadecimal(2);
      default:
        break;
    }
    if (c >= '0' && c <= '7') return octal(c);
    if (!prefix_.bytes) {
      if (c == 'u') return hexadecimal(4);
      if (c == 'U') return hexadecimal(8);
      if (c == 'N') return named();
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      return Escapes::wrong;
    }
    // An escape that is none stays as it is.
    out_ += '\\';
    --at_;
    return Escapes::good;
  }

  Escapes octal(char first) {
    std::uint32_t value = static_cast<std::uint32_t>(first - '0');
    for (int i = 0; i < 2 && at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '7'; ++i) {
      value = value * 8 + static_cast<std::uint32_t>(text_[at_++] - '0');
    }
    return append(value);
  }

  Escapes hexadecimal(int digits) {
    std::uint32_t value = 0;
    for (int i = 0; i < digits; ++i, ++at_) {
      const int digit = at_ < text_.size() ? hex_digit(text_[at_]) : -1;
      if (digit < 0) return Escapes::wrong;
      value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    return append(value);
  }

  Escapes append(std::uint32_t value) {
    if (prefix_.bytes) {
      out_ += static_cast<char>(value & 0xff);
      return Escapes::good;
    }
    if (value > 0x10ffff) return Escapes::wrong;
    if (value >= 0xd800 && value <= 0xdfff) return Escapes::unsupported;
    append_utf8(out_, static_cast<char32_t>(value));
    return Escapes::good;
  }

  // Names of characters are not known here; only the form is held to.
  Escapes named() {
    const std::size_t close = text_.find('}', at_);
    if (at_ >= text_.size() || text_[at_] != '{' || close == std::string_view::npos ||
        close == at_ + 1) {
      return Escapes::wrong;
    }
    at_ = close + 1;
    return Escapes::unsupported;
  }

  std::string& out_;
  std::string_view text_;
  const StringPrefix& prefix_;
  std::size_t at_ = 0;
};

}  // namespace

StringPrefix string_prefix(std::string_view start) {
  StringPrefix prefix;
  std::size_t letters = 0;
  bool unicode = false;
  for (const char c : start) {
    if (c == '\'' || c == '"') break;
    ++letters;
    switch (lower(c)) {
      case 'r':
        if (prefix.raw) return {};
        prefix.raw = true;
        break;
      case 'b':
        prefix.bytes = true;
        break;
      case 'f':
        prefix.format = true;
        break;
      case 't':
        prefix.format = prefix.interpolation = true;
        break;
      case 'u':
        unicode = true;
        break;
      default:
        return {};
    }
  }
  prefix.valid = letters < 2 || (letters == 2 && prefix.raw && !unicode);
  return prefix;
}

Escapes append_decoded(std::string& out, std::string_view text, const StringPrefix& prefix) {
  return Decoder(out, text, prefix).run();
}

}  // namespace djaz::python
