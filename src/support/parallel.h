// Work in parts that do not know of each other, on all cores. Each part puts what it finds into a
// place of its own, so that the number of threads shows in nothing but the time.
#pragma once

#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace djaz {

// Calls `work` with 0, 1, … `parts` - 1 and comes back when all are done. Below `worth_it` parts no
// thread is started. What a part throws is thrown again here, once the others have ended.
// `threads`: so many; 0 where the number of cores decides.
void in_parallel(std::size_t parts, std::size_t worth_it,
                 const std::function<void(std::size_t part)>& work, unsigned threads = 0);

// Starts up to `count` threads, fewer where the system allows no more.
void start_threads(std::vector<std::thread>& threads, std::size_t count,
                   const std::function<void()>& run);

}  // namespace djaz
