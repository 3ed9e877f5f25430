// The first pass over a large export: where its elements stand, which of them speak of one
// resource, and in what portions they are judged. Nothing of the text is kept.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "djaz/source.h"
#include "lint/bulk/file_text.h"
#include "lint/bulk/sieve.h"
#include "syntax/json_split.h"

namespace djaz {

// Of a range of an export's elements in the order of judging.
struct BulkBatch {
  std::size_t first = 0;
  std::size_t last = 0;  // behind it
};

// What rules have to do with a type of resources.
enum class BulkUse : std::uint8_t {
  none,
  judged,
  joined,  // they read it while they judge others, too
};

struct BulkIndexOptions {
  // Hears how many bytes have passed, and how many of them no rule reads.
  std::function<void(std::uint32_t, std::uint64_t)> tell;
  std::function<BulkUse(std::string_view)> use_of;
  // What is judged at a time, in bytes of the file.
  std::uint64_t portion = 0;
  // That look through what no rule reads, beside the one that goes through the file.
  unsigned threads = 0;
};

class BulkIndex final : public JsonElements {
 public:
  // False when the text is not one that can be judged
  // element by element; then `problem` has no words. Words mean that it cannot be read at all.
  bool read(const FileText& text, const BulkIndexOptions& options);
  const JsonSplitProblem& problem() const { return problem_; }

  const std::vector<BulkElement>& elements() const { return elements_; }
  const std::vector<PageStart>& pages() const { return pages_; }
  // In bytes, what no rule reads.
  std::uint64_t sifted() const { return sifted_; }
  // Those that are judged, by their number, each resource's together.
  const std::vector<std::uint32_t>& order() const { return order_; }
  const std::vector<BulkBatch>& batches() const { return batches_; }
  // The resources that rules read while they judge others, by their number, and in what portions.
  const std::vector<std::uint32_t>& joined_order() const { return joined_order_; }
  const std::vector<BulkBatch>& joined_batches() const { return joined_batches_; }

  void element(const JsonElement& element) override;
  bool is_wrapper(const JsonWrapper& wrapper) override;
  void withdraw(std::uint32_t begin) override;

 private:
  bool pass(const FileText& text, const BulkIndexOptions& options);
  void arrange(std::uint64_t portion);
  BulkUse use_of(std::span<const std::string> members, std::uint32_t size);
  void fail(std::string message, std::uint32_t element);

  JsonSplitProblem problem_;
  std::vector<BulkElement> elements_;
  std::vector<PageStart> pages_;
  std::vector<std::uint64_t> groups_;
  std::vector<std::uint32_t> order_;
  std::vector<BulkBatch> batches_;
  std::function<BulkUse(std::string_view)> use_of_;
  std::vector<BulkUse> uses_;
  Sieve* sieve_ = nullptr;
  // Elements that the sieve has were no elements.
  bool withdrawn_ = false;
  std::uint64_t sifted_ = 0;
  // By type as written.
  std::unordered_map<std::string, BulkUse> types_;
  std::vector<std::uint32_t> joined_order_;
  std::vector<BulkBatch> joined_batches_;
};

}  // namespace djaz
