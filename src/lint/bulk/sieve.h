// Of a tenant's resources most are of types that no rule reads: all there is to know of them is
// whether they are JSON and hold nothing that has to be said of any text. What does not pass is
// judged like everything else.
#pragma once

#include <cstdint>
#include <vector>

#include "lint/bulk/file_text.h"
#include "lint/bulk/index.h"

namespace djaz {

struct SieveItem {
  // Known to the caller.
  std::uint32_t number = 0;
  BulkElement place;
};

// The numbers of those that have to be judged. Items are in the order of the text, `portion` bytes
// of which are looked through at a time.
std::vector<std::uint32_t> kept_by_sieve(const FileText& text, const std::vector<SieveItem>& items,
                                         std::uint64_t portion, unsigned threads);

}  // namespace djaz
