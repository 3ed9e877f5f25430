// The walk's findings become documents: each wanted file is recognised, read and parsed, or said to
// be skipped or failed.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "documents/loader.h"
#include "source/discovery.h"

namespace djaz {

// Fills the loader. What could not be walked becomes a failed outcome. `taken` may take a file
// away.
using Take = std::function<bool(const std::string& path, const DocumentKind& kind)>;
void choose_documents(Loader& loader, const DiscoveryOptions& options, const Take& taken = {});

// The kind of one file, by its path and, where the name is not enough, its head. Null for none.
const DocumentKind* kind_of(FileSystem& files, const std::string& path, std::string& problem);

}  // namespace djaz
