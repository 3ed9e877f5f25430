// A finding is what one rule says of one node: pass, fail or unknown, with the evidence.
// Linting shows the fails; an audit shows all of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/rule.h"
#include "djaz/source.h"

namespace djaz {

enum class Outcome : std::uint8_t { pass, fail, unknown };
enum class Status : std::uint8_t { active, suppressed, excepted, known };

std::string_view to_string(Outcome outcome);
std::string_view to_string(Status status);

// A place and, where they add something to the message, words about it.
struct Label {
  Span span;
  std::string text;
  friend bool operator==(const Label&, const Label&) = default;
};

struct Edit {
  Span span;
  std::string replacement;
};

struct Fix {
  std::string description;
  std::vector<Edit> edits;
  bool safe = false;
};

// The Azure resource a finding is about; empty strings elsewhere.
struct ResourceId {
  std::string type;
  std::string name;
  std::string id;
  friend bool operator==(const ResourceId&, const ResourceId&) = default;
};

// Every text in here is redacted already: a secret never enters a finding.
struct Finding {
  const RuleInfo* rule = nullptr;
  Outcome outcome = Outcome::fail;
  Status status = Status::active;
  Severity severity = Severity::warning;
  Confidence confidence = Confidence::high;
  std::string message;
  Label primary;
  // How the value came about and what else matters, in the order of reading; other files too.
  std::vector<Label> related;
  // Assumptions that the verdict rests on.
  std::vector<std::string> notes;
  std::string observed;
  std::string expected;
  std::optional<Fix> fix;
  // Symbolic path of the node, stable when lines move: `settings.DATABASES.default.PASSWORD`.
  std::string node;
  ResourceId resource;
  Equivalents equivalents;
  // The roots or sites this was found in, where it does not hold in all of a run's deployments.
  std::vector<std::string> deployments;
  // Why it is suppressed or excepted, in the words of whoever did it.
  std::string justification;
};

}  // namespace djaz
