// Comparisons, as CPython decides them; unknown where a part that matters is unknown.
#include <algorithm>
#include <array>

#include "python/eval/control.h"
#include "python/eval/evaluator.h"

namespace djaz::python::eval {
namespace {

bool numeric(Kind kind) {
  return kind == Kind::boolean || kind == Kind::integer || kind == Kind::real;
}

double real_of(Value v) { return v->is(Type::real) ? v->real : static_cast<double>(v->integer); }

// The first words of management commands that a server is never started with.
constexpr std::array kCommands = {
    "test",       "runserver",      "migrate",         "makemigrations", "collectstatic",
    "shell",      "pytest",         "py.test",         "loaddata",       "dumpdata",
    "testserver", "runserver_plus", "createsuperuser", "makemessages",   "compilemessages",
    "check",      "behave",         "shell_plus",      "jenkins"};

bool is_command(std::string_view text) {
  return std::find(kCommands.begin(), kCommands.end(), text) != kCommands.end();
}

bool is_argument(Value v) { return v->is(Type::unknown) && v->text == "argv"; }

Truth equal_items(Evaluator& e, const std::vector<Value>& a, const std::vector<Value>& b,
                  int depth) {
  if (a.size() != b.size()) return Truth::no;
  Truth all = Truth::yes;
  e.step(a.size() / 8);
  for (std::size_t i = 0; i < a.size() && all != Truth::no; ++i)
    all = both(all, e.equal(a[i], b[i], depth + 1));
  return all;
}

Truth equal_unknown(Value a, Value b) {
  if (!a->is(Type::unknown)) std::swap(a, b);
  const Info& info = *a->unknown;
  if (b->is(Type::unknown) && info.identity == b->unknown->identity && is_immutable(info.type) &&
      info.type != Kind::real)
    return Truth::yes;
  if (is_argument(a) && b->is(Type::string) && is_command(b->text)) return Truth::no;
  const Kind other = known_kind(b);
  const bool texts = (info.type == Kind::path || info.type == Kind::string) &&
                     (other == Kind::path || other == Kind::string);
  if (info.type != Kind::unknown && other != Kind::unknown && info.type != other && !texts &&
      !(numeric(info.type) && numeric(other)))
    return Truth::no;
  if (b->is(Type::none) && (info.not_empty || !info.prefix.empty())) return Truth::no;
  if (b->is(Type::string)) {
    if (info.not_empty && b->text.empty()) return Truth::no;
    if (!b->text.starts_with(info.prefix) || !b->text.ends_with(info.suffix)) return Truth::no;
  }
  return Truth::unknown;
}

}  // namespace

Truth Evaluator::equal(Value a, Value b, int depth) {
  if (depth > 20) return Truth::unknown;
  if (a->is(Type::unknown) || b->is(Type::unknown)) {
    for (Value v : {a, b}) {
      if (!v->is(Type::unknown) || v->unknown->alternatives.empty()) continue;
      bool first = true;
      Truth all = Truth::unknown;
      for (const Alternative& one : v->unknown->alternatives) {
        if (one.value == nullptr || !conditions.possible(one.when)) continue;
        const Truth next = equal(one.value, v == a ? b : a, depth + 1);
        all = first ? next : agree(all, next);
        first = false;
      }
      return all;
    }
    return equal_unknown(a, b);
  }
  if (a->is_number() && b->is_number()) {
    if (!a->is(Type::real) && !b->is(Type::real)) return truth_of(a->integer == b->integer);
    for (Value v : {a, b})
      if (!v->is(Type::real) && (v->integer > (1LL << 53) || v->integer < -(1LL << 53)))
        return Truth::unknown;
    return truth_of(real_of(a) == real_of(b));
  }
  if (a->is(Type::external) || b->is(Type::external)) {
    if (a->is(Type::external) && b->is(Type::external) && a->text == b->text &&
        a->self == nullptr && find_builtin(a->text) != nullptr)
      return Truth::yes;
    return Truth::unknown;
  }
  if (a->type != b->type) {
    const bool odd = a->is(Type::iterator) || b->is(Type::iterator) || a->is(Type::path) ||
                     b->is(Type::path) || a->is(Type::klass) || b->is(Type::klass);
    return odd && !a->is(Type::none) && !b->is(Type::none) ? Truth::unknown : Truth::no;
  }
  switch (a->type) {
    case Type::none:
    case Type::ellipsis:
      return Truth::yes;
    case Type::string:
    case Type::bytes:
      return truth_of(a->text == b->text);
    case Type::path:
      return a->text == b->text && a->boolean == b->boolean ? Truth::yes : Truth::unknown;
    case Type::tuple:
    case Type::list: {
      if (a->is(Type::list) && a->object == b->object) return Truth::yes;
      const View left = view(a);
      const View right = view(b);
      if (!left.known || !right.known || left.open || right.open) return Truth::unknown;
      return equal_items(*this, left.items, right.items, depth);
    }
    case Type::dict: {
      if (a->object == b->object) return Truth::yes;
      const Object& left = state.object(a->object);
      const Object& right = state.object(b->object);
      if (left.lost != nullptr || right.lost != nullptr || left.open || right.open)
        return Truth::unknown;
      Truth all = Truth::yes;
      for (const DictEntry& entry : left.entries) {
        const DictEntry* other = dict_find(right, entry.key);
        if (other == nullptr || known_kind(entry.value) == Kind::unknown) {
          all = Truth::unknown;
        } else {
          all = both(all, equal(entry.value, other->value, depth + 1));
        }
      }
      if (left.entries.size() != right.entries.size()) return Truth::unknown;
      return all;
    }
    case Type::set: {
      if (a->object == b->object) return Truth::yes;
      const View left = view(a);
      const View right = view(b);
      if (!left.known || !right.known || left.open || right.open) return Truth::unknown;
      std::unordered_set<std::string> keys;
      for (Value item : left.items) {
        const std::string key = key_text(item);
        if (key.empty()) return Truth::unknown;
        keys.insert(key);
      }
      for (Value item : right.items) {
        const std::string key = key_text(item);
        if (key.empty()) return Truth::unknown;
        if (!keys.contains(key)) return Truth::no;
      }
      return truth_of(left.items.size() == right.items.size());
    }
    case Type::function:
      return a->closure == b->closure ? Truth::yes : Truth::no;
    case Type::klass:
    case Type::module:
      return truth_of(a->object == b->object);
    default:
      return Truth::unknown;
  }
}

Truth Evaluator::contains(Value item, Value container) {
  switch (container->type) {
    case Type::string: {
      if (item->is(Type::string))
        return truth_of(container->text.find(item->text) != std::string_view::npos);
      if (item->is(Type::unknown)) return Truth::unknown;
      raise("TypeError");
      return Truth::unknown;
    }
    case Type::unknown: {
      const Info& info = *container->unknown;
      if (item->is(Type::string) && info.type == Kind::string &&
          (info.prefix.find(item->text) != std::string_view::npos ||
           info.suffix.find(item->text) != std::string_view::npos))
        return Truth::yes;
      may_raise();
      return Truth::unknown;
    }
    case Type::external:
      if (container->text == "sys.argv" && item->is(Type::string) && is_command(item->text))
        return Truth::no;
      may_raise();
      return Truth::unknown;
    case Type::dict: {
      const Object& dict = state.object(container->object);
      const std::string key = key_text(item);
      if (dict.lost != nullptr || key.empty()) return Truth::unknown;
      auto found = dict.index.find(key);
      if (found == dict.index.end()) return dict.open ? Truth::unknown : Truth::no;
      const Value value = narrow(dict.entries[found->second].value);
      if (value == nullptr) return Truth::no;
      if (value->is(Type::unknown))
        for (const Alternative& one : value->unknown->alternatives)
          if (one.value == nullptr) return Truth::unknown;
      return Truth::yes;
    }
    case Type::range: {
      if (!item->is(Type::integer)) return Truth::unknown;
      const std::int64_t start = container->items[0]->integer;
      const std::int64_t stop = container->items[1]->integer;
      const std::int64_t step_size = container->items[2]->integer;
      const std::int64_t v = item->integer;
      if (step_size > 0 ? v < start || v >= stop : v > start || v <= stop) return Truth::no;
      std::int64_t difference = 0;
      if (__builtin_sub_overflow(v, start, &difference)) return Truth::unknown;
      return truth_of(difference % step_size == 0);
    }
    case Type::list:
    case Type::tuple:
    case Type::set:
    case Type::iterator: {
      const View all = view(container);
      if (!all.known) return Truth::unknown;
      step(all.items.size() / 8);
      Truth any = all.open ? Truth::unknown : Truth::no;
      for (Value one : all.items) any = either(any, equal(item, one));
      return any;
    }
    default:
      if (container->is(Type::klass) || container->is(Type::method)) {
        may_raise();
        return Truth::unknown;
      }
      raise("TypeError");
      return Truth::unknown;
  }
}

namespace {

// -1, 0, 1; 2 when it cannot be said.
int order(Evaluator& e, Value a, Value b) {
  if (a->is_number() && b->is_number()) {
    if (!a->is(Type::real) && !b->is(Type::real))
      return a->integer < b->integer ? -1 : a->integer > b->integer ? 1 : 0;
    const double x = real_of(a);
    const double y = real_of(b);
    return x < y ? -1 : x > y ? 1 : x == y ? 0 : 2;
  }
  if (a->is(Type::string) && b->is(Type::string)) {
    const int sign = a->text.compare(b->text);
    return sign < 0 ? -1 : sign > 0 ? 1 : 0;
  }
  const bool lists = (a->is(Type::tuple) || a->is(Type::list)) && a->type == b->type;
  if (!lists) return 2;
  const Evaluator::View left = e.view(a);
  const Evaluator::View right = e.view(b);
  if (!left.known || !right.known || left.open || right.open) return 2;
  for (std::size_t i = 0; i < std::min(left.items.size(), right.items.size()); ++i) {
    const Truth same_item = e.equal(left.items[i], right.items[i]);
    if (same_item == Truth::yes) continue;
    if (same_item == Truth::unknown) return 2;
    const bool plain = (left.items[i]->is_number() && right.items[i]->is_number()) ||
                       (left.items[i]->is(Type::string) && right.items[i]->is(Type::string));
    return plain ? order(e, left.items[i], right.items[i]) : 2;
  }
  return left.items.size() < right.items.size()   ? -1
         : left.items.size() > right.items.size() ? 1
                                                  : 0;
}

Truth identical(Evaluator& e, Value a, Value b) {
  const Kind left = known_kind(a);
  const Kind right = known_kind(b);
  for (const auto& [one, other] : {std::pair{a, b}, std::pair{b, a}}) {
    if (one->is(Type::none)) {
      if (other->is(Type::none)) return Truth::yes;
      if (other->is(Type::external))
        return find_builtin(other->text) != nullptr ? Truth::no : Truth::unknown;
      if (!other->is(Type::unknown)) return Truth::no;
      return e.equal(one, other);
    }
  }
  if (a->is(Type::boolean) && b->is(Type::boolean)) return truth_of(a->boolean == b->boolean);
  if (left != Kind::unknown && right != Kind::unknown && left != right) return Truth::no;
  if (left == Kind::boolean && right == Kind::boolean) return e.equal(a, b);
  if (a->is_object() && b->is_object()) return truth_of(a->object == b->object);
  return Truth::unknown;
}

}  // namespace

Value Evaluator::compare_plain(Operator op, Value a, Value b) {
  switch (op) {
    case Operator::equal:
    case Operator::not_equal: {
      const Truth same_value = equal(a, b);
      const bool swapped = op == Operator::not_equal;
      if (same_value == Truth::unknown) may_raise();
      return truth_value(swapped ? negate(same_value) : same_value, a->is(Type::unknown) ? a : b);
    }
    case Operator::is:
    case Operator::is_not: {
      const Truth one = identical(*this, a, b);
      return truth_value(op == Operator::is_not ? negate(one) : one, a->is(Type::unknown) ? a : b);
    }
    case Operator::in:
    case Operator::not_in: {
      if (b->is(Type::external) && b->text == "os.environ") {
        const Value present = variable_present(a);
        return op == Operator::in
                   ? present
                   : each(present, [&](Value v) { return truth_value(negate(truth(v)), v); });
      }
      const Truth inside = contains(a, b);
      if (dead_) return nothing_;
      return truth_value(op == Operator::not_in ? negate(inside) : inside,
                         a->is(Type::unknown) ? a : b);
    }
    default:
      break;
  }
  const int sign = order(*this, a, b);
  if (sign == 2) {
    const bool mismatch = (a->is_number() && b->is(Type::string)) ||
                          (a->is(Type::string) && b->is_number()) ||
                          (a->is(Type::none) && !b->is(Type::unknown)) ||
                          (b->is(Type::none) && !a->is(Type::unknown));
    if (mismatch) return raised("TypeError");
    return unknown_from(
        a, b, "a comparison",
        a->is(Type::unknown) || b->is(Type::unknown) ? Kind::unknown : Kind::boolean);
  }
  const bool holds = op == Operator::less         ? sign < 0
                     : op == Operator::less_equal ? sign <= 0
                     : op == Operator::greater    ? sign > 0
                                                  : sign >= 0;
  return values.boolean(holds);
}

Value Evaluator::compare(Operator op, Value a, Value b) {
  if (op == Operator::in || op == Operator::not_in) {
    return each2(a, b, [&](Value x, Value y) {
      if (!y->is(Type::list) && !y->is(Type::set)) return compare_plain(op, x, y);
      return with_items(y, [&](const View& one) -> Value {
        if (!one.known) return truth_value(Truth::unknown, x);
        return compare_plain(op, x, y);
      });
    });
  }
  return each2(a, b, [&](Value x, Value y) -> Value {
    // The same test of the same text again is the same outcome.
    const bool plain = (op == Operator::equal || op == Operator::not_equal) &&
                       x->is(Type::unknown) && y->is(Type::string) &&
                       is_immutable(x->unknown->type);
    if (!plain) return compare_plain(op, x, y);
    const std::string key = std::to_string(x->unknown->identity) + ":" + std::string(y->text);
    auto [known, added] = comparisons_.try_emplace(key, nullptr);
    if (added) known->second = compare_plain(Operator::equal, x, y);
    const Value outcome = narrow(known->second);
    if (op == Operator::equal) return outcome;
    return truth_value(negate(truth(outcome)), outcome);
  });
}

Value Evaluator::comparison(const Comparison& e) {
  Value left = evaluate(e.operands[0]);
  if (e.operators.size() == 1) {
    const Value right = evaluate(e.operands[1]);
    return dead_ || exhausted_ ? nothing_ : compare(e.operators[0], left, right);
  }
  Chain chain(*this);
  for (std::size_t i = 0; i < e.operators.size(); ++i) {
    const Value right = dead_ ? nothing_ : evaluate(e.operands[i + 1]);
    if (dead_) return chain.finish(nullptr);
    const Value outcome = compare(e.operators[i], left, right);
    if (dead_) return chain.finish(nullptr);
    if (exhausted_ || i + 1 == e.operators.size()) return chain.finish(outcome);
    const Split decision = split(outcome, nullptr);
    if (decision.truth == Truth::no) return chain.finish(outcome);
    if (decision.truth == Truth::unknown) {
      chain.side(decision.no, [&] { return values.boolean(false); });
      if (!chain.rest(decision.yes)) return chain.finish(nullptr);
    }
    left = right;
  }
  return chain.finish(nothing_);
}

}  // namespace djaz::python::eval
