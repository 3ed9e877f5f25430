// Dotenv files that go to production with the code, and those that do not.
#include <doctest/doctest.h>

#include <memory>

#include "documents/assembly.h"
#include "documents/dotenv/dotenv.h"
#include "documents/git_index.h"
#include "documents/settings/settings.h"
#include "source/file_system.h"
#include "tree/dump.h"

using namespace djaz;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

// A project with one settings module, and with git's word on the files that it tracks.
struct Shipped {
  std::unique_ptr<FileSystem> files;
  Sources sources;
  Loader loader;
  ProductionOptions options;
  Arena arena;
  Assembly assembly;

  Shipped(Files texts, const std::vector<std::string>& tracked)
      : files(in_memory(with_git(std::move(texts), tracked))),
        loader(*files, sources),
        assembly(loader, options, arena) {
    assembly.deployments.emplace_back();
    loader.choose("shop/settings.py", kSettings);
    kSettings.assemble(assembly);
  }

  static Files with_git(Files texts, const std::vector<std::string>& tracked) {
    texts.emplace_back(".git/HEAD", "ref: refs/heads/main\n");
    texts.emplace_back(".git/index", index_of(tracked));
    return texts;
  }

  const Node& get(std::string_view name) const {
    const Node* settings = assembly.deployments.front().branches.get("settings");
    REQUIRE(settings != nullptr);
    const Entry* entry = find_entry(*settings, name);
    REQUIRE(entry != nullptr);
    return *entry->value;
  }
  // The text; of what is known on one path only, the text there.
  std::string text(std::string_view name) const {
    const Node& node = get(name);
    if (node.is(Kind::string)) return std::string(node.text);
    std::string out;
    if (node.is(Kind::unknown))
      for (const Candidate& one : node.unknown->candidates)
        out += one.value != nullptr && one.value->is(Kind::string)
                   ? std::string(one.value->text) + "|"
                   : "?|";
    return out;
  }
};

const std::string kDotenvText = "A=shipped\nB='two words'\nC=x # y\nexport D=1\nE=1\nE=2\n";

}  // namespace

TEST_CASE("a tracked .env fills the variables that nothing else sets") {
  const std::string reads =
      "import os\nA = os.getenv('A', 'fallback')\nB = os.getenv('B', 'fallback')\n"
      "C = os.getenv('C', 'fallback')\nD = os.getenv('D', 'fallback')\n"
      "E = os.getenv('E', 'fallback')\nF = os.getenv('F', 'fallback')\n";
  for (const std::string& load :
       {std::string("from dotenv import load_dotenv\nload_dotenv()\n"),
        std::string("import os\nfrom dotenv import load_dotenv\n"
                    "load_dotenv(os.path.join(os.path.dirname(os.path.dirname(__file__)), "
                    "'.env'))\n"),
        std::string("from pathlib import Path\nimport environ\n"
                    "environ.Env.read_env(Path(__file__).resolve().parent.parent / '.env')\n")}) {
    CAPTURE(load);
    const Shipped project({{".env", kDotenvText}, {"shop/settings.py", load + reads}}, {".env"});
    CHECK(project.text("A").find("shipped") != std::string::npos);
    CHECK(project.text("A").find("fallback") == std::string::npos);
    CHECK(project.text("B").find("two words") != std::string::npos);
    // Readers differ about comments, `export` and what is set twice.
    for (const char* name : {"C", "D", "E"}) {
      CHECK(project.text(name).find("x") == std::string::npos);
      CHECK(project.text(name).find("fallback") == std::string::npos);
    }
    CHECK(project.text("F").find("fallback") != std::string::npos);
  }
}

TEST_CASE("a .env that git does not track, or ignores, gives production nothing") {
  const Files files = {
      {".env", kDotenvText},
      {"shop/settings.py",
       "import os\nfrom dotenv import load_dotenv\nload_dotenv()\nA = os.getenv('A', 'x')\n"}};
  CHECK(Shipped(files, {}).text("A").find("shipped") == std::string::npos);
  Files ignored = files;
  ignored.emplace_back(".gitignore", ".env\n");
  CHECK(Shipped(ignored, {".env"}).text("A").find("shipped") == std::string::npos);
  CHECK(Shipped(files, {".env"}).text("A").find("shipped") != std::string::npos);
}

TEST_CASE("an example is never read as production's") {
  const Shipped project({{".env.example", kDotenvText},
                         {"shop/settings.py",
                          "import os\nfrom pathlib import Path\nfrom dotenv import load_dotenv\n"
                          "load_dotenv(Path(__file__).resolve().parent.parent / '.env.example')\n"
                          "A = os.getenv('A', 'x')\n"}},
                        {".env.example"});
  CHECK(project.text("A").find("shipped") == std::string::npos);
}

TEST_CASE("a variable that is set wins over the file unless the file is told to") {
  for (const auto& [call, wanted] : {std::pair<std::string, std::string>{"load_dotenv()", "given"},
                                     {"load_dotenv(override=True)", "shipped"}}) {
    const Shipped project({{".env", kDotenvText},
                           {"shop/settings.py",
                            "import os\nfrom dotenv import load_dotenv\n"
                            "os.environ['A'] = 'given'\n" +
                                call + "\nA = os.environ['A']\n"}},
                          {".env"});
    CHECK(project.text("A") == wanted);
  }
}

TEST_CASE("python-decouple looks for the file by itself, and casts what it finds") {
  const std::string settings =
      "from decouple import config\nA = config('A', default='fallback')\n"
      "N = config('N', cast=int)\n";
  const Shipped project({{".env", "A=shipped\nN=7\n"}, {"shop/settings.py", settings}}, {".env"});
  CHECK(project.text("A").find("shipped") != std::string::npos);
  CHECK(project.text("A").find("fallback") == std::string::npos);
  bool seven = false;
  for (const Candidate& one : project.get("N").unknown->candidates)
    seven =
        seven || (one.value != nullptr && one.value->is(Kind::integer) && one.value->integer == 7);
  CHECK(seven);
  // A settings.ini nearby is what it reads first.
  const Shipped other({{".env", "A=shipped\nN=7\n"},
                       {"shop/settings.ini", "[settings]\nA=other\n"},
                       {"shop/settings.py", settings}},
                      {".env"});
  CHECK(other.text("A").find("shipped") == std::string::npos);
}
