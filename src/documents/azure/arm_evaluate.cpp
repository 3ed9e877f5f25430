#include "documents/azure/arm_evaluate.h"

#include <algorithm>
#include <utility>

#include "support/text.h"

namespace djaz::azure {
namespace {

constexpr int kMostDepth = 160;
constexpr std::size_t kMostSteps = 3'000'000;
// Nodes in one value, and in all values that expressions put in the place of others.
constexpr std::uint32_t kHeaviest = 20'000;
constexpr std::size_t kMostSpent = 2'000'000;
constexpr std::size_t kMostInputs = 12;

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

const Node* Evaluator::given(Reason reason, std::string_view detail, Kind type) const {
  Unknown about = *unknown(reason, detail, type)->unknown;
  about.written = kGiven;
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

}  // namespace djaz::azure
