#include "documents/azure/arm_evaluate.h"

#include <algorithm>
#include <utility>

#include "documents/azure/arm_functions.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

constexpr int kMostDepth = 160;
constexpr std::size_t kMostSteps = 3'000'000;
// Nodes in one value, and in all values that expressions put in the place of others.
constexpr std::uint32_t kHeaviest = 20'000;
constexpr std::size_t kMostSpent = 2'000'000;
constexpr std::size_t kMostInputs = 12;

// Counts a nesting for as long as it lives.
class Deeper {
 public:
  explicit Deeper(int& depth) : depth_(depth) { ++depth_; }
  ~Deeper() { --depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  int& depth_;
};

// Nodes that a function made stand where the expression stands.
const Node* placed(const Builder& builder, const Node& node, const Span& span, int depth = 0) {
  if (node.span.valid() || depth > kMostDepth) return &node;
  Node* copy = builder.copy(node);
  copy->span = span;
  if (node.is_sequence()) {
    std::vector<const Node*> items;
    for (const Node* item : node.items) items.push_back(placed(builder, *item, span, depth + 1));
    copy->items = builder.arena().list(items);
  } else if (node.is(Kind::mapping)) {
    std::vector<Entry> entries(node.entries.begin(), node.entries.end());
    for (Entry& entry : entries) entry.value = placed(builder, *entry.value, span, depth + 1);
    copy->entries = builder.arena().list(entries);
  } else if (node.is(Kind::unknown) && !node.unknown->candidates.empty()) {
    std::vector<Candidate> candidates(node.unknown->candidates.begin(),
                                      node.unknown->candidates.end());
    for (Candidate& candidate : candidates)
      if (candidate.value) candidate.value = placed(builder, *candidate.value, span, depth + 1);
    Unknown* about = builder.arena().make<Unknown>(*node.unknown);
    about->candidates = builder.arena().list(candidates);
    copy->unknown = about;
  }
  return copy;
}

}  // namespace

const Node* Evaluator::evaluate(const Node& written, Scope& scope) {
  Scope* outer = std::exchange(scope_, &scope);
  const Node* value = tree(written);
  scope_ = outer;
  return value;
}

std::string Evaluator::symbol(const Node& written, Scope& scope) {
  const bool outer = std::exchange(symbolic_, true);
  const Node* value = evaluate(written, scope);
  symbolic_ = outer;
  if (value->is(Kind::string)) return lowered(value->text);
  if (value->is(Kind::integer)) return std::to_string(value->integer);
  return "?";
}

std::optional<std::int64_t> Evaluator::instances(const Node& copy, Scope& scope) {
  const Node* count = member(copy, "count");
  if (!count) return std::nullopt;
  const Node* value = evaluate(*count, scope);
  if (!value->is(Kind::integer) || value->integer < 0 || value->integer > kMostInstances)
    return std::nullopt;
  return value->integer;
}

const Node* Evaluator::unknown(Reason reason, std::string_view detail, Kind type) const {
  Unknown about;
  about.reason = reason;
  about.detail = detail;
  about.type = type;
  return builder_.unknown(about);
}

bool Evaluator::exhausted(std::size_t steps) {
  steps_ += steps;
  return steps_ > kMostSteps || depth_ > kMostDepth;
}

std::uint32_t Evaluator::weight(const Node& node) {
  if (!node.is_collection()) return 1 + static_cast<std::uint32_t>(node.text.size() / 256);
  const auto found = weights_.find(&node);
  if (found != weights_.end()) return found->second;
  std::uint32_t sum = 1;
  auto add = [&](const Node& child) { sum = std::min(kHeaviest + 1, sum + weight(child)); };
  for (const Node* item : node.items) add(*item);
  for (const Entry& entry : node.entries) add(*entry.value);
  weights_.emplace(&node, sum);
  return sum;
}

const Node* Evaluator::tree(const Node& written) {
  const Deeper deeper(depth_);
  if (exhausted(1)) {
    Node* node = builder_.copy(*unknown(Reason::budget, "the template is too large to evaluate"));
    node->span = written.span;
    node->key_span = written.key_span;
    return node;
  }
  if (written.is(Kind::string)) {
    if (is_expression(written.text)) return expression(written);
    if (!is_escaped(written.text)) return &written;
    Node* literal = builder_.copy(written);
    literal->text.remove_prefix(1);
    return literal;
  }
  if (written.is(Kind::list)) return list(written);
  if (written.is(Kind::mapping)) return mapping(written);
  return &written;
}

const Node* Evaluator::list(const Node& written) {
  std::vector<const Node*> items;
  items.reserve(written.items.size());
  bool changed = false;
  for (const Node* item : written.items) {
    items.push_back(tree(*item));
    changed |= items.back() != item;
  }
  if (!changed) return &written;
  Node* node = builder_.copy(written);
  node->items = builder_.arena().list(items);
  return node;
}

const Node* Evaluator::mapping(const Node& written) {
  std::vector<Entry> entries;
  entries.reserve(written.entries.size());
  bool changed = false;
  for (const Entry& entry : written.entries) {
    if (equal_ignoring_case(entry.name, "copy") && entry.value->is(Kind::list)) {
      property_loops(*entry.value, entries);
      changed = true;
      continue;
    }
    Entry copy = entry;
    copy.value = tree(*entry.value);
    changed |= copy.value != entry.value;
    if (is_expression(entry.name) || is_escaped(entry.name)) {
      const Node* name = tree(*builder_.borrowed_string(entry.name, entry.key_span));
      if (name->is(Kind::string)) copy.name = name->text;
      changed = true;
    }
    entries.push_back(copy);
  }
  if (!changed) return &written;
  Node* node = builder_.copy(written);
  node->entries = builder_.arena().list(entries);
  return node;
}

void Evaluator::property_loops(const Node& loops, std::vector<Entry>& entries) {
  for (const Node* loop : loops.items) {
    const std::string_view name = member_text(loop, "name");
    const Node* input = member(loop, "input");
    if (name.empty() || !input) continue;
    const Node* label = member(loop, "name");
    entries.push_back({name, repeated(*input, *loop, name), label->span, nullptr});
  }
}

const Node* Evaluator::repeated(const Node& input, const Node& loop, std::string_view name) {
  const auto count = instances(loop, *scope_);
  std::vector<const Node*> items;
  const std::int64_t shown = count.value_or(1);
  for (std::int64_t i = 0; i < shown && !exhausted(0); ++i) {
    Loop around;
    around.name = lowered(name);
    if (count) around.index = i;
    scope_->loops.push_back(around);
    items.push_back(tree(input));
    scope_->loops.pop_back();
  }
  const bool open = !count || static_cast<std::int64_t>(items.size()) < shown;
  return builder_.list(items, loop.span, open);
}

const Node* Evaluator::expression(const Node& written) {
  std::vector<Input> outer = std::exchange(inputs_, {});
  const Expression expression = parse_expression(written.text);
  const Node* value = nullptr;
  source_.clear();
  if (!expression.problem.empty())
    value = unknown(Reason::unsupported, "the expression cannot be read: " + expression.problem);
  else
    value = term(expression, expression.root);
  const std::uint32_t heavy = weight(*value);
  if (value->is_collection()) spent_ += heavy;
  if (heavy > kHeaviest || spent_ > kMostSpent)
    value = unknown(Reason::budget, "the value is too large", value->kind);
  const Node* result = symbolic_ ? value : finished(*value, written, expression);
  inputs_ = std::move(outer);
  return result;
}

const Node* Evaluator::finished(const Node& value, const Node& written,
                                const Expression& expression) {
  Node* node = builder_.copy(value);
  if (!value.span.valid()) node = builder_.copy(*placed(builder_, value, written.span));
  node->span = written.span;
  node->key_span = written.key_span;
  if (node->is(Kind::string) || node->is(Kind::unknown))
    for (const Input& input : inputs_)
      if (input.node && input.node->has(Trait::secret))
        node->traits |= static_cast<std::uint8_t>(Trait::secret);
  const bool bare = expression.problem.empty() &&
                    expression.terms[expression.root].kind == Term::Kind::call &&
                    inputs_.size() == 1 && !source_.empty();
  const bool named =
      bare && (equal_ignoring_case(expression.terms[expression.root].text, "parameters") ||
               equal_ignoring_case(expression.terms[expression.root].text, "variables"));
  node->origin = builder_.computed(
      written.span, named ? source_ : std::string("an ARM expression gives this value"), inputs_);
  return node;
}

void Evaluator::note_input(std::string symbol, const Node* node) {
  if (symbolic_ || inputs_.size() >= kMostInputs) return;
  for (const Input& input : inputs_)
    if (input.symbol == symbol) return;
  inputs_.push_back({builder_.arena().text(symbol), node});
}

const Node* Evaluator::term(const Expression& expression, std::uint32_t index) {
  const Deeper deeper(depth_);
  if (exhausted(1)) return unknown(Reason::budget, "the template is too large to evaluate");
  const Term& term = expression.terms[index];
  const Node* value = nullptr;
  switch (term.kind) {
    case Term::Kind::text:
      return builder_.string(term.text);
    case Term::Kind::integer:
      return builder_.integer(term.integer);
    case Term::Kind::member:
      value = spread(
          {this->term(expression, term.args[0])},
          [&](const std::vector<const Node*>& args) { return member_of(*args[0], term.text); });
      break;
    case Term::Kind::index: {
      const Node* base = this->term(expression, term.args[0]);
      value = spread(
          {base, this->term(expression, term.args[1])},
          [&](const std::vector<const Node*>& args) { return element_of(*args[0], *args[1]); });
      break;
    }
    case Term::Kind::call:
      value = call(expression, term);
      break;
  }
  if (symbolic_ && value->is(Kind::unknown))
    return builder_.string('{' + replaced(spelled(expression, index), "/", "|") + '}');
  return value;
}

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

const Node* Evaluator::call(const Expression& expression, const Term& term) {
  const std::string name = lowered(term.text);
  if (name == "if") return choice(expression, term);
  if (name == "and" || name == "or") return logic(expression, term, name == "and");
  if (name == "coalesce") return coalesced(expression, term);
  std::vector<const Node*> args;
  for (const std::uint32_t arg : term.args) args.push_back(this->term(expression, arg));
  const bool lookup = name == "parameters" || name == "variables";
  if (lookup && args.size() == 1) {
    const bool parameters = name == "parameters";
    return spread(args, [&](const std::vector<const Node*>& a) {
      return parameters ? parameter(*a[0]) : variable(*a[0]);
    });
  }
  if (name == "copyindex") return copy_index(args);
  if (name == "tryget" && args.size() >= 2) {
    const Node* value = args[0];
    for (std::size_t i = 1; i < args.size() && !value->is(Kind::null); ++i) {
      const bool missing = value->is(Kind::mapping) && !value->open && args[i]->is(Kind::string) &&
                           !member(*value, args[i]->text);
      value = missing ? builder_.null() : element_of(*value, *args[i]);
    }
    return value;
  }
  if (scope_->functions) {
    const auto found = scope_->functions->find(name);
    if (found != scope_->functions->end()) return user_function(*found->second, args);
  }
  if (name == "resourceid" || is_runtime_function(name)) {
    Unknown about;
    const std::string detail = "only the platform can evaluate `" + term.text + "()`";
    about.reason = Reason::runtime;
    about.detail = detail;
    if (name == "uniquestring" || name == "newguid" || name == "guid" || name == "utcnow" ||
        ends_with_ignoring_case(name, "resourceid")) {
      about.type = Kind::string;
      about.not_empty = true;
    }
    if (name == "resourceid" || name == "subscriptionresourceid") about.prefix = "/subscriptions/";
    return builder_.unknown(about);
  }
  const azure::Function* function = find_function(name);
  if (!function)
    return unknown(Reason::unsupported, "an ARM function that is not modelled is called");
  if (args.size() < function->least || args.size() > function->most)
    return unknown(Reason::unsupported, "`" + term.text + "()` is called with wrong arguments",
                   function->result);
  return spread(args, [&](const std::vector<const Node*>& a) -> const Node* {
    std::size_t size = 1;
    for (const Node* arg : a) size += weight(*arg);
    if (exhausted(size)) return unknown(Reason::budget, "the template is too large to evaluate");
    if (!function->partial)
      for (const Node* arg : a)
        if (const Node* missing = first_unknown(*arg))
          return unknown_like(builder_, *missing, function->result);
    const Node* value = function->apply(builder_, a);
    if (!value)
      return unknown(Reason::unsupported, "`" + term.text + "()` is called with wrong arguments",
                     function->result);
    return value;
  });
}

const Node* Evaluator::choice(const Expression& expression, const Term& term) {
  if (term.args.size() != 3)
    return unknown(Reason::unsupported, "`if()` is called with wrong arguments");
  const Node* test = this->term(expression, term.args[0]);
  if (test->is(Kind::boolean)) return this->term(expression, term.args[test->boolean ? 1 : 2]);
  const Node* then = this->term(expression, term.args[1]);
  const Node* otherwise = this->term(expression, term.args[2]);
  if (test->is(Kind::unknown) && !test->unknown->candidates.empty()) {
    return spread({test}, [&](const std::vector<const Node*>& args) -> const Node* {
      if (args[0]->is(Kind::boolean)) return args[0]->boolean ? then : otherwise;
      const Candidate either[] = {{then, "the test of an `if()` holds"},
                                  {otherwise, "the test of an `if()` does not hold"}};
      return builder_.one_of(either);
    });
  }
  if (!test->is(Kind::unknown))
    return unknown(Reason::unsupported, "`if()` is called with wrong arguments");
  const Candidate either[] = {{then, "the test of an `if()` holds"},
                              {otherwise, "the test of an `if()` does not hold"}};
  return builder_.one_of(either);
}

const Node* Evaluator::logic(const Expression& expression, const Term& term, bool conjunction) {
  std::vector<const Node*> args;
  for (const std::uint32_t index : term.args) {
    args.push_back(this->term(expression, index));
    if (args.back()->is(Kind::boolean) && args.back()->boolean != conjunction) return args.back();
  }
  return spread(args, [&](const std::vector<const Node*>& a) -> const Node* {
    const Node* open = nullptr;
    for (const Node* arg : a) {
      if (arg->is(Kind::boolean) && arg->boolean != conjunction) return arg;
      if (!arg->is(Kind::boolean)) open = arg;
    }
    return open ? unknown_like(builder_, *open, Kind::boolean) : builder_.boolean(conjunction);
  });
}

const Node* Evaluator::coalesced(const Expression& expression, const Term& term) {
  std::vector<Candidate> candidates;
  for (const std::uint32_t index : term.args) {
    const Node* value = this->term(expression, index);
    if (value->is(Kind::null)) continue;
    candidates.push_back({value, candidates.empty() ? "an operand of `coalesce()` is not null"
                                                    : "the operands before it are null"});
    const bool certain = !value->is(Kind::unknown) ||
                         (value->unknown->type != Kind::unknown && value->unknown->not_empty);
    if (certain) break;
  }
  if (candidates.empty()) return builder_.null();
  return candidates.size() == 1 ? candidates[0].value : builder_.one_of(candidates);
}

const Node* Evaluator::member_of(const Node& base, std::string_view name) {
  if (base.is(Kind::unknown)) return unknown_like(builder_, base, Kind::unknown);
  if (const Node* value = member(base, name)) return value;
  if (base.open) return unknown_like(builder_, base, Kind::unknown);
  return unknown(Reason::unresolved, "an ARM expression asks for a member that is not there");
}

const Node* Evaluator::element_of(const Node& base, const Node& index) {
  if (index.is(Kind::string)) return member_of(base, index.text);
  if (base.is(Kind::unknown)) return unknown_like(builder_, base, Kind::unknown);
  if (index.is(Kind::unknown)) {
    // Whichever it is, it is one of these.
    if (!base.is(Kind::list) || base.open || base.items.empty() || base.items.size() > 16)
      return unknown_like(builder_, index, Kind::unknown);
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < base.items.size(); ++i)
      candidates.push_back(
          {base.items[i], builder_.arena().text("the index is " + std::to_string(i))});
    return builder_.one_of(candidates);
  }
  if (base.is(Kind::list) && index.is(Kind::integer) && index.integer >= 0 &&
      index.integer < static_cast<std::int64_t>(base.items.size()))
    return base.items[static_cast<std::size_t>(index.integer)];
  return unknown(Reason::unresolved, "an ARM expression asks for an element that is not there");
}

}  // namespace djaz::azure
