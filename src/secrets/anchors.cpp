// What is a secret wherever it stands, because of its shape.
#include <algorithm>
#include <array>

#include "secrets/scanners.h"
#include "secrets/values.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool ends_token(char c) {
  return is_space(c) || c == '"' || c == '\'' || c == '<' || c == '>' || c == '`';
}

// One word that holds one URL or more; where it ends and where its last `@` stands is found once.
struct Word {
  std::size_t end = 0;
  std::size_t last_at = kNone;
};

Word word_from(std::string_view text, std::size_t at) {
  Word word;
  word.end = at;
  while (word.end < text.size() && !ends_token(text[word.end])) {
    if (text[word.end] == '@') word.last_at = word.end;
    ++word.end;
  }
  return word;
}

bool is_port(std::string_view text) {
  const std::size_t stop = text.find_first_not_of("0123456789");
  return stop == kNone ? !text.empty() : stop > 0 && text.find_first_of("/?#") == stop;
}

// The user and password of the URL whose authority begins at `begin`; returns where to go on.
std::size_t scan_authority(Scan& scan, std::size_t begin, const Word& word) {
  const std::string_view text = scan.text;
  std::size_t slash = begin;
  while (slash < word.end && text[slash] != '/' && text[slash] != '?' && text[slash] != '#') {
    ++slash;
  }
  const std::string_view authority = text.substr(begin, slash - begin);
  std::size_t at = authority.rfind('@');
  const std::size_t colon = authority.find(':');
  if (at != kNone) {
    at += begin;
    // A password with a bare `#` or `?`. Behind a slash an `@` is more often a version.
    const bool cut = slash < word.end && text[slash] != '/' && word.last_at > slash;
    if (cut && colon != kNone) at = word.last_at;
  } else {
    // A password that should have been escaped: `user:a/b@host`.
    if (colon == kNone || word.last_at == kNone || word.last_at < slash) return slash;
    if (is_port(text.substr(begin + colon + 1, word.end - begin - colon - 1))) return slash;
    at = word.last_at;
  }
  std::size_t secret = begin;
  if (colon != kNone && begin + colon < at) {
    secret = begin + colon + 1;
  } else if (at - begin < 16) {
    // A user without a password is a token only when it is long.
    return at;
  }
  const std::string_view value = text.substr(secret, at - secret);
  if (!value.empty() && !is_reference(value)) scan.add(secret, at);
  return at;
}

struct Token {
  std::string_view mark;
  std::size_t least;  // bytes behind the mark
  bool dots = false;
};

constexpr std::array<Token, 20> kTokens = {{{"django-insecure-", 8, true},
                                            {"ghp_", 20},
                                            {"gho_", 20},
                                            {"ghu_", 20},
                                            {"ghr_", 20},
                                            {"ghs_", 20, true},
                                            {"github_pat_", 20},
                                            {"glpat-", 16},
                                            {"pypi-AgE", 20},
                                            {"npm_", 30},
                                            {"SG.", 30, true},
                                            {"xoxb-", 16},
                                            {"xoxp-", 16},
                                            {"xoxa-", 16},
                                            {"sk_live_", 10},
                                            {"rk_live_", 10},
                                            {"sk_test_", 10},
                                            {"whsec_", 24},
                                            {"AKIA", 16},
                                            {"eyJ", 40, true}}};

bool in_token(char c) { return is_alnum(c) || c == '_' || c == '-'; }

void scan_token(Scan& scan, const Token& token) {
  const std::string_view text = scan.text;
  // Django's generated keys hold punctuation.
  const bool generated = token.mark == "django-insecure-";
  for (std::size_t at = text.find(token.mark); at != kNone; at = text.find(token.mark, at)) {
    const std::size_t begin = at;
    at += token.mark.size();
    if (begin > 0 && in_token(text[begin - 1])) continue;
    while (at < text.size() &&
           (generated ? !ends_token(text[at]) && text[at] != '\\'
                      : in_token(text[at]) || (token.dots && text[at] == '.'))) {
      ++at;
    }
    if (at - begin - token.mark.size() >= token.least) scan.add(begin, at);
  }
}

bool in_base64(char c) { return is_alnum(c) || c == '+' || c == '/'; }

// Azure's keys: 64 bytes are 86 letters and `==`, 32 bytes are 43 and `=`.
void scan_base64(Scan& scan) {
  const std::string_view text = scan.text;
  std::size_t at = 0;
  while (at < text.size()) {
    if (!in_base64(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    bool digit = false;
    bool small = false;
    bool capital = false;
    for (; at < text.size() && in_base64(text[at]); ++at) {
      digit = digit || is_digit(text[at]);
      small = small || (text[at] >= 'a' && text[at] <= 'z');
      capital = capital || (text[at] >= 'A' && text[at] <= 'Z');
    }
    const std::size_t letters = at - begin;
    const std::string_view rest = text.substr(at, 2);
    const bool key = (letters == 86 && rest == "==") || (letters == 43 && rest.starts_with('='));
    // The digest of a package is written the same way.
    const bool digest = begin >= 7 && text.substr(begin - 7, 7) == "sha256-";
    if (key && digit && small && capital && !digest) scan.add(begin, at + (letters == 86 ? 2 : 1));
  }
}

}  // namespace

void scan_urls(Scan& scan) {
  const std::string_view text = scan.text;
  Word word;
  std::size_t at = 0;
  while ((at = text.find("//", at)) != kNone) {
    const bool scheme = at > 0 && text[at - 1] == ':';
    at += 2;
    // `//:pass@host` without a scheme, as some settings write a cache's location.
    if (!scheme && (at >= text.size() || text[at] != ':')) continue;
    if (at >= word.end) word = word_from(text, at);
    if (word.last_at == kNone || word.last_at < at) {
      at = word.end;
      continue;
    }
    at = scan_authority(scan, at, word);
  }
}

void scan_private_keys(Scan& scan) {
  const std::string_view text = scan.text;
  constexpr std::string_view kBegin = "-----BEGIN ";
  std::size_t at = 0;
  while ((at = text.find(kBegin, at)) != kNone) {
    at += kBegin.size();
    const std::size_t dashes = text.find("-----", at);
    if (dashes == kNone) return;
    if (dashes - at > 64 || text.substr(at, dashes - at).find("PRIVATE KEY") == kNone) continue;
    const std::size_t body = dashes + 5;
    const std::size_t end = std::min(text.find("-----END", body), text.size());
    if (end > body) scan.add(body, end);
    at = end;
  }
}

void scan_tokens(Scan& scan) {
  for (const Token& token : kTokens) scan_token(scan, token);
  scan_base64(scan);
}

}  // namespace djaz
