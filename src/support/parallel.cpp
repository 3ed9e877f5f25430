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

void in_parallel(std::size_t parts, std::size_t worth_it,
                 const std::function<void(std::size_t part)>& work) {
  Parts all(parts, work);
  std::vector<std::thread> threads;
  if (parts >= worth_it) {
    const unsigned cores = std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads);
    try {
      for (std::size_t i = 1; i < std::min<std::size_t>(cores, parts); ++i)
        threads.emplace_back([&all] { all.run(); });
    } catch (const std::system_error&) {
      // Where no more threads may be started, those that are there do the work.
    }
  }
  all.run();
  for (std::thread& thread : threads) thread.join();
  all.rethrow();
}

}  // namespace djaz
