#include "lint/bulk/index.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "documents/azure/stretch.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::size_t kChunk = 1024 * 1024;
// The parts of one resource, all together.
constexpr std::uint64_t kLargestResource = 16 * 1024 * 1024;
constexpr std::size_t kMostElements = 4'000'000;

}  // namespace

bool BulkIndex::read(const FileText& text, const BulkIndexOptions& options) {
  use_of_ = options.use_of;
  Sieve sieve(text, options.threads, options.portion);
  sieve_ = &sieve;
  const bool whole = pass(text, options);
  sieve_ = nullptr;
  const std::vector<std::uint32_t> kept = sieve.finish();
  if (!whole) return false;
  for (const std::uint32_t number : kept)
    if (!withdrawn_) uses_[number] = BulkUse::judged;
  arrange(options.portion);
  return problem_.message.empty() && !elements_.empty();
}

// Goes through the text once.
bool BulkIndex::pass(const FileText& text, const BulkIndexOptions& options) {
  const auto lists = azure::wrapping_members();
  const auto members = azure::identifying_members();
  JsonSplitter splitter(*this, {lists.begin(), lists.end()}, {members.begin(), members.end()});
  std::string chunk(kChunk, '\0');
  bool first = true;
  for (std::uint32_t at = 0; at < text.size();) {
    const std::size_t wanted = std::min<std::size_t>(kChunk, text.size() - at);
    const std::size_t got = text.read_into(at, chunk.data(), wanted);
    if (got < wanted) {
      problem_.message = "changed while it was read";
      return false;
    }
    const std::string_view part(chunk.data(), got);
    const std::string_view start = trimmed(part);
    if (first && !start.empty()) {
      if (start.front() != '[' && start.front() != '{') return false;
      first = false;
    }
    if (!splitter.feed(part)) break;
    if (!problem_.message.empty()) return false;
    at += static_cast<std::uint32_t>(got);
    if (options.tell) options.tell(at, sifted_);
  }
  if (!splitter.finish()) {
    problem_ = splitter.problem();
    return false;
  }
  return problem_.message.empty();
}

void BulkIndex::element(const JsonElement& element) {
  // Numbers and words are nobody's resources.
  if (element.end - element.begin < 2) return;
  if (!problem_.message.empty()) return;
  if (elements_.size() == kMostElements) {
    problem_.message = "holds more than 4,000,000 elements";
    problem_.offset = element.begin;
    problem_.line = element.start.line;
    return;
  }
  elements_.push_back({element.begin, element.end});
  pages_.push_back(element.start);
  const std::uint32_t size = element.end - element.begin;
  const BulkUse use = use_of(*element.members, size);
  uses_.push_back(use);
  groups_.push_back(azure::group_of(*element.members, element.begin));
  if (use != BulkUse::none) return;
  sifted_ += size;
  sieve_->add(static_cast<std::uint32_t>(elements_.size() - 1), elements_.back());
}

BulkUse BulkIndex::use_of(std::span<const std::string> members, std::uint32_t size) {
  // A template, say, may hold anything.
  const azure::RootType type = azure::root_type_of(members);
  if (type.name.empty()) return BulkUse::joined;
  const auto [known, added] = types_.try_emplace(type.name, BulkUse::none);
  if (added) known->second = use_of_(type.name);
  // What is too large is nobody's to read, and said to be so.
  const bool sifted = type.certain && !withdrawn_ && size <= kLargestResource;
  return known->second == BulkUse::none && !sifted ? BulkUse::judged : known->second;
}

bool BulkIndex::is_wrapper(const JsonWrapper& wrapper) {
  return azure::is_wrapper(wrapper.list, wrapper.names);
}

void BulkIndex::withdraw(std::uint32_t begin) {
  while (!elements_.empty() && elements_.back().begin >= begin) {
    elements_.pop_back();
    pages_.pop_back();
    groups_.pop_back();
    withdrawn_ = withdrawn_ || uses_.back() == BulkUse::none;
    uses_.pop_back();
  }
  if (!withdrawn_) return;
  // Numbers that the sieve has now mean other elements: everything is judged.
  std::replace(uses_.begin(), uses_.end(), BulkUse::none, BulkUse::judged);
}

void BulkIndex::fail(std::string message, std::uint32_t element) {
  problem_.message = std::move(message);
  problem_.offset = pages_[element].offset;
  problem_.line = pages_[element].line;
}

// By the first element of each group, so that results come out nearly in order.
void BulkIndex::arrange(std::uint64_t portion) {
  const auto count = static_cast<std::uint32_t>(elements_.size());
  std::vector<std::uint32_t> leader(count);
  {
    std::unordered_map<std::uint64_t, std::uint32_t> first;
    first.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i)
      if (uses_[i] != BulkUse::none) leader[i] = first.try_emplace(groups_[i], i).first->second;
  }
  std::vector<std::uint64_t>().swap(groups_);
  for (std::uint32_t i = 0; i < count; ++i)
    if (uses_[i] != BulkUse::none) order_.push_back(i);
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
      group += elements_[order_[end]].end - elements_[order_[end]].begin;
      is_joined = is_joined || uses_[order_[end]] == BulkUse::joined;
    }
    if (group > kLargestResource) {
      // One document that is no list is for the ordinary reader.
      if (count > 1) fail("a resource is larger than 16 MB", order_[i]);
      elements_.clear();
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
  std::vector<BulkUse>().swap(uses_);
  types_.clear();
}

}  // namespace djaz
