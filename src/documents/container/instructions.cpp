#include "documents/container/instructions.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "support/text.h"

namespace djaz::container {
namespace {

// Variables of one stage; more than any image has.
constexpr std::size_t kMostEntries = 100;
// Stages that another one can be made from.
constexpr std::size_t kMostStages = 100;

using Entries = std::vector<EnvironmentEntry>;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

class Reader {
 public:
  explicit Reader(const SourceFile& file) : file_(file), text_(file.text()) {}

  Entries read() {
    while (at_ < text_.size()) {
      const Span line = next_line();
      if (!heredoc_.empty()) {
        if (trimmed(words_of(line)) == heredoc_) heredoc_.clear();
        continue;
      }
      std::string_view said = trimmed(words_of(line));
      if (said.empty() || said.front() == '#') continue;
      std::vector<Span> pieces{line};
      while (continues(pieces.back()) && at_ < text_.size()) {
        const Span more = next_line();
        const std::string_view words = trimmed(words_of(more));
        if (words.empty() || words.front() == '#') continue;
        pieces.push_back(more);
      }
      instruction(pieces);
    }
    return std::move(entries_);
  }

 private:
  std::string_view words_of(const Span& span) const {
    return text_.substr(span.begin, span.end - span.begin);
  }

  Span next_line() {
    const std::size_t begin = at_;
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    at_ = end + 1;
    return {file_.id(), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  bool continues(const Span& line) const {
    std::string_view words = words_of(line);
    while (!words.empty() && is_blank(words.back())) words.remove_suffix(1);
    return words.ends_with('\\');
  }

  void instruction(const std::vector<Span>& pieces) {
    std::string_view first = trimmed(words_of(pieces.front()));
    const std::size_t end = std::min(first.find_first_of(" \t"), first.size());
    const std::string_view verb = first.substr(0, end);
    if (equal_ignoring_case(verb, "FROM")) {
      from(first.substr(end));
    } else if (equal_ignoring_case(verb, "ENV")) {
      const auto skipped = static_cast<std::uint32_t>(first.data() + end - text_.data());
      std::vector<Span> rest = pieces;
      rest.front().begin = skipped;
      environment(rest);
    } else if (equal_ignoring_case(verb, "RUN") || equal_ignoring_case(verb, "COPY")) {
      for (const Span& piece : pieces) look_for_heredoc(words_of(piece));
    }
  }

  // `RUN <<EOF`: its lines are a script.
  void look_for_heredoc(std::string_view words) {
    const std::size_t at = words.find("<<");
    if (at == std::string_view::npos) return;
    std::string_view word = words.substr(at + 2);
    while (!word.empty() && (word.front() == '-' || word.front() == '"' || word.front() == '\''))
      word.remove_prefix(1);
    std::size_t end = 0;
    while (end < word.size() && (is_alpha(word[end]) || is_digit(word[end]) || word[end] == '_'))
      ++end;
    if (end > 0 && !is_digit(word.front())) heredoc_ = std::string(word.substr(0, end));
  }

  // A stage is made from another one, or anew.
  void from(std::string_view rest) {
    std::vector<std::string_view> words;
    for (const std::string_view word : split(rest, ' '))
      if (!trimmed(word).empty() && !trimmed(word).starts_with("--"))
        words.push_back(trimmed(word));
    if (!name_.empty()) stages_[name_] = entries_;
    const auto base = words.empty() ? stages_.end() : stages_.find(lowered(words.front()));
    Entries taken = base == stages_.end() ? Entries() : base->second;
    entries_ = std::move(taken);
    const bool named = words.size() >= 3 && equal_ignoring_case(words[1], "AS");
    name_ = named && stages_.size() < kMostStages ? lowered(words[2]) : std::string();
  }

  // `ENV A=1 B="two"`, and `ENV A 1` of old.
  void environment(const std::vector<Span>& pieces) {
    bool first = true;
    for (Span piece : pieces) {
      while (piece.end > piece.begin &&
             (is_blank(text_[piece.end - 1]) || text_[piece.end - 1] == '\\'))
        --piece.end;
      std::uint32_t at = piece.begin;
      while (at < piece.end) {
        while (at < piece.end && is_blank(text_[at])) ++at;
        const std::uint32_t begin = at;
        while (at < piece.end && text_[at] != '=' && !is_blank(text_[at])) ++at;
        if (at == begin) {
          // A value without a name.
          while (at < piece.end && !is_blank(text_[at])) ++at;
          continue;
        }
        const Span name{file_.id(), begin, at};
        if (at < piece.end && text_[at] == '=') {
          ++at;
          at = value(name, at, piece.end);
        } else {
          if (first) add(name, trimmed_span({file_.id(), at, piece.end}));
          at = piece.end;
        }
        first = false;
      }
    }
  }

  Span trimmed_span(Span span) const {
    while (span.begin < span.end && is_blank(text_[span.begin])) ++span.begin;
    while (span.end > span.begin && is_blank(text_[span.end - 1])) --span.end;
    return span;
  }

  // Reads a value from `at`; gives where it ends.
  std::uint32_t value(const Span& name, std::uint32_t at, std::uint32_t end) {
    const char quote = at < end && (text_[at] == '"' || text_[at] == '\'') ? text_[at] : '\0';
    std::uint32_t last = at + (quote != '\0' ? 1 : 0);
    const std::uint32_t begin = last;
    while (last < end && (quote != '\0' ? text_[last] != quote : !is_blank(text_[last]))) ++last;
    add(name, {file_.id(), begin, last});
    return std::min(end, last + (quote != '\0' ? 1U : 0U));
  }

  void add(const Span& name, const Span& value) {
    const std::string key(words_of(name));
    std::erase_if(entries_, [&](const EnvironmentEntry& one) { return one.name == key; });
    const std::string_view said = words_of(value);
    // Quotes inside, escapes and variables: what it is worth is not read off it.
    if (said.find_first_of("$\\\"'") != std::string_view::npos) return;
    if (entries_.size() < kMostEntries) entries_.push_back({key, std::string(said), name, value});
  }

  const SourceFile& file_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::string heredoc_;
  Entries entries_;
  std::string name_;
  std::map<std::string, Entries> stages_;
};

}  // namespace

std::vector<EnvironmentEntry> image_environment(const SourceFile& file) {
  return Reader(file).read();
}

}  // namespace djaz::container
