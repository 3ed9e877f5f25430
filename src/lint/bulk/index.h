// The first pass over a large export: where its elements stand, which of them speak of one
// resource, and in what portions they are judged. Nothing of the text is kept.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/source.h"
#include "lint/bulk/file_text.h"
#include "syntax/json_split.h"

namespace djaz {

struct BulkElement {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

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
  // Hears how many bytes have passed, and how many of them no rule reads; called by one thread at a
  // time.
  std::function<void(std::uint32_t, std::uint64_t)> tell;
  // Asked by several threads.
  std::function<BulkUse(std::string_view)> use_of;
  // What is judged at a time, in bytes of the file.
  std::uint64_t portion = 0;
  // What one core goes through at a time.
  std::uint32_t stretch = 0;
  unsigned threads = 1;
};

// In the order of the text; each list has one entry for each element.
struct IndexedElements {
  std::vector<BulkElement> places;
  std::vector<PageStart> pages;
  // Equal for those that speak of one resource.
  std::vector<std::uint64_t> groups;
  std::vector<BulkUse> uses;

  // Those that begin from here on.
  void withdraw(std::uint32_t begin);
  void append(const IndexedElements& more);
};

class BulkIndex {
 public:
  // False when the text is not one that can be judged
  // element by element; then `problem` has no words. Words mean that it cannot be read at all.
  bool read(const FileText& text, const BulkIndexOptions& options);
  const JsonSplitProblem& problem() const { return problem_; }

  const std::vector<BulkElement>& elements() const { return all_.places; }
  const std::vector<PageStart>& pages() const { return all_.pages; }
  // In bytes, what no rule reads.
  std::uint64_t sifted() const { return sifted_; }
  // Those that are judged, by their number, each resource's together.
  const std::vector<std::uint32_t>& order() const { return order_; }
  const std::vector<BulkBatch>& batches() const { return batches_; }
  // The resources that rules read while they judge others, by their number, and in what portions.
  const std::vector<std::uint32_t>& joined_order() const { return joined_order_; }
  const std::vector<BulkBatch>& joined_batches() const { return joined_batches_; }

 private:
  bool pass(const FileText& text, const BulkIndexOptions& options);
  bool again(const FileText& text, BulkIndexOptions options);
  void sift(const FileText& text, const BulkIndexOptions& options);
  void arrange(std::uint64_t portion);
  void fail(std::string message, std::uint32_t element);

  JsonSplitProblem problem_;
  IndexedElements all_;
  std::uint64_t sifted_ = 0;
  std::vector<std::uint32_t> order_;
  std::vector<BulkBatch> batches_;
  std::vector<std::uint32_t> joined_order_;
  std::vector<BulkBatch> joined_batches_;
};

}  // namespace djaz
