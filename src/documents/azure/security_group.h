// What a network security group lets in once its rules are taken in the order of their priorities:
// the view `effectiveInbound`, one item for each inbound rule. A port that an earlier rule denies
// to the Internet is not open, whatever a later rule allows.
#pragma once

#include "documents/azure/inventory.h"

namespace djaz::azure {

// A list of {name, priority, protocol, source, ports, tcpPorts, udpPorts}; the last two are the
// ranges that strangers on the Internet reach through this rule ("22", "8000-8100"), and unknown
// where the rule or one that comes before it is not known.
const Node* effective_inbound(const Builder& builder, const Resource& group);

}  // namespace djaz::azure
