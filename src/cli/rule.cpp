// djaz rule: explain one rule. djaz rules: list all, or test one's own.
#include <CLI/App.hpp>
#include <CLI/Option.hpp>
#include <algorithm>
#include <memory>

#include "cli/choices.h"
#include "cli/command.h"
#include "cli/own_rules.h"
#include "cli/production.h"
#include "cli/rule_test.h"
#include "cli/terminal.h"
#include "report/rule_view.h"
#include "rules/evaluate.h"
#include "settle/linter_rules.h"
#include "support/text.h"
#include "syntax/embedded.h"

namespace djaz::cli {
namespace {

struct RuleFlags {
  std::string name;
  std::vector<std::string> rules;
  std::string test;
  std::string profile;
  std::string output = "text";
  Color color = Color::automatic;
};

std::vector<const RuleInfo*> all_rules(const RuleSet& rules) {
  std::vector<const RuleInfo*> out = rules.infos();
  for (const RuleInfo* rule : linter_rules()) out.push_back(rule);
  std::stable_sort(out.begin(), out.end(),
                   [](const RuleInfo* a, const RuleInfo* b) { return a->code < b->code; });
  return out;
}

int run_rule(const RuleFlags& flags) {
  Rules rules;
  load_rules(flags.rules, flags.color, rules);
  if (!rules.ok) return code_of(ExitCode::usage);
  const RuleInfo* rule = find_any_rule(rules.set(), flags.name);
  if (rule == nullptr) {
    const std::string_view near = nearest(flags.name, all_rule_words(rules.set()));
    complain(
        "no rule is called `" + flags.name + '`',
        near.empty() ? "`djaz rules` lists them all" : "did you mean `" + std::string(near) + "`?");
    return code_of(ExitCode::usage);
  }
  return code_of(write_stdout(
      flags.output == "json" ? rule_json(*rule) : rule_text(*rule, use_color(flags.color, 1))));
}

int run_test(const RuleFlags& flags) {
  if (!flags.rules.empty() || flags.output != "text" || !flags.profile.empty()) {
    complain("`--test` goes with none of `--rules`, `--profile` and `--output`",
             "it takes the directory of rules itself, and prints text");
    return code_of(ExitCode::usage);
  }
  Rules rules;
  load_rules({flags.test}, flags.color, rules);
  return rules.ok ? test_rules(rules, flags.color) : code_of(ExitCode::usage);
}

std::vector<NotEvaluated> not_evaluated() {
  const Node* data = embedded("rules/data/django_checks.toml");
  const Entry* list = data == nullptr ? nullptr : find_entry(*data, "not_evaluated");
  std::vector<NotEvaluated> out;
  if (list == nullptr) return out;
  for (const Node* each : list->value->items)
    out.push_back({std::string(find_entry(*each, "id")->value->text),
                   std::string(find_entry(*each, "reason")->value->text)});
  std::sort(out.begin(), out.end(),
            [](const NotEvaluated& a, const NotEvaluated& b) { return a.id < b.id; });
  return out;
}

int list_profile(const RuleFlags& flags, std::vector<const RuleInfo*> rules) {
  const Profile profile = *profile_named(flags.profile);
  const bool django = profile == Profile::django;
  std::erase_if(rules, [&](const RuleInfo* rule) { return !runs_in(*rule, profile); });
  const std::vector<NotEvaluated> left_out = django ? not_evaluated() : std::vector<NotEvaluated>();
  return code_of(write_stdout(flags.output == "json"
                                  ? profile_json(flags.profile, rules, left_out)
                                  : profile_text(rules, left_out, use_color(flags.color, 1))));
}

int run_rules(const RuleFlags& flags) {
  if (!flags.test.empty()) return run_test(flags);
  Rules rules;
  load_rules(flags.rules, flags.color, rules);
  if (!rules.ok) return code_of(ExitCode::usage);
  const std::vector<const RuleInfo*> all = all_rules(rules.set());
  if (!flags.profile.empty()) return list_profile(flags, all);
  return code_of(write_stdout(flags.output == "json" ? rules_json(all)
                                                     : rules_text(all, use_color(flags.color, 1))));
}

void add_output(CLI::App& app, RuleFlags& flags) {
  add_rules_option(app, flags.rules);
  choose_from(app.add_option("--output", flags.output, "text or json"), {"text", "json"})
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
  CLI::App* rules = app.add_subcommand("rules", "List all rules, or test your own");
  const auto flags = std::make_shared<RuleFlags>();
  add_output(*rules, *flags);
  choose_from(rules->add_option("--profile", flags->profile,
                                "only those of a profile: default, django (and which of Django's "
                                "checks it leaves out, and why) or strict"),
              {"default", "django", "strict"})
      ->type_name("NAME");
  rules
      ->add_option("--test", flags->test,
                   "run the examples of the rules in a directory, and see that they need every "
                   "condition")
      ->type_name("DIR");
  rules->footer(
      "Exit codes: 0 all in order; 1 an example or a condition is not; 2 wrong usage, or rules "
      "that\ndo not load.");
  rules->callback([flags, &invocation] { invocation.run = [flags] { return run_rules(*flags); }; });
}

}  // namespace djaz::cli
