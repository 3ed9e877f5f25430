#include "python/eval/history.h"

#include <algorithm>

#include "python/eval/values/nodes.h"

namespace djaz::python::eval {
namespace {

constexpr std::size_t kMostEvents = 20'000;
constexpr std::size_t kMostChanges = 64;  // of one object
constexpr int kDeepest = 16;
constexpr std::size_t kMostPast = 16;
// Of one value, counting what is in it.
constexpr std::size_t kMostObjects = 64;
constexpr std::size_t kMostInAll = 4096;

}  // namespace

void History::add(const Event& event) {
  if (events_.size() >= kMostEvents) return;
  of_key_[event.key].push_back(events_.size());
  events_.push_back(event);
}

void History::changed(std::uint32_t object, Span span) {
  if (!span.valid() || changes_ >= kMostEvents) return;
  std::vector<Span>& places = of_object_[object];
  if (places.size() >= kMostChanges || (!places.empty() && places.back() == span)) return;
  places.push_back(span);
  ++changes_;
}

std::vector<Span> History::changes(std::uint32_t object) const {
  auto found = of_object_.find(object);
  return found == of_object_.end() ? std::vector<Span>() : found->second;
}

void History::collect(NameKey key, std::size_t end, bool certain, int depth,
                      std::vector<Event>& out) const {
  auto found = of_key_.find(key);
  if (found == of_key_.end() || depth > kDeepest) return;
  for (const std::size_t place : found->second) {
    if (place >= end || out.size() > kMostEvents) break;
    Event event = events_[place];
    event.certain = event.certain && certain;
    if (event.from != 0) {
      collect(event.from, place, event.certain, depth + 1, out);
    } else if (!out.empty() && out.back().span == event.span) {
      // A loop: only its last round counts.
      out.back() = event;
    } else {
      out.push_back(event);
    }
  }
}

std::vector<History::Past> History::overridden(NameKey key) const {
  std::vector<Event> all;
  collect(key, events_.size(), true, 0, all);
  std::size_t last = all.size();
  while (last > 0 && !all[last - 1].certain) --last;
  std::vector<Past> past;
  for (std::size_t i = 0; i + 1 < last; ++i)
    if (past.size() < kMostPast) past.push_back({all[i].value, all[i].span});
  return past;
}

namespace {

bool within(const Span& inner, const Span& outer) {
  return inner.file == outer.file && inner.begin >= outer.begin && inner.begin < outer.end;
}

// Lists, dicts and sets that the value is or holds.
void objects_in(const State& state, Value value, std::vector<std::uint32_t>& out, int depth = 0) {
  if (value == nullptr || out.size() >= kMostObjects || depth > 4) return;
  if (value->is(Type::unknown)) {
    for (const Alternative& one : value->unknown->alternatives)
      objects_in(state, one.value, out, depth + 1);
    return;
  }
  if (!value->is_object() || std::find(out.begin(), out.end(), value->object) != out.end()) return;
  out.push_back(value->object);
  const Object& object = state.object(value->object);
  for (const DictEntry& entry : object.entries) objects_in(state, entry.value, out, depth + 1);
  for (const Items& way : object.ways)
    for (Value item : way.items) objects_in(state, item, out, depth + 1);
}

}  // namespace

void Evaluator::add_history(const std::vector<NameKey>& keys, Nodes& nodes) {
  for (NameKey key : keys) {
    const Value value = narrow(lookup(key));
    if (value == nullptr || evaluation.past.size() > kMostInAll) continue;
    const std::string_view name = arena.text(names_[static_cast<std::uint32_t>(key)]);
    for (const History::Past& one : history_.overridden(key)) {
      // `X += […]` gives the name the list that it had.
      if (one.value->is_object() && value->is_object() && one.value->object == value->object)
        continue;
      evaluation.past.push_back({name, nodes.make(one.value), one.span});
    }
    std::vector<std::uint32_t> objects;
    objects_in(state, value, objects);
    std::vector<Span> places;
    for (const std::uint32_t object : objects)
      for (const Span& place : history_.changes(object))
        if (!within(place, value->span)) places.push_back(place);
    for (const Span& place : places) evaluation.past.push_back({name, nullptr, place});
  }
}

}  // namespace djaz::python::eval
