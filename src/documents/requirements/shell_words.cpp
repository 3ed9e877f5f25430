#include "documents/requirements/shell_words.h"

namespace djaz::requirements {
namespace {

class Splitter {
 public:
  Splitter(const Passage& text, std::vector<Passage>& words)
      : passage_(text), text_(text.text()), words_(words), word_(text.file()) {}

  bool run(std::string_view& problem, std::size_t& at) {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        finish();
      } else if (c == '\\') {
        if (i + 1 == text_.size()) return fail(problem, at, i, kLooseBackslash);
        ++i;
        take(i);
      } else if (c == '\'' || c == '"') {
        const std::size_t open = i;
        if (!quoted(i)) return fail(problem, at, open, "a quote is not closed");
      } else {
        take(i);
      }
    }
    finish();
    return true;
  }

 private:
  static constexpr std::string_view kLooseBackslash =
      "the backslash escapes nothing: a line continues only if it is its very last character";

  // From the opening quote to the closing one.
  bool quoted(std::size_t& i) {
    const char quote = text_[i];
    begin(i);
    for (++i; i < text_.size(); ++i) {
      if (text_[i] == quote) return true;
      const bool escape = quote == '"' && text_[i] == '\\' && i + 1 < text_.size() &&
                          (text_[i + 1] == '"' || text_[i + 1] == '\\');
      if (escape) ++i;
      take(i);
    }
    return false;
  }

  void begin(std::size_t i) {
    if (in_word_) return;
    in_word_ = true;
    word_.anchor(passage_.offset(i));
  }

  void take(std::size_t i) {
    begin(i);
    word_.append(text_.substr(i, 1), passage_.offset(i));
  }

  void finish() {
    if (!in_word_) return;
    words_.push_back(std::move(word_));
    word_ = Passage(passage_.file());
    in_word_ = false;
  }

  static bool fail(std::string_view& problem, std::size_t& at, std::size_t i,
                   std::string_view message) {
    problem = message;
    at = i;
    return false;
  }

  const Passage& passage_;
  std::string_view text_;
  std::vector<Passage>& words_;
  Passage word_;
  bool in_word_ = false;
};

}  // namespace

bool split_shell_words(const Passage& text, std::vector<Passage>& words, std::string_view& problem,
                       std::size_t& at) {
  return Splitter(text, words).run(problem, at);
}

}  // namespace djaz::requirements
