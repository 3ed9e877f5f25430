#include "report/in_order.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "support/parallel.h"

namespace djaz {
namespace {

// What one thread takes at a time, and how many of these are in memory.
constexpr std::size_t kBlock = 128;
constexpr std::size_t kBlocks = 32;

using Words = std::function<void(const Finding&, std::string&)>;
using Write = std::function<void(std::string&)>;

void write_part(const StoredPart& part, const Words& words, const Write& write) {
  std::vector<std::string> blocks(kBlocks);
  for (std::size_t done = part.first; done < part.last; done += kBlock * kBlocks) {
    in_parallel(kBlocks, 1, [&](std::size_t number) {
      std::string& out = blocks[number];
      out.clear();
      const std::size_t first = done + number * kBlock;
      const std::size_t last = std::min(first + kBlock, part.last);
      for (std::size_t i = first; i < last; ++i) words(part.findings->at(i), out);
    });
    for (std::string& block : blocks) write(block);
  }
}

}  // namespace

void write_in_order(const Report& report, const Words& words, const Write& write) {
  std::size_t done = 0;
  const auto own = [&](std::size_t end) {
    std::string out;
    for (; done < end; ++done) {
      out.clear();
      words(report.findings[done], out);
      write(out);
    }
  };
  for (const StoredPart& part : report.stored) {
    own(part.after);
    write_part(part, words, write);
  }
  own(report.findings.size());
}

}  // namespace djaz
