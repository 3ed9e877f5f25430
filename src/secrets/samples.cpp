#include "secrets/samples.h"

#include <array>
#include <cmath>
#include <cstddef>

#include "support/text.h"

namespace djaz {
namespace {

// In any case. None is likely in random text of a credential's length.
constexpr std::string_view kWords[] = {
    "example", "redacted", "placeholder", "changeme", "your_", "your-",   "xxxxx", "*****",
    "....",    "dummy",    "fake",        "notreal",  "<",     ">",       "${",    "{{",
    "{%",      "not-real", "not_real",    "%(",       "$(",    "replace", "insert"};

// How those begin that everybody may have: Azurite's key, that of the Cosmos DB emulator, the
// Service Bus emulator's.
constexpr std::string_view kPublished[] = {
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6",
    "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8m", "SAS_KEY_VALUE"};

constexpr std::size_t kLongRun = 8;
constexpr std::size_t kSameLetter = 7;
constexpr std::size_t kFewLetters = 5;

}  // namespace

bool is_sample(std::string_view value) {
  for (const std::string_view word : kWords)
    if (contains_ignoring_case(value, word)) return true;
  for (const std::string_view key : kPublished)
    if (value.starts_with(key)) return true;
  return false;
}

bool looks_made_up(std::string_view value) {
  std::array<bool, 256> seen{};
  std::size_t letters = 0;
  std::size_t rising = 1;
  std::size_t same = 1;
  for (std::size_t i = 0; i < value.size(); ++i) {
    bool& known = seen[static_cast<unsigned char>(value[i])];
    if (!known) ++letters;
    known = true;
    if (i == 0) continue;
    const char before = lower(value[i - 1]);
    const char now = lower(value[i]);
    const bool next = now == before + 1 || (before == '9' && now == '0');
    rising = next && is_alnum(now) ? rising + 1 : 1;
    same = now == before ? same + 1 : 1;
    if (rising >= kLongRun || same >= kSameLetter) return true;
  }
  return letters <= kFewLetters;
}

double entropy(std::string_view value) {
  std::array<std::size_t, 256> counts{};
  for (const char c : value) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const std::size_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(value.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

}  // namespace djaz
