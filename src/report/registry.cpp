// The output formats, in the order in which --help lists them.
#include "report/azure.h"
#include "report/concise.h"
#include "report/format.h"
#include "report/github.h"
#include "report/gitlab.h"
#include "report/json.h"
#include "report/jsonl.h"
#include "report/junit.h"
#include "report/sarif.h"
#include "report/text.h"

namespace djaz {
namespace {

constexpr Format kFormats[] = {
    {"text", "for people: the lines, what is wrong with them and what to do", render_text},
    {"concise", "for people and editors: one line a finding", render_concise},
    {"json", "for programs: everything, as docs/json-schema/djaz-1.0.schema.json says",
     render_json},
    {"jsonl", "the same, one JSON object a line", render_jsonl},
    {"sarif", "SARIF 2.1.0 for code scanning: failures only", render_sarif},
    {"github", "annotations for GitHub Actions, and the summary of the step", render_github},
    {"azure", "issues for Azure Pipelines", render_azure},
    {"gitlab", "GitLab Code Quality", render_gitlab},
    {"junit", "JUnit: a test a rule and file, passes included", render_junit},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  for (const Format& format : kFormats)
    if (format.name == name) return &format;
  return nullptr;
}

}  // namespace djaz
