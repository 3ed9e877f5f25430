#include "secrets/hints.h"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>

#include "secrets/scanners.h"

namespace djaz {
namespace {

// What the detectors find without being asked whether they may.
bool finds_anything(const std::string& text) {
  Scan scan;
  scan.text = text;
  scan_literals(scan, 0, text.size());
  scan_lines(scan, 0, text.size());
  scan_pairs(scan, 0, text.size());
  scan_urls(scan);
  scan_private_keys(scan);
  scan_tokens(scan);
  return !scan.found.empty();
}

constexpr std::array kPieces = {
    "access",     "account", "Account", "ACCESS",  "key",      "Key",       "KEY",
    "keys",       "Keys",    "pass",    "Pass",    "PASS",     "word",      "Word",
    "wd",         "phrase",  "by",      "db",      "DB",       "pat",       "Pat",
    "PAT",        "th",      "ch",      "conn",    "Conn",     "CONN",      "ection",
    "string",     "String",  "STRING",  "strings", "str",      "Str",       "secret",
    "Secret",     "token",   "Token",   "pwd",     "cred",     "ential",    "salt",
    "api",        "Api",     "my",      "MY",      "x",        "S",         "s",
    "1",          "2",       "_",       "-",       " ",        ".",         "\"",
    "\"",         "\"",      "\"",      "'",       ":",        ":",         ": ",
    ", ",         "\n",      "\n",      "{",       "}",        "[",         "]",
    "\\",         "\\\"",    "value",   "name",    "\"name\"", "\"value\"", "Abc123xyz456",
    "hunter22zz", "--",      "<",       ">",       "default",  "primary",   "config",
    "enabled",    "//",      "@"};

}  // namespace

TEST_CASE("where nothing hints at a secret the detectors find none") {
  std::mt19937 random(20'250'321);
  std::size_t clean = 0;
  std::size_t found = 0;
  for (int round = 0; round < 150'000; ++round) {
    std::string text;
    const std::size_t count = 2 + random() % 14;
    for (std::size_t i = 0; i < count; ++i) text += kPieces[random() % kPieces.size()];
    if (may_hold_secret(text)) {
      found += finds_anything(text) ? 1 : 0;
      continue;
    }
    ++clean;
    INFO(text);
    REQUIRE_FALSE(finds_anything(text));
  }
  // Neither is said of everything.
  CHECK(clean > 1'000);
  CHECK(found > 1'000);
}

TEST_CASE("a name of a secret is a hint however it is written") {
  for (const char* name : {"password",
                           "adminPassword",
                           "ADMIN_PASSWORD",
                           "dbPass",
                           "MYPass",
                           "pass",
                           "user_pass2",
                           "accessKey",
                           "ACCESS_KEY",
                           "accesskeyType",
                           "accesskeyStore",
                           "storage key",
                           "primaryKey",
                           "secret",
                           "clientSecret2",
                           "connectionString",
                           "CONNECTION_STRING",
                           "connStr",
                           "conn_str",
                           "apikeys",
                           "authToken",
                           "pat",
                           "salt",
                           "credentials",
                           "pwd",
                           "passphrase"}) {
    INFO(name);
    CHECK(may_hold_secret('"' + std::string(name) + "\": \"hunter22zz\""));
    CHECK(may_hold_secret(std::string(name) + ": hunter22zz\n"));
  }
}

TEST_CASE("what most exports say is no hint") {
  for (const char* text :
       {"\"keyVaultReferenceIdentity\": \"SystemAssigned\"", "\"keyType\": \"Account\"",
        "\"keys\": [\"get\"]", "\"allowSharedKeyAccess\": true", "\"bypass\": \"AzureServices\"",
        "\"privateEndpointConnections\": []", "\"connectionStrings\": null",
        "\"healthCheckPath\": \"/health\"", "\"patchMode\": \"ImageDefault\"",
        "\"serverFarmId\": \"/subscriptions/0/providers/Microsoft.KeyVault/vaults/x\"", ""}) {
    INFO(text);
    CHECK_FALSE(may_hold_secret(text));
  }
}

}  // namespace djaz
