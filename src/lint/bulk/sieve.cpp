#include "lint/bulk/sieve.h"

#include <span>
#include <string>
#include <string_view>

#include "documents/appearance.h"
#include "secrets/formats.h"
#include "support/parallel.h"
#include "syntax/json_strict.h"

namespace djaz {

namespace {

using Portion = std::span<const SieveItem>;

void sift(const FileText& file, Portion portion, std::vector<std::uint32_t>& kept) {
  const std::uint32_t from = portion.front().place.begin;
  const std::uint32_t to = portion.back().place.end;
  const std::string text = file.read(from, to);
  const auto keep = [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) kept.push_back(portion[i].number);
  };
  if (text.size() < to - from) return keep(0, portion.size());
  const std::string_view all = text;
  for (std::size_t i = 0; i < portion.size();) {
    // Neighbours are looked through together: what gives a credential away may stand before it.
    std::size_t end = i;
    bool good = true;
    for (; end < portion.size() && (end == i || portion[end].number == portion[end - 1].number + 1);
         ++end) {
      const BulkElement& place = portion[end].place;
      good = good && is_strict_json(all.substr(place.begin - from, place.end - place.begin));
    }
    const std::uint32_t begin = portion[i].place.begin;
    const std::string_view run = all.substr(begin - from, portion[end - 1].place.end - begin);
    if (!good || has_deceiving_characters(run) || !find_formats(run).empty()) keep(i, end);
    i = end;
  }
}

}  // namespace

std::vector<std::uint32_t> kept_by_sieve(const FileText& text, const std::vector<SieveItem>& items,
                                         std::uint64_t portion, unsigned threads) {
  const Portion all = items;
  std::vector<Portion> portions;
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin + 1;
    while (end < all.size() && all[end].place.end - all[begin].place.begin <= portion) ++end;
    portions.push_back(all.subspan(begin, end - begin));
    begin = end;
  }
  std::vector<std::vector<std::uint32_t>> kept(portions.size());
  in_parallel(
      portions.size(), 1, [&](std::size_t i) { sift(text, portions[i], kept[i]); }, threads);
  std::vector<std::uint32_t> out;
  for (const std::vector<std::uint32_t>& each : kept)
    out.insert(out.end(), each.begin(), each.end());
  return out;
}

}  // namespace djaz
