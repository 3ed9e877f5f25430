// What the selection of a join leads to, ready to be asked for many nodes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "tree/path.h"

namespace djaz {

struct Condition;

// Places of one text.
struct JoinedText {
  std::vector<std::uint32_t> places;
  // The first for which all else certainly holds, and whether something before it may.
  std::optional<std::uint32_t> first;
  bool possible = false;
};

struct JoinState {
  bool resolved = false;
  std::vector<Place> places;
  // More may exist than the places show.
  bool open = false;
  // The part of the join's condition that compares a text of the joined node with one of the judged
  // node, where there is one: then only places with that text need to be asked, and those of which
  // the text is not known.
  const Condition* key = nullptr;
  // Nothing else in the condition speaks of the judged node: with the text all is said.
  bool key_decides = false;
  std::unordered_map<std::string, JoinedText> by_text;
  std::vector<std::uint32_t> without_text;
};

}  // namespace djaz
