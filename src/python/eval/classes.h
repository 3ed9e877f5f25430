// Classes of the project as far as they are followed: their order of resolution, and whether what
// an attribute gives and what a call makes is certain. A class is only instantiated when nothing
// of it can change what its instances do behind our back.
#pragma once

#include <string_view>
#include <vector>

#include "python/eval/values/value.h"
#include "python/syntax.h"

namespace djaz::python::eval {

// A settings class of pydantic: 1 brings it itself and keeps defaults as they are, and
// pydantic_settings checks them.
enum class SettingsModel : std::uint8_t { none, first, second };

struct ClassInfo {
  Value klass = nullptr;
  const Class* statement = nullptr;
  // The classes of the project where attributes are looked for, in order; itself first.
  std::vector<Value> order;
  std::vector<Value> bases;
  // Attributes are what they are bound to: all bases are known.
  bool simple = false;
  // And calls make an object whose attributes are what is stored in it.
  bool instantiable = false;
  // A NamedTuple or dataclass: its annotated names are its fields.
  bool fields = false;
  // Derives from django-configurations' Configuration.
  bool configuration = false;
  SettingsModel settings = SettingsModel::none;
};

}  // namespace djaz::python::eval
