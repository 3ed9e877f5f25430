// wsgi.py, asgi.py and manage.py: which settings module each of them makes the default.
#pragma once

#include <string>
#include <vector>

#include "documents/assembly.h"

namespace djaz {

struct EntryPoint {
  std::string role;  // "wsgi", "asgi", "manage"
  std::string path;
  // The value given to DJANGO_SETTINGS_MODULE; null when it sets none. Its text is the module.
  const Node* module = nullptr;
  // The value given to DJANGO_CONFIGURATION, for django-configurations.
  const Node* configuration = nullptr;
  // What it imports, as "whitenoise.WhiteNoise".
  std::vector<std::string> imports;
};

// Evaluates the entry points below a deploy root. The nearest to the root is taken for each role,
// alphabetically first as App Service's start-up script would.
std::vector<EntryPoint> find_entry_points(Assembly& assembly, const Deployment& deployment);

bool is_entry_point_path(std::string_view path);

}  // namespace djaz
