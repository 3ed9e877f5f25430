// What a CI page is to show, worst first: files that were not analysed, then active failures. The
// formats that write annotations differ only in how they write these.
#pragma once

#include <memory>
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

std::vector<Issue> issues_of(const RenderContext& context, Severity min_severity);

// The message, then how it came about and what to do: one text a line, shortened, each safe for a
// terminal and free of commands.
std::vector<std::string> words_of(const Issue& issue, const RenderContext& context);

// The path as the repository knows it.
std::string repository_path(const Issue& issue, const RenderContext& context);

}  // namespace djaz
