// What the tests over committed documents share: the files of a folder, and the words about one.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "documents/document.h"
#include "tree/dump.h"

namespace djaz {

// The files of fixtures/documents/<folder> that end so, in order.
inline std::vector<std::filesystem::path> fixtures(const std::string& folder,
                                                   const std::string& extension) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(DJAZ_ROOT) /
                                                               "fixtures/documents" / folder))
    if (entry.path().extension() == extension) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

// A line for each problem and each comment of the document.
inline std::string marks(const Document& document, const Sources& sources) {
  const auto place = [&](const Span& span) {
    const Position at = sources.start_of(span);
    return std::to_string(at.line) + ':' + std::to_string(at.column);
  };
  std::string out;
  for (const Problem& problem : document.problems)
    out +=
        (problem.fatal ? "fatal " : "remark ") + place(problem.span) + ' ' + problem.message + '\n';
  for (const Span& comment : document.comments) out += "comment " + place(comment) + '\n';
  return out;
}

}  // namespace djaz
