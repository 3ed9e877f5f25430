#include "secrets/values.h"

#include <algorithm>
#include <array>

#include "secrets/names.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::array kSwitches = {"true",     "false",    "none",     "null",    "yes",
                                  "no",       "on",       "off",      "enabled", "disabled",
                                  "required", "optional", "undefined"};

constexpr std::array kStock = {
    "changeme", "change-me", "changethis", "password", "passwd", "password1", "secret", "mysecret",
    "example", "sample", "dummy", "testing", "fixme", "redacted", "removed", "hidden", "foobar",
    "abc123", "letmein", "qwerty", "123456", "secretkey", "secret_key", "secret-key", "apikey",
    "api_key", "string", "postgres", "postgresql", "django", "default", "access", "access_token",
    "azure", "mypassword", "username", "admin123", "insecure", "django-insecure", "workshop",
    "production", "development", "settings", "enabled", "disabled",
    // What an access policy of a key vault lets do with its `secrets`.
    "backup", "delete", "recover", "restore"};

struct Fence {
  std::string_view open;
  std::string_view close;
};

constexpr std::array<Fence, 13> kFences = {{{"${", "}"},
                                            {"{{", "}}"},
                                            {"{%", "%}"},
                                            {"%(", ")s"},
                                            {"#{", "}"},
                                            {"<%=", "%>"},
                                            {"<", ">"},
                                            {"$(", ")"},
                                            {"@Microsoft.KeyVault(", ")"},
                                            {"@Microsoft.AppConfiguration(", ")"},
                                            {"ENC[", "]"},
                                            {"{", "}"},
                                            {"__", "__"}}};

bool is_name_char(char c) { return is_alnum(c) || c == '_'; }

bool all_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_name_char);
}

// Reads `count` hexadecimal digits at `at`, or returns -1.
long hex_number(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  long value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const int digit = hex_digit(text[at + i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

std::string without_backslashes(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      out += value[i];
      continue;
    }
    const char escape = value[++i];
    const std::size_t digits = escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
    const long code = digits == 0 ? -1 : hex_number(value, i + 1, digits);
    if (code >= 0 && code <= 0x10ffff) {
      append_utf8(out, static_cast<char32_t>(code));
      i += digits;
      continue;
    }
    switch (escape) {
      case 'n':
        out += '\n';
        break;
      case 'r':
        out += '\r';
        break;
      case 't':
        out += '\t';
        break;
      case '\n':
        break;
      default:
        out += escape;
    }
  }
  return out;
}

std::string without_percents(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const long code = value[i] == '%' ? hex_number(value, i + 1, 2) : -1;
    if (code < 0) {
      out += value[i];
      continue;
    }
    out += static_cast<char>(code);
    i += 2;
  }
  return out;
}

}  // namespace

bool is_reference(std::string_view value) {
  value = trimmed(value);
  for (const Fence& fence : kFences) {
    if (value.size() < fence.open.size() + fence.close.size()) continue;
    if (!value.starts_with(fence.open) || !value.ends_with(fence.close)) continue;
    const std::string_view inside =
        value.substr(fence.open.size(), value.size() - fence.open.size() - fence.close.size());
    // "${A}text${B}" is not one reference.
    if (inside.find(fence.open) != std::string_view::npos) continue;
    // A JSON object is no reference.
    if (fence.open != "{" || inside.find('"') == std::string_view::npos) return true;
  }
  if (value.size() > 1 && value[0] == '$' && all_name(value.substr(1))) return true;
  if (value.size() > 2 && value[0] == '%' && value.back() == '%' &&
      all_name(value.substr(1, value.size() - 2))) {
    return true;
  }
  if (value.starts_with("secretref:") || value.starts_with("!vault")) return true;
  // An ARM expression: "[parameters('password')]".
  return value.size() > 4 && value[0] == '[' && value.back() == ']' && is_alpha(value[1]) &&
         value.find('(') != std::string_view::npos;
}

bool is_stock_word(std::string_view value) {
  return std::any_of(kStock.begin(), kStock.end(),
                     [&](std::string_view word) { return equal_ignoring_case(word, value); });
}

bool may_be_secret(std::string_view value) {
  if (value.size() < 3 || trimmed(value).size() < 3) return false;
  for (std::string_view word : kSwitches) {
    if (equal_ignoring_case(word, value)) return false;
  }
  return !is_reference(value);
}

bool is_secret_pair(std::string_view name, std::string_view value) {
  const SecretName promise = secret_name(name);
  if (promise == SecretName::no || !may_be_secret(value)) return false;
  return promise == SecretName::yes ||
         (value.size() >= kLongKey && value.find(' ') == std::string_view::npos);
}

std::vector<std::string> renderings(std::string_view value) {
  std::vector<std::string> forms;
  if (value.find('\\') != std::string_view::npos) forms.push_back(without_backslashes(value));
  if (value.find('%') != std::string_view::npos) forms.push_back(without_percents(value));
  constexpr std::string_view kMark = "django-insecure-";
  if (value.starts_with(kMark)) forms.emplace_back(value.substr(kMark.size()));
  return forms;
}

}  // namespace djaz
