#include "documents/requirements/url.h"

#include <array>

#include "documents/requirements/scanner.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz::requirements {
namespace {

constexpr std::array<std::string_view, 22> kVcsSchemes = {
    "git+http", "git+https", "git+ssh", "git+git",        "git+file", "hg+file",
    "hg+http",  "hg+https",  "hg+ssh",  "hg+static-http", "bzr+http", "bzr+https",
    "bzr+ssh",  "bzr+sftp",  "bzr+ftp", "bzr+lp",         "bzr+file", "svn+ssh",
    "svn+http", "svn+https", "svn+svn", "svn+file"};

constexpr std::array<std::string_view, 11> kArchiveEndings = {
    ".zip",    ".whl", ".tar.bz2", ".tbz",    ".tar.gz",  ".tgz",
    ".tar.xz", ".txz", ".tlz",     ".tar.lz", ".tar.lzma"};

constexpr std::array<std::string_view, 6> kHashNames = {"sha512", "sha384", "sha256",
                                                        "sha224", "sha1",   "md5"};

// The value of `#key=` or `&key=`, up to the next `&`.
Range fragment_value(std::string_view text, std::string_view key) {
  for (std::size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
    const std::size_t after = at + key.size();
    if (at == 0 || (text[at - 1] != '#' && text[at - 1] != '&')) continue;
    if (after >= text.size() || text[after] != '=') continue;
    std::size_t end = text.find('&', after + 1);
    if (end == std::string_view::npos) end = text.size();
    return {after + 1, end};
  }
  return {};
}

void find_hash(std::string_view text, Url& url) {
  for (const std::string_view name : kHashNames) {
    const Range value = fragment_value(text, name);
    if (!value.present()) continue;
    if (url.hash_value.present() && url.hash_value.begin < value.begin) continue;
    url.hash_value = value;
    url.hash_name = {value.begin - 1 - name.size(), value.begin - 1};
  }
}

void split_authority(std::string_view text, Url& url) {
  const std::string_view authority = url.authority.of(text);
  std::size_t host = url.authority.begin;
  const std::size_t at = authority.rfind('@');
  if (at != std::string_view::npos) {
    const std::size_t end = url.authority.begin + at;
    const std::size_t colon = authority.substr(0, at).find(':');
    if (colon == std::string_view::npos) {
      url.user = {url.authority.begin, end};
    } else {
      url.user = {url.authority.begin, url.authority.begin + colon};
      url.password = {url.user.end + 1, end};
    }
    host = end + 1;
  }
  std::size_t end = url.authority.end;
  const std::string_view place = text.substr(host, end - host);
  if (!place.empty() && place.front() == '[') {
    const std::size_t close = place.find(']');
    if (close != std::string_view::npos) end = host + close + 1;
  } else {
    const std::size_t colon = place.find(':');
    if (colon != std::string_view::npos) end = host + colon;
  }
  url.host = {host, end};
}

}  // namespace

std::string_view Url::vcs() const {
  if (!is_vcs_scheme(scheme)) return {};
  return std::string_view(scheme).substr(0, scheme.find('+'));
}

std::string scheme_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 40 || !is_alpha(text[0])) return {};
  for (const char c : text.substr(0, colon))
    if (!is_alnum(c) && c != '+' && c != '-' && c != '.') return {};
  return lowered(text.substr(0, colon));
}

bool is_vcs_scheme(std::string_view scheme) {
  for (const std::string_view known : kVcsSchemes)
    if (scheme == known) return true;
  return false;
}

bool is_installable_scheme(std::string_view scheme) {
  return scheme == "http" || scheme == "https" || scheme == "file" || scheme == "ftp" ||
         is_vcs_scheme(scheme);
}

bool split_url(std::string_view text, Url& url) {
  url = Url();
  url.scheme = scheme_of(text);
  url.egg = fragment_value(text, "egg");
  if (url.scheme.empty()) return false;
  std::size_t at = url.scheme.size() + 1;
  if (text.substr(at, 2) == "//") {
    at += 2;
    std::size_t end = text.find_first_of("/?#", at);
    if (end == std::string_view::npos) end = text.size();
    url.authority = {at, end};
    split_authority(text, url);
    at = end;
  }
  std::size_t end = text.find_first_of("?#", at);
  if (end == std::string_view::npos) end = text.size();
  url.path = {at, end};
  if (!url.vcs().empty()) {
    const std::size_t revision = url.path.of(text).rfind('@');
    if (revision != std::string_view::npos) url.revision = {at + revision + 1, end};
  }
  find_hash(text, url);
  return true;
}

bool is_archive_name(std::string_view path) {
  while (!path.empty() && path.back() == '/') path.remove_suffix(1);
  const std::string_view name = file_name_of(path);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  // The leading dots of a name are no ending.
  if (name.find_first_not_of('.') > dot) return false;
  std::string ending = lowered(name.substr(dot));
  const std::string_view base = name.substr(0, dot);
  if (ends_with_ignoring_case(base, ".tar")) ending = ".tar" + ending;
  if (ending == ".tar") return true;
  for (const std::string_view known : kArchiveEndings)
    if (ending == known) return true;
  return false;
}

bool split_wheel_name(std::string_view file_name, Range& name, Range& version) {
  if (file_name.size() < 5 || file_name.substr(file_name.size() - 4) != ".whl") return false;
  const std::vector<std::string_view> parts = split(file_name.substr(0, file_name.size() - 4), '-');
  if (parts.size() != 5 && parts.size() != 6) return false;
  for (const char c : parts[0])
    if (!is_word_byte(c) && c != '.') return false;
  if (parts[0].empty() || parts[0].find("__") != std::string_view::npos) return false;
  if (!is_version(parts[1])) return false;
  if (parts.size() == 6 && (parts[2].empty() || !is_digit(parts[2][0]))) return false;
  // The name must be one of a distribution, and no tag may be empty.
  if (!is_alnum(parts[0].front()) || !is_alnum(parts[0].back())) return false;
  for (std::size_t i = parts.size() - 3; i < parts.size(); ++i)
    for (const std::string_view tag : split(parts[i], '.'))
      if (tag.empty()) return false;
  name = {0, parts[0].size()};
  version = {parts[0].size() + 1, parts[0].size() + 1 + parts[1].size()};
  return true;
}

}  // namespace djaz::requirements
