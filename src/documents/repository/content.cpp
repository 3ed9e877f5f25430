#include "documents/repository/content.h"

#include <vector>

#include "secrets/placeholder.h"
#include "secrets/values.h"
#include "support/text.h"

namespace djaz::repository {
namespace {

constexpr std::size_t kHead = 16'384;

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool is_here(std::string_view host) {
  for (const std::string_view name : {"localhost", "127.0.0.1", "[::1]", "host.docker.internal"})
    if (equal_ignoring_case(host, name)) return true;
  return host.find('.') == std::string_view::npos && !host.starts_with('[');
}

// scheme://user:password@host, where the password is one and the host is not this machine or a
// container beside it.
bool is_url_with_secret(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos || scheme == 0) return false;
  std::string_view authority = text.substr(scheme + 3);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  const std::size_t at = authority.rfind('@');
  const std::size_t colon = authority.find(':');
  if (at == std::string_view::npos || colon == std::string_view::npos || colon > at) return false;
  const std::string_view password = authority.substr(colon + 1, at - colon - 1);
  std::string_view host = authority.substr(at + 1);
  if (!host.starts_with('[')) host = host.substr(0, host.find(':'));
  return may_be_secret(password) && !is_stock_word(password) && !is_placeholder(password) &&
         !is_here(host);
}

bool is_secret(const Node& node) {
  std::string_view text = node.text;
  if (node.is(Kind::unknown)) text = node.unknown->prefix;
  if (node.is(Kind::integer)) return node.has(Trait::secret);
  if (!node.is(Kind::string) && text.empty()) return false;
  if (is_url_with_secret(text)) return true;
  // dotenvx encrypts value by value.
  return node.has(Trait::secret) && may_be_secret(text) && !is_stock_word(text) &&
         !is_placeholder(text) && !text.starts_with("encrypted:");
}

}  // namespace

bool holds_secret(const Node& root) {
  std::vector<const Node*> todo = {&root};
  while (!todo.empty()) {
    const Node& node = *todo.back();
    todo.pop_back();
    if (is_secret(node)) return true;
    todo.insert(todo.end(), node.items.begin(), node.items.end());
    for (const Entry& entry : node.entries) todo.push_back(entry.value);
  }
  return false;
}

KeyFile look_at_key(FileSystem& files, const std::string& path) {
  KeyFile key;
  const ReadOutcome head = files.read_head(path, kHead);
  if (!head.ok) return key;
  const std::string_view text = head.bytes;
  const bool putty = text.starts_with("PuTTY-User-Key-File");
  key.is_private =
      truth_of(putty || has(text, "PRIVATE KEY-----") || has(text, "BEGIN PGP PRIVATE KEY BLOCK"));
  key.encrypted =
      truth_of(has(text, "BEGIN ENCRYPTED PRIVATE KEY") || has(text, "Proc-Type: 4,ENCRYPTED") ||
               (putty && !has(text, "Encryption: none")));
  return key;
}

Truth is_database(FileSystem& files, const std::string& path) {
  const ReadOutcome head = files.read_head(path, 16);
  if (!head.ok) return Truth::unknown;
  return truth_of(head.bytes.starts_with("SQLite format 3"));
}

Truth is_sealed(FileSystem& files, const std::string& path) {
  using namespace std::string_view_literals;
  const ReadOutcome head = files.read_head(path, kHead);
  if (!head.ok) return Truth::unknown;
  const std::string_view text = head.bytes;
  for (const std::string_view mark :
       {"\0GITCRYPT"sv, "$ANSIBLE_VAULT;"sv, "age-encryption.org/"sv, "-----BEGIN AGE ENCRYPTED"sv,
        "-----BEGIN PGP MESSAGE"sv, "version https://git-lfs."sv})
    if (text.starts_with(mark)) return Truth::yes;
  // SOPS puts what it needs behind the values.
  return truth_of(has(text, "=ENC[AES256_GCM,"));
}

}  // namespace djaz::repository
