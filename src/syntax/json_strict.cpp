#include "syntax/json_strict.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <vector>

#include "support/text.h"
#include "syntax/byte_scan.h"
#include "syntax/json_text.h"

namespace djaz {
namespace {

// As the other reader has it.
constexpr std::size_t kDeepest = 512;
// Members of an object among which those of one name are looked for without sorting them.
constexpr std::size_t kFewMembers = 8;
constexpr std::size_t kTable = 512;

// Whole numbers with fewer digits and fractions with fewer characters are in range.
constexpr std::ptrdiff_t kSmallWhole = 18;
constexpr std::ptrdiff_t kSmallReal = 40;

// With `kBuild` makes the tree; without, only looks whether it could.
template <bool kBuild>
class StrictReader {
 public:
  StrictReader(std::string_view text, FileId file, Arena* arena)
      : file_(file), arena_(arena), begin_(text.data()), end_(text.data() + text.size()) {}

  bool run() {
    at_ = begin_;
    do {
      if (!(closing_ ? close() : value())) return false;
    } while (!frames_.empty());
    skip_space();
    return at_ == end_;
  }
  const Node* root() const { return root_; }

 private:
  struct Frame {
    bool object = false;
    std::uint32_t begin = 0;
    std::size_t first = 0;
    std::string_view key;
    Span key_span;
  };

  std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - begin_); }
  void skip_space() { at_ = find_no_space(at_, end_); }

  // One value, or the beginning of one. False: not for this reader.
  bool value() {
    skip_space();
    if (at_ == end_) return false;
    const char* const from = at_;
    switch (*at_) {
      case '{':
        return open(true);
      case '[':
        return open(false);
      case '"': {
        std::string_view text;
        if (!string(text)) return false;
        Node* node = make(Kind::string, from);
        if constexpr (kBuild) node->text = text;
        return add(node);
      }
      case 't':
        return word("true", Kind::boolean, true);
      case 'f':
        return word("false", Kind::boolean, false);
      case 'n':
        return word("null", Kind::null, false);
      default:
        return number();
    }
  }

  Node* make(Kind kind, const char* from) {
    if constexpr (!kBuild) return nullptr;
    Node* node = arena_->make<Node>();
    node->kind = kind;
    node->span = {file_, offset(from), offset(at_)};
    return node;
  }

  bool word(std::string_view word, Kind kind, bool value) {
    const char* const from = at_;
    if (static_cast<std::size_t>(end_ - at_) < word.size() ||
        std::memcmp(at_, word.data(), word.size()) != 0)
      return false;
    at_ += word.size();
    Node* node = make(kind, from);
    if constexpr (kBuild) node->boolean = value;
    return add(node);
  }

  bool number() {
    const char* const from = at_;
    if (*at_ == '-') ++at_;
    const char* const digits = at_;
    while (at_ < end_ && is_digit(*at_)) ++at_;
    if (at_ == digits || (*digits == '0' && at_ - digits > 1)) return false;
    const bool whole = at_ == end_ || (*at_ != '.' && *at_ != 'e' && *at_ != 'E');
    if (whole) {
      if (!kBuild && at_ - from <= kSmallWhole) return add(nullptr);
      std::int64_t value = 0;
      if (std::from_chars(from, at_, value).ec != std::errc()) return false;
      Node* node = make(Kind::integer, from);
      if constexpr (kBuild) node->integer = value;
      return add(node);
    }
    if (*at_ == '.') {
      const char* const fraction = ++at_;
      while (at_ < end_ && is_digit(*at_)) ++at_;
      if (at_ == fraction) return false;
    }
    const bool power_of_ten = at_ < end_ && (*at_ == 'e' || *at_ == 'E');
    if (!kBuild && !power_of_ten && at_ - from <= kSmallReal) return add(nullptr);
    if (power_of_ten) {
      ++at_;
      if (at_ < end_ && (*at_ == '+' || *at_ == '-')) ++at_;
      const char* const power = at_;
      while (at_ < end_ && is_digit(*at_)) ++at_;
      if (at_ == power) return false;
    }
    double value = 0;
    const auto [last, error] = std::from_chars(from, at_, value);
    if (error != std::errc() || last != at_ || !std::isfinite(value)) return false;
    Node* node = make(Kind::real, from);
    if constexpr (kBuild) node->real = value;
    return add(node);
  }

  // Past the string that begins here.
  bool string(std::string_view& out) {
    const char* const first = ++at_;
    bool escaped = false;
    while (true) {
      at_ = find_string_end(at_, end_);
      if (at_ == end_) return false;
      if (*at_ == '"') break;
      if (*at_ != '\\' || !escape()) return false;
      escaped = true;
    }
    const std::string_view raw(first, static_cast<std::size_t>(at_ - first));
    ++at_;
    out = raw;
    if (!escaped) return true;
    if constexpr (kBuild)
      out = arena_->text(unescape_json(raw));
    else
      out = {};
    return true;
  }

  int unit() const {
    int value = 0;
    for (const char* c = at_ + 2; c < at_ + 6; ++c) {
      const int digit = hex_digit(*c);
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  }

  bool escape() {
    if (end_ - at_ < 2) return false;
    if (at_[1] != 'u') {
      if (std::strchr("\"\\/bfnrt", at_[1]) == nullptr || at_[1] == '\0') return false;
      at_ += 2;
      return true;
    }
    if (end_ - at_ < 6) return false;
    const int value = unit();
    // What is half a character is the other reader's matter, and so is a NUL.
    if (value <= 0 || (value >= 0xD800 && value <= 0xDFFF)) return false;
    at_ += 6;
    return true;
  }

  bool open(bool object) {
    if (frames_.size() >= kDeepest) return false;
    frames_.push_back({object, offset(at_), object ? entries_.size() : items_.size(), {}, {}});
    ++at_;
    skip_space();
    if (at_ == end_) return false;
    closing_ = *at_ == (object ? '}' : ']');
    return closing_ || !object || key();
  }

  bool key() {
    skip_space();
    if (at_ == end_ || *at_ != '"') return false;
    const char* const from = at_;
    Frame& frame = frames_.back();
    if (!string(frame.key)) return false;
    // Which name an escaped one is, is only known where it is built.
    if (!kBuild && frame.key.empty()) return false;
    frame.key_span = {file_, offset(from), offset(at_)};
    skip_space();
    if (at_ == end_ || *at_ != ':') return false;
    ++at_;
    return true;
  }

  bool close() {
    const Frame frame = frames_.back();
    frames_.pop_back();
    closing_ = false;
    ++at_;
    Node* node = make(frame.object ? Kind::mapping : Kind::list, begin_ + frame.begin);
    if (frame.object) {
      const auto own = std::span<const Entry>(entries_).subspan(frame.first);
      if (has_duplicates(own)) return false;
      if constexpr (kBuild) node->entries = arena_->list(own);
      entries_.resize(frame.first);
    } else {
      if constexpr (kBuild)
        node->items = arena_->list(std::span<const Node* const>(items_).subspan(frame.first));
      items_.resize(frame.first);
    }
    return add(node);
  }

  bool has_duplicates(std::span<const Entry> entries) {
    if (entries.size() <= kFewMembers) {
      for (std::size_t i = 1; i < entries.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
          if (entries[k].name.size() == entries[i].name.size() &&
              entries[k].name == entries[i].name)
            return true;
      return false;
    }
    // A table with room for twice as many, by a hash of the ends of a name; beyond the largest,
    // sorted.
    if (entries.size() > kTable / 2) {
      names_.clear();
      for (const Entry& entry : entries) names_.push_back(entry.name);
      std::sort(names_.begin(), names_.end());
      return std::adjacent_find(names_.begin(), names_.end()) != names_.end();
    }
    const std::size_t room = std::bit_ceil(2 * entries.size());
    std::fill_n(table_.begin(), room, std::uint16_t{0});
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const std::string_view name = entries[i].name;
      std::size_t place = hash_of(name) & (room - 1);
      for (; table_[place] != 0; place = (place + 1) & (room - 1)) {
        const std::string_view other = entries[table_[place] - 1U].name;
        if (other.size() == name.size() && other == name) return true;
      }
      table_[place] = static_cast<std::uint16_t>(i + 1);
    }
    return false;
  }

  static std::size_t hash_of(std::string_view name) {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    const std::size_t size = std::min<std::size_t>(name.size(), 8);
    std::memcpy(&first, name.data(), size);
    std::memcpy(&last, name.data() + (name.size() - size), size);
    const std::uint64_t hash = (first ^ (last * 31) ^ name.size()) * 0x9E3779B97F4A7C15ULL;
    return static_cast<std::size_t>(hash >> 40);
  }

  // Puts the value where it belongs, and steps to where the next begins.
  bool add(Node* node) {
    if (frames_.empty()) {
      root_ = node;
      return true;
    }
    const Frame& frame = frames_.back();
    if (frame.object) {
      if constexpr (kBuild) node->key_span = frame.key_span;
      entries_.push_back({frame.key, node, frame.key_span, nullptr});
    } else if constexpr (kBuild) {
      items_.push_back(node);
    }
    skip_space();
    if (at_ == end_) return false;
    if (*at_ == ',') {
      ++at_;
      return !frame.object || key();
    }
    closing_ = *at_ == (frame.object ? '}' : ']');
    return closing_;
  }

  FileId file_;
  Arena* arena_;
  const char* begin_;
  const char* end_;
  const char* at_ = nullptr;
  const Node* root_ = nullptr;
  std::vector<Frame> frames_;
  std::vector<Entry> entries_;
  std::vector<const Node*> items_;
  std::vector<std::string_view> names_;
  std::array<std::uint16_t, kTable> table_{};
  // The innermost bracket ends here.
  bool closing_ = false;
};

}  // namespace

const Node* parse_strict_json(const SourceFile& file, Arena& arena) {
  if (!is_valid_utf8(file.text())) return nullptr;
  StrictReader<true> reader(file.text(), file.id(), &arena);
  return reader.run() ? reader.root() : nullptr;
}

bool is_strict_json(std::string_view text) {
  return is_valid_utf8(text) && StrictReader<false>(text, FileId{}, nullptr).run();
}

}  // namespace djaz
