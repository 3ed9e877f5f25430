#include "secrets/placeholder.h"

#include <algorithm>
#include <string>

#include "support/text.h"

namespace djaz {
namespace {

// Compared after case and the separators `_-. ` are taken away.
constexpr std::string_view kStockWords[] = {
    "changeme",  "changethis", "password", "passwd", "secret",    "mysecret", "example",
    "sample",    "dummy",      "fake",     "test",   "testing",   "todo",     "fixme",
    "none",      "null",       "true",     "false",  "undefined", "redacted", "removed",
    "hidden",    "foo",        "bar",      "baz",    "abc123",    "letmein",  "qwerty",
    "secretkey", "apikey",     "token",    "key",    "value",     "string",   "placeholder"};

// With words behind them: `your_password`, `insert-key-here`.
constexpr std::string_view kOpenings[] = {"your", "my", "insert", "replace", "put", "enter"};

constexpr std::string_view kMarks[] = {"...", "***", "___", "your-", "-here"};

// What it would be, in words: `mail-gun-api-key`.
constexpr std::string_view kNames[] = {"apikey",   "accesskey", "secretkey",   "privatekey",
                                       "apitoken", "authtoken", "accesstoken", "clientsecret"};

// `registrar-sso-secret`, `my_db_password`: words that say whose it would be and what.
bool names_itself(std::string_view text, bool letters) {
  const std::size_t cut = text.find_last_of("_- ");
  if (!letters || cut == std::string_view::npos) return false;
  const std::string_view last = text.substr(cut + 1);
  for (const std::string_view word : {"secret", "password", "passwd", "key", "token"})
    if (equal_ignoring_case(last, word)) return true;
  return false;
}

// Somebody fills it in when the site runs; compared as the stock words are.
constexpr std::string_view kPromises[] = {
    "setlater",  "willbeset",  "setatruntime", "filledin", "tobeset",   "tobereplaced",
    "replaceme", "replacedby", "setbyazure",   "notset",   "overridden"};

// `MISSING_API_SECRET`, `NO_API_KEY_SET`: says of itself that it is not there.
bool says_absent(std::string_view text, std::string_view word, bool letters) {
  if (!letters || text.find_first_of("_- ") == std::string_view::npos) return false;
  return word.starts_with("missing") || word.ends_with("missing") || word.ends_with("unset") ||
         (word.starts_with("no") && word.ends_with("set"));
}

bool is_word(char c) { return is_alpha(c) || c == ' ' || c == '_' || c == '-'; }

// `<your key>` or `[password]`: words between a pair of brackets.
bool has_bracketed_words(std::string_view text, char open, char close) {
  for (std::size_t at = text.find(open); at != std::string_view::npos;
       at = text.find(open, at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end > at + 2 && end < text.size() && text[end] == close) return true;
  }
  return false;
}

}  // namespace

bool is_placeholder(std::string_view text) {
  std::string word;
  for (const char c : text.substr(0, 256))
    if (c != '_' && c != '-' && c != '.' && c != ' ') word += lower(c);
  for (const std::string_view stock : kStockWords)
    if (word == stock) return true;
  if (word.size() >= 3 && word.find_first_not_of('x') == std::string::npos) return true;
  if (word.starts_with("12345") && std::all_of(word.begin(), word.end(), is_digit)) return true;
  const bool letters = word.size() <= 40 && std::all_of(word.begin(), word.end(), is_alpha);
  for (const std::string_view opening : kOpenings)
    if (letters && word.size() > opening.size() + 2 && word.starts_with(opening)) return true;
  if (says_absent(text, word, letters) || names_itself(text, letters)) return true;
  for (const std::string_view name : kNames)
    if (letters && word.ends_with(name)) return true;
  for (const std::string_view promise : kPromises)
    if (word.find(promise) != std::string::npos) return true;
  for (const std::string_view mark : kMarks)
    if (contains_ignoring_case(text, mark)) return true;
  if (text.find("EXAMPLE") != std::string_view::npos ||
      text.find("REDACTED") != std::string_view::npos)
    return true;
  return has_bracketed_words(text, '<', '>') || has_bracketed_words(text, '[', ']');
}

}  // namespace djaz
