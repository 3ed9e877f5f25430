// The findings of a report as text, in their order. Those of large exports, hundreds of thousands,
// are put into words on all cores.
#pragma once

#include <functional>
#include <string>

#include "djaz/report.h"

namespace djaz {

// `words` adds what a finding becomes, and is called by several threads at once for those that are
// stored; `write` hears all of it in order, from one thread.
void write_in_order(const Report& report,
                    const std::function<void(const Finding&, std::string&)>& words,
                    const std::function<void(std::string&)>& write);

}  // namespace djaz
