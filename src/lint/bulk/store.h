// Findings as few bytes: what rules have in common is not repeated, texts stand once in a batch.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "djaz/report.h"

namespace djaz {

// Those of one batch. Places are offsets of the export.
class FindingBatch {
 public:
  using Ranges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

  // Places of the finding are in the export already.
  void add(const Finding& finding);
  // Nothing is added any more.
  void close();

  std::size_t size() const { return findings_.size(); }
  Finding at(std::size_t index, FileId file) const;
  // Whether a finding of one batch comes before one of another.
  static bool before(const FindingBatch& a, std::size_t i, const FindingBatch& b, std::size_t k);

 private:
  using Text = std::uint32_t;

  struct Place {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool valid = false;
    Text text = 0;
  };
  struct Stored {
    const RuleInfo* rule = nullptr;
    Outcome outcome = Outcome::fail;
    Status status = Status::active;
    Severity severity = Severity::warning;
    Confidence confidence = Confidence::high;
    std::uint16_t related = 0;
    std::uint16_t notes = 0;
    // The first of them.
    std::uint32_t places = 0;
    std::uint32_t words = 0;
    Place primary;
    Text message = 0;
    Text observed = 0;
    Text expected = 0;
    Text node = 0;
    Text type = 0;
    Text name = 0;
    Text id = 0;
    Text justification = 0;
  };

  Text keep(std::string_view text);
  std::string_view text(Text which) const;
  Place keep(const Label& label);
  static Label label(const Place& place, FileId file, std::string_view text);

  std::vector<Stored> findings_;
  std::vector<Place> places_;
  std::vector<Text> words_;
  // Texts one after the other, each behind its length.
  std::string bytes_;
  std::unordered_map<std::string, Text> known_;
};

class FindingStore final : public StoredFindings {
 public:
  FindingStore(std::vector<FindingBatch> batches, FileId file);

  std::size_t size() const override { return order_.size(); }
  Finding at(std::size_t index) const override;

 private:
  std::vector<FindingBatch> batches_;
  FileId file_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order_;
};

}  // namespace djaz
