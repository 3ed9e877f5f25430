// The output formats, in the order in which --help lists them.
#include "report/format.h"
#include "report/json.h"
#include "report/sarif.h"
#include "report/text.h"

namespace djaz {
namespace {

constexpr Format kFormats[] = {
    {"text", "for people: the lines, what is wrong with them and what to do", render_text},
    {"json", "for programs: everything, as docs/json-schema/djaz-1.0.schema.json says",
     render_json},
    {"sarif", "SARIF 2.1.0 for code scanning: failures only", render_sarif},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  for (const Format& format : kFormats)
    if (format.name == name) return &format;
  return nullptr;
}

}  // namespace djaz
