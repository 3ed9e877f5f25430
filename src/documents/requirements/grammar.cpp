#include "documents/requirements/grammar.h"

#include "documents/requirements/lines.h"
#include "documents/requirements/markers.h"
#include "documents/requirements/named.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz::requirements {
namespace {

bool fail(Mistake& mistake, std::size_t begin, std::size_t end, std::string_view message) {
  mistake = {begin, end, message};
  return false;
}

constexpr std::string_view kEditableTakes =
    "`-e` takes a directory or a repository such as `git+https://…#egg=name`";

bool is_repository(std::string_view url) {
  const std::string scheme = scheme_of(url);
  return is_vcs_scheme(scheme) || scheme == "file";
}

bool is_project_name(std::string_view text) {
  if (text.empty() || !is_alnum(text.front()) || !is_alnum(text.back())) return false;
  for (const char c : text)
    if (!is_alnum(c) && c != '.' && c != '_' && c != '-') return false;
  return true;
}

bool read_marker(std::string_view text, std::size_t begin, Requirement& out, Mistake& mistake) {
  std::size_t end = text.size();
  trim_blanks(text, begin, end);
  if (begin >= end) return true;
  if (!check_marker(text.substr(begin, end - begin), mistake)) {
    mistake.begin += begin;
    mistake.end += begin;
    return false;
  }
  out.marker = {begin, end};
  return true;
}

// What a URL says of the name, and what pip refuses in it.
bool read_link(std::string_view text, Range range, Requirement& out, Mistake& mistake) {
  const std::string_view link = range.of(text);
  Url url;
  split_url(link, url);
  const std::string_view authority = url.authority.of(link);
  if ((authority.find('[') == std::string_view::npos) !=
      (authority.find(']') == std::string_view::npos))
    return fail(mistake, range.begin, range.end, "the host of the URL has a bracket too many");
  if (url.scheme == "file" && !authority.empty() && authority != "localhost")
    return fail(mistake, range.begin, range.end,
                "a `file:` URL names no host: write three slashes, `file:///`");
  if (url.egg.present() && !is_project_name(url.egg.of(link)))
    return fail(
        mistake, range.begin + url.egg.begin, range.begin + url.egg.end,
        "what `#egg=` names is not the name of a package; extras do not belong there: write "
        "`name[extra] @ URL`");
  if (out.name.present()) return true;
  std::string_view path = url.path.of(link);
  while (!path.empty() && path.back() == '/') path.remove_suffix(1);
  const std::string_view file = file_name_of(path);
  if (ends_with_ignoring_case(file, ".whl")) {
    Range name;
    Range version;
    if (!split_wheel_name(file, name, version))
      return fail(mistake, range.begin + url.path.begin, range.begin + url.path.end,
                  "this is not the file name of a wheel");
    const std::size_t base = range.begin + static_cast<std::size_t>(file.data() - link.data());
    out.name = {base + name.begin, base + name.end};
    out.wheel_version = {base + version.begin, base + version.end};
  } else if (url.egg.present()) {
    out.name = {range.begin + url.egg.begin, range.begin + url.egg.end};
  }
  return true;
}

// `text[a,b]` at the end of a path.
bool strip_extras(std::string_view text, Range& range, Requirement& out, Mistake& mistake) {
  const std::string_view part = range.of(text);
  if (part.size() < 4 || part.back() != ']') return true;
  const std::size_t open = part.rfind('[');
  if (open == std::string_view::npos || open == 0 || open + 2 >= part.size()) return true;
  Requirement extras;
  const std::string placeholder = "x" + std::string(part.substr(open));
  if (!read_named(placeholder, {0, placeholder.size()}, extras, mistake))
    return fail(mistake, range.begin + open, range.end,
                "the extras are not understood: write names with commas between them");
  for (const Range& extra : extras.extras)
    out.extras.push_back(
        {range.begin + open + extra.begin - 1, range.begin + open + extra.end - 1});
  range.end = range.begin + open;
  while (range.end > range.begin && text[range.end - 1] == ' ') --range.end;
  return true;
}

bool is_path_text(std::string_view text, bool blanks_allowed) {
  for (const char c : text) {
    if (is_word_byte(c) || c == '.' || c == '-' || c == '/' || c == '~' || c == '+') continue;
    if (blanks_allowed && c == ' ') continue;
    return false;
  }
  return !text.empty();
}

bool looks_like_path(std::string_view text) {
  return text.find('/') != std::string_view::npos || (!text.empty() && text.front() == '.');
}

bool is_archive(std::string_view text) {
  if (!is_archive_name(text)) return false;
  const std::size_t at = text.find('@');
  return at == std::string_view::npos || looks_like_path(text.substr(0, at));
}

bool read_archive(std::string_view text, Range range, Requirement& out, Mistake& mistake) {
  out.path = range;
  const std::string_view file = file_name_of(range.of(text));
  if (!ends_with_ignoring_case(file, ".whl")) return true;
  Range name;
  Range version;
  if (!split_wheel_name(file, name, version))
    return fail(mistake, range.begin, range.end, "this is not the file name of a wheel");
  const std::size_t base = range.end - file.size();
  out.name = {base + name.begin, base + name.end};
  out.wheel_version = {base + version.begin, base + version.end};
  return true;
}

}  // namespace

std::string canonical_name(std::string_view name) {
  std::string out;
  bool separator = false;
  for (const char c : name) {
    if (c == '-' || c == '_' || c == '.') {
      separator = true;
      continue;
    }
    if (separator) out += '-';
    separator = false;
    out += lower(c);
  }
  if (separator) out += '-';
  return out;
}

bool parse_requirement(std::string_view text, Requirement& out, Mistake& mistake) {
  out = Requirement();
  const bool url = is_installable_scheme(scheme_of(text));
  // A URL may hold semicolons; a marker then needs a blank after its own.
  const std::size_t semicolon = text.find(url ? std::string_view("; ") : std::string_view(";"));
  Range part = {0, text.size()};
  if (semicolon != std::string_view::npos) {
    if (!read_marker(text, semicolon + 1, out, mistake)) return false;
    part.end = semicolon;
  }
  trim_blanks(text, part.begin, part.end);
  if (url) {
    out.url = part;
    return read_link(text, part, out, mistake);
  }
  // Extras at the very end count, whatever stands before them.
  Range bare = part;
  Requirement at_end;
  if (!strip_extras(text, bare, at_end, mistake)) return false;
  if (is_archive(bare.of(text))) {
    out.extras = std::move(at_end.extras);
    return read_archive(text, bare, out, mistake);
  }
  const Range marker = out.marker;
  if (read_named(text, part, out, mistake)) {
    if (!at_end.extras.empty()) out.extras = std::move(at_end.extras);
    return !out.url.present() || read_link(text, out.url, out, mistake);
  }
  if (!looks_like_path(bare.of(text)) || !is_path_text(bare.of(text), false)) return false;
  out = std::move(at_end);
  out.marker = marker;
  out.path = bare;
  return true;
}

bool parse_editable(std::string_view text, Requirement& out, Mistake& mistake) {
  out = Requirement();
  Mistake ignored;
  if (parse_requirement(text, out, ignored) && out.name.present() && out.url.present() &&
      out.url.begin > out.name.end) {
    if (is_repository(out.url.of(text))) return true;
    return fail(mistake, out.url.begin, out.url.end, kEditableTakes);
  }
  out = Requirement();
  Range part = {0, text.size()};
  trim_blanks(text, part.begin, part.end);
  const std::string scheme = scheme_of(part.of(text));
  const bool bare_vcs = scheme == "git" || scheme == "svn";
  if (scheme == "file" || is_vcs_scheme(scheme) || bare_vcs) {
    if (scheme == "file" && !strip_extras(text, part, out, mistake)) return false;
    out.url = part;
    if (!read_link(text, part, out, mistake)) return false;
    if (out.name.present() || scheme == "file") return true;
    return fail(mistake, part.begin, part.end,
                "pip cannot tell the name of what `-e` installs: write `name @ URL` in quotes, or "
                "add `#egg=name`");
  }
  Range path = part;
  if (scheme.empty() && strip_extras(text, path, out, ignored) &&
      is_path_text(path.of(text), true)) {
    out.path = path;
    return true;
  }
  return fail(mistake, part.begin, part.end, kEditableTakes);
}

}  // namespace djaz::requirements
