#include "secrets/known_values.h"

#include <doctest/doctest.h>

#include <chrono>

namespace djaz {
namespace {

std::string found(const KnownValues& values, const std::string& text) {
  std::string out;
  for (const auto& match : values.find(text)) {
    out += "[" + text.substr(match.begin, match.end - match.begin) + "]";
  }
  return out;
}

}  // namespace

TEST_CASE("values are found whole, and in runs that look random") {
  KnownValues values;
  CHECK(found(values, "anything") == "");
  values.add("Zq9xVb7Lm2Kp-secret-key");
  CHECK(found(values, "is 'Zq9xVb7Lm2Kp-secret-key'.") == "[Zq9xVb7Lm2Kp-secret-key]");
  CHECK(found(values, "cut Zq9xVb7L…") == "[Zq9xVb7L]");
  CHECK(found(values, "xZq9xVb") == "[Zq9xVb]");
  CHECK(found(values, "Zq9xV") == "");
  CHECK(found(values, "the rule secret-key-literal") == "");
}

TEST_CASE("short values, stock words and common words within words are left alone") {
  KnownValues values;
  values.add("abcde");
  values.add("postgres");
  values.add("password");
  values.add("workers");
  CHECK(found(values, "abcde postgres password") == "");
  CHECK(found(values, "coworkers and workers_x") == "");
  CHECK(found(values, "the workers, all of them") == "[workers]");
}

TEST_CASE("words that a program joins are no random run, and those with a capital are words") {
  KnownValues values;
  values.add("replicationPassword");
  CHECK(found(values, "set `sasPolicy.sasExpirationPeriod`") == "");
  CHECK(found(values, "it is replicationPassword") == "[replicationPassword]");
  values.add("Archive");
  CHECK(found(values, "`isArchiveOn`, Archives") == "");
  CHECK(found(values, "say Archive") == "[Archive]");
  values.add("Enabled");
  CHECK(found(values, "`httpLoggingEnabled` is \"Enabled\"") == "");
  // Letters that are no words stay as secret as they were.
  values.add("kQzTfwPbRs");
  CHECK(found(values, "QzTfwP") == "[QzTfwP]");
  values.add("hunterGate4711");
  CHECK(found(values, "Gate4711") == "[Gate4711]");
}

TEST_CASE("pieces of a value are left alone in the type of a resource, the value is not") {
  KnownValues values;
  values.add("x.KeyVa-99");
  CHECK(found(values, "write @Microsoft.KeyVault(…) here") == "");
  CHECK(found(values, "`Microsoft.KeyVault/vaults`") == "");
  CHECK(found(values, "Microsoft.x.KeyVa-99") == "[x.KeyVa-99]");
  CHECK(found(values, "is x.KeyVault") == "[x.KeyVa]");
  CHECK(found(values, "NotMicrosoft.KeyVault") == "[.KeyVa]");
  // Letters that are no words are no type either.
  values.add("kQzTfwPbRs");
  CHECK(found(values, "Microsoft.kQzTfwPb/vaults") == "[kQzTfwPb]");
  values.add("hunterGate4711");
  CHECK(found(values, "Microsoft.Web/terGate4711") == "[rGate4711]");
}

TEST_CASE("pieces of a value are left alone in names that are made of words") {
  KnownValues values;
  values.add("storageAccountSAS1");
  values.add("thealwaysOnQ");
  CHECK(found(values, "`[variables('storageAccountName')]`, `alwaysOn`") == "");
  CHECK(found(values, "vmStorageAccountName") == "");
  CHECK(found(values, "storageAccountSAS1") == "[storageAccountSAS1]");
  CHECK(found(values, "cut storageAccountSAS") == "[orageAccountSAS]");
  CHECK(found(values, "storageAccount_x, storageAccount4") == "[orageAccou][orageAccou]");
  values.add("x9hunterGateQm");
  CHECK(found(values, "hunterGateQm") == "[unterGateQm]");
  CHECK(found(values, "hunterGate") == "");
  CHECK(found(values, "hunterGate…") == "[unterGate]");
  CHECK(found(values, "...hunterGate") == "[unterGate]");
  const std::string letters(1 << 20, 'a');
  CHECK(found(values, letters + "hunterGate") != "");
}

TEST_CASE("a plain word is left alone where a path has it for a name") {
  KnownValues values;
  values.add("archive");
  CHECK(found(values, "`properties.archive.retentionDays` and `properties.archive`") == "");
  CHECK(found(values, "x.properties.archive") == "");
  CHECK(found(values, "azure.\"Microsoft.Sql/servers\"[*].archive[0]") == "");
  CHECK(found(values, "signs in with archive") == "[archive]");
  CHECK(found(values, "it is .archive, or 'archive'") == "[archive][archive]");
  CHECK(found(values, "admin:archive@db.example") == "[archive]");
  values.add("Zq9xVb7Lm2Kp");
  CHECK(found(values, "x.Zq9xVb7Lm2Kp.y") == "[Zq9xVb7Lm2Kp]");
}

TEST_CASE("a plain word is left alone in the names of modules and files") {
  KnownValues values;
  values.add("saleor");
  CHECK(found(values, "saleor.settings, as `saleor.urls` in saleor/settings.py:3") == "");
  CHECK(found(values, "'apps.saleor.core' or \"src/saleor/core\"") == "");
  CHECK(found(values, "postgres://saleor:saleor@localhost/x") == "[saleor][saleor]");
  CHECK(found(values, "the password is saleor.") == "[saleor]");
  CHECK(found(values, "PASSWORD=saleor") == "[saleor]");
}

TEST_CASE("of a connection string only what opens the door is looked for in pieces") {
  KnownValues values;
  const std::string text =
      "DefaultEndpointsProtocol=https;AccountName=shopMedia1;AccountKey=Zq9xVb7Lm2Kp==;"
      "EndpointSuffix=core.windows.net";
  values.add(text);
  CHECK(found(values, "VaultName=shop, AzureWebJobsStorage__accountName=NAME, shopMedia1") == "");
  CHECK(found(values, "EndpointSuffix=core.windows.net") == "");
  CHECK(found(values, "x Zq9xVb7Lm2Kp== y") == "[Zq9xVb7Lm2Kp==]");
  CHECK(found(values, "9xVb7L") == "[9xVb7L]");
  CHECK(found(values, "is " + text) == "[" + text + "]");
  // What is no such string has no names: these are pieces of a password.
  values.add("aB3=dE6;gH9=jK2");
  CHECK(found(values, "aB3=dE and gH9=jK") == "[aB3=dE][gH9=jK]");
}

TEST_CASE("the forms that a program would print are known too") {
  KnownValues values;
  values.add(R"(ab\'cd\x21ef)");
  values.add("k%40mn%2Fop");
  values.add("django-insecure-qrstuvwxyzab");
  CHECK(found(values, "ab'cd!ef") == "[ab'cd!ef]");
  CHECK(found(values, "k@mn/op") == "[k@mn/op]");
  CHECK(found(values, "qrstuvwxyzab") == "[qrstuvwxyzab]");
  CHECK(found(values, "django-insecure- is a mark") == "");
}

TEST_CASE("a hundred thousand values with one beginning do not stall a search") {
  KnownValues values;
  for (int i = 0; i < 100'000; ++i) values.add("aaaaaaaa" + std::to_string(i) + "z");
  const std::string text(100'000, 'a');
  const auto start = std::chrono::steady_clock::now();
  CHECK_FALSE(values.find(text).empty());
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  CHECK(took.count() < 10);
}

}  // namespace djaz
