// Puts a verdict into a finding: its message, the places it points at, what was observed, and what
// it rests on.
#pragma once

#include <string>

#include "rules/compiled.h"
#include "rules/evaluate.h"
#include "rules/judge.h"
#include "rules/message.h"
#include "rules/verdict.h"

namespace djaz {

class Description {
 public:
  Description(const CompiledRule& rule, const EvaluationOptions& options, Redactor& redactor,
              Judge& judge)
      : rule_(rule), options_(options), redactor_(redactor), judge_(judge) {}

  Finding describe(const Selected& selected, const Place& subject, const Answer& answer,
                   Outcome outcome);
  // Which id Django prints may depend on what is not known.
  bool knows_id(const Place& subject);

 private:
  // The first case that certainly holds changes the finding; gives the message that speaks.
  const Template* speak(const Place& subject, Finding& finding);
  void place_labels(const Selected& selected, const Place& subject, const Words& words,
                    Finding& finding);
  std::string observed(const Place& subject, const Words& words) const;
  // A value that nobody wrote needs a word on who says that it holds.
  void cite_default(const Place& subject, Finding& finding);
  // A module that is not in the project may be where the site runs, and set what is missed here.
  void leave_open(const Selected& selected, const Place& subject, Finding& finding);
  // What djaz had to assume about production makes a verdict on its settings less certain.
  void assume(const Selected& selected, Finding& finding);

  const CompiledRule& rule_;
  const EvaluationOptions& options_;
  Redactor& redactor_;
  Judge& judge_;
};

}  // namespace djaz
