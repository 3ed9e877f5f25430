// The one settings module that all places of a file name, if they agree.
#pragma once

#include <string>
#include <string_view>

#include "djaz/source.h"
#include "tree/builder.h"

namespace djaz {

class AgreedModule {
 public:
  void add(std::string_view module, const Span& place);

  // `settings_module` of a document's root, at the first place; nothing where they do not agree.
  void put(const Builder& builder, MappingBuilder& root) const;

 private:
  std::string module_;
  Span place_;
  bool agreed_ = true;
};

}  // namespace djaz
