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

void write_jsonl(const RenderContext& context, Sink& sink) {
  const Json report = json_report(context);
  std::string out =
      line("run", {{"schema_version", report["schema_version"]}, {"tool", report["tool"]}});
  for (const Json& file : report["files"]) out += line("file", file);
  each_json_result(context, [&](const Json& result) {
    out += line("result", result);
    sink.drain(out);
  });
  sink.write(out + line("summary", report["summary"]));
}

}  // namespace djaz
