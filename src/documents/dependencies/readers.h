// What one file says of a distribution: a list of the specifiers under which it comes, each with
// its place. A lock names versions, a project file allows some.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "djaz/source.h"
#include "documents/document.h"

namespace djaz::dependencies {

struct Dependency {
  std::string specifier;  // `==5.2.1`, `>=4.2,<5`; empty: any version
  Span span;
};

using Reader = std::vector<Dependency> (*)(const SourceFile& file, std::string_view name,
                                           Document& document);

// One sort of file; in the order of their worth beside each other.
struct Sort {
  std::string_view file;
  Reader read;
  bool lock;
};

inline constexpr std::size_t kSorts = 9;
extern const Sort kFiles[kSorts];

}  // namespace djaz::dependencies
