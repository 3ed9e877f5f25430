#include "lint/bulk/index.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "documents/azure/stretch.h"
#include "lint/bulk/sieve.h"
#include "lint/bulk/stretches.h"
#include "support/parallel.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::size_t kChunk = 1024 * 1024;
// The parts of one resource, all together.
constexpr std::uint64_t kLargestResource = 16 * 1024 * 1024;
constexpr std::size_t kMostElements = 4'000'000;

// The place that is `page` for a stretch that begins at `start`.
PageStart behind(const PageStart& start, PageStart page) {
  if (page.line == 1) {
    page.column += start.column - 1;
    page.line_begin = start.line_begin;
  }
  page.line += start.line - 1;
  return page;
}

// What the threads add to.
struct Counts {
  std::atomic<std::size_t> elements{0};
  // In bytes, what no rule reads.
  std::atomic<std::uint64_t> sifted{0};
};

// The elements of one stretch of an export.
class IndexPart final : public JsonElements {
 public:
  IndexPart(const BulkIndexOptions& options, std::uint32_t begin, Counts& counts)
      : options_(options), begin_(begin), counts_(counts), splitter_(export_splitter(*this)) {}
  IndexPart(const IndexPart&) = delete;
  IndexPart& operator=(const IndexPart&) = delete;

  void go_on(const JsonSeam& seam) { splitter_.go_on(seam, begin_); }
  // Takes the text up to `end`; false where that cannot be read.
  bool take(const FileText& text, std::uint32_t end,
            const std::function<void(std::uint32_t)>& tell);
  // Where it has come to.
  std::uint32_t at() const { return splitter_.taken(); }
  bool stopped() const { return stopped_ || too_many(); }
  std::optional<JsonSeam> seam() { return splitter_.seam(); }
  const PageStart& here() const { return splitter_.here(); }
  JsonSplitProblem finish() {
    if (!stopped_) splitter_.finish();
    return splitter_.problem();
  }
  bool too_many() const { return counts_.elements > kMostElements; }

  // Puts its own behind what the stretches before it have; `start`: where its first line and
  // column are.
  void add_to(IndexedElements& all, const PageStart& start);

  void element(const JsonElement& element) override;
  bool is_wrapper(const JsonWrapper& wrapper) override {
    return azure::is_wrapper(wrapper.list, wrapper.names);
  }
  void withdraw(std::uint32_t begin) override {
    own_.withdraw(begin);
    if (own_.places.empty()) withdrawn_ = std::min(withdrawn_, begin);
  }

 private:
  BulkUse use_of(std::span<const std::string> members, std::uint32_t size);

  const BulkIndexOptions& options_;
  std::uint32_t begin_;
  // Of all stretches.
  Counts& counts_;
  JsonSplitter splitter_;
  bool stopped_ = false;
  IndexedElements own_;
  // Elements from here on were none, of whatever stretch.
  std::uint32_t withdrawn_ = UINT32_MAX;
  // By type as written.
  std::unordered_map<std::string, BulkUse> types_;
};

bool IndexPart::take(const FileText& text, std::uint32_t end,
                     const std::function<void(std::uint32_t)>& tell) {
  std::string chunk(std::min<std::size_t>(kChunk, end - at()), '\0');
  while (at() < end && !stopped()) {
    const std::size_t wanted = std::min<std::size_t>(chunk.size(), end - at());
    const std::size_t got = text.read_into(at(), chunk.data(), wanted);
    if (got < wanted) return false;
    stopped_ = !splitter_.feed(std::string_view(chunk).substr(0, got));
    tell(static_cast<std::uint32_t>(got));
  }
  return true;
}

void IndexPart::element(const JsonElement& element) {
  // Numbers and words are nobody's resources.
  if (element.end - element.begin < 2 || too_many()) return;
  ++counts_.elements;
  own_.places.push_back({element.begin, element.end});
  own_.pages.push_back(element.start);
  own_.uses.push_back(use_of(*element.members, element.end - element.begin));
  if (own_.uses.back() == BulkUse::none) counts_.sifted += element.end - element.begin;
  own_.groups.push_back(azure::group_of(*element.members, element.begin));
}

BulkUse IndexPart::use_of(std::span<const std::string> members, std::uint32_t size) {
  // A template, say, may hold anything.
  const azure::RootType type = azure::root_type_of(members);
  if (type.name.empty()) return BulkUse::joined;
  const auto [known, added] = types_.try_emplace(type.name, BulkUse::none);
  if (added) known->second = options_.use_of(type.name);
  // What is too large is nobody's to read, and said to be so.
  const bool sifted = type.certain && size <= kLargestResource;
  return known->second == BulkUse::none && !sifted ? BulkUse::judged : known->second;
}

void IndexPart::add_to(IndexedElements& all, const PageStart& start) {
  all.withdraw(withdrawn_);
  for (PageStart& page : own_.pages)
    // A document around the list was found by another.
    if (page.offset >= begin_) page = behind(start, page);
  all.append(own_);
  own_ = {};
}

}  // namespace

void IndexedElements::withdraw(std::uint32_t begin) {
  std::size_t kept = places.size();
  while (kept > 0 && places[kept - 1].begin >= begin) --kept;
  places.resize(kept);
  pages.resize(kept);
  groups.resize(kept);
  uses.resize(kept);
}

void IndexedElements::append(const IndexedElements& more) {
  const auto add = [](auto& to, const auto& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  add(places, more.places);
  add(pages, more.pages);
  add(groups, more.groups);
  add(uses, more.uses);
}

bool BulkIndex::read(const FileText& text, const BulkIndexOptions& options) {
  if (!pass(text, options)) return false;
  for (std::size_t i = 0; i < all_.places.size(); ++i)
    if (all_.uses[i] == BulkUse::none) sifted_ += all_.places[i].end - all_.places[i].begin;
  sift(text, options);
  arrange(options.portion);
  return problem_.message.empty() && !all_.places.empty();
}

// Goes through the text once, in stretches.
bool BulkIndex::pass(const FileText& text, const BulkIndexOptions& options) {
  const std::string head = text.read(0, std::min<std::uint32_t>(kChunk, text.size()));
  const std::string_view start = trimmed(head);
  if (!start.empty() && start.front() != '[' && start.front() != '{') return false;
  Stretches guessed;
  if (options.threads > 1) guessed = guess_stretches(text, options.stretch, options.threads);
  const std::size_t count = guessed.begins.size();
  guessed.begins.push_back(text.size());
  Counts counts;
  std::deque<IndexPart> parts;
  for (std::size_t i = 0; i < count; ++i) {
    parts.emplace_back(options, guessed.begins[i], counts);
    if (i > 0) parts.back().go_on(guessed.seam);
  }
  std::mutex mutex;
  std::uint32_t told = 0;
  const auto tell = [&](std::uint32_t more) {
    if (!options.tell) return;
    const std::lock_guard<std::mutex> lock(mutex);
    told = std::min(told + more, text.size());
    options.tell(told, counts.sifted);
  };
  std::atomic<bool> changed{false};
  const auto take = [&](std::size_t i, std::uint32_t end) {
    if (!parts[i].take(text, end, tell)) changed = true;
  };
  in_parallel(
      count, 1, [&](std::size_t i) { take(i, guessed.begins[i + 1]); }, options.threads);

  // A stretch stands where the one before it came to it as was guessed. Where not, that one goes
  // on.
  PageStart here;
  for (std::size_t i = 0; i < count && !changed;) {
    IndexPart& part = parts[i];
    std::size_t next = i + 1;
    for (; next < count && !changed && !part.stopped(); ++next) {
      if (part.seam() == guessed.seam) break;
      take(i, guessed.begins[next + 1]);
    }
    if (part.stopped()) next = count;
    if (next == count) {
      problem_ = part.finish();
      problem_.line += here.line - 1;
    }
    part.add_to(all_, here);
    here = behind(here, part.here());
    i = next;
  }
  if (changed) problem_.message = "changed while it was read";
  if (counts.elements > kMostElements) {
    if (options.threads > 1) return again(text, options);
    problem_.message = "holds more than 4,000,000 elements";
    problem_.offset = all_.places.back().begin;
    problem_.line = all_.pages.back().line;
  }
  return problem_.message.empty() && !problem_.unsuitable;
}

// In one stretch: what is said of the text must not depend on how it was cut.
bool BulkIndex::again(const FileText& text, BulkIndexOptions options) {
  options.threads = 1;
  all_ = {};
  problem_ = {};
  return pass(text, options);
}

// What no rule reads is judged all the same where something else is to be said of it.
void BulkIndex::sift(const FileText& text, const BulkIndexOptions& options) {
  std::vector<SieveItem> items;
  for (std::uint32_t i = 0; i < all_.places.size(); ++i)
    if (all_.uses[i] == BulkUse::none) items.push_back({i, all_.places[i]});
  for (const std::uint32_t number : kept_by_sieve(text, items, options.portion, options.threads))
    all_.uses[number] = BulkUse::judged;
}

void BulkIndex::fail(std::string message, std::uint32_t element) {
  problem_.message = std::move(message);
  problem_.offset = all_.pages[element].offset;
  problem_.line = all_.pages[element].line;
}

// By the first element of each group, so that results come out nearly in order.
void BulkIndex::arrange(std::uint64_t portion) {
  const auto count = static_cast<std::uint32_t>(all_.places.size());
  std::vector<std::uint32_t> leader(count);
  {
    std::unordered_map<std::uint64_t, std::uint32_t> first;
    first.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i)
      if (all_.uses[i] != BulkUse::none)
        leader[i] = first.try_emplace(all_.groups[i], i).first->second;
  }
  std::vector<std::uint64_t>().swap(all_.groups);
  for (std::uint32_t i = 0; i < count; ++i)
    if (all_.uses[i] != BulkUse::none) order_.push_back(i);
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return leader[a] < leader[b]; });
  BulkBatch batch;
  std::uint64_t size = 0;
  BulkBatch joined;
  std::uint64_t joined_size = 0;
  for (std::size_t i = 0; i < order_.size();) {
    std::size_t end = i;
    std::uint64_t group = 0;
    bool is_joined = false;
    for (; end < order_.size() && leader[order_[end]] == leader[order_[i]]; ++end) {
      group += all_.places[order_[end]].end - all_.places[order_[end]].begin;
      is_joined = is_joined || all_.uses[order_[end]] == BulkUse::joined;
    }
    if (group > kLargestResource) {
      // One document that is no list is for the ordinary reader.
      if (count > 1) fail("a resource is larger than 16 MB", order_[i]);
      all_.places.clear();
      return;
    }
    if (size != 0 && size + group > portion) {
      batches_.push_back(batch);
      batch = {i, i};
      size = 0;
    }
    size += group;
    if (is_joined) {
      joined_order_.insert(joined_order_.end(), order_.begin() + static_cast<std::ptrdiff_t>(i),
                           order_.begin() + static_cast<std::ptrdiff_t>(end));
      joined_size += group;
      joined.last = joined_order_.size();
      if (joined_size > portion) {
        joined_batches_.push_back(joined);
        joined = {joined.last, joined.last};
        joined_size = 0;
      }
    }
    batch.last = i = end;
  }
  if (batch.first != batch.last) batches_.push_back(batch);
  if (joined.first != joined.last) joined_batches_.push_back(joined);
  std::vector<BulkUse>().swap(all_.uses);
}

}  // namespace djaz
