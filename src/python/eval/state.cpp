#include "python/eval/state.h"

namespace djaz::python::eval {

void Changes::apply(const Changes& later) {
  for (NameKey key : later.order) set(key, later.names.at(key));
  for (const auto& [id, object] : later.objects) objects[id] = object;
}

Value State::get(NameKey key, bool& found) const {
  for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
    auto entry = layer->names.find(key);
    if (entry == layer->names.end()) continue;
    found = true;
    return entry->second;
  }
  found = false;
  return nullptr;
}

std::uint32_t State::add(ObjectPtr object) {
  const std::uint32_t id = next_object_++;
  layers_.back().objects.emplace(id, std::move(object));
  return id;
}

const ObjectPtr& State::shared(std::uint32_t id) const {
  static const ObjectPtr nothing;
  for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
    auto entry = layer->objects.find(id);
    if (entry != layer->objects.end()) return entry->second;
  }
  return nothing;
}

const Object& State::object(std::uint32_t id) const {
  static const Info made_elsewhere{Reason::unsupported, "made on a path that ends early"};
  static const Object lost = [] {
    Object object;
    object.lost = &made_elsewhere;
    return object;
  }();
  const Object* const object = find(id);
  return object == nullptr ? lost : *object;
}

const Object* State::find(std::uint32_t id) const { return shared(id).get(); }

Object& State::change(std::uint32_t id) {
  ++writes_;
  auto& top = layers_.back().objects;
  auto entry = top.find(id);
  if (entry != top.end() && entry->second.use_count() == 1) return *entry->second;
  const ObjectPtr before = shared(id);
  ObjectPtr copy = std::make_shared<Object>(*before);
  copied_ += copy->entries.size() + 1;
  for (const Items& way : copy->ways) copied_ += way.items.size();
  ObjectPtr& place = top[id];
  place = std::move(copy);
  return *place;
}

Changes State::pop() {
  Changes changes = std::move(layers_.back());
  layers_.pop_back();
  return changes;
}

Changes State::since(std::size_t depth) const {
  Changes all;
  for (std::size_t i = depth; i < layers_.size(); ++i) all.apply(layers_[i]);
  return all;
}

}  // namespace djaz::python::eval
