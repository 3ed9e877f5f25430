#include "rules/predicates/required_text.h"

#include <algorithm>

#include "support/text.h"

namespace djaz {
namespace {

constexpr std::string_view kEscapable = ".-/:\\\"'()[]{}*+?|^$ ";

// Letters that Unicode folds with letters outside ASCII: the Kelvin sign and the long s.
bool folds_far(char c) { return std::string_view("kKsS").find(c) != std::string_view::npos; }

// Reads what stands outside of groups, where nothing is a choice.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : pattern_(pattern) {}

  RequiredText read() {
    flags();
    while (at_ < pattern_.size()) {
      if (!step()) return {};
    }
    end_run();
    out_.any_case = any_case_;
    return out_;
  }

 private:
  void flags() {
    if (!pattern_.starts_with("(?i)")) return;
    any_case_ = true;
    at_ = 4;
  }

  // False where the pattern is a choice, or more than is read here.
  bool step() {
    const char c = pattern_[at_];
    switch (c) {
      case '|':
        return false;
      case '(':
        end_run();
        return group();
      case '[':
        end_run();
        return set();
      case '\\':
        return escape();
      case '*':
      case '?':
      case '{':
        // What stands before may be missing.
        if (!run_.empty()) run_.pop_back();
        end_run();
        if (c == '{') at_ = std::min(pattern_.find('}', at_), pattern_.size() - 1);
        break;
      case '.':
      case '^':
      case '$':
      case '+':
        end_run();
        break;
      default:
        literal(c);
        break;
    }
    ++at_;
    return true;
  }

  void literal(char c) {
    const bool plain = static_cast<unsigned char>(c) < 0x80 && !(any_case_ && folds_far(c));
    if (plain)
      run_ += c;
    else
      end_run();
  }

  // An escaped sign stands for itself; every other escape is a class or a place.
  bool escape() {
    if (at_ + 1 >= pattern_.size()) return false;
    const char c = pattern_[at_ + 1];
    if (kEscapable.find(c) != std::string_view::npos) {
      literal(c);
    } else if (std::string_view("bBdDsSwWAz").find(c) != std::string_view::npos) {
      end_run();
    } else {
      return false;
    }
    at_ += 2;
    return true;
  }

  bool set() {
    std::size_t end = at_ + 1;
    if (end < pattern_.size() && pattern_[end] == '^') ++end;
    if (end < pattern_.size() && pattern_[end] == ']') ++end;
    for (; end < pattern_.size() && pattern_[end] != ']'; ++end) {
      if (pattern_[end] == '\\') ++end;
      // `[[:alpha:]]`
      if (end < pattern_.size() && pattern_[end] == '[') return false;
    }
    at_ = end + 1;
    return end < pattern_.size();
  }

  bool group() {
    int depth = 0;
    while (at_ < pattern_.size()) {
      const char c = pattern_[at_];
      if (c == '[') {
        if (!set()) return false;
        continue;
      }
      if (c == '(') ++depth;
      if (c == ')') --depth;
      at_ += c == '\\' ? 2 : 1;
      if (depth == 0) return true;
    }
    return false;
  }

  void end_run() {
    if (run_.size() > out_.text.size()) out_.text = run_;
    run_.clear();
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  bool any_case_ = false;
  std::string run_;
  RequiredText out_;
};

}  // namespace

bool RequiredText::is_in(std::string_view value) const {
  return any_case ? contains_ignoring_case(value, text)
                  : value.find(text) != std::string_view::npos;
}

RequiredText required_text(std::string_view pattern) { return Reader(pattern).read(); }

}  // namespace djaz
