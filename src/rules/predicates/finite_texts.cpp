#include "rules/predicates/finite_texts.h"

#include <algorithm>

#include "rules/predicates/pattern_signs.h"
#include "support/text.h"

namespace djaz {
namespace {

using Texts = std::vector<FiniteText>;

constexpr std::size_t kMostTexts = 48;
constexpr int kDeepest = 8;

// Reads the choice of texts; whatever else is met ends the reading.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : pattern_(pattern) { any_case_ = take("(?i)"); }

  std::optional<FiniteTexts> read() {
    Texts texts = alternatives(0);
    if (!good_ || at_ != pattern_.size()) return std::nullopt;
    return FiniteTexts{std::move(texts), any_case_};
  }

 private:
  bool take(std::string_view part) {
    if (!pattern_.substr(at_).starts_with(part)) return false;
    at_ += part.size();
    return true;
  }
  bool done() const { return !good_ || at_ >= pattern_.size(); }
  bool stop() { return good_ = false; }

  Texts alternatives(int depth) {
    if (depth > kDeepest) stop();
    Texts all;
    do {
      Texts one = sequence(depth);
      all.insert(all.end(), one.begin(), one.end());
      if (all.size() > kMostTexts) stop();
    } while (!done() && take("|"));
    return all;
  }

  Texts sequence(int depth) {
    Texts all = {FiniteText()};
    while (!done() && pattern_[at_] != '|' && pattern_[at_] != ')') {
      Texts part = item(depth);
      if (!done() && take("?")) part.emplace_back();
      all = joined(all, part);
    }
    return all;
  }

  // Every text of the one before every text of the other.
  Texts joined(const Texts& first, const Texts& second) {
    Texts out;
    if (first.size() * second.size() > kMostTexts) return stop(), out;
    for (const FiniteText& a : first) {
      for (const FiniteText& b : second) {
        // An anchor inside of a text can never hold; nobody means that.
        if ((a.ends && !b.text.empty()) || (b.begins && !a.text.empty())) return stop(), out;
        out.push_back({a.text + b.text, a.begins || b.begins, a.ends || b.ends});
      }
    }
    return out;
  }

  Texts item(int depth) {
    if (take("^")) return anchor({"", true, false});
    if (take("$")) return anchor({"", false, true});
    if (take("(")) return group(depth);
    char c = pattern_[at_++];
    if (c == '\\') {
      c = done() ? '\0' : pattern_[at_++];
      if (kEscapable.find(c) == std::string_view::npos) stop();
    } else if (std::string_view(".[]{}*+?").find(c) != std::string_view::npos) {
      stop();
    }
    // A letter of several bytes is repeated as a whole.
    if (!done() && std::string_view("*+{").find(pattern_[at_]) != std::string_view::npos) stop();
    if (static_cast<unsigned char>(c) >= 0x80 && !done() && pattern_[at_] == '?') stop();
    return {{std::string(1, c), false, false}};
  }

  Texts anchor(FiniteText text) {
    if (!done() && std::string_view("*+{?").find(pattern_[at_]) != std::string_view::npos) stop();
    return {std::move(text)};
  }

  Texts group(int depth) {
    // Cases may differ from part to part only where a part is all there is.
    if (take("?i:")) {
      if (!any_case_ && !(is_all_there_is())) stop();
      any_case_ = true;
    } else if (!take("?:") && take("?")) {
      stop();
    }
    Texts texts = alternatives(depth + 1);
    if (!take(")")) stop();
    if (!done() && std::string_view("*+{").find(pattern_[at_]) != std::string_view::npos) stop();
    return texts;
  }

  // Between `^(?i:` and `)$` at most.
  bool is_all_there_is() const {
    const std::string_view before = pattern_.substr(0, at_);
    const std::string_view after = pattern_.substr(pattern_.find(')', at_) + 1);
    return (before == "(?i:" || before == "^(?i:") && (after.empty() || after == "$") &&
           pattern_.find('(', at_) == std::string_view::npos;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  bool any_case_ = false;
  bool good_ = true;
};

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool stands_in(const FiniteText& part, std::string_view value, bool any_case) {
  const auto equal = [&](std::string_view a) {
    return any_case ? equal_ignoring_case(a, part.text) : a == part.text;
  };
  const std::size_t size = part.text.size();
  if (size > value.size()) return false;
  if (part.begins && part.ends) return equal(value);
  if (part.begins) return equal(value.substr(0, size));
  if (part.ends) return equal(value.substr(value.size() - size));
  return any_case ? contains_ignoring_case(value, part.text)
                  : value.find(part.text) != std::string_view::npos;
}

}  // namespace

bool FiniteTexts::is_in(std::string_view value) const {
  return std::any_of(any.begin(), any.end(),
                     [&](const FiniteText& part) { return stands_in(part, value, any_case); });
}

bool FiniteTexts::can_tell(std::string_view value) const { return !any_case || is_ascii(value); }

std::optional<FiniteTexts> finite_texts(std::string_view pattern) { return Reader(pattern).read(); }

}  // namespace djaz
