// The variable behind a value, and what its being unset adds to the words of a test.
#include "python/eval/words.h"

namespace djaz::python::eval {

std::string_view variable_behind(Value value) {
  if (value == nullptr || !value->is(Type::unknown)) return {};
  const Info& info = *value->unknown;
  if (!info.alternatives.empty()) {
    std::string_view only;
    for (const Alternative& one : info.alternatives) {
      if (one.value == nullptr || !one.value->is(Type::unknown)) continue;
      const std::string_view name = variable_behind(one.value);
      if (name.empty() || (!only.empty() && name != only)) return {};
      only = name;
    }
    return only;
  }
  if (info.reason != Reason::environment || info.type != Kind::string || !info.prefix.empty() ||
      !info.suffix.empty() || !value->has(Trait::env_part) || !info.detail.starts_with('`'))
    return {};
  const std::size_t end = info.detail.find('`', 1);
  if (end == std::string_view::npos ||
      !info.detail.substr(end + 1).starts_with(" is not set by any document"))
    return {};
  return info.detail.substr(1, end - 1);
}

void add_unset(const Conditions& conditions, const Condition& unset, std::string& with,
               std::string& without) {
  constexpr std::string_view kUnset = " is unset";
  const std::string_view words = conditions.words(unset);
  if (!words.ends_with(kUnset)) return;
  const std::string name(words.substr(0, words.size() - kUnset.size()));
  if (name.find(' ') != std::string::npos || !without.starts_with(name + " is ")) return;
  // "is not 'yes'" is true of what is unset as well, to every reader.
  for (const char* positive : {" is '", " is true", " is not empty", " is True"}) {
    if (!with.starts_with(name + positive)) continue;
    with.insert(name.size(), " is unset or");
    without.insert(name.size(), " is set and");
    return;
  }
}

}  // namespace djaz::python::eval
