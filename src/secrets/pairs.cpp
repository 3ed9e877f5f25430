// Values without quotes: `NAME=value` on a line of its own, in a connection string, in a query, on
// a command line.
#include <algorithm>

#include "secrets/scanners.h"
#include "secrets/values.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::size_t kMaxName = 64;
// A dotenv value in quotes may span lines; an unclosed quote is not believed for longer than this.
constexpr std::size_t kMaxQuoted = 16 * 1024;

bool is_name_char(char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.'; }
bool is_quote(char c) { return c == '"' || c == '\''; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_identifier(std::string_view text) {
  return !text.empty() && !is_digit(text[0]) && std::all_of(text.begin(), text.end(), [](char c) {
    return is_alnum(c) || c == '_' || c == '.';
  });
}

// A bare number is a secret only under the name of a password: `MAX_TOKENS=4000` is not.
bool is_value_of(std::string_view name, std::string_view value) {
  if (!may_be_secret(value)) return false;
  return !all_digits(value) || is_password_name(name);
}

class Line {
 public:
  Line(Scan& scan, std::size_t begin, std::size_t end, std::size_t limit)
      : scan_(scan), begin_(begin), end_(end), limit_(limit) {}

  // Returns where to go on: behind the line, or behind a value that spans lines.
  std::size_t read() {
    const std::string_view line = scan_.text.substr(begin_, end_ - begin_);
    const std::size_t key = key_begin(line);
    const std::size_t operation = line.find_first_of("=:", key);
    if (operation == std::string_view::npos || operation - key > kMaxName * 2) return end_;
    const std::string_view name = trimmed(line.substr(key, operation - key));
    if (name.find_first_of("\"'(){}<>,; \t") != std::string_view::npos || !names_secret(name)) {
      return end_;
    }
    std::size_t from = operation + 1;
    // ':=', '==', '://'
    if (from < line.size() && (line[from] == '=' || line[from] == '/')) return end_;
    while (from < line.size() && (line[from] == ' ' || line[from] == '\t')) ++from;
    if (from == line.size()) return end_;
    if (is_quote(line[from])) return quoted(from);
    if (line[from] == '{' || line[from] == '[' || line[from] == '(' || line[from] == '|') {
      return end_;
    }
    bare(line, from, name, line[operation] == ':');
    return end_;
  }

 private:
  // Behind blanks, the mark of a comment or a list, and `export`.
  static std::size_t key_begin(std::string_view line) {
    std::size_t at = line.find_first_not_of(" \t#;/*-");
    if (at == std::string_view::npos) return line.size();
    for (std::string_view word : {"export ", "set ", "setx ", "ENV ", "ARG ", "env ", "-e "}) {
      if (!line.substr(at).starts_with(word)) continue;
      at = std::min(line.find_first_not_of(" \t", at + word.size()), line.size());
      break;
    }
    return at;
  }

  // Any part of it: a control character may stand in the middle of a hostile name.
  static bool names_secret(std::string_view name) {
    std::size_t at = 0;
    while (at < name.size()) {
      std::size_t stop = at;
      while (stop < name.size() && is_name_char(name[stop])) ++stop;
      if (stop > at && is_secret_name(name.substr(at, stop - at))) return true;
      at = stop + 1;
    }
    return false;
  }

  void bare(std::string_view line, std::size_t from, std::string_view name, bool colon) {
    std::string_view value = line.substr(from);
    if (const std::size_t comment = value.find(" #"); comment != std::string_view::npos) {
      value = value.substr(0, comment);
    }
    value = trimmed(value);
    if (scan_.dialect == Dialect::python) {
      // Prose in a comment: "the password: see the vault".
      if (colon && value.find(' ') != std::string_view::npos) return;
      if (value.find('(') != std::string_view::npos) return;
      if (value.find('[') != std::string_view::npos) return;
    }
    while (value.ends_with(',')) value.remove_suffix(1);
    if (is_value_of(name, value)) scan_.add(begin_ + from, begin_ + from + value.size());
  }

  std::size_t quoted(std::size_t from) {
    const std::size_t open = begin_ + from;
    const char quote = scan_.text[open];
    const std::size_t stop = std::min(limit_, open + kMaxQuoted);
    std::size_t at = open + 1;
    while (at < stop && scan_.text[at] != quote) at += scan_.text[at] == '\\' ? 2 : 1;
    const std::size_t close = at < stop ? at : end_;
    const std::string_view value = scan_.text.substr(open + 1, close - open - 1);
    if (may_be_secret(value)) scan_.add(open + 1, close);
    return std::max(close, end_);
  }

  Scan& scan_;
  std::size_t begin_;
  std::size_t end_;
  std::size_t limit_;
};

class Pairs {
 public:
  Pairs(Scan& scan, std::size_t begin, std::size_t end)
      : scan_(scan), text_(scan.text), begin_(begin), end_(end) {}

  void run() {
    std::size_t at = begin_;
    while (at < end_) {
      const char c = text_[at];
      if (c == '=') {
        at = pair(at);
      } else if (c == '-' && at + 2 < end_ && text_[at + 1] == '-') {
        at = option(at);
      } else {
        ++at;
      }
    }
  }

 private:
  static bool ends_value(char c) {
    return c == '"' || c == '\'' || c == '\n' || c == '\r' || c == '<' || c == '>' || c == '`';
  }

  // `at` is the equals sign.
  std::size_t pair(std::size_t at) {
    std::size_t stop = at;
    while (stop > begin_ && text_[stop - 1] == ' ' && at - stop < 3) --stop;
    std::size_t start = stop;
    while (start > begin_ && stop - start < kMaxName && is_name_char(text_[start - 1])) --start;
    const std::string_view name = text_.substr(start, stop - start);
    const char before = start > begin_ ? text_[start - 1] : '\0';
    const bool signature = name == "sig" && (before == '?' || before == '&' || before == '\0');
    if (!signature && !is_secret_name(name)) return at + 1;
    std::size_t from = at + 1;
    while (from < end_ && text_[from] == ' ' && stop < at) ++from;
    if (from < end_ && text_[from] == '=') return from + 1;
    const std::size_t value_end = end_of_value(from, before);
    const std::string_view value = text_.substr(from, value_end - from);
    if (is_value_of(name, value) && !is_code(value, value_end)) scan_.add(from, value_end);
    return std::max(value_end, at + 1);
  }

  // What ends the value depends on what separates the pairs.
  std::size_t end_of_value(std::size_t from, char before) const {
    std::size_t at = from;
    for (; at < end_; ++at) {
      const char c = text_[at];
      if (ends_value(c)) break;
      if (before == ';') {
        if (c == ';') break;
      } else if (before == '&' || before == '?') {
        if (c == '&' || c == '#' || is_space(c)) break;
      } else if (before == ',') {
        if (c == ',' || is_space(c)) break;
      } else if (c == ';' || is_space(c)) {
        break;
      }
    }
    while (at > from && (text_[at - 1] == ' ' || text_[at - 1] == '\\')) --at;
    return at;
  }

  // In Python prose: `f(password=password)`, `token=get()`.
  bool is_code(std::string_view value, std::size_t value_end) const {
    if (scan_.dialect != Dialect::python) return false;
    const std::size_t bracket = value.find_first_of("([{),");
    if (bracket != std::string_view::npos) return is_identifier(value.substr(0, bracket));
    (void)value_end;
    return false;
  }

  // `--password value`; `--password=value` is a pair.
  std::size_t option(std::size_t at) {
    std::size_t stop = at + 2;
    while (stop < end_ && is_name_char(text_[stop])) ++stop;
    if (stop == end_ || text_[stop] != ' ' || stop - at > kMaxName) return stop;
    const std::string_view name = text_.substr(at + 2, stop - at - 2);
    std::size_t from = stop;
    while (from < end_ && text_[from] == ' ') ++from;
    if (from == end_ || text_[from] == '-' || !is_secret_name(name)) return from;
    const char quote = is_quote(text_[from]) ? text_[from] : '\0';
    if (quote != '\0') ++from;
    std::size_t value_end = from;
    while (value_end < end_ &&
           (quote != '\0' ? text_[value_end] != quote && text_[value_end] != '\n'
                          : !is_space(text_[value_end]) && !ends_value(text_[value_end]))) {
      ++value_end;
    }
    if (may_be_secret(text_.substr(from, value_end - from))) scan_.add(from, value_end);
    return std::max(value_end, stop);
  }

  Scan& scan_;
  std::string_view text_;
  std::size_t begin_;
  std::size_t end_;
};

}  // namespace

void scan_lines(Scan& scan, std::size_t begin, std::size_t end) {
  std::size_t at = begin;
  while (at < end) {
    std::size_t stop = at;
    while (stop < end && scan.text[stop] != '\n' && scan.text[stop] != '\r') ++stop;
    if (stop > at) stop = Line(scan, at, stop, end).read();
    at = stop + 1;
  }
}

void scan_pairs(Scan& scan, std::size_t begin, std::size_t end) { Pairs(scan, begin, end).run(); }

}  // namespace djaz
