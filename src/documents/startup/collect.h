// The commands that start one deployment, in order, from wherever they are written.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "documents/assembly.h"

namespace djaz::startup {

struct Item {
  const Node* node = nullptr;
  bool conditional = false;
};

// What begins on its own: a site's command, or one file with the scripts it calls.
struct Group {
  std::vector<Item> items;
  std::string source;  // words: "`startup.txt`", "the start-up command of `shop`"
  bool open = false;   // part of it could not be read
};

struct Start {
  std::vector<Group> groups;
  bool said = false;  // by the site, not only by a file's name
};

// `used` receives the files that take part.
Start collect(Assembly& assembly, Deployment& deployment, std::set<FileId>& used);

}  // namespace djaz::startup
