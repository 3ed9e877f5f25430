// How far the reading of a large export is, in one line of a terminal that is gone at the end.
#pragma once

#include <functional>

#include "lint/bulk/bulk.h"

namespace djaz::cli {

// Nothing where standard error is no terminal, or nobody wants it.
std::function<void(const BulkProgress&)> progress_line(bool wanted);

}  // namespace djaz::cli
