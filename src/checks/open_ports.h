// Ports that a network security group opens to the whole Internet.
#pragma once

#include "checks/check.h"

namespace djaz {

// Of an item of `effectiveInbound`: is one of `ports` among those that strangers reach over
// `protocol` ("tcp" when it is not given)? With `every = true`: are all of them open? That is a
// fault of its own, so the question for single ports is then answered with no.
CheckAnswer check_open_ports(const CheckContext& context);

}  // namespace djaz
