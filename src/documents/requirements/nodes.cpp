#include "documents/requirements/nodes.h"

#include <string>

#include "support/text.h"

namespace djaz::requirements {
namespace {

// A user name that is no name: hosts take tokens in its place.
bool looks_like_token(std::string_view user) {
  if (user.size() < 16) return false;
  bool digit = false;
  for (const char c : user) digit = digit || is_digit(c);
  return digit;
}

// A signed address: whoever has it may fetch.
bool has_signature(std::string_view url) {
  for (const std::string_view key : {"sig=", "token=", "X-Amz-Signature="}) {
    const std::size_t at = url.find(key);
    if (at != std::string_view::npos && at > 0 && (url[at - 1] == '?' || url[at - 1] == '&'))
      return true;
  }
  return false;
}

Range shifted(Range range, std::size_t by) {
  return range.present() ? Range{range.begin + by, range.end + by} : range;
}

}  // namespace

const Node* PassageNodes::text(Range range) const {
  return text_as(range, range.of(passage_.text()));
}

const Node* PassageNodes::text_as(Range range, std::string_view value) const {
  const Range variable = variables_.overlapping(range);
  if (variable.present()) return unknown(range, variable);
  const Span place = span(range);
  // Mostly the bytes of the file as they are, which need no copy.
  const std::string_view written = file_.text_of(place);
  if (written == value) return builder_.borrowed_string(written, place);
  return builder_.string(value, place);
}

const Node* PassageNodes::unknown(Range range, Range variable) const {
  const std::string_view all = passage_.text();
  const Range last = variables_.last_overlapping(range);
  const std::string name(all.substr(variable.begin + 2, variable.end - variable.begin - 3));
  const std::string detail =
      "`" + name + "` is put in from the environment of the machine that installs";
  Unknown about;
  about.reason = Reason::environment;
  about.detail = detail;
  about.type = Kind::string;
  if (variable.begin > range.begin)
    about.prefix = all.substr(range.begin, variable.begin - range.begin);
  if (last.end < range.end) about.suffix = all.substr(last.end, range.end - last.end);
  about.not_empty = !about.prefix.empty() || !about.suffix.empty();
  return builder_.unknown(about, span(range));
}

const Node* PassageNodes::credentials(Range user, Range password) const {
  MappingBuilder out;
  if (user.present() && !user.empty()) out.set("user", text(user));
  out.set("password", builder_.with_traits(*text(password), {Trait::secret}));
  const std::size_t begin = user.present() ? user.begin : password.begin;
  const Node* node = out.build(builder_, span({begin, password.end}));
  return builder_.with_traits(*node, {Trait::secret});
}

void PassageNodes::add_url(std::string_view key, Range range, MappingBuilder& out) const {
  const std::string masked = variables_.masked(passage_.text());
  const std::string_view written = range.of(passage_.text());
  Url url;
  const bool is_url = split_url(range.of(masked), url) && !url.authority.empty();
  Range user;
  Range password;
  if (is_url && !url.password.empty()) {
    user = shifted(url.user, range.begin);
    password = shifted(url.password, range.begin);
  } else if (is_url && url.scheme.find("http") != std::string::npos &&
             looks_like_token(url.user.of(written))) {
    password = shifted(url.user, range.begin);
  }
  const bool secret = password.present() && !variables_.fill(password);
  const Node* node = text(range);
  if (secret || has_signature(written)) node = builder_.with_traits(*node, {Trait::secret});
  out.set(key, node);
  if (url.scheme.empty()) return;
  // A variable in the scheme leaves zeros, which begin no scheme.
  out.set("scheme", text_as({range.begin, range.begin + url.scheme.size()}, url.scheme));
  if (url.host.present() && !url.host.empty()) {
    const Range host = shifted(url.host, range.begin);
    out.set("host", text_as(host, lowered(host.of(passage_.text()))));
  }
  if (!url.vcs().empty()) {
    out.set("vcs", text_as({range.begin, range.begin + url.vcs().size()}, url.vcs()));
    if (url.revision.present()) out.set("revision", text(shifted(url.revision, range.begin)));
  }
  if (secret) out.set("credentials", credentials(user, password));
}

}  // namespace djaz::requirements
