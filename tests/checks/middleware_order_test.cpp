#include "checks/middleware_order.h"

#include <doctest/doctest.h>

#include "settings_checks.h"

using namespace djaz;

namespace {

std::vector<Truth> judged(const std::vector<std::string>& middleware) {
  SettingsProject project;
  project.settings.set("MIDDLEWARE", project.texts(middleware));
  std::vector<Truth> out;
  for (const CheckAnswer& answer : project.ask(check_middleware_order, "settings.MIDDLEWARE[*]"))
    out.push_back(answer.guilty);
  return out;
}

const std::string kSecurity = "django.middleware.security.SecurityMiddleware";
const std::string kSession = "django.contrib.sessions.middleware.SessionMiddleware";
const std::string kAuthentication = "django.contrib.auth.middleware.AuthenticationMiddleware";

}  // namespace

TEST_CASE("The one that stands too early or too late is the one that is blamed") {
  CHECK(judged({kSession, kSecurity}) == std::vector{Truth::no, Truth::yes});
  CHECK(judged({kAuthentication, kSession}) == std::vector{Truth::yes, Truth::no});
  CHECK(judged({kSecurity, kSession, kAuthentication}) ==
        std::vector{Truth::no, Truth::no, Truth::no});
}

TEST_CASE("A class that is not in the list puts no other in the wrong place") {
  CHECK(judged({"shop.middleware.Metrics", kAuthentication}) == std::vector{Truth::no, Truth::no});
}

TEST_CASE("The words name both classes and the other one is shown") {
  SettingsProject project;
  project.settings.set("MIDDLEWARE", project.texts({kAuthentication, kSession}));
  const CheckAnswer answer = project.ask(check_middleware_order, "settings.MIDDLEWARE[*]").at(0);
  CHECK(answer.evidence.starts_with("AuthenticationMiddleware stands before SessionMiddleware: "));
  CHECK(answer.related.size() == 1);
}
