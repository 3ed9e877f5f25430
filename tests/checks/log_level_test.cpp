#include "checks/log_level.h"

#include <doctest/doctest.h>

#include "settings_checks.h"

using namespace djaz;

namespace {

// LOGGING with one handler of this level and filter, and one logger at DEBUG that uses it.
Truth judged(const std::string& logger, const std::string& handler_level,
             const std::string& filter = "") {
  SettingsProject project;
  const auto text = [&](const std::string& value) { return project.builder.string(value); };
  std::vector<std::pair<std::string, const Node*>> handler{
      {"class", text("logging.StreamHandler")}};
  if (!handler_level.empty()) handler.emplace_back("level", text(handler_level));
  if (!filter.empty()) handler.emplace_back("filters", project.texts({"only"}));
  const Node* filters = project.mapping({{"only", project.mapping({{"()", text(filter)}})}});
  const Node* entry =
      project.mapping({{"level", text("DEBUG")}, {"handlers", project.texts({"console"})}});
  project.settings.set(
      "LOGGING",
      project.mapping({{"handlers", project.mapping({{"console", project.mapping(handler)}})},
                       {"filters", filters},
                       {"loggers", project.mapping({{logger, entry}})}}));
  return project.ask_one(check_log_level_debug, "settings.LOGGING.loggers.*").guilty;
}

}  // namespace

TEST_CASE("Django's own loggers and the root's matter, an application's does not") {
  CHECK(judged("", "") == Truth::yes);
  CHECK(judged("django", "DEBUG") == Truth::yes);
  CHECK(judged("django.request", "NOTSET") == Truth::yes);
  CHECK(judged("django.db.backends", "") == Truth::no);
  CHECK(judged("shop", "") == Truth::no);
}

TEST_CASE("A handler that stops debug messages makes the level harmless") {
  CHECK(judged("django", "INFO") == Truth::no);
  CHECK(judged("django", "", "django.utils.log.RequireDebugTrue") == Truth::no);
  CHECK(judged("django", "", "django.utils.log.RequireDebugFalse") == Truth::yes);
  CHECK(judged("django", "", "shop.logs.Quiet") == Truth::unknown);
}
