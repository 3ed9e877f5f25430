// One fault at a time: fixtures/planted.toml edits a clean project, and the named rule must speak
// on the line of the edit, with nothing new beside it but what the edit allows. The clean project
// itself is the corrected twin of them all.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "lint/linter.h"
#include "rules/rule_set.h"
#include "source/file_system.h"
#include "syntax/toml.h"

using namespace djaz;

namespace {

namespace fs = std::filesystem;

const std::string kFixtures = DJAZ_ROOT "/fixtures/";

using Files = std::map<std::string, std::string>;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The files of a project of fixtures/projects, by path inside it.
Files files_of(const std::string& project) {
  Files out;
  const fs::path root = kFixtures + "projects/" + project;
  for (const auto& entry : fs::recursive_directory_iterator(root))
    if (entry.is_regular_file() && entry.path().filename() != "expected.txt")
      out[fs::relative(entry.path(), root).generic_string()] = read(entry.path());
  REQUIRE_MESSAGE(!out.empty(), "no project " << project);
  return out;
}

const Node* value_of(const Node& table, std::string_view key) {
  const Entry* entry = find_entry(table, key);
  return entry == nullptr ? nullptr : entry->value;
}

std::string text(const Node& table, std::string_view key) {
  const Node* value = value_of(table, key);
  return value == nullptr ? std::string() : std::string(value->text);
}

// Where the edit begins.
std::size_t apply(Files& files, const Node& edit) {
  const std::string path = text(edit, "file");
  std::string& content = files[path.substr(path.find('/') + 1)];
  const std::string old = text(edit, "old");
  const std::size_t at = content.find(old);
  REQUIRE_MESSAGE(at != std::string::npos, path << " does not hold " << old);
  content.replace(at, old.size(), text(edit, "new"));
  return at;
}

std::size_t line_of(const std::string& content, std::size_t offset) {
  return 1 + static_cast<std::size_t>(std::count(
                 content.begin(), content.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

// "rule file:line" of all that fails and is not a mere note.
std::multiset<std::string> faults(const Files& files) {
  const auto memory =
      in_memory(std::vector<std::pair<std::string, std::string>>(files.begin(), files.end()));
  const std::unique_ptr<Run> run = lint(*memory, built_in_rules(), {});
  std::multiset<std::string> out;
  for (const Finding& finding : run->report.findings) {
    if (finding.outcome != Outcome::fail || finding.status != Status::active) continue;
    std::string place = "-";
    if (finding.primary.span.valid())
      place = run->sources.file(finding.primary.span.file).path() + ':' +
              std::to_string(run->sources.start_of(finding.primary.span).line);
    out.insert(std::string(finding.rule->name) + ' ' + place);
  }
  return out;
}

std::string rule_of(const std::string& fault) { return fault.substr(0, fault.find(' ')); }

bool allowed(const Node& edit, const std::string& rule) {
  const Node* with = value_of(edit, "with");
  if (with == nullptr) return false;
  for (const Node* item : with->items)
    if (item->text == rule) return true;
  return false;
}

}  // namespace

TEST_CASE("a planted fault is found on its line, and nothing else is new") {
  Sources sources;
  Arena arena;
  const SourceFile& source = sources.add("fixtures/planted.toml", read(kFixtures + "planted.toml"));
  const Result<const Node*> root = parse_toml(source, arena);
  REQUIRE(root.ok());
  std::map<std::string, std::multiset<std::string>> clean;
  std::size_t planted = 0;
  for (const Node* edit : value_of(*root.value(), "edit")->items) {
    const std::string path = text(*edit, "file");
    const std::string project = path.substr(0, path.find('/'));
    const std::string inside = path.substr(project.size() + 1);
    const std::string rule = text(*edit, "rule");
    CAPTURE(rule);
    CAPTURE(path);
    Files files = files_of(project);
    if (clean.find(project) == clean.end()) clean[project] = faults(files);
    std::size_t place = apply(files, *edit);
    if (const Node* also = value_of(*edit, "also")) apply(files, *also);
    if (value_of(*edit, "at") != nullptr) place = files[inside].find(text(*edit, "at"));
    REQUIRE(place != std::string::npos);
    // An edit that begins with a newline begins on the next line.
    while (files[inside][place] == '\n') ++place;
    const std::string wanted =
        rule + ' ' + inside + ':' + std::to_string(line_of(files[inside], place));
    const std::multiset<std::string> seen = faults(files);
    std::string all;
    for (const std::string& fault : seen) all += "\n    " + fault;
    CHECK_MESSAGE(seen.count(wanted) == 1, "wanted " << wanted << ", saw" << all);
    for (const std::string& fault : seen) {
      // Lines move: what the clean project says anyway is compared by rule.
      const bool known =
          std::any_of(clean[project].begin(), clean[project].end(),
                      [&](const std::string& c) { return rule_of(c) == rule_of(fault); });
      CHECK_MESSAGE((rule_of(fault) == rule || known || allowed(*edit, rule_of(fault))),
                    "also saw " << fault);
    }
    ++planted;
  }
  CHECK(planted > 70);
}
