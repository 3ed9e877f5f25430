#include "documents/repository/content.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "djaz/source.h"
#include "secrets/placeholder.h"
#include "secrets/values.h"
#include "support/text.h"
#include "syntax/dotenv.h"
#include "tree/arena.h"

namespace djaz::repository {
namespace {

constexpr std::size_t kHead = 16'384;
constexpr std::uint64_t kMaxVariables = 1'000'000;
constexpr std::size_t kSchema = 262'144;

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool is_here(std::string_view host) {
  for (const std::string_view name : {"localhost", "127.0.0.1", "[::1]", "host.docker.internal"})
    if (equal_ignoring_case(host, name)) return true;
  return host.find('.') == std::string_view::npos && !host.starts_with('[');
}

// `app_password`, `dev-secret-key`: made of words that everybody tries.
bool is_weak(std::string_view text) {
  constexpr std::string_view kWords[] = {
      "admin",    "app",   "change", "db",     "dev",  "django", "docker", "insecure",
      "key",      "local", "me",     "my",     "not",  "pass",   "passwd", "password",
      "postgres", "pwd",   "root",   "secret", "test", "token",  "user",   "website"};
  std::string word;
  const auto known = [&] {
    return word.empty() ||
           std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
  };
  for (const char c : text.substr(0, 64)) {
    if (is_alpha(c)) {
      word += lower(c);
      continue;
    }
    if (!known() || (c != '_' && c != '-' && c != '.' && c != ' ')) return false;
    word.clear();
  }
  return text.size() <= 64 && known();
}

bool is_worth_replacing(std::string_view text) {
  // dotenvx encrypts value by value.
  return may_be_secret(text) && !is_stock_word(text) && !is_placeholder(text) && !is_weak(text) &&
         !text.starts_with("encrypted:");
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
  return is_worth_replacing(password) && !is_here(host);
}

bool is_secret(const Node& node) {
  std::string_view text = node.text;
  if (node.is(Kind::unknown)) text = node.unknown->prefix;
  if (node.is(Kind::integer)) return node.has(Trait::secret);
  if (!node.is(Kind::string) && text.empty()) return false;
  if (is_url_with_secret(text)) return true;
  return node.has(Trait::secret) && is_worth_replacing(text);
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

Truth variables_hold_secret(FileSystem& files, const std::string& path) {
  ReadOutcome text = files.read(path, kMaxVariables);
  if (!text.ok) return Truth::unknown;
  const SourceFile file(FileId{}, path, std::move(text.bytes), Encoding::utf8);
  Arena arena;
  for (const DotenvBinding& binding : parse_dotenv(file, arena).bindings) {
    if (binding.value == nullptr) continue;
    const std::string_view value =
        binding.value->is(Kind::string) ? binding.value->text : binding.value->unknown->prefix;
    if (is_secret_pair(binding.name, value) ? is_worth_replacing(value) : is_url_with_secret(value))
      return Truth::yes;
  }
  return Truth::no;
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
  const ReadOutcome head = files.read_head(path, kSchema);
  if (!head.ok) return Truth::unknown;
  // The names of the tables stand near the start. Other databases may be data that belongs there.
  const bool django = file_name_of(path).starts_with("db.sqlite") || has(head.bytes, "django_");
  return truth_of(django && head.bytes.starts_with("SQLite format 3"));
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
