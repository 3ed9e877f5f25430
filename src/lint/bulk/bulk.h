// Exports that are too large to be held: a pass finds their elements, then every core judges
// portions of them, each as a small export of its own. What is found is the same as on the ordinary
// way, in the same order; only failures are kept, as few bytes, and the lines they stand on are
// read again when they are shown.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "documents/loader.h"
#include "lint/bulk/index.h"
#include "lint/bulk/store.h"
#include "rules/evaluate.h"
#include "rules/joined.h"
#include "settle/settle.h"

namespace djaz {

struct BulkProgress {
  std::string_view path;
  // Of the work, in no unit.
  std::uint64_t done = 0;
  std::uint64_t all = 0;
};

struct BulkOptions {
  // Exports from this size on.
  std::uint64_t from = 32 * 1024 * 1024;
  // 0: as many as the machine has.
  unsigned threads = 0;
  // What is judged at a time, in bytes of the file: small enough for the caches of a processor.
  std::uint64_t portion = 512 * 1024;
  // What is indexed at a time.
  std::uint32_t stretch = 4 * 1024 * 1024;
  // What is in order or cannot be judged is listed too, and not only counted.
  bool lists_all = false;
  // Called by one thread at a time.
  std::function<void(const BulkProgress&)> progress;
};

// What judging takes beside the export.
struct BulkJob {
  const RuleSet& rules;
  const ProductionOptions& production;
  EvaluationOptions evaluation;
  const SettleOptions& settle;
  // What fails a run.
  std::function<bool(const Finding&)> fails;
};

// What became of one export.
struct BulkResult {
  std::shared_ptr<const StoredFindings> findings;
  Summary counts;
  // Whether all that is counted is among the findings, and not only failures.
  bool lists_all = false;
  bool fails = false;
  // By exception: whether it excused something.
  std::vector<bool> excused;
};

class BulkExport {
 public:
  // Null for a file that is to be read in the ordinary way. What is wrong with the text is said by
  // `judge`, which is asked with the same rules.
  static std::unique_ptr<BulkExport> open(FileSystem& files, const std::string& path,
                                          const std::vector<const Rule*>& rules,
                                          const BulkOptions& options);

  const std::string& path() const { return path_; }
  // Adds the file to the sources, its problems to the document, what is secret to the redactor.
  BulkResult judge(const BulkJob& job, Sources& sources, Redactor& redactor, Document& document);

 private:
  BulkExport() = default;

  struct Portion;
  struct Work;

  void read_portion(const BulkBatch& batch, const std::vector<std::uint32_t>& order,
                    Portion& portion) const;
  // Adds what a portion is read as.
  const SourceFile& parse(Portion& portion, Sources& sources, Document& document) const;
  void read_joined(const ProductionOptions& production);
  void judge_batch(std::size_t number, const BulkJob& job, Work& work) const;

  std::string path_;
  BulkOptions options_;
  std::shared_ptr<FileText> text_;
  BulkIndex index_;
  std::vector<const Rule*> rules_;
  std::unique_ptr<JoinedTree> joined_;
};

}  // namespace djaz
