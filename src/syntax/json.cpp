#include "syntax/json.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "support/text.h"
#include "syntax/characters.h"
#include "tree/builder.h"

namespace djaz {
namespace {

// Tells where it is: after each step the byte after the last one read is in `*position`.
class PublishingIterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  PublishingIterator(const char* at, const char** position) : at_(at), position_(position) {}
  reference operator*() const { return *at_; }
  PublishingIterator& operator++() {
    *position_ = ++at_;
    return *this;
  }
  PublishingIterator operator++(int) {
    PublishingIterator old = *this;
    ++*this;
    return old;
  }
  friend bool operator==(const PublishingIterator& a, const PublishingIterator& b) {
    return a.at_ == b.at_;
  }
  friend bool operator!=(const PublishingIterator& a, const PublishingIterator& b) {
    return !(a == b);
  }

 private:
  const char* at_;
  const char** position_;
};

struct Input {
  std::string_view text;      // as written
  std::string_view prepared;  // strict, of the same length
  FileId file;
  const SourceFile* source = nullptr;
  Arena& arena;
  const JsonOptions& options;
  const PreparedJson& changes;
  JsonResult& result;
};

constexpr std::size_t kReportedDuplicates = 20;

// Receives the events of one value and builds its tree.
class TreeSax {
 public:
  explicit TreeSax(const Input& input)
      : in_(input), builder_(input.arena), base_(input.prepared.data()), position_(base_) {}

  const char** position() { return &position_; }
  Node* root() const { return root_; }
  std::size_t end() const { return end_; }

  bool null() { return add(builder_.null(), word(4)); }
  bool boolean(bool value) { return add(builder_.boolean(value), word(value ? 4 : 5)); }
  bool number_integer(std::int64_t value) { return number(builder_.integer(value), true); }
  bool number_unsigned(std::uint64_t value) {
    constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (value > kMax) return number(huge(Kind::integer), true);
    return number(builder_.integer(static_cast<std::int64_t>(value)), true);
  }
  bool number_float(double value, const std::string& text) {
    const bool whole = text.find_first_of(".eE") == std::string::npos;
    return number(whole ? huge(Kind::integer) : builder_.real(value), false);
  }
  bool string(std::string& value) {
    const Range range = quoted();
    return add(builder_.borrowed_string(text_of(range, value)), range);
  }
  bool binary(std::vector<std::uint8_t>&) { return false; }

  bool start_object(std::size_t) { return open(true); }
  bool start_array(std::size_t) { return open(false); }
  bool key(std::string& value) {
    const Range range = quoted();
    Frame& frame = frames_.back();
    frame.key = text_of(range, value);
    frame.key_span = span(range);
    return true;
  }
  bool end_object() {
    const Frame frame = frames_.back();
    frames_.pop_back();
    settle_duplicates(frame.first);
    Node* node = builder_.mapping(std::span<const Entry>(entries_).subspan(frame.first));
    entries_.resize(frame.first);
    return add(node, {frame.begin, offset()});
  }
  bool end_array() {
    const Frame frame = frames_.back();
    frames_.pop_back();
    Node* node =
        builder_.sequence(Kind::list, std::span<const Node* const>(items_).subspan(frame.first));
    items_.resize(frame.first);
    return add(node, {frame.begin, offset()});
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) {
    const std::string_view what = error.what();
    const std::size_t quote = what.find("last read:");
    fail(words(what.substr(0, quote)), last_token());
    return false;
  }

 private:
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  struct Frame {
    bool object = false;
    std::size_t begin = 0;
    std::size_t first = 0;  // index of its first entry or item on the common stack
    std::string_view key;
    Span key_span;
  };

  std::size_t offset() const { return static_cast<std::size_t>(position_ - base_); }
  Span span(Range range) const {
    if (!in_.source) return in_.options.place;
    return {in_.file, static_cast<std::uint32_t>(range.begin),
            static_cast<std::uint32_t>(range.end)};
  }
  Range word(std::size_t length) const { return {offset() - length, offset()}; }

  // The string token that ends here.
  Range quoted() const {
    std::size_t begin = offset() - 1;
    while (true) {
      begin = in_.prepared.rfind('"', begin - 1);
      std::size_t slashes = 0;
      while (slashes < begin && in_.prepared[begin - 1 - slashes] == '\\') ++slashes;
      if (slashes % 2 == 0) return {begin, offset()};
    }
  }

  std::string_view text_of(Range range, const std::string& value) const {
    const std::string_view raw = in_.text.substr(range.begin + 1, range.end - range.begin - 2);
    const auto& changed = in_.changes.changed_strings;
    if (std::binary_search(changed.begin(), changed.end(), range.begin))
      return in_.arena.text(unescape_json(raw));
    return in_.source && raw.size() == value.size() && raw.find('\\') == raw.npos
               ? raw
               : in_.arena.text(value);
  }

  Node* huge(Kind type) const {
    Unknown about;
    about.reason = Reason::unsupported;
    about.detail = "a number too large to be represented";
    about.type = type;
    about.not_empty = true;
    return builder_.unknown(about);
  }

  // The parser has read one byte more than the number, unless the text ends there.
  bool number(Node* node, bool) {
    std::size_t end = offset();
    auto part = [](char c) {
      return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    };
    if (end > 0 && !part(in_.prepared[end - 1])) --end;
    std::size_t begin = end;
    while (begin > 0 && part(in_.prepared[begin - 1])) --begin;
    const auto& numbers = in_.changes.huge_numbers;
    if (std::binary_search(numbers.begin(), numbers.end(), begin)) {
      std::size_t last = begin;
      while (last < in_.text.size() && part(in_.text[last])) ++last;
      return add(huge(Kind::real), {begin, last});
    }
    return add(node, {begin, end});
  }

  bool open(bool object) {
    if (frames_.size() >= in_.options.depth) {
      fail("nested deeper than " + std::to_string(in_.options.depth) + " levels",
           {offset() - 1, offset()});
      return false;
    }
    Frame frame;
    frame.object = object;
    frame.begin = offset() - 1;
    frame.first = object ? entries_.size() : items_.size();
    frames_.push_back(frame);
    return true;
  }

  bool add(Node* node, Range range) {
    node->span = span(range);
    if (frames_.empty()) {
      root_ = node;
      end_ = range.end;
      return true;
    }
    const Frame& frame = frames_.back();
    if (!frame.object) {
      items_.push_back(node);
      return true;
    }
    node->key_span = frame.key_span;
    entries_.push_back({frame.key, node, frame.key_span, nullptr});
    return true;
  }

  // The last value under a name wins, and the loss is said. By sorting, so that no choice of names
  // makes it slow.
  void settle_duplicates(std::size_t first) {
    const std::size_t count = entries_.size() - first;
    if (count < 2) return;
    order_.resize(count);
    for (std::size_t i = 0; i < count; ++i) order_[i] = static_cast<std::uint32_t>(first + i);
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
      const int order = entries_[a].name.compare(entries_[b].name);
      return order != 0 ? order < 0 : a < b;
    });
    bool found = false;
    for (std::size_t i = 0; i < count;) {
      std::size_t next = i + 1;
      while (next < count && entries_[order_[next]].name == entries_[order_[i]].name) ++next;
      for (std::size_t k = i + 1; k < next; ++k) {
        found = true;
        duplicate(entries_[order_[i]].key_span, entries_[order_[k]].key_span);
        entries_[order_[k - 1]].value = nullptr;
      }
      i = next;
    }
    if (!found) return;
    const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(first);
    entries_.erase(std::remove_if(begin, entries_.end(), [](const Entry& e) { return !e.value; }),
                   entries_.end());
  }

  void duplicate(const Span& first, const Span& second) {
    if (!in_.source || ++duplicates_ > kReportedDuplicates) return;
    JsonProblem problem;
    problem.span = second;
    problem.fatal = false;
    problem.duplicate_key = true;
    problem.message = "duplicate key: the first is on line " +
                      std::to_string(in_.source->position(first.begin).line) +
                      ", and the last one counts";
    if (duplicates_ == kReportedDuplicates) problem.message += "; further ones are not listed";
    in_.result.problems.push_back(std::move(problem));
  }

  void fail(std::string message, Range range) {
    hold_whole_characters(in_.text, range.begin, range.end);
    in_.result.problems.push_back({span(range), std::move(message), true});
  }

  // Where a mistake stands: the last token, as far as one can be made out.
  Range last_token() const {
    const std::size_t end = offset();
    if (end == 0) return {0, 0};
    if (end >= in_.prepared.size() && !std::ispunct(static_cast<unsigned char>(in_.text[end - 1])))
      return {end, end};
    std::size_t begin = end - 1;
    if (in_.prepared[begin] == '"' && begin > 0) {
      const std::size_t quote = in_.prepared.rfind('"', begin - 1);
      if (quote != std::string_view::npos) return {quote, end};
    }
    return {begin, end};
  }

  static std::string words(std::string_view what) {
    struct Phrase {
      std::string_view part;
      std::string_view words;
    };
    static constexpr Phrase kPhrases[] = {
        {"unexpected end of input", "the text ends in the middle of the document"},
        {"missing closing quote", "a string is not closed"},
        {"ill-formed UTF-8", "the text is not valid UTF-8"},
        {"control character", "a control character stands inside a string"},
        {"backslash", "a string holds a wrong escape"},
        {"'\\u'", "a string holds a wrong escape"},
        {"invalid number", "a number is written wrongly"},
        {"invalid literal", "a word or character is not JSON"},
        {"parsing object key", "a key in double quotes is expected here"},
        {"parsing object separator", "a colon is expected here"},
        {"parsing object", "a comma or a closing brace is expected here"},
        {"parsing array", "a comma or a closing bracket is expected here"},
        {"parsing value", "a value is expected here"},
    };
    for (const Phrase& phrase : kPhrases)
      if (what.find(phrase.part) != std::string_view::npos) return std::string(phrase.words);
    return "this is not JSON";
  }

  const Input& in_;
  Builder builder_;
  const char* base_;
  const char* position_;
  std::vector<Frame> frames_;
  std::vector<Entry> entries_;
  std::vector<const Node*> items_;
  std::vector<std::uint32_t> order_;
  std::size_t duplicates_ = 0;
  Node* root_ = nullptr;
  std::size_t end_ = 0;
};

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

void read_values(const Input& in, std::size_t offset) {
  JsonResult& result = in.result;
  std::size_t at = skip_space(in.prepared, offset);
  if (at == in.prepared.size()) {
    const auto end = static_cast<std::uint32_t>(in.text.size());
    const Span place = in.source ? Span{in.file, end, end} : in.options.place;
    result.problems.push_back({place, "there is no document in this file", true});
    return;
  }
  while (at < in.prepared.size()) {
    TreeSax sax(in);
    const char* first = in.prepared.data() + at;
    const char* last = in.prepared.data() + in.prepared.size();
    *sax.position() = first;
    const bool read = nlohmann::json::sax_parse(PublishingIterator(first, sax.position()),
                                                PublishingIterator(last, sax.position()), &sax,
                                                nlohmann::json::input_format_t::json, false);
    if (!read || !sax.root()) return;
    result.roots.push_back(sax.root());
    at = skip_space(in.prepared, std::max(sax.end(), at + 1));
    if (at < in.prepared.size() && !in.options.several) {
      std::size_t begin = at;
      std::size_t end = at + 1;
      hold_whole_characters(in.text, begin, end);
      const Span written{in.file, static_cast<std::uint32_t>(begin),
                         static_cast<std::uint32_t>(end)};
      const Span place = in.source ? written : in.options.place;
      result.problems.push_back({place, "there is more text after the document", true});
      return;
    }
  }
}

JsonResult parse(std::string_view text, const SourceFile* source, std::uint32_t offset,
                 Arena& arena, const JsonOptions& options) {
  JsonResult result;
  const FileId file = source ? source->id() : FileId{};
  const PreparedJson prepared = prepare_json(text, offset, options.allow);
  for (const auto& [begin, end] : prepared.comments) result.comments.push_back({file, begin, end});
  if (!prepared.problem.empty()) {
    const std::uint32_t at = prepared.problem_offset;
    const Span place = source ? Span{file, at, at + 1} : options.place;
    result.problems.push_back({place, prepared.problem, true});
    return result;
  }
  const std::string_view strict = prepared.text.empty() ? text : std::string_view(prepared.text);
  const Input input{text, strict, file, source, arena, options, prepared, result};
  read_values(input, offset);
  const bool failed = std::any_of(result.problems.begin(), result.problems.end(),
                                  [](const JsonProblem& problem) { return problem.fatal; });
  if (failed) result.roots.clear();
  if (!result.roots.empty()) result.root = result.roots.front();
  return result;
}

}  // namespace

JsonResult parse_json(const SourceFile& file, std::uint32_t offset, Arena& arena,
                      const JsonOptions& options) {
  return parse(file.text(), &file, offset, arena, options);
}

JsonResult parse_json_text(std::string_view text, Arena& arena, const JsonOptions& options) {
  return parse(text, nullptr, 0, arena, options);
}

}  // namespace djaz
