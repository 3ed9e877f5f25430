// The ENV instructions of a Dockerfile, stage by stage.
// The one fact: a value in which a variable stands is not known, and is left out.
#pragma once

#include <string>
#include <vector>

#include "djaz/source.h"

namespace djaz::container {

struct EnvironmentEntry {
  std::string name;
  std::string value;
  Span name_span;
  Span value_span;
};

// What the last stage sets, with what it takes over from the stages that it is made from, in order;
// a name that is set again is there once.
std::vector<EnvironmentEntry> image_environment(const SourceFile& file);

}  // namespace djaz::container
