// Django's settings: the Python modules that production loads, evaluated as production would see
// them. Also wsgi.py, asgi.py and manage.py, since they say which module that is.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kSettings;

}  // namespace djaz
