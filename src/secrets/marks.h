// Finds, in one pass over a text, where any of some sixty short marks stands, in any case. Nearly
// every place is dismissed by its first bytes, sixteen or 32 places at a time where the machine
// can.
#pragma once

#include <array>
#include <cstddef>
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
  // By where they stand.
  void find(std::string_view text,
            const std::function<void(std::size_t owner, std::size_t at)>& found) const;

 private:
  struct Mark {
    std::string text;  // in small letters
    std::size_t owner = 0;
  };
  using Found = std::function<void(std::size_t owner, std::size_t at)>;
  static constexpr std::size_t kFirst = 6;

  // For each of the first bytes of a mark and each half of such a byte: which eighths of the marks
  // have it there, or end before.
  struct Halves {
    std::array<std::uint8_t, 16> low{};
    std::array<std::uint8_t, 16> high{};
  };

  using FirstBytes = std::array<Halves, kFirst>;

  static void include(std::string_view text, std::size_t number, FirstBytes& halves);
  static double noise(std::size_t number, const FirstBytes& halves);
  std::size_t quietest(std::string_view text) const;
  void look(std::string_view text, std::size_t at, const Found& found) const;
  // Many places at a time, up to where it came.
  std::size_t find_in_blocks(std::string_view text, const Found& found) const;
  std::size_t find_by_thirty_two(std::string_view text, const Found& found) const;
  std::size_t find_by_sixteen(std::string_view text, const Found& found) const;

  // By the first two bytes: none, or the group of marks that begin so.
  std::vector<std::uint8_t> heads_ = std::vector<std::uint8_t>(1U << 16);
  std::vector<std::vector<Mark>> groups_ = {{}};
  // Of each group, the eighth it is in.
  std::vector<std::size_t> eighths_ = {0};
  FirstBytes halves_;
};

}  // namespace djaz
