// The index of a git repository that tracks these files, for projects in memory.
#pragma once

#include <string>
#include <vector>

namespace djaz {

inline std::string index_of(const std::vector<std::string>& paths) {
  const auto number = [](std::size_t value, int bytes) {
    std::string out;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
      out += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
    return out;
  };
  std::string out = "DIRC" + number(2, 4) + number(paths.size(), 4);
  for (const std::string& path : paths) {
    std::string entry(60, '\0');
    entry += number(path.size(), 2) + path;
    out += entry.append(8 - entry.size() % 8, '\0');
  }
  return out.append(20, '\0');
}

}  // namespace djaz
