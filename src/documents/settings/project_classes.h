// Classes of the project that settings name. What the bodies of storages set is as much a part of
// the configuration as the settings are, and a subclass of a middleware does what that one does.
#pragma once

#include <vector>

#include "documents/assembly.h"

namespace djaz {

// A mapping {name, bases, attributes} for each class, in the order in which the settings name them.
// `bases` are dotted names as imported; `attributes` holds what the body gives names, `uploads` the
// same where the class keeps what visitors upload. The files of the classes are added to `files`.
const Node* storage_classes(Assembly& assembly, const Deployment& deployment, const Node& settings,
                            std::vector<FileId>& files);

// The same of the classes in MIDDLEWARE, without attributes.
const Node* middleware_classes(Assembly& assembly, const Deployment& deployment,
                               const Node& settings, std::vector<FileId>& files);

}  // namespace djaz
