#include "report/errors.h"

#include "report/blocks.h"

namespace djaz {

std::string errors_text(const std::vector<Error>& errors, const Sources& sources,
                        Redactor& redactor, bool color) {
  // A hopeless file is not worth more.
  constexpr std::size_t kMaxErrors = 20;
  const Style style(color);
  std::string out;
  Blocks blocks(out, sources, redactor, style);
  std::size_t count = 0;
  for (const Error& error : errors) {
    if (count++ == kMaxErrors) {
      out += "and " + std::to_string(errors.size() - kMaxErrors) + " more\n";
      break;
    }
    out += style.severity(Severity::error);
    out += "error";
    out += style.reset();
    out += ": " + blocks.shown(error.message) + '\n';
    const Label label{error.span, ""};
    if (error.span.valid()) blocks.labels({&label}, Severity::error);
    if (!error.help.empty()) blocks.words("help", error.help);
  }
  return out;
}

}  // namespace djaz
