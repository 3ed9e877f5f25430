// Whether what a loop goes through is still what it was.
#include "python/eval/control.h"

namespace djaz::python::eval {

Watched::Watched(Evaluator& evaluator, Value iterable) : e_(evaluator) {
  std::vector<Value> all{iterable};
  if (iterable->is(Type::iterator)) {
    aligned_ = iterable->boolean;
    all.assign(iterable->self == nullptr ? nullptr : iterable->self->items.data(),
               iterable->self == nullptr
                   ? nullptr
                   : iterable->self->items.data() + iterable->self->items.size());
  } else {
    values_ = false;
  }
  for (Value one : all)
    if (one->is_object()) sources_.emplace_back(one, e_.state.shared(one->object));
}

namespace {

bool same_items(const ObjectPtr& a, const ObjectPtr& b) {
  if (a->ways.size() != b->ways.size()) return false;
  for (std::size_t i = 0; i < a->ways.size(); ++i)
    if (a->ways[i].open != b->ways[i].open || a->ways[i].items != b->ways[i].items) return false;
  return true;
}

}  // namespace

bool Watched::unchanged_after(std::size_t place) const {
  for (const auto& [source, before] : sources_) {
    const ObjectPtr& now = e_.state.shared(source->object);
    if (now == before) continue;
    if (now->lost != before->lost || now->open != before->open || !same_items(now, before) ||
        now->entries.size() != before->entries.size())
      return false;
    for (std::size_t i = 0; i < now->entries.size(); ++i) {
      if (now->entries[i].key != before->entries[i].key) return false;
      const bool ahead = values_ && (!aligned_ || i > place);
      if (ahead && now->entries[i].value != before->entries[i].value) return false;
    }
  }
  return true;
}

Value iterator_over(Evaluator& e, std::vector<Value> items, const std::vector<Value>& sources,
                    bool aligned) {
  std::vector<Value> watched;
  for (Value one : sources) {
    if (one->is_object()) watched.push_back(one);
    if (!one->is(Type::iterator)) continue;
    aligned = aligned && one->boolean;
    if (one->self != nullptr)
      watched.insert(watched.end(), one->self->items.begin(), one->self->items.end());
  }
  const Value made = e.make_list(Type::iterator, std::move(items));
  if (!made->is(Type::iterator)) return made;
  Data* data = e.values.copy(made);
  data->boolean = aligned;
  if (!watched.empty()) data->self = e.values.tuple(Type::tuple, watched);
  return data;
}

}  // namespace djaz::python::eval
