#include "python/identifiers.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "support/text.h"

namespace djaz::python {
namespace {

// Full compatibility decomposition: `length` code points from `kParts` at `offset`.
struct Decomposition {
  char32_t from;
  std::uint16_t offset;
  std::uint8_t length;
};
struct CombiningRange {
  char32_t first;
  char32_t last;
  std::uint8_t value;
};
struct Composition {
  char32_t first;
  char32_t second;
  char32_t composed;
};

#include "python/nfkc_table.inc"

// Hangul syllables are composed by arithmetic (Unicode 3.12).
constexpr char32_t kSyllables = 0xac00;
constexpr char32_t kLeading = 0x1100;
constexpr char32_t kVowel = 0x1161;
constexpr char32_t kTrailing = 0x11a7;
constexpr char32_t kLeadingCount = 19;
constexpr char32_t kVowelCount = 21;
constexpr char32_t kTrailingCount = 28;
constexpr char32_t kSyllableCount = kLeadingCount * kVowelCount * kTrailingCount;

struct Point {
  char32_t value;
  std::uint8_t combining;
};

std::uint8_t combining_class(char32_t point) {
  const auto* found =
      std::lower_bound(std::begin(kCombining), std::end(kCombining), point,
                       [](const CombiningRange& range, char32_t p) { return range.last < p; });
  return found != std::end(kCombining) && found->first <= point ? found->value : 0;
}

void append(std::vector<Point>& points, char32_t point) {
  points.push_back({point, combining_class(point)});
}

void decompose(std::vector<Point>& points, char32_t point) {
  if (point >= kSyllables && point < kSyllables + kSyllableCount) {
    const char32_t index = point - kSyllables;
    append(points, kLeading + index / (kVowelCount * kTrailingCount));
    append(points, kVowel + index / kTrailingCount % kVowelCount);
    if (index % kTrailingCount != 0) append(points, kTrailing + index % kTrailingCount);
    return;
  }
  const auto* found =
      std::lower_bound(std::begin(kDecompositions), std::end(kDecompositions), point,
                       [](const Decomposition& entry, char32_t p) { return entry.from < p; });
  if (found == std::end(kDecompositions) || found->from != point) return append(points, point);
  for (std::size_t i = 0; i < found->length; ++i) append(points, kParts[found->offset + i]);
}

// Marks after a letter are sorted by their class.
void reorder(std::vector<Point>& points) {
  for (auto begin = points.begin(); begin != points.end();) {
    if (begin->combining == 0) {
      ++begin;
      continue;
    }
    const auto end =
        std::find_if(begin, points.end(), [](const Point& point) { return point.combining == 0; });
    std::stable_sort(begin, end,
                     [](const Point& a, const Point& b) { return a.combining < b.combining; });
    begin = end;
  }
}

// Zero when the two do not compose.
char32_t composed(char32_t first, char32_t second) {
  if (first >= kLeading && first < kLeading + kLeadingCount && second >= kVowel &&
      second < kVowel + kVowelCount) {
    return kSyllables + ((first - kLeading) * kVowelCount + (second - kVowel)) * kTrailingCount;
  }
  if (first >= kSyllables && first < kSyllables + kSyllableCount &&
      (first - kSyllables) % kTrailingCount == 0 && second > kTrailing &&
      second < kTrailing + kTrailingCount) {
    return first + (second - kTrailing);
  }
  const auto key = std::make_pair(first, second);
  const auto* found = std::lower_bound(std::begin(kCompositions), std::end(kCompositions), key,
                                       [](const Composition& entry, const auto& wanted) {
                                         return std::make_pair(entry.first, entry.second) < wanted;
                                       });
  const bool match =
      found != std::end(kCompositions) && found->first == first && found->second == second;
  return match ? found->composed : 0;
}

void compose(std::vector<Point>& points) {
  std::size_t out = 0;
  std::size_t starter = points.size();
  int last_class = -1;
  for (const Point& point : std::vector<Point>(points)) {
    const bool blocked = last_class >= static_cast<int>(point.combining) && last_class != -1;
    const char32_t joined =
        starter < points.size() && !blocked ? composed(points[starter].value, point.value) : 0;
    if (joined != 0) {
      points[starter].value = joined;
      continue;
    }
    if (point.combining == 0) {
      starter = out;
      last_class = -1;
    } else {
      last_class = point.combining;
    }
    points[out++] = point;
  }
  points.resize(out);
}

}  // namespace

std::string normalized_identifier(std::string_view identifier) {
  std::vector<Point> points;
  for (std::size_t at = 0; at < identifier.size();) decompose(points, decode_utf8(identifier, at));
  reorder(points);
  compose(points);
  std::string result;
  for (const Point& point : points) append_utf8(result, point.value);
  return result;
}

}  // namespace djaz::python
