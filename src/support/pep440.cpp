#include "support/pep440.h"

#include <algorithm>

#include "support/text.h"

namespace djaz {
namespace {

std::string without_zeros(std::string_view digits) {
  while (!digits.empty() && digits.front() == '0') digits.remove_prefix(1);
  return std::string(digits);
}

std::string shown(const std::string& number) { return number.empty() ? "0" : number; }

std::strong_ordering compare_numbers(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return a.size() <=> b.size();
  return a.compare(b) <=> 0;
}

std::string next(std::string number) {
  std::size_t at = number.size();
  while (at > 0) {
    if (number[--at] != '9') {
      ++number[at];
      return number;
    }
    number[at] = '0';
  }
  return '1' + number;
}

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

// Numbers stand above letters, and a longer part above its beginning.
std::strong_ordering compare_local(const std::vector<std::string>& a,
                                   const std::vector<std::string>& b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    const bool number_a = all_digits(a[i]);
    const bool number_b = all_digits(b[i]);
    if (number_a != number_b)
      return number_a ? std::strong_ordering::greater : std::strong_ordering::less;
    const auto order = number_a ? compare_numbers(without_zeros(a[i]), without_zeros(b[i]))
                                : a[i].compare(b[i]) <=> 0;
    if (order != std::strong_ordering::equal) return order;
  }
  return a.size() <=> b.size();
}

}  // namespace

class Pep440Reader {
 public:
  explicit Pep440Reader(std::string_view text) : text_(lowered(trimmed(text))) {}

  std::optional<Pep440> run() {
    take("v");
    if (!release()) return std::nullopt;
    pre();
    post();
    dev();
    if (take("+") && !local()) return std::nullopt;
    if (at_ != text_.size()) return std::nullopt;
    return out_;
  }

 private:
  bool take(std::string_view word) {
    if (std::string_view(text_).substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  std::string_view digits() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return std::string_view(text_).substr(begin, at_ - begin);
  }

  void separator() {
    if (at_ < text_.size() && (text_[at_] == '.' || text_[at_] == '-' || text_[at_] == '_')) ++at_;
  }

  bool release() {
    std::string_view number = digits();
    if (number.empty()) return false;
    if (take("!")) {
      out_.epoch_ = without_zeros(number);
      number = digits();
      if (number.empty()) return false;
    }
    out_.release_.push_back(without_zeros(number));
    while (at_ + 1 < text_.size() && text_[at_] == '.' && is_digit(text_[at_ + 1])) {
      ++at_;
      out_.release_.push_back(without_zeros(digits()));
    }
    return true;
  }

  // A separator, one of the words, a separator, a number that may lack.
  bool part(std::initializer_list<std::string_view> words, std::string_view& word,
            std::string& number) {
    const std::size_t begin = at_;
    separator();
    for (const std::string_view each : words) {
      if (!take(each)) continue;
      word = each;
      const std::size_t end = at_;
      separator();
      const std::string_view found = digits();
      if (found.empty()) at_ = end;
      number = without_zeros(found);
      return true;
    }
    at_ = begin;
    return false;
  }

  void pre() {
    std::string_view word;
    if (!part({"alpha", "a", "beta", "b", "preview", "pre", "c", "rc"}, word, out_.pre_)) return;
    out_.pre_letter_ = word[0] == 'a' ? 'a' : word[0] == 'b' ? 'b' : 'r';
  }

  void post() {
    if (at_ + 1 < text_.size() && text_[at_] == '-' && is_digit(text_[at_ + 1])) {
      ++at_;
      out_.has_post_ = true;
      out_.post_ = without_zeros(digits());
      return;
    }
    std::string_view word;
    out_.has_post_ = part({"post", "rev", "r"}, word, out_.post_);
  }

  void dev() {
    std::string_view word;
    out_.has_dev_ = part({"dev"}, word, out_.dev_);
  }

  bool local() {
    do {
      const std::size_t begin = at_;
      while (at_ < text_.size() && is_alnum(text_[at_])) ++at_;
      if (at_ == begin) return false;
      out_.local_.push_back(text_.substr(begin, at_ - begin));
    } while (take(".") || take("-") || take("_"));
    return true;
  }

  std::string text_;
  std::size_t at_ = 0;
  Pep440 out_;
};

std::optional<Pep440> Pep440::parse(std::string_view text) { return Pep440Reader(text).run(); }

std::string Pep440::text() const {
  std::string out = epoch_.empty() ? "" : epoch_ + '!';
  for (std::size_t i = 0; i < release_.size(); ++i) {
    if (i != 0) out += '.';
    out += shown(release_[i]);
  }
  if (pre_letter_ != 0) {
    out += pre_letter_ == 'r' ? "rc" : std::string(1, pre_letter_);
    out += shown(pre_);
  }
  if (has_post_) out += ".post" + shown(post_);
  if (has_dev_) out += ".dev" + shown(dev_);
  for (std::size_t i = 0; i < local_.size(); ++i) {
    out += i == 0 ? '+' : '.';
    out += all_digits(local_[i]) ? shown(without_zeros(local_[i])) : local_[i];
  }
  return out;
}

std::string Pep440::series() const {
  std::string out = shown(release_[0]);
  if (release_.size() > 1) out += '.' + shown(release_[1]);
  return out;
}

Pep440 Pep440::base() const {
  Pep440 out;
  out.epoch_ = epoch_;
  out.release_ = release_;
  return out;
}

Pep440 Pep440::without_local() const {
  Pep440 out = *this;
  out.local_.clear();
  return out;
}

Pep440 Pep440::first_dev() const {
  Pep440 out = without_local();
  out.has_dev_ = true;
  out.dev_.clear();
  return out;
}

bool Pep440::is_of_release(const Pep440& other) const {
  return base() == other.base() && pre_letter_ == other.pre_letter_ && pre_ == other.pre_;
}

bool Pep440::begins_with(const Pep440& prefix, std::size_t count) const {
  if (epoch_ != prefix.epoch_) return false;
  if (count == 0) count = prefix.release_.size();
  for (std::size_t i = 0; i < count && i < prefix.release_.size(); ++i)
    if ((i < release_.size() ? release_[i] : std::string()) != prefix.release_[i]) return false;
  return true;
}

std::vector<Pep440> Pep440::neighbours(std::size_t width) const {
  std::vector<Pep440> out = {*this, without_local(), base()};
  const auto add = [&](const Pep440& from, const auto& change) {
    out.push_back(from);
    change(out.back());
  };
  const Pep440 plain = without_local();
  add(plain, [](Pep440& v) {
    v.dev_ = v.has_dev_ ? next(v.dev_) : "";
    v.has_dev_ = true;
  });
  add(plain, [](Pep440& v) {
    v.post_ = v.has_post_ ? next(v.post_) : "";
    v.has_post_ = true;
    v.has_dev_ = false;
    v.dev_.clear();
  });
  if (pre_letter_ != 0) {
    add(plain, [](Pep440& v) {
      v.pre_ = next(v.pre_);
      v.has_post_ = v.has_dev_ = false;
    });
    add(plain, [](Pep440& v) { v.has_post_ = v.has_dev_ = false; });
  }
  // Before everything of this release but its dev releases.
  add(base(), [](Pep440& v) {
    v.pre_letter_ = 'a';
    v.pre_.clear();
  });
  add(base(), [](Pep440& v) { v.has_dev_ = true; });
  add(base(), [&](Pep440& v) {
    v.release_.resize(std::max(width, v.release_.size()) + 1);
    v.release_.back() = "1";
  });
  // The next number in each place, as the end of `==1.2.*` or `~=1.2` is.
  for (std::size_t i = 0; i < release_.size() && i < 8; ++i) {
    add(base(), [&](Pep440& v) {
      v.release_.resize(i + 1);
      v.release_[i] = next(v.release_[i]);
    });
    add(out.back(), [](Pep440& v) { v.has_dev_ = true; });
  }
  return out;
}

std::strong_ordering operator<=>(const Pep440& a, const Pep440& b) {
  const auto equal = std::strong_ordering::equal;
  if (const auto order = compare_numbers(a.epoch_, b.epoch_); order != equal) return order;
  for (std::size_t i = 0; i < std::max(a.release_.size(), b.release_.size()); ++i) {
    const std::string_view left = i < a.release_.size() ? a.release_[i] : std::string_view();
    const std::string_view right = i < b.release_.size() ? b.release_[i] : std::string_view();
    if (const auto order = compare_numbers(left, right); order != equal) return order;
  }
  // A dev release alone stands before every pre-release, a final release after all of them.
  const auto rank = [](const Pep440& v) {
    if (v.pre_letter_ != 0) return int{v.pre_letter_};
    return v.has_dev_ && !v.has_post_ ? 0 : 1000;
  };
  if (rank(a) != rank(b)) return rank(a) <=> rank(b);
  if (const auto order = compare_numbers(a.pre_, b.pre_); order != equal) return order;
  if (a.has_post_ != b.has_post_) return a.has_post_ <=> b.has_post_;
  if (const auto order = compare_numbers(a.post_, b.post_); order != equal) return order;
  if (a.has_dev_ != b.has_dev_) return b.has_dev_ <=> a.has_dev_;
  if (const auto order = compare_numbers(a.dev_, b.dev_); order != equal) return order;
  return compare_local(a.local_, b.local_);
}

}  // namespace djaz
