// What a CI page is to show, worst first: files that were not analysed, then active failures. The
// formats that write annotations differ only in how they write these.
#pragma once

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "report/format.h"

namespace djaz {

// Redacted, but not escaped for any reader.
struct Issue {
  std::shared_ptr<const Finding> finding;  // null for a file that was not analysed
  Severity severity = Severity::error;
  std::string code;
  std::string name;
  std::string message;
  std::string path;  // from the root; empty when there is no place
  Position start;
  Position end;
};

// All of them, of which only the order is held: each is made when it is asked for.
class Issues {
 public:
  Issues(const RenderContext& context, Severity min_severity);

  std::size_t size() const { return unread_.size() + ranks_.size(); }
  Issue at(std::size_t index) const;
  Severity severity(std::size_t index) const;

 private:
  struct Rank {
    Severity severity = Severity::error;
    Confidence confidence = Confidence::high;
    // Of the finding in the report.
    std::size_t number = 0;
  };

  void add_unread(const std::set<std::string>& told);

  const RenderContext& context_;
  std::vector<Issue> unread_;
  std::vector<Rank> ranks_;
};

// The message, then how it came about and what to do: one text a line, shortened, each safe for a
// terminal and free of commands.
std::vector<std::string> words_of(const Issue& issue, const RenderContext& context);

// The path as the repository knows it.
std::string repository_path(const Issue& issue, const RenderContext& context);

}  // namespace djaz
