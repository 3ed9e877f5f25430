#include "support/memory.h"

#include <cstddef>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace djaz {

void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kLargestKept = 16 * 1024 * 1024;
  ::mallopt(M_MMAP_THRESHOLD, kLargestKept);
  ::mallopt(M_TRIM_THRESHOLD, 2 * kLargestKept);
#endif
}

}  // namespace djaz
