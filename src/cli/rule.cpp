// djaz rule: explain one rule. djaz rules: list all.
#include <CLI/App.hpp>
#include <CLI/Option.hpp>
#include <CLI/Validators.hpp>
#include <algorithm>
#include <memory>

#include "cli/command.h"
#include "cli/production.h"
#include "cli/terminal.h"
#include "report/rule_view.h"
#include "settle/linter_rules.h"
#include "support/text.h"

namespace djaz::cli {
namespace {

struct RuleFlags {
  std::string name;
  std::string output = "text";
  Color color = Color::automatic;
};

std::vector<const RuleInfo*> all_rules() {
  std::vector<const RuleInfo*> out = built_in_rules().infos();
  for (const RuleInfo* rule : linter_rules()) out.push_back(rule);
  std::stable_sort(out.begin(), out.end(),
                   [](const RuleInfo* a, const RuleInfo* b) { return a->code < b->code; });
  return out;
}

int run_rule(const RuleFlags& flags) {
  const RuleInfo* rule = find_any_rule(built_in_rules(), flags.name);
  if (rule == nullptr) {
    std::vector<std::string_view> names;
    for (const RuleInfo* info : all_rules()) names.insert(names.end(), {info->name, info->code});
    const std::string_view near = nearest(flags.name, names);
    complain(
        "no rule is called `" + flags.name + '`',
        near.empty() ? "`djaz rules` lists them all" : "did you mean `" + std::string(near) + "`?");
    return code_of(ExitCode::usage);
  }
  return code_of(write_stdout(
      flags.output == "json" ? rule_json(*rule) : rule_text(*rule, use_color(flags.color, 1))));
}

int run_rules(const RuleFlags& flags) {
  const std::vector<const RuleInfo*> rules = all_rules();
  return code_of(write_stdout(
      flags.output == "json" ? rules_json(rules) : rules_text(rules, use_color(flags.color, 1))));
}

void add_output(CLI::App& app, RuleFlags& flags) {
  app.add_option("--output", flags.output, "text or json")
      ->check(CLI::IsMember({"text", "json"}).description(""))
      ->type_name("FORMAT");
  add_color(app, flags.color);
}

}  // namespace

void add_rule(CLI::App& app, Invocation& invocation) {
  CLI::App* rule = app.add_subcommand("rule", "Explain one rule: why it exists and what to do");
  const auto flags = std::make_shared<RuleFlags>();
  rule->add_option("rule", flags->name, "its name or code, e.g. debug-on or DZ1001")
      ->required()
      ->type_name("NAME|CODE");
  add_output(*rule, *flags);
  rule->callback([flags, &invocation] { invocation.run = [flags] { return run_rule(*flags); }; });
}

void add_rules(CLI::App& app, Invocation& invocation) {
  CLI::App* rules = app.add_subcommand("rules", "List all rules");
  const auto flags = std::make_shared<RuleFlags>();
  add_output(*rules, *flags);
  rules->callback([flags, &invocation] { invocation.run = [flags] { return run_rules(*flags); }; });
}

}  // namespace djaz::cli
