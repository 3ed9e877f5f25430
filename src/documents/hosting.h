// What stands around Django where the project is not deployed as plain code: a container, and a web
// server in front. The one fact: only files that build and start the site are asked, each by its
// own kind, and a deployment is told by those beside, above and below its root.
#pragma once

#include <string_view>

#include "documents/assembly.h"

namespace djaz {

// nginx and the like, or uWSGI that is told to hand files out; comments do not count.
bool names_web_server(std::string_view text);
// gunicorn and the like.
bool names_django_server(std::string_view text);

// Adds to each deployment's branch `hosting` what the documents of the kind say: `web_server`, the
// file that names one; where the kind is about containers also `container`, and `volume` for one
// that has a place for what is uploaded.
void add_hosting(Assembly& assembly, std::string_view kind, bool container);

// A file beside a deployment's root, or in a directory that it lies in.
bool is_above(std::string_view path, const Deployment& deployment);
// The same, or below it.
bool is_about(std::string_view path, const Deployment& deployment);

}  // namespace djaz
