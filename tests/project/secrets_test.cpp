#include "project/secrets.h"

#include <doctest/doctest.h>

#include "documents/dotenv/dotenv.h"
#include "documents/settings/settings.h"
#include "tree/arena.h"

using namespace djaz;

namespace {

const std::string kText =
    "A = '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'\n";
const std::string kSigned =
    "U = '?sv=2024-01-01&se=2025-06-30&sig=ug1dTorWLN3phv7lsDbcwSf599sVR9ubusu9jXPA383%3D'\n";

struct Bench {
  std::unique_ptr<FileSystem> files;
  Sources sources;
  std::unique_ptr<Loader> loader;
  Arena arena;
  Builder builder{arena};

  const Node* branch(const std::string& path, const std::string& text,
                     const DocumentKind& kind = kSettings, const std::string& as_of = "") {
    files = in_memory({{path, text}});
    loader = std::make_unique<Loader>(*files, sources);
    loader->choose(path, kind);
    return secrets_of(builder, *loader, as_of);
  }

  // The first hit of the only format in the only file.
  static const Node& hit(const Node* branch) {
    REQUIRE(branch->entries.size() == 1);
    REQUIRE(branch->entries[0].value->entries.size() == 1);
    return *branch->entries[0].value->entries[0].value->items[0];
  }

  static bool says(const Node& hit, std::string_view name) {
    return find_entry(hit, name)->value->boolean;
  }
};

}  // namespace

TEST_CASE("a hit stands where its text does, under its file and format") {
  Bench bench;
  const Node* branch = bench.branch("shop/settings.py", kText);
  const Node& hit = Bench::hit(branch);
  CHECK(branch->entries[0].name == "shop/settings.py");
  CHECK(branch->entries[0].value->entries[0].name == "sendgrid-key");
  CHECK(hit.span.begin == 5);
  CHECK(hit.span.end == kText.size() - 2);
  CHECK(find_entry(hit, "value")->value->has(Trait::secret));
  CHECK_FALSE(Bench::says(hit, "trial"));
  CHECK_FALSE(Bench::says(hit, "kept"));
}

TEST_CASE("files that try something and files that keep secrets are told apart from the others") {
  for (const std::string path : {"tests/settings.py", "shop/tests/settings.py", "test_settings.py",
                                 "examples/shop/settings.py", "settings.example.py"}) {
    Bench bench;
    CAPTURE(path);
    CHECK(Bench::says(Bench::hit(bench.branch(path, kText)), "trial"));
  }
  Bench bench;
  CHECK_FALSE(Bench::says(Bench::hit(bench.branch("latest/settings.py", kText)), "trial"));
  CHECK(Bench::says(Bench::hit(bench.branch(".env", kText, kDotenv)), "kept"));
  CHECK_FALSE(Bench::says(Bench::hit(bench.branch(".env.example", kText, kDotenv)), "kept"));
}

TEST_CASE("a signature that has ended is left out when the day is known") {
  Bench bench;
  CHECK(bench.branch("settings.py", kSigned)->entries.size() == 1);
  CHECK(bench.branch("settings.py", kSigned, kSettings, "2025-06-30")->entries.size() == 1);
  CHECK(bench.branch("settings.py", kSigned, kSettings, "2025-07-01")->entries.empty());
}
