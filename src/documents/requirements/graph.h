// All requirements files of a run and how they include one another. Each file is read once, whoever
// includes it; what lies outside the project is never looked at.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "documents/assembly.h"

namespace djaz::requirements {

struct Include {
  enum class Target : std::uint8_t {
    file,        // read
    missing,     // no such file in the project
    outside,     // leaves the project: whether it exists is not asked
    remote,      // a URL
    variable,    // the name is put in from the environment
    unread,      // there, but refused or too deep
    other_kind,  // a pylock.toml
  };
  const Node* node = nullptr;  // as the document has it: target, kind, ignored
  Target target = Target::missing;
  std::string path;      // under the project root, where known
  std::size_t file = 0;  // with Target::file
  bool constraint = false;
  bool ignored = false;  // pip does not heed it
  bool cycle = false;    // leads back to a file that leads here
};

struct File {
  std::string path;
  const Document* document = nullptr;
  std::vector<Include> includes;
  bool included = false;            // by some `-r`
  bool used_as_constraint = false;  // by some `-c`
};

class IncludeGraph {
 public:
  explicit IncludeGraph(Assembly& assembly);

  const std::vector<File>& files() const { return files_; }
  // The index of a file, or npos.
  std::size_t find(std::string_view path) const;
  // Everything that a file leads to, itself first.
  std::vector<std::size_t> reached_from(std::size_t start) const;

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

 private:
  void add(const std::string& path, const Document& document);
  void follow(std::size_t file);
  Include resolve(const File& from, const Node& node);
  void read(Include& include);
  void note(const File& from);
  void mark_cycles();

  Assembly& assembly_;
  std::vector<File> files_;
  std::map<std::string, std::size_t, std::less<>> by_path_;
};

// The entry of a mapping, or null.
const Node* child(const Node& mapping, std::string_view name);
// The items of a list under a name; empty where there is none.
std::span<const Node* const> items_of(const Node& mapping, std::string_view name);

}  // namespace djaz::requirements
