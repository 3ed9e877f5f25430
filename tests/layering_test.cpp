// Holds every #include in src/ to the plan of the house (docs/architecture.md): a room includes
// from itself and from the rooms below it, siblings never meet, and each third-party library stays
// in the rooms that hide it.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Include {
  std::string file;    // relative to src/, with '/'
  std::string target;  // as written
  bool quoted = false;
};

// A greater rank stands further left in the plan. Rooms of equal rank are siblings.
const std::map<std::string, int> kRanks = {
    {"support", 0},
    {"source", 1},
    {"tree", 2},
    {"python", 3},
    {"syntax", 3},
    {"secrets", 3},
    // The generator of the built-in tables; it reads rules/ as any other document.
    {"embed", 4},
    {"documents", 4},
    {"project", 5},
    {"checks", 6},
    {"rules", 7},
    {"report", 8},
    {"settle", 8},
    {"lint", 9},
    {"cli", 10}};

// What a third-party include begins with, and the files of src/ that may have it.
const std::map<std::string, std::vector<std::string>> kHomes = {
    {"tree_sitter/", {"python/"}},
    {"nlohmann/", {"syntax/json", "report/"}},
    {"toml++/", {"syntax/toml"}},
    {"pugixml.hpp", {"syntax/xml"}},
    {"yaml.h", {"syntax/yaml"}},
    {"re2/", {"rules/predicates", "secrets/"}},
    {"CLI/", {"cli/"}}};

std::string first_segment(const std::string& path) { return path.substr(0, path.find('/')); }

bool starts_with(const std::string& text, const std::string& prefix) {
  return text.compare(0, prefix.size(), prefix) == 0;
}

std::vector<Include> includes() {
  static const std::regex kLine(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  const fs::path root = fs::path(DJAZ_ROOT) / "src";
  std::vector<Include> found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".cpp" && extension != ".h" && extension != ".inc") continue;
    std::ifstream in(entry.path());
    std::smatch match;
    for (std::string line; std::getline(in, line);)
      if (std::regex_search(line, match, kLine))
        found.push_back({entry.path().lexically_relative(root).generic_string(), match[2].str(),
                         match[1].str() == "\""});
  }
  return found;
}

// documents/ has a folder a kind, and those are siblings too.
bool kinds_meet(const Include& include) {
  static const std::regex kKind("documents/([^/]+)/.*");
  std::smatch from;
  std::smatch to;
  return std::regex_match(include.file, from, kKind) &&
         std::regex_match(include.target, to, kKind) && from[1] != to[1];
}

// Why an include is wrong, or empty.
std::string complaint(const Include& include) {
  for (const auto& [prefix, homes] : kHomes) {
    if (!starts_with(include.target, prefix)) continue;
    for (const std::string& home : homes)
      if (starts_with(include.file, home)) return "";
    return "a third-party library outside its room";
  }
  if (!include.quoted) return "";
  // Relative to nothing but src/ and include/: a bare name hides which room it is from.
  const std::string target = first_segment(include.target);
  if (target == "djaz") return "";
  const std::string room = first_segment(include.file);
  if (kRanks.count(room) == 0) return "a room that is not in the plan";
  if (room == target) return kinds_meet(include) ? "another kind of document" : "";
  if (kRanks.count(target) == 0) return "not written from src/ or include/";
  if (kRanks.at(target) == kRanks.at(room)) return "a sibling";
  return kRanks.at(target) < kRanks.at(room) ? "" : "against the arrow";
}

}  // namespace

TEST_CASE("every include obeys the arrow and every library stays in its room") {
  const std::vector<Include> all = includes();
  CHECK(all.size() > 50);
  for (const Include& include : all) {
    const std::string wrong = complaint(include);
    if (!wrong.empty())
      FAIL_CHECK("src/" << include.file << " includes " << include.target << ": " << wrong);
  }
}

TEST_CASE("the public headers include only each other") {
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(fs::path(DJAZ_ROOT) / "include")) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);)
      if (starts_with(line, "#include") && line.find('/') != std::string::npos)
        CHECK_MESSAGE(starts_with(line, "#include \"djaz/"), entry.path().string() << ": " << line);
  }
}

TEST_CASE("an include against the arrow is noticed") {
  CHECK(complaint({"tree/node.cpp", "rules/evaluate.h", true}) == "against the arrow");
  CHECK(complaint({"syntax/json.cpp", "python/parse.h", true}) == "a sibling");
  CHECK(complaint({"cli/main.cpp", "nlohmann/json.hpp", false}) ==
        "a third-party library outside its room");
  CHECK(complaint({"rules/evaluate.cpp", "compiled.h", true}) ==
        "not written from src/ or include/");
  CHECK(complaint({"documents/azure/site.cpp", "documents/settings/read.h", true}) ==
        "another kind of document");
  CHECK(complaint({"documents/registry.cpp", "documents/azure/azure.h", true}).empty());
  CHECK(complaint({"attic/x.cpp", "tree/node.h", true}) == "a room that is not in the plan");
  CHECK(complaint({"cli/main.cpp", "lint/linter.h", true}).empty());
}
