// A URL taken apart, as far as requirements need it: who is asked, over what, with which password.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace djaz::requirements {

// Half-open range of bytes of the text it speaks of. The default is absent.
struct Range {
  std::size_t begin = std::string_view::npos;
  std::size_t end = std::string_view::npos;

  bool present() const { return begin != std::string_view::npos; }
  bool empty() const { return begin == end; }
  std::string_view of(std::string_view text) const {
    return present() ? text.substr(begin, end - begin) : std::string_view();
  }
};

struct Url {
  std::string scheme;  // in lower case: "git+https"
  Range authority;     // user, host and port
  Range user;
  Range password;
  Range host;  // without the port
  Range path;
  Range revision;  // after `@` in the path of a repository
  Range egg;       // the name that `#egg=` gives
  Range hash_name;
  Range hash_value;

  // "git", "hg", "svn", "bzr" or nothing.
  std::string_view vcs() const;
};

// The scheme in lower case, or nothing where the text does not begin as a URL does.
std::string scheme_of(std::string_view text);
// A scheme that pip takes at the beginning of a line.
bool is_installable_scheme(std::string_view scheme);
bool is_vcs_scheme(std::string_view scheme);

// Takes a URL apart; false, with nothing but `egg`, when the text has no scheme.
bool split_url(std::string_view text, Url& url);

// `.zip`, `.whl`, `.tar.gz`, … at the end of the last segment.
bool is_archive_name(std::string_view path);

// Name and version of a wheel by its file name; false when the name is not one of a wheel.
bool split_wheel_name(std::string_view file_name, Range& name, Range& version);

}  // namespace djaz::requirements
