// A function over every combination of what its arguments may be; see Evaluator::spread.
#pragma once

#include <utility>

#include "documents/azure/arm_evaluate.h"

namespace djaz::azure {

template <class Function>
const Node* Evaluator::spread(std::vector<const Node*> args, const Function& function,
                              int combinations) {
  constexpr int kMostCombinations = 16;
  for (const Node*& arg : args) {
    if (!arg->is(Kind::unknown) || arg->unknown->candidates.empty()) continue;
    const std::span<const Candidate> candidates = arg->unknown->candidates;
    const int product = combinations * static_cast<int>(candidates.size());
    if (product > kMostCombinations) {
      Unknown plain = *arg->unknown;
      plain.candidates = {};
      arg = builder_.unknown(plain);
      continue;
    }
    std::vector<Candidate> results;
    for (const Candidate& candidate : candidates) {
      arg = candidate.value ? candidate.value : builder_.null();
      results.push_back({spread(args, function, product), candidate.condition});
    }
    return builder_.one_of(results);
  }
  return function(args);
}

}  // namespace djaz::azure
