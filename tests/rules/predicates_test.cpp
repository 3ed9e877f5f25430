#include <doctest/doctest.h>

#include "rules/predicates/predicate.h"
#include "rules/predicates/regex.h"
#include "rules/predicates/version.h"
#include "tree/builder.h"

using namespace djaz;

TEST_CASE("placeholders are stock words, families and marks") {
  for (const char* text : {"changeme",
                           "CHANGE_ME",
                           "Change-This",
                           "password",
                           "xxx",
                           "XXXXXXXX",
                           "123456789",
                           "your-secret-key",
                           "my_password",
                           "insert key",
                           "<your key>",
                           "[password]",
                           "abc...",
                           "put-it-here",
                           "MISSING_API_SECRET",
                           "NO_API_KEY_SET",
                           "***",
                           "AKIAIOSFODNN7EXAMPLE",
                           "REDACTED-1",
                           "null",
                           "secret.key"})
    CHECK_MESSAGE(is_placeholder(text), text);
  for (const char* text :
       {"", "x", "django-insecure-4#k2!", "Tr0ub4dor&3", "s3cr3tV4lu3", "1234", "a<b>c", "postgres",
        "my", "nobles-set9", "missing", "yourK3y9x!", "p@ssw0rd-prod-2024"})
    CHECK_MESSAGE(!is_placeholder(text), text);
}

TEST_CASE("a local host is this machine, or a compose service when asked") {
  for (const char* host : {"localhost", "LOCALHOST", "127.0.0.1", "::1", "[::1]", "0.0.0.0",
                           "app.localhost", "host.docker.internal"})
    CHECK_MESSAGE(is_local_host(host, false), host);
  for (const char* host : {"", "db", "db.example.org", "1270.0.0.1x", "10.0.0.1"})
    CHECK_MESSAGE(!is_local_host(host, false), host);
  CHECK(is_local_host("db", true));
  CHECK(!is_local_host("db.internal", true));
  CHECK(!is_local_host("", true));
}

TEST_CASE("development modules are told by a segment") {
  Arena arena;
  const auto development = [&](std::string_view module) {
    const Predicate* predicate = find_predicate("development-module");
    return predicate->holds(*Builder(arena).string(module), nullptr) == Truth::yes;
  };
  for (const char* module : {"shop.settings.dev", "shop.settings.development", "local_settings",
                             "settings.ci", "shop.settings_dev", "dev_settings", "tests.settings"})
    CHECK_MESSAGE(development(module), module);
  for (const char* module : {"shop.settings", "shop.settings.production", "devshop.settings",
                             "latest.settings", "localshop.settings", ""})
    CHECK_MESSAGE(!development(module), module);
}

TEST_CASE("a secret is a name that promises one and a value that can be it") {
  Arena arena;
  const auto holds = [&](std::string_view predicate, std::string_view text) {
    return find_predicate(predicate)->holds(*Builder(arena).string(text), nullptr) == Truth::yes;
  };
  for (const char* name : {"SECRET_KEY", "DB_PASSWORD", "apiToken", "AZURE_CLIENT_SECRET"})
    CHECK_MESSAGE(holds("secret-name", name), name);
  for (const char* name : {"DEBUG", "PASSWORD_RESET_TIMEOUT", "SECRET_NAME", "CSRF_TOKEN", ""})
    CHECK_FALSE_MESSAGE(holds("secret-name", name), name);
  for (const char* value : {"fixture-pa55", "django-insecure-x", "s3cr3t"})
    CHECK_MESSAGE(holds("secret-value", value), value);
  for (const char* value : {"", "x", "true", "None", "${env:KEY}", "{{ key }}", "postgres",
                            "@Microsoft.KeyVault(SecretUri=https://v/)"})
    CHECK_FALSE_MESSAGE(holds("secret-value", value), value);
}

TEST_CASE("an address carries a password between the colon and the at sign") {
  CHECK(is_url_with_password("postgres://user:pw@db.example.org/shop"));
  CHECK(is_url_with_password("redis://:pw@cache:6379/0"));
  for (const char* text : {"postgres://user@db/shop", "postgres://user:@db/shop", "https://x/a:b@c",
                           "user:pw@host", "://a:b@c", "http://host:80/"})
    CHECK_MESSAGE(!is_url_with_password(text), text);
}

TEST_CASE("versions are read as people write them") {
  CHECK(parse_version("1.2")->numbers == std::vector<std::uint32_t>{1, 2});
  CHECK(parse_version("v3")->numbers == std::vector<std::uint32_t>{3});
  CHECK(parse_version("TLS1_2")->numbers == std::vector<std::uint32_t>{1, 2});
  CHECK(parse_version("5.0rc1")->prerelease);
  CHECK(!parse_version("5.0.post1")->prerelease);
  CHECK(parse_version("5.0+local").has_value());
  for (const char* text :
       {"", "x", "1.x", "latest", "99999999999", "1.2;drop", "1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1"})
    CHECK_MESSAGE(!parse_version(text).has_value(), text);
  CHECK(compare(*parse_version("1.10"), *parse_version("1.9")) > 0);
  CHECK(compare(*parse_version("5"), *parse_version("5.0.0")) == 0);
  CHECK(compare(*parse_version("5.0a1"), *parse_version("5.0")) < 0);
}

TEST_CASE("an expression that is wrong or too large says so and matches nothing") {
  CHECK(!Regex("(").problem().empty());
  CHECK(!Regex("(").matches("("));
  CHECK(!Regex("((((a{1,100}){1,100}){1,100}){1,100})").problem().empty());
  CHECK(Regex("a+b").problem().empty());
  CHECK(Regex("^(a+)+$").matches(std::string(10'000, 'a')));
  CHECK(!Regex("^(a+)+$").matches(std::string(10'000, 'a') + "b"));
}

TEST_CASE("the beginning of a text can rule an expression out") {
  const Regex reference("(?i)^@Microsoft\\.KeyVault\\(");
  CHECK(reference.excludes("DefaultEndpointsProtocol=https;AccountName="));
  CHECK(reference.excludes("zeta"));
  CHECK(reference.excludes("/subscriptions/"));
  CHECK_FALSE(reference.excludes("@mIcRoSoFt.KeyVault(SecretUri=https://"));
  CHECK_FALSE(reference.excludes("@Micro"));
  CHECK_FALSE(reference.excludes(""));
  CHECK(Regex("^(ab|cd)").excludes("x"));
  CHECK_FALSE(Regex("^(ab|cd)").excludes("cdef"));
  CHECK_FALSE(Regex("^ab|cd").excludes("x"));
  CHECK_FALSE(Regex("ab").excludes("x"));
  CHECK_FALSE(Regex("^.*b").excludes("x"));
  CHECK_FALSE(Regex("^a*b").excludes("b"));
  CHECK_FALSE(Regex("^a*b").excludes("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"));
  CHECK_FALSE(Regex("(").excludes("a"));
}

TEST_CASE("development tools are told by their names and categories") {
  Arena arena;
  const Builder builder(arena);
  const Predicate* predicate = find_predicate("dev-tool");
  REQUIRE(predicate != nullptr);
  const auto holds = [&](std::string_view name, const Node* arguments = nullptr) {
    return predicate->holds(*builder.string(name), arguments) == Truth::yes;
  };
  CHECK(holds("pytest"));
  CHECK(holds("black"));
  CHECK(!holds("django"));
  CHECK(!holds(""));
  CHECK(predicate->holds(*builder.integer(3), nullptr) == Truth::no);
  MappingBuilder arguments;
  arguments.set("name", builder.string("dev-tool"));
  arguments.set("category", builder.string("test"));
  CHECK(holds("pytest", arguments.build(builder)));
  CHECK(!holds("black", arguments.build(builder)));
}
