// A regular expression of a rule: RE2, so that no pattern can stall a run. Compiled when nothing
// cheaper can tell, since that costs more than all else that a rule does.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "rules/predicates/finite_texts.h"
#include "rules/predicates/required_text.h"

namespace djaz {

class Regex {
 public:
  explicit Regex(std::string pattern);
  ~Regex();

  const std::string& pattern() const { return pattern_; }
  // Compiles it; empty when it is good, else what is wrong.
  std::string problem() const;
  // Somewhere in the text. An expression that does not compile matches nothing.
  bool matches(std::string_view text) const;
  // No text that begins so can match: the expression holds to the beginning, and it differs.
  bool excludes(std::string_view beginning) const;

 private:
  struct Compiled;
  const Compiled& compiled() const;

  // What can be read off the pattern.
  struct Shortcuts {
    std::optional<FiniteTexts> finite;
    RequiredText required;  // where it is not finite
  };
  const Shortcuts& shortcuts() const;

  std::string pattern_;
  mutable std::once_flag read_;
  mutable std::once_flag once_;
  mutable Shortcuts shortcuts_;
  mutable std::unique_ptr<Compiled> compiled_;
};

}  // namespace djaz
