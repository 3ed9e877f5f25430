// Functions that take a function: `map`, `filter`, `reduce`, `sort`, `toObject`, `groupBy` and
// `mapValues`, with `lambda('item', …)` and `lambdaVariables('item')`.
#include <map>

#include "documents/azure/arm_functions.h"
#include "documents/azure/arm_spread.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

constexpr std::string_view kWrong = "a function with a `lambda()` is called with wrong arguments";

bool is_lambda(const Expression& expression, std::uint32_t index) {
  const Term& term = expression.terms[index];
  if (term.kind != Term::Kind::call || term.args.empty()) return false;
  if (!equal_ignoring_case(term.text, "lambda")) return false;
  for (std::size_t i = 0; i + 1 < term.args.size(); ++i)
    if (expression.terms[term.args[i]].kind != Term::Kind::text) return false;
  return true;
}

}  // namespace

bool takes_lambda(std::string_view name) {
  return name == "map" || name == "filter" || name == "reduce" || name == "sort" ||
         name == "toobject" || name == "groupby" || name == "mapvalues";
}

const Node* Evaluator::with_lambda(const std::string& name, const Expression& expression,
                                   const Term& term) {
  std::vector<const Node*> values;
  std::vector<std::uint32_t> lambdas;
  for (const std::uint32_t arg : term.args) {
    if (is_lambda(expression, arg))
      lambdas.push_back(arg);
    else
      values.push_back(this->term(expression, arg));
  }
  const bool enough = lambdas.size() == 1 || (name == "toobject" && lambdas.size() == 2);
  if (!enough || values.size() != (name == "reduce" ? 2U : 1U))
    return unknown(Reason::unsupported, kWrong);
  return spread(values, [&](const std::vector<const Node*>& args) -> const Node* {
    const Node& over = *args[0];
    if (over.is(Kind::unknown)) return unknown_like(builder_, over, Kind::unknown);
    if (!over.is(name == "mapvalues" ? Kind::mapping : Kind::list))
      return unknown(Reason::unsupported, kWrong);
    if (name == "mapvalues") return mapped_values(over, expression, lambdas[0]);
    if (name == "map") return mapped(over, expression, lambdas[0]);
    // What is not shown would have its part in the answer.
    if (over.open) return unknown_like(builder_, over, Kind::unknown);
    if (name == "filter") return filtered(over, expression, lambdas[0]);
    if (name == "sort") return sorted(over, expression, lambdas[0]);
    if (name == "reduce") return reduced(over, *args[1], expression, lambdas[0]);
    return keyed(over, expression, lambdas, name == "groupby");
  });
}

// What a lambda gives for these values of its variables.
const Node* Evaluator::applied(const Expression& expression, std::uint32_t lambda,
                               const std::vector<const Node*>& values) {
  const Term& term = expression.terms[lambda];
  const std::size_t before = scope_->bindings.size();
  for (std::size_t i = 0; i + 1 < term.args.size() && i < values.size(); ++i)
    scope_->bindings.emplace_back(lowered(expression.terms[term.args[i]].text), values[i]);
  const Node* value = this->term(expression, term.args.back());
  scope_->bindings.resize(before);
  return value;
}

const Node* Evaluator::lambda_variable(const Node& name) {
  if (name.is(Kind::string))
    for (std::size_t i = scope_->bindings.size(); i-- > 0;)
      if (scope_->bindings[i].first == lowered(name.text)) return scope_->bindings[i].second;
  return unknown(Reason::unresolved, "no `lambda()` around has a variable of this name");
}

const Node* Evaluator::mapped(const Node& over, const Expression& expression,
                              std::uint32_t lambda) {
  std::vector<const Node*> items;
  for (std::size_t i = 0; i < over.items.size(); ++i)
    items.push_back(applied(expression, lambda,
                            {over.items[i], builder_.integer(static_cast<std::int64_t>(i))}));
  return builder_.list(items, {}, over.open);
}

const Node* Evaluator::mapped_values(const Node& over, const Expression& expression,
                                     std::uint32_t lambda) {
  std::vector<Entry> entries(over.entries.begin(), over.entries.end());
  for (Entry& entry : entries) entry.value = applied(expression, lambda, {entry.value});
  return builder_.mapping(entries, {}, over.open);
}

const Node* Evaluator::filtered(const Node& over, const Expression& expression,
                                std::uint32_t lambda) {
  std::vector<const Node*> items;
  for (std::size_t i = 0; i < over.items.size(); ++i) {
    const Node* keep = applied(expression, lambda,
                               {over.items[i], builder_.integer(static_cast<std::int64_t>(i))});
    if (keep->is(Kind::unknown)) return unknown_like(builder_, *keep, Kind::list);
    if (!keep->is(Kind::boolean)) return unknown(Reason::unsupported, kWrong, Kind::list);
    if (keep->boolean) items.push_back(over.items[i]);
  }
  return builder_.list(items);
}

// By insertion at the place that halving finds: the order asked for may contradict itself.
const Node* Evaluator::sorted(const Node& over, const Expression& expression,
                              std::uint32_t lambda) {
  std::vector<const Node*> items;
  for (const Node* item : over.items) {
    std::size_t low = 0;
    std::size_t high = items.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      const Node* before = applied(expression, lambda, {item, items[middle]});
      if (before->is(Kind::unknown)) return unknown_like(builder_, *before, Kind::list);
      if (!before->is(Kind::boolean)) return unknown(Reason::unsupported, kWrong, Kind::list);
      if (before->boolean)
        high = middle;
      else
        low = middle + 1;
    }
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(low), item);
  }
  return builder_.list(items);
}

const Node* Evaluator::reduced(const Node& over, const Node& initial, const Expression& expression,
                               std::uint32_t lambda) {
  const Node* value = &initial;
  for (std::size_t i = 0; i < over.items.size(); ++i) {
    value = applied(expression, lambda,
                    {value, over.items[i], builder_.integer(static_cast<std::int64_t>(i))});
    // Each step may hold the one before it more than once.
    if (exhausted(weight(*value)) || weight(*value) > kLongestList * 10)
      return unknown(Reason::budget, "the value is too large", value->kind);
  }
  return value;
}

// `toObject` and `groupBy`: a mapping by what the first lambda says of each element.
const Node* Evaluator::keyed(const Node& over, const Expression& expression,
                             const std::vector<std::uint32_t>& lambdas, bool groups) {
  std::vector<std::string> names;
  std::map<std::string, std::vector<const Node*>> values;
  for (const Node* item : over.items) {
    const Node* key = applied(expression, lambdas[0], {item});
    if (key->is(Kind::unknown)) return unknown_like(builder_, *key, Kind::mapping);
    if (!key->is(Kind::string)) return unknown(Reason::unsupported, kWrong, Kind::mapping);
    const Node* value = lambdas.size() > 1 ? applied(expression, lambdas[1], {item}) : item;
    const std::string name(key->text);
    if (values.find(name) == values.end()) names.push_back(name);
    values[name].push_back(value);
  }
  std::vector<Entry> entries;
  for (const std::string& name : names)
    entries.push_back({builder_.arena().text(name),
                       groups ? builder_.list(values[name]) : values[name].back(),
                       {},
                       nullptr});
  return builder_.mapping(entries);
}

}  // namespace djaz::azure
