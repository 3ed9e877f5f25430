// The index of git, with hashes of both lengths.
#include "source/git_index.h"

#include "fuzz.h"

using namespace djaz;

namespace {

std::string read(const std::string& bytes, std::size_t hash_size) {
  std::string out;
  std::size_t count = 0;
  bool names = true;
  const GitIndex index = read_git_index(bytes, hash_size, [&](const GitEntry& entry) {
    ++count;
    names = names && !entry.path.empty() && entry.path.find('\0') == std::string_view::npos;
    out += std::to_string(entry.mode) + ' ';
    out += entry.path.substr(0, 200);
    out += '\n';
  });
  fuzz::expect(names, "a path is a name");
  // Each entry takes ten numbers and a hash.
  fuzz::expect(count * (40 + hash_size) <= bytes.size(), "there are no more files than fit");
  fuzz::expect_printable(index.problem);
  return out + index.problem;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = fuzz::text_of(data, size);
  for (const std::size_t hash_size : {20U, 32U})
    fuzz::expect(read(bytes, hash_size) == read(bytes, hash_size), "the same index twice");
  return 0;
}
