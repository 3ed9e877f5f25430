// Names of settings: what Django has stopped reading, and what is nearly a name it reads. The names
// are data (rules/data/django_settings.toml).
#pragma once

#include "checks/check.h"

namespace djaz {

// Of a setting: the installed Django does not read it any more, and what took its place is not set.
CheckAnswer check_setting_removed(const CheckContext& context);

// Of a setting: it is one or two letters from a setting that protects the site and is not set.
CheckAnswer check_setting_name_typo(const CheckContext& context);

}  // namespace djaz
