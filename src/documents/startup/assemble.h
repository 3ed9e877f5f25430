// What starts each deployment: the site's start-up command where an export or template says it,
// else the start-up files nearest to the deploy root; scripts that these call are followed.
#pragma once

#include "documents/assembly.h"

namespace djaz::startup {

void assemble(Assembly& assembly);

}  // namespace djaz::startup
