#include "secrets/formats.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "secrets/format_table.h"
#include "secrets/samples.h"

namespace djaz {

namespace {

// Text drawn by lot; the same at each run.
std::string drawn(std::size_t size, std::string_view alphabet) {
  std::string text;
  std::uint32_t state = 4711;
  for (std::size_t i = 0; i < size; ++i) {
    state = state * 1664525 + 1013904223;
    text += alphabet[(state >> 16) % alphabet.size()];
  }
  return text;
}

constexpr std::string_view kAlnum =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

std::string alnum(std::size_t size) { return drawn(size, kAlnum); }
std::string hex(std::size_t size) { return drawn(size, "0123456789abcdef"); }

std::vector<std::string> ids(std::string_view text) {
  std::vector<std::string> found;
  for (const FormatHit& hit : find_formats(text)) found.emplace_back(hit.format->id);
  return found;
}

using Ids = std::vector<std::string>;

struct Sample {
  std::string id;
  std::string before;
  std::string secret;
  std::string after;
};

std::vector<Sample> samples() {
  return {
      {"azure-storage-key", "'", alnum(76) + "+ASt" + "AbCdEw==", "'"},
      {"azure-storage-key-legacy", "AccountName=shop;AccountKey=", alnum(86) + "==", ";"},
      {"azure-storage-key-legacy", "AZURE_STORAGE_KEY = '", alnum(86) + "==", "'"},
      {"azure-sas-token",
       "https://shop.blob.core.windows.net/a?sv=2024-01-01&se=2031-02-03T00%3A00Z&sig=",
       alnum(43) + "%3D", "\""},
      {"azure-sharedaccesskey",
       "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKey=", alnum(43) + "=", ""},
      {"azure-servicebus-key", "\"", alnum(33) + "+ASbABcDeF=", "\""},
      {"azure-eventhub-key", "\"", alnum(33) + "+AEhABcDeF=", "\""},
      {"azure-redis-key", "=", alnum(33) + "AzCaABcDeF=", ""},
      {"azure-redis-connstr", "shop.redis.cache.windows.net:6380,password=", alnum(30),
       ",ssl=True"},
      {"azure-iot-key", " ", alnum(33) + "AIoTABcDeF=", " "},
      {"azure-cosmosdb-key", " ", alnum(76) + "ACDbAbCdEw==", " "},
      {"azure-cosmosdb-key-legacy",
       "AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey=", alnum(86) + "==", ";"},
      {"azure-batch-key", " ", alnum(76) + "+ABaAbCdEw==", " "},
      {"azure-function-key", "?code=", alnum(44) + "AzFuAbCdEw==", ""},
      {"azure-acr-password", "'", alnum(42) + "+ACRAbCdEf", "'"},
      {"azure-search-key", "'", alnum(42) + "AzSeAbCdEf", "'"},
      {"azure-annotated-key", "'", alnum(52) + "JQQJ99BA" + alnum(16) + "ACOGabcd", "'"},
      {"entra-client-secret", "'", "aB38Q~" + alnum(34), "'"},
      {"entra-client-secret", "'", "aB37Q~" + alnum(31), "'"},
      {"azure-appconfig-connstr",
       "Endpoint=https://shop.azconfig.io;Id=ab-cd;Secret=", alnum(43) + "=", ""},
      {"azure-communication-connstr",
       "endpoint=https://shop.communication.azure.com/;accesskey=", alnum(86) + "==", ""},
      {"azure-signalr-connstr",
       "Endpoint=https://shop.service.signalr.net;AccessKey=", alnum(43) + "=", ";"},
      {"azure-sql-connstr",
       "Server=tcp:shop.database.windows.net,1433;User ID=a;Password=", "pa55-w0rt", ";"},
      {"azure-postgres-connstr",
       "host=shop.postgres.database.azure.com user=a password=", "pa55-w0rt", " sslmode=require"},
      {"azure-publish-profile", "userPWD=\"", alnum(60), "\""},
      {"url-password", "postgres://shop:", "pa55-w0rt", "@shop.postgres.database.azure.com/shop"},
      {"url-password", "rediss://:", "pa55-w0rt", "@10.1.2.3:6380/0"},
      {"git-url-token", "git+https://", alnum(40), "@github.com/shop/cart"},
      {"private-key", "-----BEGIN RSA PRIVATE KEY-----",
       "\nMII" + alnum(60) + "\n" + alnum(64) + "\n", "-----END RSA PRIVATE KEY-----"},
      {"private-key", "-----BEGIN PRIVATE KEY-----",
       "\\nMII" + alnum(60) + "\\n" + alnum(64) + "\\n", "-----END PRIVATE KEY-----"},
      {"github-token", "'", "ghp_" + alnum(36), "'"},
      {"github-app-token", "'", "ghs_" + alnum(36), "'"},
      {"github-app-token", "'", "ghs_123456_eyJ" + alnum(40) + "." + alnum(60) + "." + alnum(80),
       "'"},
      {"github-fine-grained", "'", "github_pat_" + alnum(22) + "_" + alnum(59), "'"},
      {"gitlab-token", "'", "glpat-" + alnum(20), "'"},
      {"pypi-token", "'", "pypi-AgEIcHlwaS5vcmc" + alnum(60), "'"},
      {"npm-token", "'", "npm_" + alnum(36), "'"},
      {"aws-access-key-id", "'", "AKIA" + drawn(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), "'"},
      {"aws-secret-key", "AWS_SECRET_ACCESS_KEY = '", alnum(40), "'"},
      {"gcp-api-key", "'", "AIza" + alnum(35), "'"},
      {"google-oauth-secret", "'", "GOCSPX-" + alnum(28), "'"},
      {"slack-token", "'", "xoxb-" + alnum(30), "'"},
      {"slack-webhook", "https://", "hooks.slack.com/services/T12345678/B12345678/" + alnum(24),
       ""},
      {"stripe-key", "'", "sk_live_" + alnum(24), "'"},
      {"stripe-webhook-secret", "'", "whsec_" + alnum(32), "'"},
      {"sendgrid-key", "'", "SG." + alnum(22) + "." + alnum(43), "'"},
      {"brevo-key", "'", "xkeysib-" + hex(64) + "-" + alnum(16), "'"},
      {"openai-key", "'", "sk-proj-" + alnum(30) + "T3BlbkFJ" + alnum(30), "'"},
      {"anthropic-key", "'", "sk-ant-api03-" + alnum(93) + "AA", "'"},
      {"telegram-bot-token", "'", "123456789:AA" + alnum(33), "'"},
      {"sentry-auth-token", "'", "sntryu_" + hex(64), "'"},
      {"digitalocean-token", "'", "dop_v1_" + hex(64), "'"},
  };
}

}  // namespace

TEST_CASE("each format is found, alone and amid other text, and only the secret part of it") {
  std::vector<std::string_view> missing;
  for (const FormatEntry& entry : format_entries()) missing.push_back(entry.face.id);
  for (const Sample& sample : samples()) {
    CAPTURE(sample.id);
    const std::string core = sample.before + sample.secret + sample.after;
    for (const std::string& text : {core, "# old:\n  x = " + core + "\nnext line\n"}) {
      const auto hits = find_formats(text);
      REQUIRE(hits.size() == 1);
      CHECK(hits[0].format->id == sample.id);
      CHECK(text.substr(hits[0].begin, hits[0].end - hits[0].begin) == sample.secret);
    }
    std::erase(missing, sample.id);
  }
  CHECK(missing.empty());
}

TEST_CASE("a sample is not found") {
  for (const std::string text :
       {"postgres://user:password@db.shop.de/shop",
        "postgres://shop:pa55-w0rt@localhost/shop",
        "postgres://shop:pa55-w0rt@db:5432/shop",
        "postgres://shop:pa55-w0rt@127.0.0.1/shop",
        "https://shop:pa55-w0rt@example.com/",
        "https://${USER}:${PASSWORD}@shop.de/",
        "https://{user}:{password}@shop.de/",
        "https://shop.de:8000/a@b",
        "https://shop.de/?q=a:b@c.de",
        "git@github.com:shop/cart.git",
        "https://github.com/shop/cart",
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "sk_test_4711471147114711",
        "Server=tcp:shop.database.windows.net;Password=${PASSWORD}",
        "Server=tcp:shop.database.windows.net;Password=%s",
        "Server=tcp:shop.database.windows.net;Password={password}",
        "Server=tcp:shop.database.windows.net;Password=password;",
        "SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true",
        "AccountKey=${STORAGE_KEY}",
        "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX"}) {
    CAPTURE(text);
    CHECK(ids(text).empty());
  }
}

TEST_CASE("a signature without a version or an end is none") {
  const std::string sig = "sig=" + alnum(43) + "%3D";
  CHECK(ids("?sv=2024-01-01&" + sig).empty());
  CHECK(ids("?se=2031-01-01&" + sig).empty());
  CHECK(ids("?sv=2024-01-01&si=policy&" + sig) == Ids{"azure-sas-token"});
  CHECK(ids("?sv=2024-01-01&amp;se=2031-01-01&amp;" + sig) == Ids{"azure-sas-token"});
  const std::string text = "?sv=2024-01-01&se=2031-02-03T04%3A05Z&" + sig;
  CHECK(find_formats(text)[0].expires == "2031-02-03");
}

TEST_CASE("a checksum that is wrong and a run of the alphabet say that it is made up") {
  const std::string right = "gh" + std::string("p_abcdefghijklmnopqrstuvwxyz0123") + "2LolCm";
  auto hits = find_formats(right);
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].proof == Proof::holds);
  CHECK_FALSE(hits[0].made_up);
  hits = find_formats("ghp_" + alnum(36));
  CHECK(hits[0].proof == Proof::fails);
  CHECK(hits[0].made_up);
  CHECK(find_formats("SG." + std::string(kAlnum.substr(0, 22)) + "." + alnum(43))[0].made_up);
  CHECK_FALSE(find_formats("SG." + alnum(22) + "." + alnum(43))[0].made_up);
}

TEST_CASE("two keys with one byte between them are both found, one in two forms is one") {
  const std::string key = "AKIA" + drawn(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
  CHECK(ids(key + "," + key).size() == 2);
  CHECK(ids("AccountKey=" + alnum(76) + "+AStAbCdEw==;") == Ids{"azure-storage-key"});
}

TEST_CASE("of several URLs in a line the one with a password of its own is found") {
  CHECK(ids("a://x:password@shop.net b=redis://localhost c=https://u:pa55-w0rt@localhost/ "
            "d=postgres://shop:pa55-w0rt@db.shop.net/shop") == Ids{"url-password"});
  CHECK(ids("postgres://shop:password@db.shop.net/shop").empty());
  CHECK(ids("postgres://shop:$pa55-w0rt@db.shop.net/shop").empty());
}

TEST_CASE("a private key is as long as a key, escaped line ends counted as one") {
  const std::string begin = "-----BEGIN PRIVATE KEY-----";
  const std::string end = "-----END PRIVATE KEY-----";
  CHECK(ids(begin + "M" + alnum(60) + end).empty());
  CHECK(ids(begin + "\\nM" + alnum(120) + "\\n" + end) == Ids{"private-key"});
  const std::string one = begin + "\nM" + alnum(1200) + "\n" + end + '\n';
  CHECK(ids(one + one) == Ids{"private-key", "private-key"});
}

TEST_CASE("long lines and many marks take no longer than they are long") {
  const std::string key = "'SG." + alnum(22) + "." + alnum(43) + "'";
  const std::string line = std::string(100'000, 'x') + key + std::string(100'000, 'y') + key;
  CHECK(ids(line).size() == 2);
  for (const std::string_view mark : {"sig=", "://a:@", "-----BEGIN PRIVATE KEY-----",
                                      "accountkey=", ".database.windows.net", "SG.", "+ASt"}) {
    std::string text;
    while (text.size() < 100'000) text += mark;
    find_formats(text);
  }
}

TEST_CASE("samples are told by their words and letters") {
  CHECK(is_sample("AKIAIOSFODNN7EXAMPLE"));
  CHECK(is_sample("<your key>"));
  CHECK(is_sample("xxxxxxxx"));
  CHECK_FALSE(is_sample(alnum(86)));
  CHECK(looks_made_up("abcdefghij"));
  CHECK(looks_made_up("0123456789"));
  CHECK(looks_made_up("aaaaaaaaaa"));
  CHECK(looks_made_up("abababababab"));
  CHECK_FALSE(looks_made_up(alnum(86)));
  CHECK(entropy("aaaa") == doctest::Approx(0));
  CHECK(entropy("abcd") == doctest::Approx(2));
}

}  // namespace djaz
