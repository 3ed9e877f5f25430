// Finds, in one pass over a text, where any of some sixty short marks stands, in any case. Nearly
// every place is dismissed by its first two bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace djaz {

class Marks {
 public:
  // A mark is three bytes or more; `owner` comes back with each place of it.
  void add(std::string_view mark, std::size_t owner);
  void find(std::string_view text,
            const std::function<void(std::size_t owner, std::size_t at)>& found) const;

 private:
  struct Mark {
    std::string text;  // in small letters
    std::size_t owner = 0;
  };

  // By the first two bytes: none, or the group of marks that begin so.
  std::vector<std::uint8_t> heads_ = std::vector<std::uint8_t>(1U << 16);
  std::vector<std::vector<Mark>> groups_ = {{}};
};

}  // namespace djaz
