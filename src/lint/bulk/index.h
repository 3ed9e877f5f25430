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
#include "source/file_system.h"
#include "syntax/json_split.h"

namespace djaz {

// The text of a file, from behind its byte order mark.
class FileText final : public PagedText {
 public:
  FileText(std::unique_ptr<ByteReader> reader, std::uint32_t mark)
      : reader_(std::move(reader)), mark_(mark) {}

  std::uint32_t size() const override {
    return static_cast<std::uint32_t>(reader_->size()) - mark_;
  }
  std::string read(std::uint32_t begin, std::uint32_t end) const override;
  std::size_t read_into(std::uint32_t begin, char* to, std::size_t count) const {
    return reader_->read(mark_ + begin, to, count);
  }
  bool marked() const { return mark_ != 0; }
  bool unchanged() const { return reader_->unchanged(); }

 private:
  std::unique_ptr<ByteReader> reader_;
  std::uint32_t mark_;
};

struct BulkElement {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// Of a range of an export's elements in the order of judging.
struct BulkBatch {
  std::size_t first = 0;
  std::size_t last = 0;  // behind it
};

struct BulkIndexOptions {
  // Hears how many bytes have passed.
  std::function<void(std::uint32_t)> tell;
  // Whether rules read resources of a type while they judge others.
  std::function<bool(std::string_view)> joined;
  // What is judged at a time, in bytes of the file.
  std::uint64_t portion = 0;
};

class BulkIndex final : public JsonElements {
 public:
  // False when the text is not one that can be judged
  // element by element; then `problem` has no words. Words mean that it cannot be read at all.
  bool read(const FileText& text, const BulkIndexOptions& options);
  const JsonSplitProblem& problem() const { return problem_; }

  const std::vector<BulkElement>& elements() const { return elements_; }
  const std::vector<PageStart>& pages() const { return pages_; }
  // Elements by their number, each resource's together.
  const std::vector<std::uint32_t>& order() const { return order_; }
  const std::vector<BulkBatch>& batches() const { return batches_; }
  // The resources that rules read while they judge others, by their number, and in what portions.
  const std::vector<std::uint32_t>& joined_order() const { return joined_order_; }
  const std::vector<BulkBatch>& joined_batches() const { return joined_batches_; }

  void element(const JsonElement& element) override;
  bool is_wrapper(const JsonWrapper& wrapper) override;
  void withdraw(std::uint32_t begin) override;

 private:
  void arrange(std::uint64_t portion);
  bool is_joined(std::span<const std::string> members);
  void fail(std::string message, std::uint32_t element);

  JsonSplitProblem problem_;
  std::vector<BulkElement> elements_;
  std::vector<PageStart> pages_;
  std::vector<std::uint64_t> groups_;
  std::vector<std::uint32_t> order_;
  std::vector<BulkBatch> batches_;
  std::function<bool(std::string_view)> joined_;
  std::vector<bool> is_joined_;
  // By type as written.
  std::unordered_map<std::string, bool> types_;
  std::vector<std::uint32_t> joined_order_;
  std::vector<BulkBatch> joined_batches_;
};

}  // namespace djaz
