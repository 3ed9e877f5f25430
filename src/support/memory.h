// What a run asks of the allocator, where the one there is can be asked.
#pragma once

namespace djaz {

// Memory that is given back is soon asked for again: keep it, instead of having the system clear
// it anew each time. For runs that take and free megabytes again and again.
void keep_freed_memory();

}  // namespace djaz
