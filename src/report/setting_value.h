// A value as Python writes it, on one line where it fits and otherwise with a line for each part;
// what is not known in it is told in words between angle brackets. No secret is in the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "djaz/source.h"
#include "secrets/redact.h"
#include "tree/node.h"

namespace djaz {

class SettingValues {
 public:
  explicit SettingValues(Redactor& redactor) : redactor_(redactor) {}

  // The lines; `used` columns of the first and `indent` of all are taken. At least one.
  std::vector<std::string> lines(const Node& node, std::string_view name, std::size_t used,
                                 std::size_t indent);
  // One line, shortened.
  std::string flat(const Node& node, std::string_view name, std::size_t limit);

  // By its trait, its place, or the name under which it stands.
  bool is_secret(const Node& node, bool sensitive);

 private:
  // The value on one line; false where it is longer than the limit.
  bool on_one_line(const Node& node, bool sensitive, int depth, std::size_t limit,
                   std::string& out);
  bool all_on_one_line(const Node& node, bool sensitive, int depth, std::size_t limit,
                       std::string& out);
  std::string scalar(const Node& node, bool sensitive);
  void broken(const Node& node, bool sensitive, int depth, std::string head, std::string tail,
              std::size_t used, std::vector<std::string>& out);
  void ways(const Node& node, bool sensitive, int depth, std::string head, std::string tail,
            std::vector<std::string>& out);

  Redactor& redactor_;
};

}  // namespace djaz
