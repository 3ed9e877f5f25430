#include "secrets/marks.h"

#include <array>

#include "support/text.h"

namespace djaz {
namespace {

std::array<std::uint8_t, 256> small_letters() {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i)
    table[i] = static_cast<std::uint8_t>(lower(static_cast<char>(i)));
  return table;
}

}  // namespace

void Marks::add(std::string_view mark, std::size_t owner) {
  const std::string text = lowered(mark);
  const auto head = static_cast<std::size_t>(static_cast<std::uint8_t>(text[0])) << 8 |
                    static_cast<std::uint8_t>(text[1]);
  if (heads_[head] == 0) {
    heads_[head] = static_cast<std::uint8_t>(groups_.size());
    groups_.emplace_back();
  }
  groups_[heads_[head]].push_back({text, owner});
}

void Marks::find(std::string_view text,
                 const std::function<void(std::size_t owner, std::size_t at)>& found) const {
  static const std::array<std::uint8_t, 256> kSmall = small_letters();
  if (text.size() < 3) return;
  std::size_t head = kSmall[static_cast<std::uint8_t>(text[0])];
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    head = (head << 8 | kSmall[static_cast<std::uint8_t>(text[at + 1])]) & 0xffff;
    if (heads_[head] == 0) continue;
    for (const Mark& mark : groups_[heads_[head]])
      if (starts_with_ignoring_case(text.substr(at), mark.text)) found(mark.owner, at);
  }
}

}  // namespace djaz
