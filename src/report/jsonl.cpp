#include "report/jsonl.h"

#include "report/json.h"

namespace djaz {
namespace {

// What a line is stands first in it, so that `grep '^{"type":"result"'` does.
std::string line(const char* type, const Json& object) {
  Json out;
  out["type"] = type;
  out.update(object);
  return json_line(out);
}

}  // namespace

std::string render_jsonl(const RenderContext& context) {
  const Json report = json_report(context);
  std::string out =
      line("run", {{"schema_version", report["schema_version"]}, {"tool", report["tool"]}});
  for (const Json& file : report["files"]) out += line("file", file);
  context.report.each(
      [&](const Finding& finding) { out += line("result", json_result(finding, context)); });
  return out + line("summary", report["summary"]);
}

}  // namespace djaz
