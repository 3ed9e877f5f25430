// What follows a server's name on its command line: options under their canonical names, options
// that the server does not have, and the application.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "documents/startup/server_options.h"
#include "documents/startup/words.h"

namespace djaz::startup {

// Entries under unique names, the last value of a name counting; for input of any size.
class Entries {
 public:
  void set(const Builder& builder, std::string_view name, const Node* value, Span key);
  const Node* get(std::string_view name) const;
  const std::vector<Entry>& all() const { return entries_; }

 private:
  std::vector<Entry> entries_;
  std::map<std::string_view, std::size_t> places_;
};

struct Arguments {
  Entries options;
  std::vector<const Node*> unknown;  // {name, nearest?}
  Entries env;                       // what gunicorn's --env sets
  const ShellWord* app = nullptr;
  // A word is not known that may be an option, or several.
  bool open = false;
  bool unknown_open = false;
  // Its options are all known, so that another one is a mistake.
  bool known_server = false;
};

Arguments read_arguments(const Server& server, const Words& words,
                         std::span<const ShellWord> given);

}  // namespace djaz::startup
