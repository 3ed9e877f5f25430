#include "checks/django_settings.h"

#include <doctest/doctest.h>

#include "settings_checks.h"
#include "support/version_number.h"
#include "syntax/embedded.h"

using namespace djaz;

TEST_CASE("A removed setting is named with what took its place") {
  SettingsProject project;
  project.settings.set("STATICFILES_STORAGE", project.builder.string("shop.Storage"));
  const CheckAnswer answer = project.ask_one(check_setting_removed, "settings.STATICFILES_STORAGE");
  CHECK(answer.guilty == Truth::yes);
  CHECK(answer.evidence.find("Django 5.2.17") != std::string::npos);
  CHECK(answer.evidence.find("STORAGES[\"staticfiles\"]") != std::string::npos);
}

TEST_CASE("What an older Django reads is not removed") {
  SettingsProject project;
  project.django = "5.0.14";
  project.settings.set("STATICFILES_STORAGE", project.builder.string("shop.Storage"));
  CHECK(project.ask_one(check_setting_removed, "settings.STATICFILES_STORAGE").guilty == Truth::no);
}

TEST_CASE("Beside its successor the old name is left alone") {
  SettingsProject project;
  project.settings.set("DEFAULT_FILE_STORAGE", project.builder.string("shop.Storage"));
  project.settings.set("STORAGES", project.mapping({}));
  CHECK(project.ask_one(check_setting_removed, "settings.DEFAULT_FILE_STORAGE").guilty ==
        Truth::no);
}

TEST_CASE("The successor may be set where the settings are open") {
  SettingsProject project;
  project.open = true;
  project.settings.set("DEFAULT_FILE_STORAGE", project.builder.string("shop.Storage"));
  CHECK(project.ask_one(check_setting_removed, "settings.DEFAULT_FILE_STORAGE").guilty ==
        Truth::unknown);
}

TEST_CASE("A slip of one or two letters is found, three are another name") {
  SettingsProject project;
  for (const char* name : {"SESSION_COOKIE_SECUR", "SESSION_COOKEI_SECURE", "SESION_COKIE_SECUR"})
    project.settings.set(name, project.builder.boolean(true));
  const auto answers = project.ask(check_setting_name_typo, "settings.*");
  REQUIRE(answers.size() == 3);
  CHECK(answers[0].guilty == Truth::yes);
  CHECK(answers[0].evidence == "SESSION_COOKIE_SECURE");
  CHECK(answers[1].guilty == Truth::yes);
  CHECK(answers[2].guilty == Truth::no);
}

TEST_CASE("A name near one that is set is no slip") {
  SettingsProject project;
  project.settings.set("CSRF_COOKIE_SECURED", project.builder.boolean(true));
  project.settings.set("CSRF_COOKIE_SECURE", project.builder.boolean(true));
  for (const CheckAnswer& answer : project.ask(check_setting_name_typo, "settings.*"))
    CHECK(answer.guilty == Truth::no);
}

TEST_CASE("No name that Django knows is taken for a slip") {
  const Node* data = embedded("rules/data/django_settings.toml");
  REQUIRE(data != nullptr);
  SettingsProject project;
  for (const Node* name : find_entry(*data, "known")->value->items)
    project.settings.set(name->text, project.builder.boolean(true));
  for (const CheckAnswer& answer : project.ask(check_setting_name_typo, "settings.*"))
    CHECK(answer.guilty == Truth::no);
}

TEST_CASE("Each removed setting has a series and words") {
  const Node* data = embedded("rules/data/django_settings.toml");
  REQUIRE(data != nullptr);
  for (const Node* entry : find_entry(*data, "removed")->value->items) {
    CHECK(VersionNumber::parse(find_entry(*entry, "since")->value->text));
    CHECK_FALSE(find_entry(*entry, "text")->value->text.empty());
  }
}
