#include "secrets/hints.h"

#include <cstring>

#include "secrets/marks.h"
#include "support/text.h"

namespace djaz {
namespace {

// What is to be seen around a mark before it is a hint.
enum Hint : std::size_t { always, key, pass, pat, connection };

const Marks& hints() {
  static const Marks kMarks = [] {
    Marks made;
    // Parts of the names of secrets, as secrets/names.cpp has them.
    for (const std::string_view mark : {"secret", "pwd", "token", "credential", "salt"})
      made.add(mark, always);
    made.add("key", key);
    made.add("pass", pass);
    made.add("pat", pat);
    made.add("conn", connection);
    // What is a secret wherever it stands: secrets/anchors.cpp.
    for (const std::string_view mark :
         {"-----begin ", "django-insecure-", "ghp_",     "gho_",     "ghu_",   "ghr_",  "ghs_",
          "github_pat_", "glpat-",           "pypi-age", "npm_",     "sg.",    "xoxb-", "xoxp-",
          "xoxa-",       "sk_live_",         "rk_live_", "sk_test_", "whsec_", "akia",  "eyj"})
      made.add(mark, always);
    return made;
  }();
  return kMarks;
}

bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

class Text {
 public:
  explicit Text(std::string_view text)
      : text_(text), one_quote_(text.find('\'') == std::string_view::npos) {}

  bool holds(std::size_t hint, std::size_t at) const {
    switch (hint) {
      case key:
        return is_key(at);
      case pass:
        return is_pass(at);
      case pat:
        return !is_small(behind_digits(at + 3));
      case connection:
        return is_connection(at);
      default:
        return true;
    }
  }

 private:
  char at_is(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  char before(std::size_t at) const { return at == 0 ? '\0' : text_[at - 1]; }
  // Where one word of a name ends and the next begins: "loginKey".
  bool is_hump(std::size_t at) const {
    return is_capital(text_[at]) &&
           (is_small(before(at)) || (is_capital(before(at)) && is_small(at_is(at + 1))));
  }
  // A name begins here, if its quotes can be told from those in it.
  bool is_first(std::size_t at) const {
    return one_quote_ && before(at) == '"' && (at < 2 || text_[at - 2] != '\\');
  }
  char behind_digits(std::size_t at) const {
    while (is_digit(at_is(at))) ++at;
    return at_is(at);
  }

  // A key counts as the last word behind another, or glued to what stands before.
  bool is_key(std::size_t at) const {
    std::size_t end = at + 3;
    if (at_is(end) == 's' || (at_is(end) == 'S' && !is_small(at_is(end + 1)))) ++end;
    const char next = behind_digits(end);
    if (is_small(next)) return false;
    if (is_capital(next)) return is_alnum(before(at)) && !is_hump(at);
    return !is_first(at);
  }

  // Of a password, or a word of its own: "bypass" is neither.
  bool is_pass(std::size_t at) const {
    const std::size_t end = at + 4;
    const char next = lower(at_is(end));
    if (next == 'w' || next == 'p') return true;
    if (is_small(behind_digits(end))) return false;
    const bool begins = !is_alnum(before(at)) || is_hump(at);
    return begins || (at >= 2 && equal_ignoring_case(text_.substr(at - 2, 2), "db"));
  }

  // "connection_string", "conn str", but not "connectionStrings".
  bool is_connection(std::size_t at) const {
    at += starts_with_ignoring_case(text_.substr(at), "connection") ? 10 : 4;
    while (at < text_.size() && !is_alnum(text_[at])) ++at;
    const std::string_view rest = text_.substr(std::min(at, text_.size()));
    if (!starts_with_ignoring_case(rest, "str")) return false;
    const bool word = starts_with_ignoring_case(rest, "String") && rest[0] == 'S';
    return !word || at_is(at + 6) != 's';
  }

  std::string_view text_;
  bool one_quote_;
};

}  // namespace

bool may_hold_secret(std::string_view text) {
  if (text.empty()) return false;
  // The padding of base64, and the pairs of a query or a connection string.
  if (std::memchr(text.data(), '=', text.size()) != nullptr) return true;
  // A user in a URL.
  if (text.find('@') != std::string_view::npos && text.find("//") != std::string_view::npos)
    return true;
  const Text around(text);
  bool found = false;
  hints().find(text,
               [&](std::size_t hint, std::size_t at) { found = found || around.holds(hint, at); });
  return found;
}

}  // namespace djaz
