// Values that are written out: literals, lists, tuples, sets and dicts.
#include <charconv>
#include <cstdlib>

#include "python/eval/evaluator.h"

namespace djaz::python::eval {
namespace {

Value integer_literal(Evaluator& e, std::string_view text) {
  int base = 10;
  if (text.size() > 2 && text[0] == '0') {
    const char mark = static_cast<char>(text[1] | 0x20);
    base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 10;
    if (base != 10) text.remove_prefix(2);
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end != text.data() + text.size()) return e.too_big_integer();
  return e.values.integer(value);
}

}  // namespace

Value Evaluator::literal(const Expression& e) {
  Value value = nullptr;
  switch (e.kind) {
    case ExpressionKind::none:
      value = values.none();
      break;
    case ExpressionKind::true_literal:
      value = values.boolean(true);
      break;
    case ExpressionKind::false_literal:
      value = values.boolean(false);
      break;
    case ExpressionKind::ellipsis:
      value = values.borrowed(Type::ellipsis, {});
      break;
    case ExpressionKind::integer:
      value = integer_literal(*this, as<djaz::python::Literal>(e).text);
      break;
    case ExpressionKind::real:
      value =
          values.real(std::strtod(std::string(as<djaz::python::Literal>(e).text).c_str(), nullptr));
      break;
    case ExpressionKind::string:
      value = values.borrowed(Type::string, as<djaz::python::Literal>(e).text);
      break;
    case ExpressionKind::bytes:
      value = values.borrowed(Type::bytes, as<djaz::python::Literal>(e).text);
      break;
    default:
      value = unknown(Reason::unsupported, "a complex number");
      break;
  }
  return values.at(value, e.span);
}

Value Evaluator::display(const Sequence& e) {
  std::vector<Value> items;
  bool open = false;
  // Spread collections that may be in several ways.
  std::vector<std::pair<std::size_t, Value>> spreads;
  for (const Expression* element : e.elements) {
    if (element->kind != ExpressionKind::starred) {
      items.push_back(settled(element));
      if (dead_ || exhausted_) return nothing_;
      continue;
    }
    const Value spread = evaluate(as<Starred>(*element).value);
    if (dead_ || exhausted_) return nothing_;
    const View one = view(spread);
    if (one.known) {
      items.insert(items.end(), one.items.begin(), one.items.end());
      open = open || one.open;
      step(one.items.size());
    } else {
      spreads.emplace_back(items.size(), spread);
    }
  }
  const Type type = e.kind == ExpressionKind::list    ? Type::list
                    : e.kind == ExpressionKind::tuple ? Type::tuple
                                                      : Type::set;
  if (spreads.size() == 1) {
    return with_items(spreads[0].second, [&](const View& one) -> Value {
      std::vector<Value> all(items.begin(),
                             items.begin() + static_cast<std::ptrdiff_t>(spreads[0].first));
      all.insert(all.end(), one.items.begin(), one.items.end());
      all.insert(all.end(), items.begin() + static_cast<std::ptrdiff_t>(spreads[0].first),
                 items.end());
      if (!one.known) may_raise();
      return make_list(type, std::move(all), open || one.open || !one.known);
    });
  }
  if (!spreads.empty()) {
    may_raise();
    open = true;
  }
  return make_list(type, std::move(items), open);
}

Value Evaluator::dict_display(const Dict& e) {
  auto object = std::make_shared<Object>();
  object->type = Type::dict;
  object->span = e.span;
  auto may_be_given_again = [&] {
    for (DictEntry& entry : object->entries)
      entry.value = join_values(
          {{{}, entry.value}, {{}, unknown(Reason::unresolved, "the key may be given again")}});
  };
  for (const DictItem& item : e.items) {
    if (item.key != nullptr) {
      const Value key = evaluate(item.key);
      const Value value = settled(item.value);
      if (dead_ || exhausted_) return nothing_;
      if (!dict_set(*object, key, value, item.key->span)) {
        may_raise("TypeError");
        for (DictEntry& entry : object->entries)
          entry.value = unknown(Reason::unsupported, "a key of the mapping is not known");
        object->open = true;
      }
      continue;
    }
    const Value spread = narrow(evaluate(item.value));
    if (dead_ || exhausted_) return nothing_;
    if (!spread->is(Type::dict) || state.object(spread->object).lost != nullptr) {
      may_raise("TypeError");
      may_be_given_again();
      object->open = true;
      continue;
    }
    const ObjectPtr from = state.shared(spread->object);
    if (from->open) may_be_given_again();
    object->open = object->open || from->open;
    step(from->entries.size());
    for (const DictEntry& entry : from->entries) {
      Value value = entry.value;
      const DictEntry* before = dict_find(*object, entry.key);
      if (value->is(Type::unknown) && !value->unknown->alternatives.empty())
        value = laid_over(value, before == nullptr ? nullptr : before->value);
      dict_set(*object, entry.key, value, entry.key_span);
    }
  }
  if (object->entries.size() > limits.elements) return over_budget("too many items", Kind::mapping);
  return values.at(values.object(Type::dict, state.add(std::move(object))), e.span);
}

}  // namespace djaz::python::eval
