#include "secrets/redact.h"

#include <algorithm>

#include "support/parallel.h"

namespace djaz {
namespace {

constexpr std::string_view kStars = "***";
// Below this many files, starting threads takes longer than looking.
constexpr std::size_t kWorthThreads = 8;
// Parts of one literal are remembered joined, as the program would see them, up to this many bytes.
constexpr std::size_t kMaxJoined = 4096;

// No text of a file with pages goes on in the next line, and what names a value stands near it: a
// few lines say as much as the page. Lines that are long are taken with all of it.
constexpr int kLinesAround = 4;
constexpr std::size_t kLongLine = 1024;

Span lines_around(std::string_view text, const Span& page, std::uint32_t offset) {
  std::size_t begin = offset - page.begin;
  std::size_t end = begin;
  for (int i = 0; i <= kLinesAround; ++i) {
    const std::size_t line = begin == 0 ? 0 : text.rfind('\n', begin - 1);
    if (line == std::string_view::npos || begin == 0) {
      begin = 0;
      break;
    }
    if (begin - line > kLongLine) return page;
    begin = line;
  }
  for (int i = 0; i <= kLinesAround && end < text.size(); ++i) {
    const std::size_t line = std::min(text.find('\n', end), text.size() - 1) + 1;
    if (line - end > kLongLine) return page;
    end = line;
  }
  return {page.file, page.begin + static_cast<std::uint32_t>(begin),
          page.begin + static_cast<std::uint32_t>(std::max(end, begin))};
}

}  // namespace

Span Redactor::clipped(const Span& span) const {
  if (!span.valid() || span.file.value >= sources_.size()) return {};
  const auto size = sources_.file(span.file).size();
  Span inside = span;
  inside.end = std::min(inside.end, size);
  inside.begin = std::min(inside.begin, inside.end);
  return inside;
}

void Redactor::insert(File& file, std::uint32_t begin, std::uint32_t end) {
  auto next = file.ranges.upper_bound(begin);
  if (next != file.ranges.begin()) {
    const auto before = std::prev(next);
    if (before->second >= begin) {
      begin = before->first;
      end = std::max(end, before->second);
      next = file.ranges.erase(before);
    }
  }
  while (next != file.ranges.end() && next->first <= end) {
    end = std::max(end, next->second);
    next = file.ranges.erase(next);
  }
  file.ranges.emplace_hint(next, begin, end);
}

void Redactor::mark(const Span& span) {
  const Span inside = clipped(span);
  if (!inside.valid() || inside.empty()) return;
  insert(files_[inside.file.value], inside.begin, inside.end);
  values_.add(sources_.text_of(inside));
}

void Redactor::scan(FileId id) {
  if (!id.valid() || id.value >= sources_.size()) return;
  const SourceFile& source = sources_.file(id);
  // A text that has pages is too long to be looked through for one of them.
  if (source.has_pages()) return;
  File& file = files_[id.value];
  if (file.scanned) return;
  file.scanned = true;
  const auto ahead = ahead_.find(id.value);
  if (ahead == ahead_.end())
    return take(look_through(source.text(), source.path()), file, source.text(), 0);
  take(ahead->second, file, source.text(), 0);
  ahead_.erase(ahead);
}

void Redactor::scan_ahead(const std::vector<FileId>& files) {
  std::vector<FileId> wanted;
  for (const FileId id : files) {
    if (!id.valid() || id.value >= sources_.size() || sources_.file(id).has_pages()) continue;
    if (!files_[id.value].scanned && ahead_.try_emplace(id.value).second) wanted.push_back(id);
  }
  std::vector<Found*> found;
  for (const FileId id : wanted) found.push_back(&ahead_.at(id.value));
  in_parallel(wanted.size(), kWorthThreads, [&](std::size_t i) {
    const SourceFile& source = sources_.file(wanted[i]);
    *found[i] = look_through(source.text(), source.path());
  });
}

void Redactor::scan(const Span& span) {
  if (!span.valid() || span.file.value >= sources_.size()) return;
  const SourceFile& source = sources_.file(span.file);
  if (!source.has_pages()) return scan(span.file);
  const Span inside = clipped(span);
  std::uint32_t at = inside.begin;
  do {
    const Span page = source.page_of(at);
    // What is no page's is between two of them.
    if (page.empty()) return;
    const Span part = lines_around(source.text_of(page), page, at);
    File& file = files_[span.file.value];
    if (file.parts.insert(part.begin).second)
      take(look_through(source.text_of(part), source.path()), file, source.text_of(part),
           part.begin);
    at = std::max(part.end, at + 1);
  } while (at < inside.end);
}

void Redactor::mark_ranges(FileId id,
                           const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ranges) {
  File& file = files_[id.value];
  for (const auto& [begin, end] : ranges) insert(file, begin, end);
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> Redactor::ranges(FileId id) const {
  const auto file = files_.find(id.value);
  if (file == files_.end()) return {};
  return {file->second.ranges.begin(), file->second.ranges.end()};
}

Redactor::Found Redactor::look_through(std::string_view text, std::string_view path) {
  return {detect_secrets(text, dialect_of(path)), find_formats(text)};
}

void Redactor::take(const Found& found, File& file, std::string_view text, std::uint32_t begin) {
  std::string joined;
  bool several = false;
  const auto flush = [&] {
    if (several) values_.add(joined);
    several = false;
  };
  for (const SecretRange& range : found.ranges) {
    const std::string_view value = text.substr(range.begin, range.end - range.begin);
    insert(file, begin + range.begin, begin + range.end);
    values_.add(value);
    if (!range.continues) {
      flush();
      joined.clear();
    }
    several = range.continues;
    if (joined.size() < kMaxJoined) joined += value;
  }
  flush();
  for (const FormatHit& hit : found.formats) {
    insert(file, begin + hit.begin, begin + hit.end);
    values_.add(text.substr(hit.begin, hit.end - hit.begin));
  }
}

std::vector<Redactor::Cut> Redactor::cuts(const Span& line) {
  scan(line);
  std::vector<Cut> result;
  const std::string_view text = sources_.text_of(line);
  const auto& ranges = files_[line.file.value].ranges;
  auto at = ranges.upper_bound(line.begin);
  if (at != ranges.begin() && std::prev(at)->second > line.begin) --at;
  for (; at != ranges.end() && at->first < line.end; ++at) {
    const std::uint32_t begin = std::max(at->first, line.begin);
    const std::uint32_t end = std::min(at->second, line.end);
    result.push_back({begin - line.begin, end - line.begin});
  }
  for (const auto& match : values_.find(text)) result.push_back({match.begin, match.end});
  std::sort(result.begin(), result.end(),
            [](const Cut& a, const Cut& b) { return a.begin < b.begin; });
  std::size_t kept = 0;
  for (const Cut& cut : result) {
    if (kept > 0 && cut.begin <= result[kept - 1].end) {
      result[kept - 1].end = std::max(result[kept - 1].end, cut.end);
    } else {
      result[kept++] = cut;
    }
  }
  result.resize(kept);
  return result;
}

std::string Redactor::mask(const Span& line) {
  std::vector<std::size_t> none;
  return mask(line, {}, none);
}

std::string Redactor::mask(const Span& line, std::span<const std::uint32_t> offsets,
                           std::vector<std::size_t>& places) {
  const Span inside = clipped(line);
  places.assign(offsets.size(), 0);
  if (!inside.valid()) return "";
  const std::vector<Cut> hidden = cuts(inside);
  for (std::size_t i = 0; i < offsets.size(); ++i)
    places[i] = place_among(hidden, inside, offsets[i]);
  const std::string_view text = sources_.text_of(inside);
  std::string out;
  std::size_t at = 0;
  for (const Cut& cut : hidden) {
    out += text.substr(at, cut.begin - at);
    out += kStars;
    at = cut.end;
  }
  out += text.substr(at);
  return out;
}

std::size_t Redactor::masked_offset(const Span& line, std::uint32_t offset) {
  const Span inside = clipped(line);
  if (!inside.valid()) return 0;
  return place_among(cuts(inside), inside, offset);
}

std::size_t Redactor::place_among(const std::vector<Cut>& cuts, const Span& inside,
                                  std::uint32_t offset) {
  if (offset <= inside.begin) return 0;
  const std::size_t wanted = std::min(offset, inside.end) - inside.begin;
  // Modulo arithmetic is meant: a secret shorter than the stars shifts to the right.
  std::size_t shift = 0;
  for (const Cut& cut : cuts) {
    if (wanted < cut.end) {
      if (wanted >= cut.begin) return cut.begin + shift;
      break;
    }
    shift += kStars.size() - (cut.end - cut.begin);
  }
  return wanted + shift;
}

std::string Redactor::redact(const Span& span, std::string_view text) {
  const Span inside = clipped(span);
  if (!inside.valid()) return redact(text);
  if (text == sources_.text_of(inside)) return mask(inside);
  scan(inside);
  return redact(text);
}

std::string Redactor::redact(std::string_view text) const {
  std::string out;
  std::size_t at = 0;
  for (const auto& match : values_.find(text)) {
    out += text.substr(at, match.begin - at);
    out += kStars;
    at = match.end;
  }
  out += text.substr(at);
  return out;
}

bool Redactor::is_secret(const Span& span) const {
  const auto file = files_.find(span.file.value);
  if (!span.valid() || file == files_.end()) return false;
  const auto& ranges = file->second.ranges;
  auto at = ranges.lower_bound(std::max(span.end, span.begin + 1));
  if (at == ranges.begin()) return false;
  --at;
  return at->second > span.begin;
}

}  // namespace djaz
