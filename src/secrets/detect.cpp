#include "secrets/detect.h"

#include <algorithm>

#include "secrets/hints.h"
#include "secrets/scanners.h"

namespace djaz {
namespace {

// Overlapping ranges become one.
std::vector<SecretRange> merged(std::vector<SecretRange> ranges) {
  std::sort(ranges.begin(), ranges.end(), [](const SecretRange& a, const SecretRange& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<SecretRange> result;
  for (const SecretRange& range : ranges) {
    if (!result.empty() && range.begin < result.back().end) {
      result.back().end = std::max(result.back().end, range.end);
      result.back().continues =
          result.back().continues || (range.continues && range.begin == result.back().begin);
    } else {
      result.push_back(range);
    }
  }
  return result;
}

}  // namespace

void Scan::add(std::size_t begin, std::size_t end, bool continues) {
  if (begin >= end) return;
  found.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), continues});
}

Dialect dialect_of(std::string_view path) {
  return path.ends_with(".py") || path.ends_with(".pyi") ? Dialect::python : Dialect::plain;
}

std::vector<SecretRange> detect_secrets(std::string_view text, Dialect dialect) {
  if (dialect == Dialect::plain && !may_hold_secret(text)) return {};
  Scan scan;
  scan.text = text;
  scan.dialect = dialect;
  scan_literals(scan, 0, text.size());
  if (dialect == Dialect::plain) {
    scan_lines(scan, 0, text.size());
    scan_pairs(scan, 0, text.size());
  }
  scan_urls(scan);
  scan_private_keys(scan);
  scan_tokens(scan);
  return merged(std::move(scan.found));
}

}  // namespace djaz
