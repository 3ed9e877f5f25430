#include "lint/bulk/store.h"

#include <algorithm>
#include <cstring>
#include <tuple>

namespace djaz {

namespace {

// Nobody reads more, and no finding has them.
constexpr std::size_t kMostParts = 1'000;

}  // namespace

FindingBatch::Text FindingBatch::keep(std::string_view text) {
  if (text.empty()) return 0;
  if (bytes_.empty()) bytes_.assign(sizeof(std::uint32_t), '\0');
  const auto [known, added] =
      known_.try_emplace(std::string(text), static_cast<Text>(bytes_.size()));
  if (added) {
    const auto size = static_cast<std::uint32_t>(text.size());
    char head[sizeof size];
    std::memcpy(head, &size, sizeof size);
    bytes_.append(head, sizeof size);
    bytes_.append(text);
  }
  return known->second;
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

void FindingBatch::close() {
  known_ = {};
  findings_.shrink_to_fit();
  places_.shrink_to_fit();
  words_.shrink_to_fit();
  bytes_.shrink_to_fit();
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

bool FindingBatch::before(const FindingBatch& a, std::size_t i, const FindingBatch& b,
                          std::size_t k) {
  const Stored& first = a.findings_[i];
  const Stored& second = b.findings_[k];
  const auto key = [](const FindingBatch& batch, const Stored& stored) {
    return std::make_tuple(stored.primary.begin, stored.primary.end,
                           std::string_view(stored.rule->code), batch.text(stored.node),
                           stored.outcome, batch.text(stored.message));
  };
  return key(a, first) < key(b, second);
}

FindingStore::FindingStore(std::vector<FindingBatch> batches, FileId file)
    : batches_(std::move(batches)), file_(file) {
  for (std::uint32_t i = 0; i < batches_.size(); ++i)
    for (std::uint32_t k = 0; k < batches_[i].size(); ++k) order_.emplace_back(i, k);
  std::stable_sort(order_.begin(), order_.end(), [this](const auto& a, const auto& b) {
    return FindingBatch::before(batches_[a.first], a.second, batches_[b.first], b.second);
  });
}

Finding FindingStore::at(std::size_t index) const {
  const auto& [batch, finding] = order_[index];
  return batches_[batch].at(finding, file_);
}

}  // namespace djaz
