// What is known of a rule without its conditions: the names, the words and the references that
// reports, documentation and `djaz rule` show. The compiled conditions live in src/rules/, and the
// texts as long as the set of rules they belong to.
#pragma once

#include <cstdint>
#include <functional>
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
  std::vector<std::string_view> django;   // "security.W018"
  std::vector<std::string_view> cwe;      // "CWE-489"
  std::vector<std::string_view> checkov;  // "CKV_AZURE_14"
  std::vector<std::string_view> cis;      // "CIS Azure 3.0: 9.1"
  std::vector<std::string_view> kics;     // the name of its query
  std::vector<std::string_view> psrule;   // "Azure.AppService.UseHTTPS"
  std::vector<std::string_view> trivy;    // "AZU-0004"
  std::vector<std::string_view> mcsb;  // a control of Microsoft's cloud security benchmark: "DP-3"
  std::vector<std::string_view> policy;  // the display name of an Azure Policy, or its beginning
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
  std::string encoding;  // of the files on disk, when not UTF-8: "utf-16", "utf-8-bom", …
  // What git tracks, where the example is a repository.
  std::vector<std::string> tracked;
  bool repository = false;
  bool bad = false;
  Span span;  // of its table; invalid for built-in rules
};

// What a template says where all is well, as one would write it there; empty where that says
// nothing.
struct Remedy {
  std::string bicep;
  std::string arm;
};

struct RuleInfo {
  std::string_view name;  // kebab case, the bad pattern
  std::string_view code;  // "DZ1001"
  std::vector<std::string_view> aliases;
  Severity severity = Severity::warning;
  Confidence confidence = Confidence::high;
  std::vector<std::string_view> tags;
  std::vector<std::string_view> profiles;
  std::string_view status;  // "stable" when empty
  std::string_view summary;
  std::string_view why;
  std::string_view advice;
  std::string_view fix;  // what `--fix` does about it; empty when it can do nothing
  bool fix_safe = false;
  std::vector<std::string_view> references;
  Equivalents equivalents;

  // They are most of a rule and few runs want them, so they are read when asked for.
  std::vector<Example> examples() const {
    return read_examples ? read_examples() : std::vector<Example>();
  }
  std::function<std::vector<Example>()> read_examples;
  Remedy remedy() const { return read_remedy ? read_remedy() : Remedy(); }
  std::function<Remedy()> read_remedy;
};

}  // namespace djaz
