#include "documents/agreed_module.h"

namespace djaz {

void AgreedModule::add(std::string_view module, const Span& place) {
  if (module_.empty()) {
    module_ = module;
    place_ = place;
  }
  agreed_ = agreed_ && module_ == module;
}

void AgreedModule::put(const Builder& builder, MappingBuilder& root) const {
  if (module_.empty() || !agreed_) return;
  root.set("settings_module", builder.string(module_, place_), place_);
}

}  // namespace djaz
