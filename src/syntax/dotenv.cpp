#include "syntax/dotenv.h"

#include <cstdint>

#include "tree/builder.h"

namespace djaz {
namespace {

// The length of the white space that begins here as Python's `\s` sees it, or 0.
std::size_t space_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const auto byte = [&](std::size_t ahead) {
    return at + ahead < text.size() ? static_cast<unsigned char>(text[at + ahead]) : 0U;
  };
  const unsigned first = byte(0);
  if (first < 0x80) {
    const bool space = first == ' ' || (first >= 9 && first <= 13) || (first >= 28 && first <= 31);
    return space ? 1 : 0;
  }
  if (first == 0xC2) return byte(1) == 0x85 || byte(1) == 0xA0 ? 2 : 0;
  if (first == 0xE1) return byte(1) == 0x9A && byte(2) == 0x80 ? 3 : 0;
  if (first == 0xE3) return byte(1) == 0x80 && byte(2) == 0x80 ? 3 : 0;
  if (first != 0xE2) return 0;
  const unsigned last = byte(2);
  if (byte(1) == 0x81) return last == 0x9F ? 3 : 0;
  const bool general =
      (last >= 0x80 && last <= 0x8A) || last == 0xA8 || last == 0xA9 || last == 0xAF;
  return byte(1) == 0x80 && general ? 3 : 0;
}

// Where the first `${NAME}` or `${NAME:-fallback}` begins, or npos.
std::size_t find_reference(std::string_view text) {
  for (std::size_t at = text.find("${"); at != std::string_view::npos;
       at = text.find("${", at + 2)) {
    const std::size_t end = text.find_first_of("}:", at + 2);
    if (end == std::string_view::npos) return end;
    if (text[end] == '}') return at;
    if (text.substr(end, 2) != ":-") continue;
    return text.find('}', end) == std::string_view::npos ? std::string_view::npos : at;
  }
  return std::string_view::npos;
}

// What an escape stands for, or 0 when the backslash stays.
char unescaped(char escape, char quote) {
  if (escape == '\\' || escape == '\'') return escape;
  if (quote == '\'') return 0;
  switch (escape) {
    case '"':
      return '"';
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    default:
      return 0;
  }
}

// Python reads the file with every line end as a line feed. Without a quote there are no escapes.
std::string finished(std::string_view raw, char quote) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const bool escape = quote != 0 && raw[i] == '\\' && i + 1 < raw.size();
    const char meant = escape ? unescaped(raw[i + 1], quote) : '\0';
    if (meant != 0) {
      out += meant;
      ++i;
    } else if (raw[i] == '\r') {
      out += '\n';
      if (i + 1 < raw.size() && raw[i + 1] == '\n') ++i;
    } else {
      out += raw[i];
    }
  }
  return out;
}

class Reader {
 public:
  Reader(const SourceFile& file, Arena& arena) : file_(file), text_(file.text()), builder_(arena) {}

  DotenvResult run() {
    while (true) {
      while (const std::size_t length = space_at(text_, at_)) at_ += length;
      if (at_ >= text_.size()) return std::move(out_);
      if (!statement()) skip_line();
    }
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool at_line_end() const { return at_ >= text_.size() || peek() == '\n' || peek() == '\r'; }
  Span span(std::size_t begin, std::size_t end) const {
    return {file_.id(), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  void skip_blanks() {
    while (!at_line_end()) {
      const std::size_t length = space_at(text_, at_);
      if (length == 0) return;
      at_ += length;
    }
  }
  void skip_line() {
    while (!at_line_end()) ++at_;
  }

  bool fail(std::size_t begin, std::size_t end, std::string_view message) {
    out_.problems.push_back({span(begin, end), std::string(message)});
    return false;
  }
  bool fail_to_line_end(std::string_view message) {
    const std::size_t begin = at_;
    skip_line();
    return fail(begin, at_, message);
  }

  // False when python-dotenv passes over the rest of the line.
  bool statement() {
    DotenvBinding binding;
    binding.exported = skip_export();
    // `export` alone on its line, or before a comment, sets nothing.
    const bool named = peek() != '#';
    if (named && !name(binding)) return false;
    skip_blanks();
    if (peek() == '=' && !value(binding)) return false;
    skip_blanks();
    if (peek() == '#') comment();
    if (!at_line_end()) {
      return fail_to_line_end(binding.value == nullptr
                                  ? "this line is not NAME=VALUE: python-dotenv passes over it"
                                  : "text follows the closing quote: python-dotenv passes over "
                                    "this line, and the variable is not set");
    }
    if (named) out_.bindings.push_back(binding);
    return true;
  }

  bool skip_export() {
    constexpr std::string_view kExport = "export";
    if (!text_.substr(at_).starts_with(kExport)) return false;
    const std::size_t before = at_;
    at_ += kExport.size();
    const std::size_t after = at_;
    skip_blanks();
    if (at_ > after) return true;
    at_ = before;
    return false;
  }

  bool name(DotenvBinding& binding) {
    if (peek() == '\'') return quoted_name(binding);
    const std::size_t begin = at_;
    while (at_ < text_.size() && peek() != '=' && peek() != '#' && space_at(text_, at_) == 0) ++at_;
    if (at_ == begin) return fail_to_line_end("no name stands before the `=`");
    binding.name = text_.substr(begin, at_ - begin);
    binding.key_span = span(begin, at_);
    return true;
  }

  bool quoted_name(DotenvBinding& binding) {
    const std::size_t begin = at_ + 1;
    const std::size_t end = text_.find('\'', begin);
    if (end == std::string_view::npos)
      return fail(at_, begin, "the quote that opens this name is not closed");
    if (end == begin) return fail(at_, begin + 1, "a name is empty");
    binding.name = text_.substr(begin, end - begin);
    if (binding.name.find('\r') != std::string_view::npos)
      binding.name = builder_.arena().text(finished(binding.name, '\0'));
    binding.key_span = span(begin, end);
    at_ = end + 1;
    return true;
  }

  // From the `=`.
  bool value(DotenvBinding& binding) {
    const std::size_t blanks = ++at_;
    skip_blanks();
    const bool comment_follows = peek() == '#' && at_ > blanks;
    if (at_line_end() || comment_follows) {
      set_value(binding, blanks, blanks, '\0');
      return true;
    }
    if (peek() == '\'' || peek() == '"') return quoted_value(binding);
    plain_value(binding);
    return true;
  }

  // A comment needs a blank before it: `a#b` is a value.
  void plain_value(DotenvBinding& binding) {
    const std::size_t begin = at_;
    std::size_t end = at_;
    while (!at_line_end() && !(peek() == '#' && at_ > end)) {
      const std::size_t blank = space_at(text_, at_);
      at_ += blank == 0 ? 1 : blank;
      if (blank == 0) end = at_;
    }
    set_value(binding, begin, end, '\0');
  }

  // A quoted value may span lines. Only one quote of a sort can find no end, so this is linear.
  bool quoted_value(DotenvBinding& binding) {
    const char quote = peek();
    const std::size_t begin = at_ + 1;
    std::size_t end = begin;
    while (end < text_.size() && text_[end] != quote) end += text_[end] == '\\' ? 2 : 1;
    if (end >= text_.size()) {
      return fail(at_, begin,
                  "the quote that opens here is not closed: python-dotenv passes over this line, "
                  "and the variable is not set");
    }
    set_value(binding, begin, end, quote);
    at_ = end + 1;
    return true;
  }

  void comment() {
    const std::size_t begin = at_;
    skip_line();
    out_.comments.push_back(span(begin, at_));
  }

  void set_value(DotenvBinding& binding, std::size_t begin, std::size_t end, char quote) {
    const std::string_view raw = text_.substr(begin, end - begin);
    const bool plain = quote == '\0' || raw.find_first_of("\\\r") == std::string_view::npos;
    const std::string_view text = plain ? raw : builder_.arena().text(finished(raw, quote));
    Node* node = text_node(text, span(begin, end));
    node->key_span = binding.key_span;
    binding.value = node;
  }

  // References are looked for in the finished text, also in that of single quotes.
  Node* text_node(std::string_view text, Span place) const {
    const std::size_t reference = find_reference(text);
    if (reference == std::string_view::npos) return builder_.borrowed_string(text, place);
    Unknown about{.reason = Reason::environment, .detail = "it refers to other variables"};
    about.type = Kind::string;
    about.not_empty = reference > 0;
    about.prefix = text.substr(0, reference);
    return builder_.unknown(about, place);
  }

  const SourceFile& file_;
  std::string_view text_;
  Builder builder_;
  std::size_t at_ = 0;
  DotenvResult out_;
};

}  // namespace

DotenvResult parse_dotenv(const SourceFile& file, Arena& arena) {
  return Reader(file, arena).run();
}

}  // namespace djaz
