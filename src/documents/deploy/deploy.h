// What deploys: workflows, pipelines and scripts that give a site its app settings or an image its
// arguments. Kept is the settings module that such a command gives; a job that tests gives none.
#pragma once

#include "documents/document.h"

namespace djaz {

extern const DocumentKind kDeploy;

}  // namespace djaz
