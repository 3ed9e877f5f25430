// What Django's checks know of directories: caches beside served files, STATICFILES_DIRS.
#pragma once

#include "checks/check.h"

namespace djaz {

// Of a cache: its files lie in, around or at a directory that is served. `setting` names it.
CheckAnswer check_cache_location(const CheckContext& context);
// Of STATICFILES_DIRS, or of one of its directories: `fault` is not-a-list, is-root or
// prefix-slash.
CheckAnswer check_static_files_dirs(const CheckContext& context);
// Of a pair in LANGUAGES: its code is none.
CheckAnswer check_language_pair(const CheckContext& context);

}  // namespace djaz
