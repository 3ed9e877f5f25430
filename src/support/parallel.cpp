#include "support/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace djaz {
namespace {

// More cores than this wait for memory and for each other.
constexpr unsigned kMostThreads = 16;

class Parts {
 public:
  Parts(std::size_t count, const std::function<void(std::size_t)>& work)
      : count_(count), work_(work) {}

  void run() {
    try {
      for (std::size_t part = next_++; part < count_; part = next_++) work_(part);
    } catch (...) {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!error_) error_ = std::current_exception();
      next_ = count_;
    }
  }

  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  const std::size_t count_;
  const std::function<void(std::size_t)>& work_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::exception_ptr error_;
};

}  // namespace

void start_threads(std::vector<std::thread>& threads, std::size_t count,
                   const std::function<void()>& run) {
  // A vector that cannot grow must not end threads that run.
  threads.reserve(threads.size() + count);
  try {
    for (std::size_t i = 0; i < count; ++i) threads.emplace_back(run);
  } catch (const std::system_error&) {
    // Where no more threads may be started, those that are there do the work.
  }
}

void in_parallel(std::size_t parts, std::size_t worth_it,
                 const std::function<void(std::size_t part)>& work, unsigned threads) {
  Parts all(parts, work);
  std::vector<std::thread> started;
  if (parts > 1 && parts >= worth_it) {
    if (threads == 0) threads = std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads);
    start_threads(started, std::min<std::size_t>(threads, parts) - 1, [&all] { all.run(); });
  }
  all.run();
  for (std::thread& thread : started) thread.join();
  all.rethrow();
}

}  // namespace djaz
