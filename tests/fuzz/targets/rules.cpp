// TOML, then what is written in it: a user's own rules, and a configuration.
#include "fuzz.h"
#include "lint/config.h"
#include "rules/rule_set.h"
#include "syntax/toml.h"

using namespace djaz;

namespace {

void expect_errors(const std::vector<Error>& errors, const Sources& sources) {
  fuzz::expect(!errors.empty(), "a refusal says why");
  for (const Error& error : errors) {
    fuzz::expect(!error.message.empty(), "an error says what is wrong");
    fuzz::expect_span(error.span, sources);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = fuzz::text_of(data, size);
  Sources sources;
  Arena arena;
  const SourceFile& file = sources.add("djaz.toml", bytes);
  const Result<const Node*> tree = parse_toml(file, arena);
  if (!tree.ok()) {
    expect_errors(tree.errors(), sources);
    return 0;
  }
  fuzz::expect(tree.value()->is(Kind::mapping), "a file is a table");
  fuzz::expect_tree(*tree.value(), sources);
  const Result<RuleSet> rules = load_own_rules(sources, {file.id()}, {});
  if (rules.ok()) {
    for (const RuleInfo* info : rules->infos())
      fuzz::expect(rules->find(info->name) == info && rules->find(info->code) == info,
                   "a rule is found by its name and by its code");
  } else {
    expect_errors(rules.errors(), sources);
  }
  const Result<Config> config = parse_config(file);
  if (!config.ok()) expect_errors(config.errors(), sources);
  return 0;
}
