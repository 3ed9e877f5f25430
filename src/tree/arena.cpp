#include "tree/arena.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace djaz {
namespace {

constexpr std::size_t kFirstBlock = 4 * 1024;
constexpr std::size_t kLargestBlock = 1024 * 1024;

}  // namespace

void* Arena::allocate(std::size_t size, std::size_t alignment) {
  const auto address = reinterpret_cast<std::uintptr_t>(cursor_);
  // An alignment is a power of two.
  const std::size_t padding = -address & (alignment - 1);
  if (cursor_ == nullptr || static_cast<std::size_t>(limit_ - cursor_) < size + padding) {
    // Blocks grow, so that a small document stays small and a large one needs few blocks.
    const std::size_t grown = std::clamp(used_, kFirstBlock, kLargestBlock);
    const std::size_t block = std::max(grown, size + alignment);
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block));
    cursor_ = blocks_.back().get();
    limit_ = cursor_ + block;
    return allocate(size, alignment);
  }
  std::byte* result = cursor_ + padding;
  cursor_ = result + size;
  used_ += size + padding;
  return result;
}

std::string_view Arena::text(std::string_view text) {
  if (text.empty()) return {};
  char* copy = static_cast<char*>(allocate(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

}  // namespace djaz
