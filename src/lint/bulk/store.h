// Findings as few bytes: what rules have in common is not repeated, texts stand once in a batch,
// and a batch that is complete waits in a file. What stays in memory is what their order takes.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "djaz/report.h"
#include "source/scratch.h"

namespace djaz {

// Those of one batch. Places are offsets of the export.
class FindingBatch {
 public:
  using Ranges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

  // Places of the finding are in the export already.
  void add(const Finding& finding);
  // Nothing is added any more: puts the findings in order, and moves them into the file, if there
  // is one with room.
  void close(ScratchFile* file);

  // What puts findings of several batches in order.
  struct Key {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    FindingBrief brief;
  };
  const std::vector<Key>& keys() const { return keys_; }

  // The same with what was moved, without its keys; null when it cannot be read.
  std::shared_ptr<const FindingBatch> brought_back(const ScratchFile& file) const;
  bool is_here() const { return !in_file_; }
  Finding at(std::size_t index, FileId file) const;

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
  void let_go();
  bool bring_back(const ScratchFile& file);
  // Each of the lists that a batch is, one after the other.
  template <class Use>
  bool each_list(Use&& use);

  std::vector<Stored> findings_;
  std::vector<Place> places_;
  std::vector<Text> words_;
  // Texts one after the other, each behind its length.
  std::string bytes_;
  // By the hash of a text. Of two with one hash the first is found again, the other kept each time.
  std::unordered_map<std::size_t, Text> known_;
  std::vector<Key> keys_;
  // Where it is in the file.
  bool in_file_ = false;
  std::uint64_t offset_ = 0;
  std::size_t sizes_[4] = {};
};

class FindingStore final : public StoredFindings {
 public:
  FindingStore(std::vector<FindingBatch> batches, std::shared_ptr<const ScratchFile> scratch,
               FileId file);

  std::size_t size() const override { return order_.size(); }
  Finding at(std::size_t index) const override;
  FindingBrief brief(std::size_t index) const override { return key(order_[index]).brief; }

 private:
  struct Place {
    // As its key has it: most places are told apart by it.
    std::uint32_t begin = 0;
    std::uint32_t batch = 0;
    std::uint32_t index = 0;
  };

  const FindingBatch::Key& key(const Place& place) const {
    return batches_[place.batch].keys()[place.index];
  }

  struct Recent {
    std::uint32_t number = 0;
    std::shared_ptr<const FindingBatch> batch;
  };
  std::shared_ptr<const FindingBatch> brought_back(std::uint32_t number) const;

  std::vector<FindingBatch> batches_;
  std::shared_ptr<const ScratchFile> scratch_;
  FileId file_;
  std::vector<Place> order_;
  mutable std::mutex mutex_;
  // The batches that were brought back, the latest behind. Under the mutex.
  mutable std::vector<Recent> recent_;
};

}  // namespace djaz
