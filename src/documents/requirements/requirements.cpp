#include "documents/requirements/requirements.h"

#include "documents/requirements/assemble.h"
#include "documents/requirements/decode.h"
#include "documents/requirements/parse.h"
#include "documents/requirements/recognise.h"

namespace djaz {

const DocumentKind kRequirements = {
    .name = "requirements",
    .suspects = requirements::suspects,
    .recognises = requirements::recognises,
    .decode = requirements::decode,
    .parse = requirements::parse,
    .assemble = requirements::assemble,
};

}  // namespace djaz
