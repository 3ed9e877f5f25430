// An output format: a report becomes bytes, piece by piece. One file a format, one line in
// registry.cpp; all escaping for the place where the bytes are read is done in that file.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "djaz/report.h"
#include "djaz/source.h"
#include "report/sink.h"
#include "secrets/redact.h"

namespace djaz {

struct RenderOptions {
  bool color = false;
  // Human formats leave out what is below this; they say how many were left out.
  Severity min_severity = Severity::warning;
  bool show_passes = false;
  bool show_suppressed = false;
  std::size_t width = 100;
  // SARIF: suppressed results, passes and fixes too, which GitHub would take for open alerts.
  bool full_sarif = false;
  // Where the project is: absolute, and from the top of its repository ("" at the top). Only the
  // formats whose readers look for files by such names use them.
  std::string root;
  std::string prefix;
};

struct RenderContext {
  const Report& report;
  const Sources& sources;
  // Every line of a file that is shown goes through it.
  Redactor& redactor;
  const RenderOptions& options;
};

struct Format {
  std::string_view name;         // "text", "json", …
  std::string_view description;  // for --help
  void (*write)(const RenderContext& context, Sink& sink);
  // Whether it says what is in order: always, never or as the options have it.
  bool (*tells_passes)(const RenderOptions& options);
};

std::span<const Format> formats();
const Format* find_format(std::string_view name);

// The whole of it, for who can hold it.
std::string rendered(const Format& format, const RenderContext& context);

}  // namespace djaz
