// Of a tenant's resources most are of types that no rule reads: all there is to know of them is
// whether they are JSON and hold nothing that has to be said of any text. That is found out here,
// while the export is being indexed; what does not pass is judged like everything else.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "lint/bulk/file_text.h"

namespace djaz {

struct BulkElement {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class Sieve {
 public:
  // `threads` of its own; with none it works in the thread that calls `finish`.
  Sieve(const FileText& text, unsigned threads, std::uint64_t portion);
  ~Sieve();
  Sieve(const Sieve&) = delete;
  Sieve& operator=(const Sieve&) = delete;

  // Elements in the order of the text, each with a number that is known to the caller.
  void add(std::uint32_t number, const BulkElement& element);
  // When all are through: the numbers of those that have to be judged, sorted.
  std::vector<std::uint32_t> finish();

 private:
  struct Item {
    std::uint32_t number = 0;
    BulkElement place;
  };
  using Portion = std::vector<Item>;

  void hand_over();
  void work(bool last);
  void sift(const Portion& portion, std::vector<std::uint32_t>& kept) const;

  const FileText& text_;
  std::uint64_t portion_;
  Portion next_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable more_;
  // Under the mutex.
  std::deque<Portion> waiting_;
  std::vector<std::uint32_t> kept_;
  bool closed_ = false;
};

}  // namespace djaz
