#include "lint/bulk/store.h"

#include <algorithm>
#include <cstring>
#include <tuple>
#include <type_traits>

namespace djaz {

namespace {

// Nobody reads more, and no finding has them.
constexpr std::size_t kMostParts = 1'000;
// Batches whose findings are in memory while a report is written: their findings come nearly one
// batch after the other.
constexpr std::size_t kMostHere = 32;

// An empty list in braces would keep its room.
template <class List>
void release(List& list) {
  List().swap(list);
}

// The disk does not give back what was written to it: what is known all the same.
Finding unreadable(const FindingBatch::Key& key, FileId file) {
  Finding out;
  out.rule = key.brief.rule;
  out.outcome = key.brief.outcome;
  out.status = key.brief.status;
  out.severity = out.rule->severity;
  out.confidence = out.rule->confidence;
  out.primary.span = {file, key.begin, key.end};
  out.message = "the words of this finding cannot be read again from the temporary file";
  return out;
}

}  // namespace

FindingBatch::Text FindingBatch::keep(std::string_view text) {
  if (text.empty()) return 0;
  if (bytes_.empty()) bytes_.assign(sizeof(std::uint32_t), '\0');
  const auto here = static_cast<Text>(bytes_.size());
  const auto [known, added] = known_.try_emplace(std::hash<std::string_view>()(text), here);
  if (!added && this->text(known->second) == text) return known->second;
  const auto size = static_cast<std::uint32_t>(text.size());
  char head[sizeof size];
  std::memcpy(head, &size, sizeof size);
  bytes_.append(head, sizeof size);
  bytes_.append(text);
  return here;
}

std::string_view FindingBatch::text(Text which) const {
  if (which == 0) return {};
  std::uint32_t size = 0;
  std::memcpy(&size, bytes_.data() + which, sizeof size);
  return std::string_view(bytes_).substr(which + sizeof size, size);
}

FindingBatch::Place FindingBatch::keep(const Label& label) {
  return {label.span.begin, label.span.end, label.span.valid(), keep(label.text)};
}

Label FindingBatch::label(const Place& place, FileId file, std::string_view text) {
  Label out;
  if (place.valid) out.span = {file, place.begin, place.end};
  out.text = text;
  return out;
}

void FindingBatch::add(const Finding& finding) {
  Stored stored;
  stored.rule = finding.rule;
  stored.outcome = finding.outcome;
  stored.status = finding.status;
  stored.severity = finding.severity;
  stored.confidence = finding.confidence;
  stored.primary = keep(finding.primary);
  stored.message = keep(finding.message);
  stored.observed = keep(finding.observed);
  stored.expected = keep(finding.expected);
  stored.node = keep(finding.node);
  stored.type = keep(finding.resource.type);
  stored.name = keep(finding.resource.name);
  stored.id = keep(finding.resource.id);
  stored.justification = keep(finding.justification);
  stored.places = static_cast<std::uint32_t>(places_.size());
  stored.words = static_cast<std::uint32_t>(words_.size());
  for (const Label& related : finding.related) {
    if (stored.related == kMostParts) break;
    places_.push_back(keep(related));
    ++stored.related;
  }
  for (const std::string& note : finding.notes) {
    if (stored.notes == kMostParts) break;
    words_.push_back(keep(note));
    ++stored.notes;
  }
  findings_.push_back(stored);
}

template <class Use>
bool FindingBatch::each_list(Use&& use) {
  return use(findings_, sizes_[0]) && use(places_, sizes_[1]) && use(words_, sizes_[2]) &&
         use(bytes_, sizes_[3]);
}

void FindingBatch::close(ScratchFile* file) {
  release(known_);
  const auto key = [this](const Stored& stored) {
    return std::make_tuple(stored.primary.begin, stored.primary.end,
                           std::string_view(stored.rule->code), text(stored.node), stored.outcome,
                           text(stored.message));
  };
  std::stable_sort(findings_.begin(), findings_.end(),
                   [&](const Stored& a, const Stored& b) { return key(a) < key(b); });
  keys_.reserve(findings_.size());
  for (const Stored& stored : findings_)
    keys_.push_back({stored.primary.begin,
                     stored.primary.end,
                     {stored.rule, stored.outcome, stored.status, stored.primary.valid}});
  std::string all;
  each_list([&](auto& list, std::size_t& size) {
    using Item = typename std::remove_reference_t<decltype(list)>::value_type;
    static_assert(std::is_trivially_copyable_v<Item>);
    list.shrink_to_fit();
    size = list.size();
    if (file == nullptr) return true;
    all.append(reinterpret_cast<const char*>(list.data()), list.size() * sizeof(Item));
    return true;
  });
  in_file_ = file != nullptr && file->append(all, offset_);
  let_go();
}

void FindingBatch::let_go() {
  if (!in_file_) return;
  each_list([](auto& list, std::size_t&) {
    release(list);
    return true;
  });
}

std::shared_ptr<const FindingBatch> FindingBatch::brought_back(const ScratchFile& file) const {
  auto out = std::make_shared<FindingBatch>();
  out->offset_ = offset_;
  std::copy(std::begin(sizes_), std::end(sizes_), out->sizes_);
  if (!out->bring_back(file)) return nullptr;
  return out;
}

bool FindingBatch::bring_back(const ScratchFile& file) {
  std::uint64_t at = offset_;
  return each_list([&](auto& list, std::size_t size) {
    using Item = typename std::remove_reference_t<decltype(list)>::value_type;
    list.resize(size);
    const std::size_t bytes = size * sizeof(Item);
    const bool good = file.read(at, reinterpret_cast<char*>(list.data()), bytes);
    at += bytes;
    return good;
  });
}

Finding FindingBatch::at(std::size_t index, FileId file) const {
  const Stored& stored = findings_[index];
  Finding out;
  out.rule = stored.rule;
  out.outcome = stored.outcome;
  out.status = stored.status;
  out.severity = stored.severity;
  out.confidence = stored.confidence;
  out.message = text(stored.message);
  out.primary = label(stored.primary, file, text(stored.primary.text));
  for (std::uint32_t i = 0; i < stored.related; ++i) {
    const Place& place = places_[stored.places + i];
    out.related.push_back(label(place, file, text(place.text)));
  }
  for (std::uint32_t i = 0; i < stored.notes; ++i)
    out.notes.emplace_back(text(words_[stored.words + i]));
  out.observed = text(stored.observed);
  out.expected = text(stored.expected);
  out.node = text(stored.node);
  out.resource = {std::string(text(stored.type)), std::string(text(stored.name)),
                  std::string(text(stored.id))};
  out.equivalents = stored.rule->equivalents;
  out.justification = text(stored.justification);
  return out;
}

FindingStore::FindingStore(std::vector<FindingBatch> batches,
                           std::shared_ptr<const ScratchFile> scratch, FileId file)
    : batches_(std::move(batches)), scratch_(std::move(scratch)), file_(file) {
  std::size_t count = 0;
  for (const FindingBatch& batch : batches_) count += batch.keys().size();
  order_.reserve(count);
  for (std::uint32_t i = 0; i < batches_.size(); ++i)
    for (std::uint32_t k = 0; k < batches_[i].keys().size(); ++k)
      order_.push_back({batches_[i].keys()[k].begin, i, k});
  // What has one place and rule is of one batch, and in order there.
  const auto before = [this](const Place& a, const Place& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    const FindingBatch::Key& first = key(a);
    const FindingBatch::Key& second = key(b);
    if (first.end != second.end) return first.end < second.end;
    const std::string_view code = first.brief.rule->code;
    if (code != second.brief.rule->code) return code < second.brief.rule->code;
    return a.batch != b.batch ? a.batch < b.batch : a.index < b.index;
  };
  std::sort(order_.begin(), order_.end(), before);
}

std::shared_ptr<const FindingBatch> FindingStore::brought_back(std::uint32_t number) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (const Recent& recent : recent_)
    if (recent.number == number) return recent.batch;
  if (recent_.size() == kMostHere) recent_.erase(recent_.begin());
  std::shared_ptr<const FindingBatch> batch;
  if (scratch_ != nullptr) batch = batches_[number].brought_back(*scratch_);
  if (batch != nullptr) recent_.push_back({number, batch});
  return batch;
}

Finding FindingStore::at(std::size_t index) const {
  const Place& place = order_[index];
  const FindingBatch& batch = batches_[place.batch];
  if (batch.is_here()) return batch.at(place.index, file_);
  const std::shared_ptr<const FindingBatch> back = brought_back(place.batch);
  return back == nullptr ? unreadable(key(place), file_) : back->at(place.index, file_);
}

}  // namespace djaz
