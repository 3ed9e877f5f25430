// What a rule says of one node, before it is put into words.
#pragma once

#include <string>
#include <vector>

#include "djaz/finding.h"
#include "rules/select.h"
#include "support/truth.h"

namespace djaz {

// What a rule says of one place.
struct Answer {
  Truth where = Truth::yes;
  Truth guilty = Truth::no;  // where, and no guard, and the condition says so
  // A guard could not be answered: that it does not hold is an assumption.
  bool assumed = false;
  std::string evidence;
  std::vector<Label> related;
  std::size_t times = 1;
};

// What is said of a place, before it is put into words.
struct Verdict {
  const Selected* selected = nullptr;
  Place subject;
  Answer answer;
  Outcome outcome = Outcome::unknown;
  // The candidate that is at fault, in words.
  std::string when;
  // Undecided, but worth a word.
  bool reported = false;
  std::vector<std::string> reasons;
};

// The level below, of a severity or a confidence; the lowest stays.
template <class Level>
Level level_below(Level level) {
  return level == Level{} ? level : static_cast<Level>(static_cast<int>(level) - 1);
}

}  // namespace djaz
