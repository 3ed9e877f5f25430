#include "settle/suppression.h"

#include <algorithm>
#include <set>

#include "support/text.h"

namespace djaz {
namespace {

constexpr std::string_view kMarker = "djaz:";
constexpr std::string_view kIgnore = "ignore";
constexpr std::string_view kExpires = "expires";

// Where `djaz:` opens the comment, or opens a part of it after another `#`.
std::size_t find_marker(std::string_view text) {
  std::size_t from = 0;
  while ((from = text.find(kMarker, from)) != std::string_view::npos) {
    const std::string_view before = trimmed(text.substr(0, from));
    const char last = before.empty() ? '#' : before.back();
    if (last == '#' || last == ';' || last == '/' || last == '-') return from;
    from += kMarker.size();
  }
  return std::string_view::npos;
}

std::uint32_t offset_in(std::string_view whole, std::string_view part) {
  return static_cast<std::uint32_t>(part.data() - whole.data());
}

// The word after `expires`, wherever in the reason it stands.
std::string expiry_of(std::string_view reason) {
  std::size_t at = 0;
  while ((at = reason.find(kExpires, at)) != std::string_view::npos) {
    const bool whole_word = at == 0 || !is_alnum(reason[at - 1]);
    std::string_view rest = reason.substr(at + kExpires.size());
    at += kExpires.size();
    if (!whole_word || rest.empty() || is_alnum(rest.front())) continue;
    while (!rest.empty() && (is_space(rest.front()) || rest.front() == ':' || rest.front() == '='))
      rest.remove_prefix(1);
    std::size_t length = 0;
    while (length < rest.size() && (is_alnum(rest[length]) || rest[length] == '-')) ++length;
    // "it expires when the certificate does" is prose, not a date.
    if (length > 0 && is_digit(rest.front())) return std::string(rest.substr(0, length));
  }
  return {};
}

// What is left of a reason when the expiry and its brackets are taken away.
bool says_something(std::string_view reason, std::string_view expires) {
  std::string rest(reason);
  if (!expires.empty()) rest = replaced(replaced(rest, expires, ""), kExpires, "");
  return std::any_of(rest.begin(), rest.end(),
                     [](char c) { return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80; });
}

bool is_blank(std::string_view text) { return trimmed(text).empty(); }

}  // namespace

std::optional<Suppression> parse_suppression(std::string_view text, const Span& comment) {
  const std::size_t marker = find_marker(text);
  if (marker == std::string_view::npos) return std::nullopt;
  Suppression out;
  out.span = Span{comment.file, comment.begin + static_cast<std::uint32_t>(marker), comment.end};

  std::string_view rest = trimmed(text.substr(marker + kMarker.size()));
  if (starts_with_ignoring_case(rest, kIgnore)) rest.remove_prefix(kIgnore.size());
  rest = trimmed(rest);
  const std::size_t close = rest.find(']');
  if (!rest.empty() && rest.front() == '[' && close != std::string_view::npos) {
    for (std::string_view name : split(rest.substr(1, close - 1), ',')) {
      name = trimmed(name);
      if (name.empty()) continue;
      const std::uint32_t begin = comment.begin + offset_in(text, name);
      const auto size = static_cast<std::uint32_t>(name.size());
      out.names.push_back({std::string(name), Span{comment.file, begin, begin + size}});
    }
    rest.remove_prefix(close + 1);
  }
  // A comment of XML cannot hold two dashes, so a colon does there.
  const bool colon = !out.names.empty() && rest.starts_with(':');
  const std::size_t dashes = colon ? 0 : rest.find("--");
  if (dashes == std::string_view::npos) return out;
  const std::string_view reason = trimmed(rest.substr(dashes + (colon ? 1 : 2)));
  out.expires = expiry_of(reason);
  if (says_something(reason, out.expires)) out.reason = std::string(reason);
  return out;
}

std::vector<Suppression> find_suppressions(const SourceFile& file,
                                           const std::vector<Span>& comments) {
  std::vector<Suppression> out;
  // Lines that hold nothing but a comment.
  std::set<std::uint32_t> alone;
  for (const Span& comment : comments) {
    const std::uint32_t line = file.position(comment.begin).line;
    const Span whole = file.line_span(line);
    if (is_blank(file.text_of(Span{file.id(), whole.begin, comment.begin}))) alone.insert(line);
  }
  // Backwards, so that a stack of comments is walked over once, not once for each of them.
  const std::uint32_t last = file.line_count();
  std::uint32_t known_line = 0;
  std::uint32_t known_next = 0;
  for (auto comment = comments.rbegin(); comment != comments.rend(); ++comment) {
    std::optional<Suppression> found = parse_suppression(file.text_of(*comment), *comment);
    if (!found) continue;
    found->line = file.position(comment->begin).line;
    if (alone.count(found->line) > 0) {
      std::uint32_t next = found->line + 1;
      while (next <= last && next != known_line &&
             (alone.count(next) > 0 || is_blank(file.text_of(file.line_span(next)))))
        ++next;
      if (next == known_line) next = known_next;
      found->next_line = next <= last ? next : 0;
      known_line = found->line;
      known_next = next;
    }
    out.push_back(std::move(*found));
  }
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace djaz
