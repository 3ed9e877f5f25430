#include "support/memory.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#ifdef __GLIBC__
#include <malloc.h>
#endif

// A sanitizer has an allocator of its own, and wants to hear of everything.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DJAZ_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define DJAZ_SANITIZED 1
#endif
#endif

#if defined(__GLIBC__) && defined(__LP64__) && !defined(DJAZ_SANITIZED)
#define DJAZ_KEEPS_BLOCKS 1
#endif

namespace djaz {
namespace {

#ifdef DJAZ_KEEPS_BLOCKS

// Sizes of the system's blocks are 24, 40, 56 and so on: a class each.
constexpr std::size_t kStep = 16;
constexpr std::size_t kHead = 8;
constexpr std::size_t kClasses = 33;
// Of one class in one thread.
constexpr std::size_t kMostKept = 128 * 1024;

constinit std::atomic<bool> keeps{false};

constexpr std::size_t class_of(std::size_t size) {
  return size <= kStep + kHead ? 1 : (size - kHead + kStep - 1) / kStep;
}
// The largest that such a block serves.
constexpr std::size_t size_of(std::size_t which) { return which * kStep + kHead; }

// Blocks that one thread gave back, by class.
class Blocks {
 public:
  constexpr Blocks() = default;
  Blocks(const Blocks&) = delete;
  Blocks& operator=(const Blocks&) = delete;
  // What is given back while the thread ends goes to the system.
  ~Blocks() {
    ended_ = true;
    for (Free*& first : first_)
      while (first != nullptr) std::free(take(first));
  }

  void* take(std::size_t which) {
    if (first_[which] == nullptr) return nullptr;
    room_[which] -= size_of(which);
    return take(first_[which]);
  }
  bool put(void* block, std::size_t which) {
    if (ended_ || room_[which] > kMostKept) return false;
    room_[which] += size_of(which);
    first_[which] = ::new (block) Free{first_[which]};
    return true;
  }

 private:
  struct Free {
    Free* next;
  };
  static void* take(Free*& first) {
    Free* const block = first;
    first = block->next;
    return block;
  }

  Free* first_[kClasses] = {};
  std::size_t room_[kClasses] = {};
  bool ended_ = false;
};

thread_local constinit Blocks blocks;

void* from_system(std::size_t size) {
  while (true) {
    if (void* const block = std::malloc(size == 0 ? 1 : size)) return block;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

inline void* allocate(std::size_t size) {
  const std::size_t which = class_of(size);
  if (which >= kClasses || !keeps.load(std::memory_order_relaxed)) return from_system(size);
  if (void* const block = blocks.take(which)) return block;
  return from_system(size_of(which));
}

inline void give_back(void* block) {
  if (block == nullptr) return;
  if (keeps.load(std::memory_order_relaxed)) {
    const std::size_t which = (::malloc_usable_size(block) - kHead) / kStep;
    if (which < kClasses && blocks.put(block, which)) return;
  }
  std::free(block);
}

#endif

}  // namespace

void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kLargestKept = 16 * 1024 * 1024;
  ::mallopt(M_MMAP_THRESHOLD, kLargestKept);
  ::mallopt(M_TRIM_THRESHOLD, 2 * kLargestKept);
#endif
#ifdef DJAZ_KEEPS_BLOCKS
  keeps = true;
#endif
}

}  // namespace djaz

#ifdef DJAZ_KEEPS_BLOCKS

// The other forms, for lists and without exceptions, call these.
void* operator new(std::size_t size) { return djaz::allocate(size); }
void operator delete(void* block) noexcept { djaz::give_back(block); }
void operator delete(void* block, std::size_t) noexcept { djaz::give_back(block); }

#endif
