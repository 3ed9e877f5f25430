#include "cli/rule_test.h"

#include "cli/command.h"
#include "lint/run_example.h"
#include "report/errors.h"
#include "report/escape.h"
#include "rules/compiled.h"
#include "rules/examples.h"
#include "secrets/redact.h"

namespace djaz::cli {
namespace {

std::string counted(std::size_t count, const std::string& what) {
  return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
}

// What is wrong with a rule, where it stands in its file.
std::vector<Error> problems_of(const Rule& rule) {
  std::vector<Error> out = check_examples(rule, run_example);
  // Examples that do not hold say nothing about conditions and fixes.
  if (!out.empty()) return out;
  out = check_fixes(rule, run_example, fix_example);
  for (const Error& part : unnecessary_parts(rule, run_example))
    out.push_back({part.message + " is needed by no example", part.span,
                   "add an example that comes out differently without it, or take it away"});
  return out;
}

}  // namespace

int test_rules(const Rules& rules, Color color) {
  const bool colored = use_color(color, 1);
  std::string out;
  std::size_t examples = 0;
  std::size_t wrong = 0;
  for (const Rule* rule : rules.own()) {
    const std::vector<Error> problems = problems_of(*rule);
    examples += rule->info().examples().size();
    out += std::string(rule->info().code) + "  " + for_terminal(rule->info().name) + ": ";
    if (problems.empty()) {
      out += counted(rule->info().examples().size(), "example") + ", every condition needed\n";
      continue;
    }
    ++wrong;
    Redactor redactor(rules.sources);
    out += "not in order\n" + errors_text(problems, rules.sources, redactor, colored);
  }
  out += counted(rules.own().size(), "rule") + ", " + counted(examples, "example") + ": ";
  out += wrong == 0 ? "all in order\n" : counted(wrong, "rule") + " not in order\n";
  const int code = code_of(write_stdout(out));
  return code != 0 ? code : static_cast<int>(wrong != 0);
}

}  // namespace djaz::cli
