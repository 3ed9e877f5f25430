#include "secrets/values.h"

#include <doctest/doctest.h>

namespace djaz {

TEST_CASE("a pair is a secret when the name promises one and the value can be it") {
  CHECK(is_secret_pair("DB_PASSWORD", "fixture-pa55"));
  CHECK_FALSE(is_secret_pair("DB_PASSWORD", "${DB_PASSWORD}"));
  CHECK_FALSE(is_secret_pair("DB_HOST", "fixture-pa55"));
  // A database's primary key is short; Azure's is not.
  CHECK_FALSE(is_secret_pair("primaryKey", "customer_id"));
  CHECK(is_secret_pair("primaryKey", std::string(88, 'k')));
}

TEST_CASE("where a secret is kept is not the secret") {
  for (const std::string value :
       {"${SECRET}",
        "$SECRET",
        "$(SECRET)",
        "{{ secret }}",
        "{% x %}",
        "%(x)s",
        "%SECRET%",
        "<your key>",
        "{password}",
        "__TOKEN__",
        "[parameters('password')]",
        "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/db/)",
        "secretref:x",
        "true",
        "False",
        "None",
        "null",
        "enabled",
        "ab",
        "  a "}) {
    CAPTURE(value);
    CHECK_FALSE(may_be_secret(value));
  }
}

TEST_CASE("values that only resemble a reference are secrets") {
  for (const std::string value :
       {"abc", "$ecret!", "${A}between${B}", "a${B}", "{\"private_key\": 1}", "pa$$word", "<half",
        "[brackets]", "truest", "%41bc"}) {
    CAPTURE(value);
    CHECK(may_be_secret(value));
  }
}

TEST_CASE("a value is also known as the program would print it") {
  CHECK(renderings("plain").empty());
  CHECK(renderings(R"(a\'b\x41\u00e9\\)") == std::vector<std::string>{"a'bA\xc3\xa9\\"});
  CHECK(renderings("p%40ss%zz") == std::vector<std::string>{"p@ss%zz"});
  CHECK(renderings("django-insecure-abc") == std::vector<std::string>{"abc"});
  CHECK(renderings("\\") == std::vector<std::string>{"\\"});
}

}  // namespace djaz
