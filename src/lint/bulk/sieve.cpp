#include "lint/bulk/sieve.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "documents/appearance.h"
#include "secrets/formats.h"
#include "support/parallel.h"
#include "syntax/json_strict.h"

namespace djaz {

Sieve::Sieve(const FileText& text, unsigned threads, std::uint64_t portion)
    : text_(text), portion_(portion) {
  start_threads(threads_, threads, [this] { work(false); });
}

Sieve::~Sieve() { finish(); }

void Sieve::add(std::uint32_t number, const BulkElement& element) {
  if (!next_.empty() && element.end - next_.front().place.begin > portion_) hand_over();
  next_.push_back({number, element});
}

void Sieve::hand_over() {
  if (next_.empty()) return;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    waiting_.push_back(std::move(next_));
  }
  next_.clear();
  more_.notify_one();
}

// `last`: whoever calls adds no more, and leaves when nothing waits.
void Sieve::work(bool last) {
  std::vector<std::uint32_t> kept;
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    more_.wait(lock, [&] { return last || closed_ || !waiting_.empty(); });
    if (waiting_.empty()) break;
    const Portion portion = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    sift(portion, kept);
    lock.lock();
  }
  kept_.insert(kept_.end(), kept.begin(), kept.end());
}

std::vector<std::uint32_t> Sieve::finish() {
  hand_over();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
  }
  more_.notify_all();
  work(true);
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  std::sort(kept_.begin(), kept_.end());
  return std::move(kept_);
}

void Sieve::sift(const Portion& portion, std::vector<std::uint32_t>& kept) const {
  const std::uint32_t from = portion.front().place.begin;
  const std::uint32_t to = portion.back().place.end;
  const std::string text = text_.read(from, to);
  const auto keep = [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) kept.push_back(portion[i].number);
  };
  if (text.size() < to - from) return keep(0, portion.size());
  const std::string_view all = text;
  for (std::size_t i = 0; i < portion.size();) {
    // Neighbours are looked through together: what gives a credential away may stand before it.
    std::size_t end = i;
    bool good = true;
    for (; end < portion.size() && (end == i || portion[end].number == portion[end - 1].number + 1);
         ++end) {
      const BulkElement& place = portion[end].place;
      good = good && is_strict_json(all.substr(place.begin - from, place.end - place.begin));
    }
    const std::uint32_t begin = portion[i].place.begin;
    const std::string_view run = all.substr(begin - from, portion[end - 1].place.end - begin);
    if (!good || has_deceiving_characters(run) || !find_formats(run).empty()) keep(i, end);
    i = end;
  }
}

}  // namespace djaz
