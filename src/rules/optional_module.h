// Settings that end in `try: from local_settings import *`: what such a module may still change.
// The one fact: what is written after the import, it cannot.
#pragma once

#include <string>

#include "project/project.h"
#include "tree/path.h"

namespace djaz {

// The module that is not in the project and could set what stands, or is missing, at the subject;
// empty where there is none. `selected` is the place that the rule was asked about.
std::string optional_module(const ProjectDeployment& deployment, const Place& selected,
                            const Place& subject);

}  // namespace djaz
