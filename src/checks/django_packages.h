// What the checks of packages that bring their own ask of the settings: django-cors-headers,
// django-csp, Django REST framework and the debug toolbar.
#pragma once

#include "checks/check.h"

namespace djaz {

// Of a setting of django-cors-headers. `id` is the check's, "corsheaders.E001".
CheckAnswer check_cors_setting(const CheckContext& context);
// Of a setting of django-csp: one of before version 4, or prefixes that are a text.
CheckAnswer check_csp_setting(const CheckContext& context);
// Of REST_FRAMEWORK: a size of pages and no class that makes them.
CheckAnswer check_page_size(const CheckContext& context);
// Of MIDDLEWARE, TEMPLATES or a setting of the debug toolbar. `id` is the check's.
CheckAnswer check_debug_toolbar(const CheckContext& context);

}  // namespace djaz
