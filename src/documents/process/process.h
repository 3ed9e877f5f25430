// Files of process managers: Procfile, units of systemd, supervisor's programs, uwsgi's ini. Kept
// is the settings module that they start with, read line by line; hosting.h asks for the rest.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kProcess;

}  // namespace djaz
