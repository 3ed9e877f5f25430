// What names were worth before, and where objects were changed after they were made: it is noted
// while a program runs, without cost worth speaking of, and looked up when it has ended.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "python/eval/state.h"

namespace djaz::python::eval {

class History {
 public:
  // A module's name was given a value; `certain`: whenever the program runs.
  void bound(NameKey key, Value value, Span span, bool certain) {
    add({key, 0, value, span, certain});
  }
  // It was taken over from another module with all that it was there.
  void taken(NameKey key, NameKey from, bool certain) { add({key, from, nullptr, {}, certain}); }
  void changed(std::uint32_t object, Span span);

  struct Past {
    Value value = nullptr;
    Span span;
  };
  // The values that are certainly not in force any more, in order.
  std::vector<Past> overridden(NameKey key) const;
  // Where the object was changed, in order; not in its own display.
  std::vector<Span> changes(std::uint32_t object) const;

 private:
  struct Event {
    NameKey key;
    NameKey from;  // 0: none
    Value value;
    Span span;
    bool certain;
  };
  void add(const Event& event);
  // What the name was given, where it was taken over by the event before `end`.
  void collect(NameKey key, std::size_t end, bool certain, int depth,
               std::vector<Event>& out) const;

  std::vector<Event> events_;
  std::unordered_map<NameKey, std::vector<std::size_t>> of_key_;
  std::unordered_map<std::uint32_t, std::vector<Span>> of_object_;
  std::size_t changes_ = 0;
};

}  // namespace djaz::python::eval
