// Names of distributions that were asked for by mistake: listed ones, and ones that are a slip of
// the finger away from a name that many projects install.
#pragma once

#include <string>
#include <string_view>

#include "checks/check.h"

namespace djaz {

// The known name that a canonical name was probably meant to be, or empty. Never for a known name.
std::string_view near_name(std::string_view name);

// The same, where letters or words changed places or dashes lack: hardly meant.
bool is_garbled_name(std::string_view name);

// Of a requirement: its name is near a known one.
CheckAnswer check_near_name(const CheckContext& context);

// Of a requirement: its name is listed as a mistake of this `kind`; the evidence is the list's
// words.
CheckAnswer check_mistaken_name(const CheckContext& context);

}  // namespace djaz
