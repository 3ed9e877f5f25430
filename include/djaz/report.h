// A report is a whole run, settled and ready to be written in any format.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "djaz/finding.h"

namespace djaz {

enum class FileStatus : std::uint8_t { analysed, skipped, failed };

std::string_view to_string(FileStatus status);

// What became of one chosen file. Every chosen file has exactly one.
struct FileOutcome {
  std::string path;  // relative to the root, raw bytes
  std::string kind;  // "settings", "requirements", "azure", …; empty when never recognised
  FileStatus status = FileStatus::analysed;
  std::string reason;  // why skipped or failed
};

struct Summary {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t passes = 0;
  std::size_t unknowns = 0;
  std::size_t suppressed = 0;
  std::size_t files_analysed = 0;
  std::size_t files_skipped = 0;
  std::size_t files_failed = 0;
};

// Process exit codes, the same in every format.
enum class ExitCode : int { clean = 0, findings = 1, usage = 2, incomplete = 3, internal = 4 };

// The findings of an export that is too large for all of them to be held as such: each is made when
// it is asked for. In the order of a report.
// What formats ask before they want the whole of a finding.
struct FindingBrief {
  const RuleInfo* rule = nullptr;
  Outcome outcome = Outcome::fail;
  Status status = Status::active;
  // It has a place.
  bool placed = false;
};

class StoredFindings {
 public:
  virtual ~StoredFindings() = default;
  virtual std::size_t size() const = 0;
  // Both may be asked by several threads.
  virtual Finding at(std::size_t index) const = 0;
  virtual FindingBrief brief(std::size_t index) const = 0;
};

// A run of them, from `first` to before `last`.
struct StoredPart {
  // The number of findings of the report that come before it.
  std::size_t after = 0;
  std::shared_ptr<const StoredFindings> findings;
  std::size_t first = 0;
  std::size_t last = 0;
};

struct Report {
  std::vector<FileOutcome> files;  // sorted by path
  std::vector<Finding> findings;   // sorted by file, position, rule
  // Failures of large exports, and how many checks of theirs were undecided, which are only
  // counted.
  std::vector<StoredPart> stored;
  std::size_t undecided = 0;
  std::vector<std::string> notes;  // about the run as a whole, e.g. a reference not followed
  Summary summary;
  ExitCode exit_code = ExitCode::clean;

  // Every rule that was evaluated, by code. Few formats tell them, so their words are read when
  // they are asked for; while the set of rules lives.
  std::vector<const RuleInfo*> rules() const {
    return read_rules ? read_rules() : std::vector<const RuleInfo*>();
  }
  std::function<std::vector<const RuleInfo*>()> read_rules;

  std::size_t size() const {
    std::size_t all = findings.size();
    for (const StoredPart& part : stored) all += part.last - part.first;
    return all;
  }

  // By its number in the order of `each`.
  Finding at(std::size_t index) const {
    if (const StoredPart* part = part_of(index)) return part->findings->at(index);
    return findings[index];
  }
  FindingBrief brief(std::size_t index) const {
    if (const StoredPart* part = part_of(index)) return part->findings->brief(index);
    const Finding& finding = findings[index];
    return {finding.rule, finding.outcome, finding.status, finding.primary.span.valid()};
  }

  // All findings, in order. Those that are stored live only until the next.
  template <class Use>
  void each(Use&& use) const {
    std::size_t done = 0;
    for (const StoredPart& part : stored) {
      for (; done < part.after; ++done) use(findings[done]);
      for (std::size_t i = part.first; i < part.last; ++i) {
        const Finding finding = part.findings->at(i);
        use(finding);
      }
    }
    for (; done < findings.size(); ++done) use(findings[done]);
  }

 private:
  // The part that holds it, or null; `index` becomes its number among those.
  const StoredPart* part_of(std::size_t& index) const {
    for (const StoredPart& part : stored) {
      if (index < part.after) break;
      const std::size_t inside = index - part.after;
      const std::size_t held = part.last - part.first;
      if (inside < held) {
        index = part.first + inside;
        return &part;
      }
      index -= held;
    }
    return nullptr;
  }
};

}  // namespace djaz
