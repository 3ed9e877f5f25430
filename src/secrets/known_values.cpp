#include "secrets/known_values.h"

#include <algorithm>
#include <iterator>

#include "secrets/public_parts.h"
#include "secrets/values.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::size_t kRun = 6;
// No text that is printed holds a longer value whole.
constexpr std::size_t kMaxValue = 4096;
// Values that share their first six bytes. Beyond it, six bytes count as the value.
constexpr std::size_t kMaxBucket = 64;
// Shorter values of letters alone, small but for the first, are words: they are replaced only as
// whole words.
constexpr std::size_t kMaxWord = 11;

bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

constexpr std::uint64_t kSixBytes = (std::uint64_t{1} << 8 * kRun) - 1;
// A power of two.
constexpr std::uint64_t kBits = std::uint64_t{1} << 15;

std::uint64_t bit_of(std::uint64_t six) { return six * 0x9E3779B97F4A7C15U >> 49; }

std::uint64_t packed(std::string_view run) {
  std::uint64_t value = 0;
  for (const char c : run) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

// Letters and digits mixed, or a capital after a small letter.
bool looks_random(std::string_view run) {
  bool letter = false;
  bool digit = false;
  bool hump = false;
  for (std::size_t i = 0; i < run.size(); ++i) {
    letter = letter || is_alpha(run[i]);
    digit = digit || is_digit(run[i]);
    hump = hump || (i > 0 && is_small(run[i - 1]) && is_capital(run[i]));
  }
  return (letter && digit) || hump;
}

// "archive", "Archive"
bool is_word(std::string_view value) {
  return value.size() <= kMaxWord && std::all_of(value.begin() + 1, value.end(), is_small) &&
         is_alpha(value[0]);
}

bool is_vowel(char c) { return std::string_view("aeiouyAEIOUY").find(c) != std::string_view::npos; }

// Where the letters that begin at `at` end, if they are words as programs join them:
// "replicationPassword". Else npos.
std::size_t end_of_names(std::string_view text, std::size_t at) {
  while (at < text.size() && is_alpha(text[at])) {
    const std::size_t begin = at++;
    while (at < text.size() && is_small(text[at])) ++at;
    const std::string_view word = text.substr(begin, at - begin);
    if (word.size() < 3 || std::none_of(word.begin(), word.end(), is_vowel))
      return std::string_view::npos;
  }
  return at;
}

// Stretches of a value that say no more than a name would.
std::vector<std::pair<std::size_t, std::size_t>> names_in(std::string_view value) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  std::size_t at = 0;
  while (at < value.size()) {
    if (!is_alpha(value[at])) {
      ++at;
      continue;
    }
    std::size_t stop = at;
    while (stop < value.size() && is_alpha(value[stop])) ++stop;
    if (end_of_names(value, at) == stop) out.emplace_back(at, stop);
    at = stop;
  }
  return out;
}

bool joins(char c) { return is_alnum(c) || c == '_'; }

bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
  return (begin == 0 || !joins(text[begin - 1])) && (end == text.size() || !joins(text[end]));
}

// `properties.backup.retentionDays`: the name of a property, whatever else is called so.
bool is_path_name(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin < 2 || text[begin - 1] != '.') return false;
  const char owner = text[begin - 2];
  if (!joins(owner) && owner != ']' && owner != '"') return false;
  return end == text.size() || std::string_view(".[`)").find(text[end]) != std::string_view::npos;
}

// `shop.settings`, `shop/urls.py`: a part of the name of a module or file, whatever else is called
// so. To hide it there would tell that the password is the project's name.
bool is_name_segment(std::string_view text, std::size_t begin, std::size_t end) {
  const auto is_joint = [](char c) { return c == '.' || c == '/'; };
  const bool first =
      begin == 0 || std::string_view(" '\"`([,").find(text[begin - 1]) != std::string_view::npos;
  const bool inner = begin >= 2 && is_joint(text[begin - 1]) && joins(text[begin - 2]);
  const bool more = end + 1 < text.size() && is_joint(text[end]) && joins(text[end + 1]);
  const bool last =
      end == text.size() || std::string_view(" '\"`)],").find(text[end]) != std::string_view::npos;
  return (first && more) || (inner && (more || last));
}

// Longer names are none.
constexpr std::size_t kLongestName = 120;

// `storageAccountName`, `alwaysOn`: what a text has for a name, made of words alone. Six bytes of
// it say nothing of the value that has them, too, while their absence garbles the message.
bool is_in_name(std::string_view text, std::size_t at) {
  constexpr std::string_view kShortWords[] = {"By", "Db", "Id", "In", "Ip", "Is",
                                              "Of", "On", "Os", "Or", "To"};
  std::size_t begin = at;
  while (begin > 0 && at - begin < kLongestName && is_alpha(text[begin - 1])) --begin;
  if (begin > 0 && joins(text[begin - 1])) return false;
  const std::string_view name = text.substr(begin, kLongestName);
  std::size_t end = 0;
  while (end < name.size() && is_alpha(name[end])) {
    const std::size_t word = end++;
    while (end < name.size() && is_small(name[end])) ++end;
    const std::string_view part = name.substr(word, end - word);
    // `sqlServerName`, `vmName`, and words such as `On`.
    const bool is_short =
        (word == 0 && part.size() <= 3 && is_small(part[0])) ||
        std::find(std::begin(kShortWords), std::end(kShortWords), part) != std::end(kShortWords);
    if (!is_short && end_of_names(part, 0) == std::string_view::npos) return false;
  }
  end += begin;
  if (end < at + kRun || (end < text.size() && joins(text[end]))) return false;
  // What was cut off may have been more than words.
  const auto is_cut = [](std::string_view around) { return around == "…" || around == "..."; };
  return !is_cut(text.substr(end, 3)) && !(begin >= 3 && is_cut(text.substr(begin - 3, 3)));
}

// `Microsoft.KeyVault/vaults`, likewise.
bool is_in_type(std::string_view text, std::size_t at) {
  constexpr std::string_view kMicrosoft = "Microsoft.";
  const auto belongs = [](char c) { return is_alpha(c) || c == '.' || c == '/'; };
  std::size_t begin = at;
  while (begin > 0 && at - begin < kLongestName && belongs(text[begin - 1])) --begin;
  const std::size_t head = text.substr(begin, at - begin + kMicrosoft.size()).find(kMicrosoft);
  if (head == std::string_view::npos) return false;
  begin += head;
  if (begin > 0 && joins(text[begin - 1])) return false;
  const std::string_view name = text.substr(0, begin + kLongestName);
  std::size_t end = begin + kMicrosoft.size() - 1;
  while (end < name.size() && (name[end] == '.' || name[end] == '/')) {
    const std::size_t stop = end_of_names(name, end + 1);
    if (stop == std::string_view::npos || stop == end + 1) break;
    end = stop;
  }
  return at + kRun <= end && (end == text.size() || !joins(text[end]));
}

}  // namespace

void KnownValues::add(std::string_view value) {
  add_one(value);
  for (const std::string& form : renderings(value.substr(0, kMaxValue))) add_one(form);
}

void KnownValues::add_one(std::string_view value) {
  value = trimmed(value);
  if (value.size() < kRun || is_stock_word(value)) return;
  const bool whole = value.size() <= kMaxValue;
  value = value.substr(0, kMaxValue);
  if (bytes_ + value.size() > limit_) return;
  const auto [at, is_new] = seen_.emplace(value);
  if (!is_new) return;
  bytes_ += value.size();
  const std::string_view kept = *at;
  if (whole) {
    const std::uint64_t head = packed(kept.substr(0, kRun));
    auto& bucket = by_head_[head];
    note(head);
    if (bucket.size() <= kMaxBucket) bucket.push_back(kept);
  }
  const auto shown = public_parts(kept);
  auto part = shown.begin();
  const auto names = names_in(kept);
  auto name = names.begin();
  for (std::size_t i = 0; i + kRun <= kept.size(); ++i) {
    while (part != shown.end() && part->second < i + kRun) ++part;
    if (part != shown.end() && part->first <= i) continue;
    while (name != names.end() && name->second < i + kRun) ++name;
    if (name != names.end() && name->first <= i) continue;
    const std::string_view run = kept.substr(i, kRun);
    if (!looks_random(run)) continue;
    runs_.insert(packed(run));
    note(packed(run));
  }
}

void KnownValues::note(std::uint64_t six) {
  if (heads_.empty()) heads_.resize(kBits / 64);
  const std::uint64_t bit = bit_of(six);
  heads_[bit / 64] |= std::uint64_t{1} << bit % 64;
}

bool KnownValues::may_begin(std::uint64_t six) const {
  const std::uint64_t bit = bit_of(six);
  return (heads_[bit / 64] >> bit % 64 & 1) != 0;
}

std::size_t KnownValues::longest_at(std::string_view text, std::size_t at,
                                    std::uint64_t six) const {
  const auto bucket = by_head_.find(six);
  if (bucket == by_head_.end()) return 0;
  std::size_t longest = bucket->second.size() > kMaxBucket ? kRun : 0;
  for (const std::string_view value : bucket->second) {
    if (value.size() <= longest || !text.substr(at).starts_with(value)) continue;
    const std::size_t end = at + value.size();
    if (is_word(value) && (!stands_alone(text, at, end) || is_path_name(text, at, end) ||
                           is_name_segment(text, at, end)))
      continue;
    longest = value.size();
  }
  return longest;
}

std::vector<KnownValues::Match> KnownValues::find(std::string_view text) const {
  std::vector<Match> matches;
  if (heads_.empty() || text.size() < kRun) return matches;
  std::uint64_t six = packed(text.substr(0, kRun - 1));
  for (std::size_t at = 0; at + kRun <= text.size(); ++at) {
    six = (six << 8 | static_cast<unsigned char>(text[at + kRun - 1])) & kSixBytes;
    if (!may_begin(six)) continue;
    std::size_t length = longest_at(text, at, six);
    if (length == 0 && runs_.count(six) != 0 && !is_in_type(text, at) && !is_in_name(text, at))
      length = kRun;
    if (length == 0) continue;
    if (!matches.empty() && at <= matches.back().end) {
      matches.back().end = std::max(matches.back().end, at + length);
    } else {
      matches.push_back({at, at + length});
    }
  }
  return matches;
}

}  // namespace djaz
