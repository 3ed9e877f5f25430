// Judges many projects by the profile `django` in one process, for comparison with Django's own
// checks: django_profile ROOT. A line of standard input is
//   {"case": folder below ROOT, "environment": {NAME: text}, "version": Django's, or ""}
// and a line of output {"ids": those that fail, "unknown": those that cannot be said}.
#include <iostream>
#include <memory>
#include <string>

#include "lint/linter.h"
#include "rules/rule_set.h"
#include "source/file_system.h"
#include "syntax/json.h"

namespace {

using namespace djaz;

std::string list(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string_view id : ids) {
    out += out.empty() ? "\"" : ",\"";
    out += id;
    out += '"';
  }
  return '[' + out + ']';
}

int judge(const std::string& root, const Node& given) {
  std::string problem;
  const std::string folder = root + '/' + std::string(find_entry(given, "case")->value->text);
  const std::unique_ptr<FileSystem> files = open_directory(folder, problem);
  if (files == nullptr) {
    std::cerr << problem << '\n';
    return 2;
  }
  LintOptions options;
  options.profile = Profile::django;
  ProductionOptions& production = options.config.production;
  production.app_service = false;
  production.django_version = std::string(find_entry(given, "version")->value->text);
  production.variables_complete = true;
  for (const Entry& entry : find_entry(given, "environment")->value->entries)
    production.variables.emplace_back(std::string(entry.name), std::string(entry.value->text));
  const std::unique_ptr<Run> run = lint(*files, built_in_rules(), options);
  std::vector<std::string> failed;
  std::vector<std::string> unknown;
  for (const Finding& finding : run->report.findings) {
    if (finding.outcome == Outcome::pass) continue;
    for (const std::string_view id : finding.equivalents.django)
      (finding.outcome == Outcome::fail ? failed : unknown).emplace_back(id);
  }
  std::cout << "{\"ids\":" << list(failed) << ",\"unknown\":" << list(unknown) << "}\n";
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: django_profile ROOT\n";
    return 2;
  }
  std::string line;
  while (std::getline(std::cin, line)) {
    Sources sources;
    Arena arena;
    const SourceFile& source = sources.add("input", line);
    const JsonResult parsed = parse_json(source, 0, arena);
    if (parsed.root == nullptr || judge(arguments[1], *parsed.root) != 0) return 2;
  }
  return 0;
}
