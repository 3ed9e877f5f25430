// Versions as Python orders them (PEP 440), and what the specifiers of a requirement allow.
// Numbers are compared as digits, so that none is too great.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace djaz {

class Pep440 {
 public:
  // Nothing when the text is no version.
  static std::optional<Pep440> parse(std::string_view text);

  // In normal form: "v1.0-RC.1" is "1.0rc1".
  std::string text() const;
  // Two numbers of the release, "5.2"; one where there is no second.
  std::string series() const;

  bool is_prerelease() const { return pre_letter_ != 0 || has_dev_; }
  bool is_postrelease() const { return has_post_; }
  bool is_dev() const { return has_dev_; }
  bool has_local() const { return !local_.empty(); }

  // As far as the release goes, without pre, post, dev and local.
  Pep440 base() const;
  Pep440 without_local() const;
  // The earliest that belongs to this version: its `.dev0`.
  Pep440 first_dev() const;
  // Without post, dev and local the two are the same.
  bool is_of_release(const Pep440& other) const;
  // The release is padded with zeros; `count` 0 takes all of it.
  bool begins_with(const Pep440& prefix, std::size_t count = 0) const;
  std::size_t release_length() const { return release_.size(); }
  // The versions that lie next to this one in one of the ways in which ranges can end: just below,
  // just above, the next number in each place. `width` is the length of the longest release around.
  std::vector<Pep440> neighbours(std::size_t width) const;

  friend std::strong_ordering operator<=>(const Pep440& a, const Pep440& b);
  friend bool operator==(const Pep440& a, const Pep440& b) {
    return (a <=> b) == std::strong_ordering::equal;
  }

 private:
  friend class Pep440Reader;

  // All numbers are digits without leading zeros; zero is empty.
  std::string epoch_;
  std::vector<std::string> release_;
  char pre_letter_ = 0;  // 'a', 'b', 'r' for rc, or none
  std::string pre_;
  bool has_post_ = false;
  std::string post_;
  bool has_dev_ = false;
  std::string dev_;
  std::vector<std::string> local_;  // numbers as written, letters in lower case
};

// One `>=4.2`.
struct VersionBound {
  std::string op;
  std::string version;
};

// `>=4.2,<5` taken apart; nothing when an operator or a version lacks.
std::optional<std::vector<VersionBound>> parse_bounds(std::string_view specifier);

// Whether a version fits, pre-releases included. Unknown specifiers fit nothing.
bool allows(const VersionBound& bound, const Pep440& version);
bool allows(const std::vector<VersionBound>& bounds, const Pep440& version);

// A version that fits all of them, or nothing when there is none. More than 32 bounds are not
// looked at: then the first version of the first is given.
std::optional<std::string> fitting_version(const std::vector<VersionBound>& bounds);

}  // namespace djaz
