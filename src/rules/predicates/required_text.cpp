#include "rules/predicates/required_text.h"

#include <algorithm>
#include <iterator>

#include "rules/predicates/pattern_signs.h"
#include "support/text.h"

namespace djaz {
namespace {

using Texts = std::vector<std::string>;

// More are dearer to look for than they save.
constexpr std::size_t kMostTexts = 24;
constexpr int kDeepest = 16;

// Letters that Unicode folds with letters outside ASCII: the Kelvin sign and the long s.
bool folds_far(char c) { return std::string_view("kKsS").find(c) != std::string_view::npos; }

// A choice is as good as its shortest text.
std::size_t worth(const Texts& texts) {
  std::size_t least = texts.empty() ? 0 : std::string::npos;
  for (const std::string& text : texts) least = std::min(least, text.size());
  return least;
}

class Reader {
 public:
  explicit Reader(std::string_view pattern) : pattern_(pattern) {
    // Where a part minds no case, looking for all without regard to it finds no less.
    any_case_ = pattern.find("(?i") != std::string_view::npos;
    if (pattern_.starts_with("(?i)")) at_ = 4;
  }

  RequiredText read() {
    Texts texts = alternatives(0);
    if (!understood_ || at_ != pattern_.size()) return {};
    return {std::move(texts), any_case_};
  }

 private:
  bool done() const { return !understood_ || at_ >= pattern_.size(); }
  char next() const { return pattern_[at_]; }
  Texts give_up() {
    understood_ = false;
    return {};
  }

  // Of several sequences a match is one; all must have a text for the choice to have any.
  Texts alternatives(int depth) {
    if (depth > kDeepest) return give_up();
    Texts all;
    bool each = true;
    while (true) {
      Texts one = sequence(depth);
      each = each && !one.empty() && all.size() + one.size() <= kMostTexts;
      if (each) std::move(one.begin(), one.end(), std::back_inserter(all));
      if (done() || next() != '|') break;
      ++at_;
    }
    return each ? all : Texts();
  }

  // Of the parts of a sequence a match holds all; the longest text tells most.
  Texts sequence(int depth) {
    Texts best;
    std::string run;
    const auto offer = [&](Texts texts) {
      if (worth(texts) > worth(best)) best = std::move(texts);
    };
    const auto end_run = [&] {
      if (!run.empty()) offer({run});
      run.clear();
    };
    while (!done() && next() != '|' && next() != ')') {
      Texts part;
      char literal = '\0';
      if (next() == '(')
        part = group(depth);
      else if (next() == '[')
        set();
      else
        literal = sign();
      if (!understood_) return {};
      const bool missing = may_be_missing();
      if (literal != '\0' && !missing) {
        run += literal;
        if (!repeated()) continue;
      }
      end_run();
      if (!missing) offer(std::move(part));
      repeated();
    }
    end_run();
    return best;
  }

  // One sign outside of sets and groups; the letter, where it stands for itself.
  char sign() {
    const char c = pattern_[at_++];
    if (c == '\\') return escape();
    if (std::string_view("*?{").find(c) != std::string_view::npos) return give_up(), '\0';
    if (std::string_view(".^$+").find(c) != std::string_view::npos) return '\0';
    return plain(c);
  }

  char plain(char c) const {
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    return ascii && !(any_case_ && folds_far(c)) ? c : '\0';
  }

  // An escaped sign stands for itself; every other escape is a class or a place.
  char escape() {
    if (at_ >= pattern_.size()) return give_up(), '\0';
    const char c = pattern_[at_++];
    if (kEscapable.find(c) != std::string_view::npos) return plain(c);
    if (std::string_view("bBdDsSwWAz").find(c) == std::string_view::npos) give_up();
    return '\0';
  }

  void set() {
    std::size_t end = at_ + 1;
    if (end < pattern_.size() && pattern_[end] == '^') ++end;
    if (end < pattern_.size() && pattern_[end] == ']') ++end;
    for (; end < pattern_.size() && pattern_[end] != ']'; ++end) {
      if (pattern_[end] == '\\') ++end;
      // `[[:alpha:]]`
      if (end < pattern_.size() && pattern_[end] == '[') give_up();
    }
    if (end >= pattern_.size()) give_up();
    at_ = end + 1;
  }

  Texts group(int depth) {
    ++at_;
    for (const std::string_view kind : {"?i:", "?:"}) {
      if (!pattern_.substr(at_).starts_with(kind)) continue;
      at_ += kind.size();
      break;
    }
    if (!done() && next() == '?') return give_up();
    Texts texts = alternatives(depth + 1);
    if (done() || next() != ')') return give_up();
    ++at_;
    return texts;
  }

  // What was read may occur no time: `*`, `?`, `{0,2}`.
  bool may_be_missing() const {
    return at_ < pattern_.size() && std::string_view("*?{").find(next()) != std::string_view::npos;
  }

  // Steps over what says how often, and how greedily.
  bool repeated() {
    bool any = false;
    while (!done() && std::string_view("*?+{").find(next()) != std::string_view::npos) {
      any = true;
      at_ = next() == '{' ? std::min(pattern_.find('}', at_), pattern_.size() - 1) + 1 : at_ + 1;
    }
    return any;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  bool any_case_ = false;
  bool understood_ = true;
};

}  // namespace

bool RequiredText::is_in(std::string_view value) const {
  return any.empty() || std::any_of(any.begin(), any.end(), [&](const std::string& text) {
           return any_case ? contains_ignoring_case(value, text)
                           : value.find(text) != std::string_view::npos;
         });
}

RequiredText required_text(std::string_view pattern) { return Reader(pattern).read(); }

}  // namespace djaz
