// Everything that may change while a program runs: names, environment variables and the contents of
// lists, dicts and sets. A path that splits works on a layer above what was before; `pop` gives the
// changes of a layer, so that paths are joined at a cost linear in what they changed.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "python/eval/values/value.h"

namespace djaz::python::eval {

// One way the items of a list or set may be.
struct Items {
  Condition when;
  std::vector<Value> items;
  bool open = false;  // more may be there, anywhere; what is listed is there
};

struct DictEntry {
  Value key = nullptr;
  Value value = nullptr;  // unknown with an absent alternative when it may be missing
  Span key_span;
};

struct Object {
  Type type = Type::list;
  Span span;
  bool frozen = false;
  // Contents that could not be followed; then nothing else is looked at.
  const Info* lost = nullptr;
  std::vector<Items> ways;                             // list, set: at least one
  std::vector<DictEntry> entries;                      // dict
  std::unordered_map<std::string, std::size_t> index;  // key text → entry
  bool open = false;                                   // dict
  const Cause* cause = nullptr;
};
using ObjectPtr = std::shared_ptr<Object>;

using NameKey = std::uint64_t;
inline NameKey name_key(std::uint32_t scope, std::uint32_t name) {
  return (static_cast<NameKey>(scope) << 32) | name;
}
inline std::uint32_t scope_of(NameKey key) { return static_cast<std::uint32_t>(key >> 32); }

struct Changes {
  // In the order of first change. A null value: removed.
  std::vector<NameKey> order;
  std::unordered_map<NameKey, Value> names;
  std::unordered_map<std::uint32_t, ObjectPtr> objects;

  void set(NameKey key, Value value) {
    auto [entry, added] = names.try_emplace(key, value);
    if (added)
      order.push_back(key);
    else
      entry->second = value;
  }
  void apply(const Changes& later);
  bool empty() const { return names.empty() && objects.empty(); }
};

class State {
 public:
  State() { layers_.emplace_back(); }

  // `found` tells a removed name from one that was never there.
  Value get(NameKey key, bool& found) const;
  void set(NameKey key, Value value) {
    layers_.back().set(key, value);
    ++writes_;
  }

  std::uint32_t add(ObjectPtr object);
  // One that was made on a path that ends early is lost; only the history of a name still has it.
  const Object& object(std::uint32_t id) const;
  bool has_object(std::uint32_t id) const { return find(id) != nullptr; }
  const ObjectPtr& shared(std::uint32_t id) const;
  // For changing it in the current layer.
  Object& change(std::uint32_t id);
  void put(std::uint32_t id, ObjectPtr object) {
    layers_.back().objects[id] = std::move(object);
    ++writes_;
  }

  std::size_t depth() const { return layers_.size(); }
  void push() { layers_.emplace_back(); }
  Changes pop();
  // All changes of the layers from `depth` upwards, as one.
  Changes since(std::size_t depth) const;
  void apply(const Changes& changes) {
    layers_.back().apply(changes);
    ++writes_;
  }
  // Grows with every change.
  std::uint64_t writes() const { return writes_; }
  const Changes& bottom() const { return layers_.front(); }
  // Everything that a scope's names are worth in any layer.
  template <class Act>
  void each_name(std::uint32_t scope, const Act& act) const {
    for (const Changes& layer : layers_)
      for (const auto& [key, value] : layer.names)
        if (scope_of(key) == scope) act(value);
  }
  template <class Act>
  void each_key(std::uint32_t scope, const Act& act) const {
    for (const Changes& layer : layers_)
      for (NameKey key : layer.order)
        if (scope_of(key) == scope) act(key);
  }
  std::uint64_t copied() const { return copied_; }

 private:
  const Object* find(std::uint32_t id) const;

  std::vector<Changes> layers_;
  std::uint32_t next_object_ = 1;
  std::uint64_t writes_ = 0;
  std::uint64_t copied_ = 0;
};

}  // namespace djaz::python::eval
