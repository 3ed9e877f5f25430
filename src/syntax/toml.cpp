#include "syntax/toml.h"

namespace djaz {
namespace {

// What toml++ asserts of a text is not always so: `[#` would stop the process.
struct BrokenPromise {};
[[noreturn]] void break_promise() { throw BrokenPromise{}; }

}  // namespace
}  // namespace djaz

#define TOML_ASSERT(holds) ((holds) ? static_cast<void>(0) : ::djaz::break_promise())
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_MAX_NESTED_VALUES 128
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "syntax/characters.h"
#include "tree/builder.h"

namespace djaz {
namespace {

// Finds the place where brackets and dotted keys nest too deeply, before toml++, which recurses
// without a bound of its own on dotted keys, builds anything.
class DepthScan {
 public:
  DepthScan(std::string_view text, std::size_t limit) : text_(text), limit_(limit) {}

  std::optional<std::size_t> too_deep() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#') {
        skip_comment();
      } else if (c == '"' || c == '\'') {
        skip_string(c);
      } else {
        if (!step(c)) return at_;
        ++at_;
      }
    }
    return std::nullopt;
  }

 private:
  bool step(char c) {
    switch (c) {
      case '[':
      case '{':
        opened_.push_back(dots_);
        depth_ += dots_ + 1;
        dots_ = 0;
        break;
      case ']':
      case '}':
        if (!opened_.empty()) {
          dots_ = opened_.back();
          depth_ -= dots_ + 1;
          opened_.pop_back();
        }
        break;
      case '.':
        ++dots_;
        break;
      case ',':
        dots_ = 0;
        break;
      case '\n':
        if (opened_.empty()) dots_ = 0;
        break;
      default:
        break;
    }
    return depth_ + dots_ <= limit_;
  }

  void skip_comment() {
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
  }

  void skip_string(char quote) {
    const bool multi_line = text_.substr(at_, 3) == std::string(3, quote);
    at_ += multi_line ? 3 : 1;
    while (at_ < text_.size()) {
      if (quote == '"' && text_[at_] == '\\') {
        at_ += 2;
      } else if (!multi_line && text_[at_] == '\n') {
        return;
      } else if (text_[at_] != quote) {
        ++at_;
      } else if (!multi_line) {
        ++at_;
        return;
      } else if (text_.substr(at_, 3) == std::string(3, quote)) {
        at_ += 3;
        // Up to two quotes may stand before the closing three.
        for (int i = 0; i < 2 && at_ < text_.size() && text_[at_] == quote; ++i) ++at_;
        return;
      } else {
        ++at_;
      }
    }
    at_ = text_.size();
  }

  std::string_view text_;
  std::size_t limit_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t dots_ = 0;
  std::vector<std::size_t> opened_;
};

// Turns toml++'s lines and columns, which count code points, into byte offsets. A column in a long
// line costs a step to the nearest checkpoint, not a walk over the line.
class Offsets {
 public:
  explicit Offsets(std::string_view text) : text_(text) {
    lines_.push_back({0, 0});
    std::uint32_t points = 0;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
      if (points % kStride == 0) checkpoints_.push_back(i);
      ++points;
      if (text[i] == '\n') lines_.push_back({i + 1, points});
    }
  }

  std::uint32_t of(toml::source_position position) const {
    const auto end = static_cast<std::uint32_t>(text_.size());
    if (position.line == 0 || position.line > lines_.size()) return end;
    const Line& line = lines_[position.line - 1];
    const std::uint64_t point =
        std::uint64_t{line.point} + (position.column ? position.column - 1 : 0);
    const std::size_t index = point / kStride;
    if (index >= checkpoints_.size()) return end;
    std::uint32_t offset = checkpoints_[index];
    for (std::uint64_t left = point % kStride; left > 0 && offset < end; --left) {
      ++offset;
      while (offset < end && (static_cast<unsigned char>(text_[offset]) & 0xC0U) == 0x80U) ++offset;
    }
    return offset;
  }

 private:
  static constexpr std::uint32_t kStride = 64;
  struct Line {
    std::uint32_t begin;
    std::uint32_t point;
  };
  std::string_view text_;
  std::vector<Line> lines_;
  std::vector<std::uint32_t> checkpoints_;
};

class Converter {
 public:
  Converter(const SourceFile& file, Arena& arena, std::size_t depth)
      : file_(file), builder_(arena), offsets_(file.text()), limit_(depth) {}

  Span span(const toml::source_region& region) const {
    const std::uint32_t begin = offsets_.of(region.begin);
    return {file_.id(), begin, std::max(begin, offsets_.of(region.end))};
  }

  const std::optional<Span>& too_deep() const { return too_deep_; }

  const Node* convert(const toml::node& node, std::size_t depth) {
    const Span where = span(node.source());
    if (depth > limit_) {
      if (!too_deep_) too_deep_ = where;
      return builder_.null(where);
    }
    switch (node.type()) {
      case toml::node_type::table:
        return table(*node.as_table(), where, depth);
      case toml::node_type::array: {
        std::vector<const Node*> items;
        for (const toml::node& item : *node.as_array()) items.push_back(convert(item, depth + 1));
        return builder_.list(items, where);
      }
      case toml::node_type::string:
        return builder_.string(node.as_string()->get(), where);
      case toml::node_type::integer:
        return builder_.integer(node.as_integer()->get(), where);
      case toml::node_type::floating_point:
        return builder_.real(node.as_floating_point()->get(), where);
      case toml::node_type::boolean:
        return builder_.boolean(node.as_boolean()->get(), where);
      case toml::node_type::date:
      case toml::node_type::time:
      case toml::node_type::date_time:
        return builder_.string(file_.text_of(where), where);
      default:
        return builder_.null(where);
    }
  }

 private:
  const Node* table(const toml::table& table, const Span& where, std::size_t depth) {
    std::vector<Entry> entries;
    for (const auto& [key, value] : table) {
      const Span key_span = span(key.source());
      const Node* node = builder_.with_key(*convert(value, depth + 1), key_span);
      entries.push_back({builder_.arena().text(key.str()), node, key_span, nullptr});
    }
    // toml++ keeps its tables sorted by name; people read them in the order of writing.
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
      return a.key_span.begin < b.key_span.begin;
    });
    return builder_.mapping(entries, where);
  }

  const SourceFile& file_;
  Builder builder_;
  Offsets offsets_;
  std::size_t limit_;
  std::optional<Span> too_deep_;
};

// toml++'s words without the texts it quotes: a configuration may hold what must not be printed.
std::string without_quotes(std::string_view description) {
  std::string out;
  bool quoted = false;
  for (const char c : description) {
    if (c == '\'') {
      quoted = !quoted;
      out += quoted ? "'…" : "'";
    } else if (!quoted) {
      out += c;
    }
  }
  return out;
}

Span whole_characters(const Span& where, std::string_view text) {
  std::size_t begin = where.begin;
  std::size_t end = where.end;
  hold_whole_characters(text, begin, end);
  return {where.file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::optional<toml::parse_result> parsed_by_library(std::string_view text) {
  try {
    return toml::parse(text);
  } catch (const BrokenPromise&) {
    return std::nullopt;
  }
}

}  // namespace

Result<const Node*> parse_toml(const SourceFile& file, Arena& arena, const TomlLimits& limits) {
  const std::string_view text = file.text();
  if (text.size() > limits.bytes)
    return Error{"the TOML file is larger than " + std::to_string(limits.bytes) + " bytes",
                 {file.id(), 0, 0},
                 ""};
  if (const auto place = DepthScan(text, limits.depth).too_deep()) {
    const auto at = static_cast<std::uint32_t>(*place);
    const Span where = whole_characters({file.id(), at, at + 1}, text);
    return Error{"TOML is nested too deeply", where, ""};
  }
  const auto outcome = parsed_by_library(text);
  if (!outcome) return Error{"invalid TOML", {file.id(), 0, 0}, ""};
  const toml::parse_result& parsed = *outcome;
  Converter converter(file, arena, limits.depth);
  if (!parsed) {
    Span where = converter.span(parsed.error().source());
    if (where.empty() && where.end < text.size()) ++where.end;
    where = whole_characters(where, text);
    return Error{"invalid TOML: " + without_quotes(parsed.error().description()), where, ""};
  }
  const Node* root = converter.convert(parsed.table(), 0);
  if (converter.too_deep()) return Error{"TOML is nested too deeply", *converter.too_deep(), ""};
  return root;
}

}  // namespace djaz
