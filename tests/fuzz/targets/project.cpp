// A whole run over a project, through every rule and into every format. A line `===
// shop/settings.py` begins a file.
#include "fuzz.h"
#include "lint/linter.h"
#include "report/format.h"
#include "secrets/detect.h"
#include "source/file_system.h"
#include "support/text.h"

using namespace djaz;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

Files files_in(const std::string& bytes) {
  Files out;
  std::size_t at = 0;
  while (at < bytes.size() && out.size() < 20) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size() - 1) + 1;
    const std::string line = bytes.substr(at, end - at);
    std::string path;
    if (line.starts_with("=== ") && resolve_relative("", trimmed(line.substr(4)), path) &&
        !path.empty() && path.find('\0') == std::string::npos)
      out.emplace_back(path, "");
    else if (!out.empty())
      out.back().second += line;
    at = end;
  }
  return out;
}

std::string all_reports(const Files& files);

// What djaz says of its own accord: SARIF tells of every rule.
const std::string& own_words() {
  static const std::string kWords = all_reports({});
  return kWords;
}

// The values that must not be printed: what nobody would write by chance.
std::vector<std::string> secrets_of(const Files& files) {
  std::vector<std::string> out;
  for (const auto& [path, text] : files)
    for (const SecretRange& range : detect_secrets(text, dialect_of(path)))
      if (range.end - range.begin >= 20) {
        std::string secret = text.substr(range.begin, range.end - range.begin);
        if (own_words().find(secret) == std::string::npos) out.push_back(std::move(secret));
      }
  return out;
}

std::string rendered(const Format& format, const Run& run) {
  RenderOptions options;
  options.min_severity = Severity::note;
  options.show_passes = true;
  options.show_suppressed = true;
  return rendered(format, {run.report, run.sources, *run.redactor, options});
}

struct Rendered {
  std::string_view format;
  std::string text;
};

std::vector<Rendered> reports(const Files& files) {
  const auto memory = in_memory(files);
  LintOptions options;
  options.profile = Profile::strict;
  options.allow_empty = true;
  const std::unique_ptr<Run> run = lint(*memory, built_in_rules(), options);
  std::vector<Rendered> out;
  for (const Format& format : formats()) out.push_back({format.name, rendered(format, *run)});
  return out;
}

std::string all_reports(const Files& files) {
  std::string out;
  for (const Rendered& report : reports(files)) out += report.text;
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Files files = files_in(fuzz::text_of(data, size));
  if (files.empty()) return 0;
  const std::vector<std::string> secrets = secrets_of(files);
  std::string all;
  for (const Rendered& report : reports(files)) {
    for (const std::string_view line : split(report.text, '\n')) fuzz::expect_printable(line);
    for (const std::string& secret : secrets)
      fuzz::expect(report.text.find(secret) == std::string::npos,
                   "no secret is in the report as " + std::string(report.format));
    all += report.text;
  }
  fuzz::expect(all == all_reports(files), "the same project has the same reports");
  return 0;
}
