// The output formats, in the order in which --help lists them.
#include <utility>

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

bool always(const RenderOptions&) { return true; }
bool never(const RenderOptions&) { return false; }
bool if_shown(const RenderOptions& options) { return options.show_passes; }
bool if_full(const RenderOptions& options) { return options.full_sarif; }

constexpr Format kFormats[] = {
    {"text", "for people: the lines, what is wrong with them and what to do", write_text, if_shown},
    {"concise", "for people and editors: one line a finding", write_concise, if_shown},
    {"json", "for programs: everything, as docs/json-schema/djaz-1.0.schema.json says", write_json,
     always},
    {"jsonl", "the same, one JSON object a line", write_jsonl, always},
    {"sarif", "SARIF 2.1.0 for code scanning: failures only", write_sarif, if_full},
    {"github", "annotations for GitHub Actions, and the summary of the step", write_github, never},
    {"azure", "issues for Azure Pipelines", write_azure, never},
    {"gitlab", "GitLab Code Quality", write_gitlab, never},
    {"junit", "JUnit: a test a rule and file, passes included", write_junit, always},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  for (const Format& format : kFormats)
    if (format.name == name) return &format;
  return nullptr;
}

std::string rendered(const Format& format, const RenderContext& context) {
  TextSink sink;
  format.write(context, sink);
  return std::move(sink.text);
}

}  // namespace djaz
