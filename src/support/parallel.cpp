#include "support/parallel.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
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

// Threads that wait for work: starting one, and giving it memory of its own, takes longer than many
// a part. They are never joined; whoever gives them work waits for it.
class Pool {
 public:
  // Not freed: a thread may still look into it while the program ends.
  static Pool& get() {
    static Pool* const pool = new Pool;
    return *pool;
  }

  // All parts are done when it comes back, by this thread and as many others as have time.
  void run(Parts& parts, std::size_t helpers) {
    Job job{parts, helpers, 0};
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      grow(helpers);
      jobs_.push_back(&job);
    }
    for (std::size_t i = 0; i < helpers; ++i) wake_.notify_one();
    parts.run();
    std::unique_lock<std::mutex> lock(mutex_);
    std::erase(jobs_, &job);
    done_.wait(lock, [&job] { return job.running == 0; });
  }

 private:
  struct Job {
    Parts& parts;
    std::size_t wanted;
    std::size_t running;
  };

  void grow(std::size_t wanted) {
    try {
      for (; threads_ < std::min<std::size_t>(wanted, kMostThreads); ++threads_)
        std::thread([this] { serve(); }).detach();
    } catch (const std::system_error&) {
      // Where no more threads may be started, those that are there do the work.
    }
  }

  [[noreturn]] void serve() {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      wake_.wait(lock, [this] { return !jobs_.empty(); });
      // The latest is a part of an earlier one: whoever waits for it gives no other work.
      Job& job = *jobs_.back();
      if (--job.wanted == 0) jobs_.pop_back();
      ++job.running;
      lock.unlock();
      job.parts.run();
      lock.lock();
      if (--job.running == 0) done_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable done_;
  std::vector<Job*> jobs_;
  std::size_t threads_ = 0;
};

unsigned cores() {
  static const unsigned count = std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads);
  return count;
}

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
  if (threads == 0) threads = cores();
  const std::size_t helpers = std::min<std::size_t>(threads, parts) - 1;
  if (parts > 1 && parts >= worth_it && helpers > 0)
    Pool::get().run(all, helpers);
  else
    all.run();
  all.rethrow();
}

}  // namespace djaz
