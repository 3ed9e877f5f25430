// What production would see of the settings, for `djaz show settings`: as JSON, where a value is
// given only when it is known to its last part, and as text, where the parts that are known show.
#pragma once

#include <string>
#include <string_view>

#include "djaz/source.h"
#include "secrets/redact.h"
#include "tree/node.h"

namespace djaz {

struct SettingsView {
  std::string module;
  // A mapping of names to values.
  const Node& settings;
  const Sources& sources;
  Redactor& redactor;
  // What they were before: {NAME: {overridden: […], changed: […]}}; may be null.
  const Node* history = nullptr;
  // Who names the module, in words; empty where nobody does.
  std::string source;
  Span named;
  // The module for production that stands beside one that is none, or empty.
  std::string sibling;
  // The module that an entry point names, where this one was taken instead, and where it does.
  std::string instead_of;
  Span instead_named;
};

std::string settings_json(const SettingsView& view);
std::string settings_text(const SettingsView& view, bool color);

}  // namespace djaz
