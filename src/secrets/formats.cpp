#include "secrets/formats.h"

#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>

#include "secrets/format_table.h"
#include "secrets/marks.h"
#include "secrets/samples.h"
#include "secrets/values.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
// How far around a mark its credential may reach, within the line.
constexpr std::size_t kBefore = 1024;
constexpr std::size_t kAfter = 3072;
// A private key has lines of its own.
constexpr std::size_t kKeyReach = 8192;

class Expression {
 public:
  const RE2& of(const FormatEntry& entry) {
    std::call_once(once_, [&] {
      RE2::Options options;
      options.set_log_errors(false);
      compiled_ = std::make_unique<RE2>(
          re2::StringPiece(entry.pattern.data(), entry.pattern.size()), options);
    });
    return *compiled_;
  }

 private:
  std::once_flag once_;
  std::unique_ptr<RE2> compiled_;
};

const Marks& all_marks() {
  static const Marks marks = [] {
    Marks made;
    const std::span<const FormatEntry> entries = format_entries();
    for (std::size_t i = 0; i < entries.size(); ++i)
      for (const std::string_view mark : split(entries[i].marks, ' ')) made.add(mark, i);
    return made;
  }();
  return marks;
}

const RE2& expression_of(std::size_t entry) {
  static const std::unique_ptr<Expression[]> kExpressions(new Expression[format_entries().size()]);
  return kExpressions[entry].of(format_entries()[entry]);
}

// The word that a URL or query is, around `at`.
std::string_view word_around(std::string_view text, std::size_t at) {
  const auto ends = [](char c) {
    return is_space(c) || c == '"' || c == '\'' || c == '<' || c == '>' || c == '`';
  };
  std::size_t begin = at;
  while (begin > 0 && at - begin < kBefore && !ends(text[begin - 1])) --begin;
  std::size_t end = at;
  while (end < text.size() && end - at < kBefore && !ends(text[end])) ++end;
  return text.substr(begin, end - begin);
}

// The value of a field of a query, with `&amp;` as XML writes the mark between them.
std::string_view query_field(std::string_view query, std::string_view name) {
  for (std::size_t at = query.find(name); at != kNone; at = query.find(name, at + 1)) {
    const char before = at == 0 ? '&' : query[at - 1];
    if (before != '&' && before != '?' && before != ';' && before != '=') continue;
    const std::size_t begin = at + name.size();
    return query.substr(begin, query.find_first_of("&;", begin) - begin);
  }
  return {};
}

bool is_day(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
    if (!is_digit(text[i])) return false;
  return true;
}

// A signature signs a version and either an end or the name of a stored policy.
bool fits_sas(std::string_view text, FormatHit& hit) {
  const std::string_view query = word_around(text, hit.begin);
  const std::string_view end = query_field(query, "se=");
  if (query_field(query, "sv=").empty()) return false;
  if (end.empty() && query_field(query, "si=").empty()) return false;
  if (is_day(end)) hit.expires = end.substr(0, 10);
  return true;
}

// The characters of a key that are looked at, an escaped line end for one; none where there are too
// few for a key. Counted here, since an expression that counts so far is large.
std::string_view key_part(std::string_view text) {
  constexpr std::size_t kLeast = 100;
  constexpr std::size_t kMost = 1000;
  std::size_t count = 0;
  std::size_t at = 0;
  for (; at < text.size() && count < kMost; ++count) at += text[at] == '\\' ? 2 : 1;
  return count < kLeast ? std::string_view() : text.substr(0, at);
}

bool fits_private_key(std::string_view text, FormatHit& hit) {
  std::string_view value = text.substr(hit.begin, hit.end - hit.begin);
  value = value.substr(0, value.find("-----"));
  hit.end = hit.begin + static_cast<std::uint32_t>(value.size());
  if (value.find("ENCRYPTED") != kNone) return false;
  // Line ends, also as JSON and `.env` write them.
  while (!value.empty() && !is_alnum(value.front()))
    value.remove_prefix(value.starts_with("\\n") || value.starts_with("\\r") ? 2 : 1);
  // DER's sequence, OpenSSH's magic, PGP's packets.
  hit.made_up =
      !value.starts_with('M') && !value.starts_with("b3BlbnNzaC") && !value.starts_with("lQ");
  return true;
}

// A host that only the machine itself or its containers know, or one of documentation.
bool is_nobodys_host(std::string_view host) {
  host = host.substr(0, host.find_first_of("/?#\"' \t\r\n,<>&;)"));
  if (host.starts_with("[")) return host.starts_with("[::1]");
  host = host.substr(0, host.find(':'));
  if (host.find('.') == kNone || host.starts_with("127.") || host.starts_with("0.0.0.0"))
    return true;
  for (const std::string_view end : {".localhost", ".local", ".test", ".invalid", ".internal"})
    if (ends_with_ignoring_case(host, end)) return true;
  for (const std::string_view name : {"example.com", "example.org", "example.net"})
    if (equal_ignoring_case(host, name) || ends_with_ignoring_case(host, "." + std::string(name)))
      return true;
  return false;
}

// Words for a password that nobody was given.
bool is_password_word(std::string_view value) {
  for (const std::string_view word :
       {"pass", "pw", "pwd", "passwd", "password", "user", "guest", "token", "key", "test"})
    if (equal_ignoring_case(value, word)) return true;
  return is_stock_word(value) || is_reference(value);
}

// A password of its own, of a host that others can reach; `at` is the `@` between the two.
bool is_url_secret(std::string_view text, std::string_view password, std::size_t at) {
  if (is_password_word(password) || password.starts_with('$') || password.starts_with('%'))
    return false;
  return !is_nobodys_host(text.substr(at + 1, 256));
}

bool stands_up(std::string_view text, const FormatEntry& entry, FormatHit& hit) {
  const std::string_view value = text.substr(hit.begin, hit.end - hit.begin);
  switch (entry.extra) {
    case Extra::azure_key:
      hit.proof = azure_key_proof(replaced(value, "%3D", "="), entry.seeds);
      break;
    case Extra::entra:
      hit.proof = entra_proof(value);
      break;
    case Extra::crc:
      hit.proof = prefixed_crc_proof(value);
      break;
    case Extra::sas:
      if (!fits_sas(text, hit)) return false;
      break;
    case Extra::private_key:
      if (!fits_private_key(text, hit)) return false;
      break;
    case Extra::url:
      if (!is_url_secret(text, value, hit.end)) return false;
      break;
    case Extra::none:
      if (is_password_word(value)) return false;
      break;
  }
  if (hit.proof == Proof::holds) return true;
  if (is_sample(value) || entropy(value) < entry.least_entropy) return false;
  hit.made_up = hit.made_up || hit.proof == Proof::fails || looks_made_up(value);
  return true;
}

// Most URLs have no password, or one for the machine itself: no expression is needed to see that.
bool may_hold_password(std::string_view text, std::size_t at) {
  const std::size_t end = text.find_first_of("/\"'<>{}$ \t\r\n@", at);
  if (end == kNone || text[end] != '@') return false;
  const std::string_view user = text.substr(at, end - at);
  const std::size_t colon = user.find(':');
  return colon != kNone && is_url_secret(text, user.substr(colon + 1), end);
}

bool has_run(std::string_view text, std::size_t least) {
  std::size_t run = 0;
  for (const char c : text) {
    if (run >= least) break;
    run = is_alnum(c) || std::string_view("+/_-").find(c) != kNone ? run + 1 : 0;
  }
  return run >= least;
}

bool holds_any(std::string_view text, std::string_view words) {
  if (words.empty()) return true;
  for (const std::string_view word : split(words, ' '))
    if (contains_ignoring_case(text, word)) return true;
  return false;
}

class Search {
 public:
  explicit Search(std::string_view text) : text_(text), searched_(format_entries().size(), 0) {}

  std::vector<FormatHit> run() {
    all_marks().find(text_, [this](std::size_t entry, std::size_t at) { look(entry, at); });
    return joined();
  }

 private:
  void look(std::size_t index, std::size_t at) {
    if (at < searched_[index]) return;
    const FormatEntry& entry = format_entries()[index];
    if (entry.extra == Extra::url && !may_hold_password(text_, at + 3)) return;
    const bool lines = entry.extra == Extra::private_key;
    std::size_t begin = at;
    std::size_t end = std::min(text_.size(), at + (lines ? kKeyReach : kAfter));
    if (!lines) {
      while (begin > 0 && at - begin < kBefore && !ends_line(text_[begin - 1])) --begin;
      end = std::min(text_.find_first_of("\r\n", at), end);
    }
    // What began before the cut of a long line is looked at again from the next mark.
    searched_[index] = lines ? at + 1 : end - at == kAfter ? end - kBefore : end;
    const std::string_view near = text_.substr(begin, end - begin);
    if (holds_any(near, entry.also) && has_run(near, entry.least_run))
      match(index, begin, end, lines);
  }

  void match(std::size_t index, std::size_t begin, std::size_t end, bool anchored) {
    const RE2& expression = expression_of(index);
    if (!expression.ok()) return;
    const auto group = expression.NamedCapturingGroups().find("secret")->second;
    std::vector<re2::StringPiece> groups(static_cast<std::size_t>(group) + 1);
    while (begin < end) {
      const re2::StringPiece piece(text_.data() + begin, end - begin);
      if (!expression.Match(piece, 0, piece.size(), anchored ? RE2::ANCHOR_START : RE2::UNANCHORED,
                            groups.data(), group + 1))
        return;
      const re2::StringPiece& found = groups[static_cast<std::size_t>(group)];
      std::string_view secret(found.data(), found.size());
      if (format_entries()[index].extra == Extra::private_key) secret = key_part(secret);
      if (secret.empty()) return;
      FormatHit hit;
      hit.format = &format_entries()[index].face;
      hit.begin = static_cast<std::uint32_t>(secret.data() - text_.data());
      hit.end = hit.begin + static_cast<std::uint32_t>(secret.size());
      // The byte behind one credential may be the byte before the next.
      begin = hit.end;
      if (anchored) searched_[index] = hit.end;
      if (stands_up(text_, format_entries()[index], hit)) hits_.push_back(hit);
      if (anchored) return;
    }
  }

  static bool ends_line(char c) { return c == '\n' || c == '\r'; }

  // Of several that overlap the proved one speaks, else the one that the table names first.
  std::vector<FormatHit> joined() {
    std::stable_sort(hits_.begin(), hits_.end(), [](const FormatHit& a, const FormatHit& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.format < b.format;
    });
    std::vector<FormatHit> result;
    for (const FormatHit& hit : hits_) {
      if (result.empty() || result.back().end <= hit.begin) {
        result.push_back(hit);
        continue;
      }
      FormatHit& last = result.back();
      const bool better = hit.proof == Proof::holds && last.proof != Proof::holds;
      const std::uint32_t end = std::max(last.end, hit.end);
      if (better) last = hit;
      last.end = end;
    }
    return result;
  }

  std::string_view text_;
  // By entry: up to where its expression has been asked.
  std::vector<std::size_t> searched_;
  std::vector<FormatHit> hits_;
};

}  // namespace

std::vector<FormatHit> find_formats(std::string_view text) { return Search(text).run(); }

}  // namespace djaz
