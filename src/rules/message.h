// The words of a finding: templates filled with values as people write them, never with a secret.
#pragma once

#include <string>
#include <string_view>

#include "rules/judge.h"
#include "secrets/redact.h"

namespace djaz {

// What a message shows of one rule's values.
struct Words {
  Judge& judge;
  Redactor& redactor;
  // What a native check says it saw.
  std::string evidence;

  // `{@value}` as Python writes it; `{name}`, a text, without quotes, since it stands in backticks.
  std::string fill(const Template& message, const Place& subject) const;
  // A value as Python writes it; `***` where it is a secret, empty where there is none.
  std::string value(const Place& place) const;
};

// What the rule wants, in words, where its condition is simple: "True", "at least 1.2". Else empty.
std::string expected_words(const CompiledRule& rule);

}  // namespace djaz
