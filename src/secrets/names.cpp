#include "secrets/names.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "support/text.h"

namespace djaz {
namespace {

// Longer names are not read to their beginning.
constexpr std::size_t kMaxName = 256;

// Anywhere in the name.
constexpr std::array kSecretWords = {"secret", "secrets",    "password",    "passwords",  "passwd",
                                     "pwd",    "passphrase", "passphrases", "token",      "tokens",
                                     "apikey", "apikeys",    "credential",  "credentials"};
// Only as the last word.
constexpr std::array kSecretEnds = {"pass", "pat", "salt", "connstr"};
// `*_KEY`, unless the word before makes it another kind of key.
constexpr std::array kKeys = {"key", "keys"};
constexpr std::array kOtherKeys = {
    "public",  "foreign",  "cache",   "sort",    "partition", "dict",
    "routing", "lookup",   "natural", "primary", "row",       "group",
    "object",  "field",    "session", "site",    "index",     "message",
    "map",     "data",     "unique",  "prefix",  "ordering",  "instrumentation",
    "config",  "registry", "default", "context", "hash",      "arrow",
    "hot"};
// A word that ends so is one of the above with its neighbours glued on.
constexpr std::array kGlued = {
    "password",  "passwd",           "passphrase", "secret",        "token",
    "secretkey", "apikey",           "accesskey",  "accountkey",    "privatekey",
    "authkey",   "signingkey",       "masterkey",  "encryptionkey", "userpwd",
    "dbpwd",     "connectionstring", "dbpass",     "credentials"};
// Names that end so say something about a secret.
constexpr std::array kAbout = {"url",        "urls",
                               "uri",        "name",
                               "names",      "id",
                               "ids",        "file",
                               "files",      "path",
                               "paths",      "dir",
                               "header",     "headers",
                               "length",     "ttl",
                               "age",        "expiry",
                               "expires",    "expiration",
                               "algorithm",  "field",
                               "fields",     "hashers",
                               "hasher",     "validators",
                               "validator",  "timeout",
                               "regex",      "prefix",
                               "model",      "class",
                               "classes",    "backend",
                               "backends",   "view",
                               "form",       "template",
                               "lifetime",   "days",
                               "hours",      "minutes",
                               "seconds",    "type",
                               "types",      "label",
                               "text",       "enabled",
                               "required",   "count",
                               "size",       "limit",
                               "endpoint",   "version",
                               "username",   "param",
                               "auth",       "authentication",
                               "serializer", "generator",
                               "provider",   "policy",
                               "scopes",     "audience",
                               "issuer",     "source",
                               "vault",      "version_id",
                               "cookie",     "hint",
                               "encryption"};
constexpr std::array kAboutAnywhere = {"csrf", "reset", "keyword", "keywords", "keyboard"};
constexpr std::array kPasswordEnds = {"password", "passwd", "pwd", "pass", "passphrase", "secret"};

template <std::size_t N>
bool among(const std::array<const char*, N>& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view candidate) { return candidate == word; });
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// "administratorLoginPassword2" → administrator, login, password
std::vector<std::string> words_of(std::string_view name) {
  if (name.size() > kMaxName) name.remove_prefix(name.size() - kMaxName);
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    while (!word.empty() && is_digit(word.back())) word.pop_back();
    if (!word.empty()) words.push_back(word);
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!is_alnum(c)) {
      flush();
      continue;
    }
    const bool hump = is_upper(c) && i > 0 &&
                      (is_lower(name[i - 1]) ||
                       (is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1])));
    if (hump) flush();
    word += lower(c);
  }
  flush();
  return words;
}

bool is_glued(std::string_view word) {
  for (std::string_view end : kGlued) {
    if (word.ends_with(end)) return true;
    if (word.ends_with('s') && word.substr(0, word.size() - 1).ends_with(end)) return true;
  }
  return false;
}

// A fragment that every name of a secret holds. Most names end here, without a word being built.
bool may_name_secret(std::string_view name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    const std::string_view rest = name.substr(i);
    switch (lower(rest[0])) {
      case 's':
        if (starts_with_ignoring_case(rest, "sec") || starts_with_ignoring_case(rest, "salt")) {
          return true;
        }
        break;
      case 'p':
        if (starts_with_ignoring_case(rest, "pa") || starts_with_ignoring_case(rest, "pwd")) {
          return true;
        }
        break;
      case 't':
        if (starts_with_ignoring_case(rest, "token")) return true;
        break;
      case 'k':
        if (starts_with_ignoring_case(rest, "key")) return true;
        break;
      case 'c':
        if (starts_with_ignoring_case(rest, "cred") || starts_with_ignoring_case(rest, "conn")) {
          return true;
        }
        break;
      default:
        break;
    }
  }
  return false;
}

bool ends_with_pair(const std::vector<std::string>& words, std::string_view first,
                    std::string_view second) {
  const std::size_t count = words.size();
  return count >= 2 && words[count - 2] == first && words[count - 1] == second;
}

}  // namespace

SecretName secret_name(std::string_view name) {
  if (name.size() > kMaxName) name.remove_prefix(name.size() - kMaxName);
  if (!may_name_secret(name)) return SecretName::no;
  const std::vector<std::string> words = words_of(name);
  if (words.empty()) return SecretName::no;
  const std::string& last = words.back();
  if (among(kAbout, last)) return SecretName::no;
  bool secret = false;
  for (const std::string& word : words) {
    if (among(kAboutAnywhere, word)) return SecretName::no;
    secret = secret || among(kSecretWords, word) || is_glued(word);
  }
  if (words.size() > 1 && among(kKeys, last)) {
    const std::string& before = words[words.size() - 2];
    const bool access = before == "primary" || before == "secondary";
    if (access) return SecretName::when_long;
    if (before == "public" || (!secret && among(kOtherKeys, before))) return SecretName::no;
    return SecretName::yes;
  }
  secret = secret || among(kSecretEnds, last) || ends_with_pair(words, "connection", "string") ||
           ends_with_pair(words, "conn", "str");
  return secret ? SecretName::yes : SecretName::no;
}

bool is_password_name(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  if (words.empty()) return false;
  const std::string_view last = words.back();
  return std::any_of(kPasswordEnds.begin(), kPasswordEnds.end(),
                     [&](std::string_view end) { return last.ends_with(end); });
}

}  // namespace djaz
