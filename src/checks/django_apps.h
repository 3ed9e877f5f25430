// What Django's applications ask of the settings: the admin, auth, sites, and template engines.
#pragma once

#include "checks/check.h"

namespace djaz {

// Of INSTALLED_APPS: what the admin needs and does not find. `id` is the check's, "admin.E404".
CheckAnswer check_admin_needs(const CheckContext& context);
// Of MIDDLEWARE: everybody has to sign in before it is known who they are.
CheckAnswer check_login_before_authentication(const CheckContext& context);
// Of SITE_ID: a value that Django does not take for one.
CheckAnswer check_site_id(const CheckContext& context);
// Of a policy's middleware: a nonce that no template can know.
CheckAnswer check_csp_nonce(const CheckContext& context);
// Of a tag library that TEMPLATES names: the name belongs to another module already.
CheckAnswer check_tag_library(const CheckContext& context);

}  // namespace djaz
