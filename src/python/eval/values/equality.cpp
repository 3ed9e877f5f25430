// Whether values are equal, and whether one is in another, as CPython decides; unknown where a part
// that matters is unknown.
#include <algorithm>
#include <array>

#include "python/eval/evaluator.h"

namespace djaz::python::eval {
namespace {

bool numeric(Kind kind) {
  return kind == Kind::boolean || kind == Kind::integer || kind == Kind::real;
}

// The first words of management commands that a server is never started with.
constexpr std::array kCommands = {
    "test",       "runserver",      "migrate",         "makemigrations", "collectstatic",
    "shell",      "pytest",         "py.test",         "loaddata",       "dumpdata",
    "testserver", "runserver_plus", "createsuperuser", "makemessages",   "compilemessages",
    "check",      "behave",         "shell_plus",      "jenkins"};

bool is_command(std::string_view text) {
  return std::find(kCommands.begin(), kCommands.end(), text) != kCommands.end();
}

// No server is called so, wherever it is installed.
bool names_test_runner(std::string_view text) {
  return text.find("pytest") != std::string_view::npos ||
         text.find("behave") != std::string_view::npos;
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

// `["test"]`, to which a part of the command line is compared.
bool names_command(Evaluator& e, Value v) {
  if (!v->is(Type::tuple) && !v->is(Type::list)) return false;
  const Evaluator::View all = e.view(v);
  return all.known && std::any_of(all.items.begin(), all.items.end(), [](Value item) {
           return item->is(Type::string) && is_command(item->text);
         });
}

Truth equal_unknown(Evaluator& e, Value a, Value b) {
  if (!a->is(Type::unknown)) std::swap(a, b);
  const Info& info = *a->unknown;
  if (b->is(Type::unknown) && info.identity == b->unknown->identity && is_immutable(info.type) &&
      info.type != Kind::real)
    return Truth::yes;
  if (is_argument(a) && (b->is(Type::string) ? is_command(b->text) : names_command(e, b)))
    return Truth::no;
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
    return equal_unknown(*this, a, b);
  }
  if (a->is_number() && b->is_number()) {
    if (!a->is(Type::real) && !b->is(Type::real)) return truth_of(a->integer == b->integer);
    for (Value v : {a, b})
      if (!v->is(Type::real) && (v->integer > (1LL << 53) || v->integer < -(1LL << 53)))
        return Truth::unknown;
    return truth_of(as_real(a) == as_real(b));
  }
  if (a->is(Type::external) || b->is(Type::external)) {
    if (a->is(Type::external) && b->is(Type::external) && a->text == b->text &&
        a->self == nullptr && find_builtin(a->text) != nullptr)
      return Truth::yes;
    return Truth::unknown;
  }
  if (a->type != b->type) {
    const bool odd = a->is(Type::iterator) || b->is(Type::iterator) || a->is(Type::path) ||
                     b->is(Type::path) || a->is(Type::klass) || b->is(Type::klass) ||
                     a->is(Type::instance) || b->is(Type::instance);
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
    case Type::instance:
      return a->object == b->object ? Truth::yes : Truth::unknown;
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
      // A word of the command line, or all of them.
      if (is_argument(container) && item->is(Type::string) &&
          (info.type == Kind::list ? is_command(item->text) : names_test_runner(item->text)))
        return Truth::no;
      may_raise();
      return Truth::unknown;
    }
    case Type::external:
      if (container->text == "sys.argv" && item->is(Type::string) && is_command(item->text))
        return Truth::no;
      if (container->text == "sys.modules" && item->is(Type::string) && item->text == "pytest")
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
      if (container->is(Type::klass) || container->is(Type::method) ||
          container->is(Type::instance)) {
        may_raise();
        return Truth::unknown;
      }
      raise("TypeError");
      return Truth::unknown;
  }
}

}  // namespace djaz::python::eval
