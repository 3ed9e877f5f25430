#include "secrets/names.h"

#include <doctest/doctest.h>

#include <string>

namespace djaz {

TEST_CASE("names of secrets are recognised in every spelling") {
  for (const std::string name : {"SECRET_KEY",
                                 "secretKey",
                                 "SECRETKEY",
                                 "SECRET_KEY_FALLBACKS",
                                 "PASSWORD",
                                 "DB_PASSWORD",
                                 "dbpassword",
                                 "administratorLoginPassword",
                                 "PGPASSWORD",
                                 "db.password",
                                 "db-password",
                                 "PASSWD",
                                 "PWD",
                                 "EMAIL_HOST_PASS",
                                 "TOKEN",
                                 "API_TOKEN",
                                 "accessToken",
                                 "API_KEY",
                                 "APIKEY",
                                 "apiKey",
                                 "ACCOUNT_KEY",
                                 "AccountKey",
                                 "SharedAccessKey",
                                 "AWS_SECRET_ACCESS_KEY",
                                 "PRIVATE_KEY",
                                 "CONNECTION_STRING",
                                 "AzureWebJobsConnectionString",
                                 "CREDENTIALS",
                                 "FERNET_KEYS",
                                 "SIGNING_KEY",
                                 "HASHIDS_SALT",
                                 "PASSWORD2",
                                 "STRIPE_KEY_1",
                                 "userPWD",
                                 "AZURE_CLIENT_SECRET",
                                 "session_secret_key",
                                 "CACHE_PASSWORD",
                                 "GITHUB_PAT"}) {
    CAPTURE(name);
    CHECK(is_secret_name(name));
  }
}

TEST_CASE("names that speak about secrets are not names of secrets") {
  for (const std::string name : {"",
                                 "_",
                                 "DEBUG",
                                 "KEY",
                                 "key",
                                 "keyword",
                                 "KEYWORDS",
                                 "keyboard",
                                 "monkey",
                                 "SECRET_KEY_URL",
                                 "SECRET_NAME",
                                 "TOKEN_ID",
                                 "PASSWORD_FILE",
                                 "TOKEN_HEADER",
                                 "PASSWORD_MIN_LENGTH",
                                 "ACCESS_TOKEN_LIFETIME",
                                 "PASSWORD_RESET_TIMEOUT",
                                 "AUTH_PASSWORD_VALIDATORS",
                                 "PASSWORD_HASHERS",
                                 // How PostgreSQL keeps passwords.
                                 "password_encryption",
                                 "CSRF_TOKEN",
                                 "CSRF_COOKIE_SECRET",
                                 "TOKEN_MODEL",
                                 "JWT_PUBLIC_KEY",
                                 "primary_key",
                                 "primaryKey",
                                 "foreign_key",
                                 "cache_key",
                                 "sort_key",
                                 "partitionKey",
                                 "dict_key",
                                 "secretUri",
                                 "token_url",
                                 "passwordAuth",
                                 "INSTRUMENTATION_KEY",
                                 "author",
                                 "compass",
                                 "passenger",
                                 "compat",
                                 "KEY_PREFIX",
                                 "ALLOWED_HOSTS"}) {
    CAPTURE(name);
    CHECK_FALSE(is_secret_name(name));
  }
  CHECK(secret_name("primaryKey") == SecretName::when_long);
  CHECK(secret_name("SECONDARY_KEY") == SecretName::when_long);
}

TEST_CASE("a name of any length is read") {
  CHECK(is_secret_name(std::string(1'000'000, 'a') + "_PASSWORD"));
  CHECK_FALSE(is_secret_name(std::string(1'000'000, '_')));
}

}  // namespace djaz
