// What is known of a rule without its conditions: the names, the words and the references that
// reports, documentation and `djaz rule` show. The compiled conditions live in src/rules/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "djaz/source.h"

namespace djaz {

// Ordered: a greater severity is worse.
enum class Severity : std::uint8_t { note, warning, error };
// Of the evidence, not of the harm. Ordered.
enum class Confidence : std::uint8_t { low, medium, high };

std::string_view to_string(Severity severity);
std::string_view to_string(Confidence confidence);

// Ids by which other tools and standards name the same concept.
struct Equivalents {
  std::vector<std::string> django;   // "security.W018"
  std::vector<std::string> cwe;      // "CWE-489"
  std::vector<std::string> checkov;  // "CKV_AZURE_14"
  std::vector<std::string> cis;      // "CIS Azure 3.0: 9.1"
  std::vector<std::string> kics;     // the name of its query
  std::vector<std::string> psrule;   // "Azure.AppService.UseHTTPS"
  std::vector<std::string> trivy;    // "AZU-0004"
  std::vector<std::string> mcsb;     // a control of Microsoft's cloud security benchmark: "DP-3"
  std::vector<std::string> policy;   // the display name of an Azure Policy, or its beginning
};

// A file of an example, by path, with the text as the rule's author wrote it.
struct ExampleFile {
  std::string path;
  std::string text;
};

struct Example {
  std::vector<ExampleFile> files;
  std::vector<std::string> at;  // "file:line" beside the `<- here` marks
  // What the rule's fix makes of some of the files; without any, it must offer none.
  std::vector<ExampleFile> fixed;
  std::string encoding;         // of the files on disk, when not UTF-8: "utf-16", "utf-8-bom", …
  // What git tracks, where the example is a repository.
  std::vector<std::string> tracked;
  bool repository = false;
  bool bad = false;
  Span span;  // of its table; invalid for built-in rules
};

struct RuleInfo {
  std::string name;  // kebab case, the bad pattern
  std::string code;  // "DZ1001"
  std::vector<std::string> aliases;
  Severity severity = Severity::warning;
  Confidence confidence = Confidence::high;
  std::vector<std::string> tags;
  std::vector<std::string> profiles;
  std::string status;  // "stable" when empty
  std::string summary;
  std::string why;
  std::string advice;
  std::string fix;  // what `--fix` does about it; empty when it can do nothing
  bool fix_safe = false;
  std::vector<std::string> references;
  Equivalents equivalents;
  std::vector<Example> examples;
};

}  // namespace djaz
