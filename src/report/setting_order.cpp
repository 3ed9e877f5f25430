#include "report/setting_order.h"

#include <iterator>

#include "support/glob.h"

namespace djaz {

std::size_t security_rank(std::string_view name) {
  static constexpr std::string_view kOrder[] = {
      "DEBUG",
      "DEBUG_*",
      "SECRET_KEY",
      "SECRET_KEY_FALLBACKS",
      "ALLOWED_HOSTS",
      "USE_X_FORWARDED_*",
      "SECURE_*",
      "X_FRAME_OPTIONS",
      "SESSION_*",
      "CSRF_*",
      "CSP_*",
      "CORS_*",
      "MIDDLEWARE",
      "MIDDLEWARE_CLASSES",
      "INSTALLED_APPS",
      "AUTHENTICATION_BACKENDS",
      "AUTH_PASSWORD_VALIDATORS",
      "PASSWORD_*",
      "LOGIN_*",
      "LOGOUT_*",
      "DATABASES",
      "CACHES",
      "STORAGES",
      "DEFAULT_FILE_STORAGE",
      "STATICFILES_STORAGE",
      "TEMPLATES",
      "EMAIL_*",
      "REST_FRAMEWORK",
      "LOGGING",
  };
  for (std::size_t i = 0; i < std::size(kOrder); ++i)
    if (glob_match(kOrder[i], name)) return i;
  return std::string_view::npos;
}

}  // namespace djaz
