// What git ignores: the patterns of `.gitignore` as git itself reads them. A directory that is
// ignored takes everything below it along, whatever is said there.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/file_system.h"
#include "support/truth.h"

namespace djaz {

// One pattern, compiled. Linear in pattern × path.
class IgnorePattern {
 public:
  // A line of the file. Nothing for blank lines and comments.
  static std::optional<IgnorePattern> parse(std::string_view line, bool ignore_case);

  bool negated() const { return negated_; }
  // `path` is seen from the directory of the file. `work` counts steps.
  bool matches(std::string_view path, bool is_directory, std::size_t& work) const;

 private:
  struct Token {
    enum class How : std::uint8_t {
      character,
      set,     // any of a set, never a slash
      star,    // any text without a slash
      any,     // any text
      enter,   // `**/`: nothing, or what `inside` takes
      inside,  // any text up to and with a slash
    };
    How how = How::character;
    char character = 0;
    std::size_t set = 0;  // in sets_
  };

  bool compile(std::string_view pattern);
  bool compile_set(std::string_view pattern, std::size_t& at);
  bool run(std::string_view text, std::size_t& work) const;

  std::vector<Token> tokens_;
  std::vector<std::bitset<256>> sets_;
  bool negated_ = false;
  bool only_directory_ = false;
  bool only_name_ = false;
  bool ignore_case_ = false;
};

// All the pattern files that speak of a repository: those on the way to a path, then
// `info/exclude`. What a user's own configuration ignores everywhere is not known here.
class IgnoreRules {
 public:
  // `git_directory` is where `info/exclude` stands.
  IgnoreRules(FileSystem& files, std::string git_directory, bool ignore_case);

  // Of a file that git does not track, by its path from the top.
  Truth ignores(const std::string& path);

 private:
  struct PatternFile {
    std::vector<IgnorePattern> patterns;
    bool unreadable = false;
  };

  const PatternFile& patterns_in(const std::string& path);
  Truth judge(std::string_view path, bool is_directory);
  std::optional<Truth> judge_by(const PatternFile& file, std::string_view path, bool is_directory);

  FileSystem& files_;
  std::string exclude_;
  bool ignore_case_;
  std::map<std::string, PatternFile> read_;
  std::size_t work_ = 0;
};

}  // namespace djaz
