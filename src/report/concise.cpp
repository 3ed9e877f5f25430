#include "report/concise.h"

#include "report/blocks.h"
#include "report/closing.h"
#include "report/escape.h"

namespace djaz {
namespace {

void write_line(const Finding& finding, const RenderContext& context, std::string& out) {
  const Style style(context.options.color);
  const Span& span = finding.primary.span;
  if (span.valid()) {
    context.redactor.scan(span.file);
    out += place_of(context.sources, span) + ": ";
  }
  const bool fail = finding.outcome == Outcome::fail;
  out += fail                               ? style.severity(finding.severity)
         : finding.outcome == Outcome::pass ? style.good()
                                            : style.faint();
  out += fail ? to_string(finding.severity) : to_string(finding.outcome);
  out += '[' + std::string(finding.rule->name) + ']';
  out += style.reset();
  out += ' ' + std::string(finding.rule->code);
  if (finding.status != Status::active) out += " (" + std::string(to_string(finding.status)) + ')';
  if (is_fixable(finding)) out += " [*]";
  const std::string message = for_terminal(context.redactor.redact(finding.message));
  if (!message.empty()) out += ": " + message;
  if (!fail && !finding.node.empty())
    out += " (" + for_terminal(context.redactor.redact(finding.node)) + ')';
  out += '\n';
}

}  // namespace

void write_concise(const RenderContext& context, Sink& sink) {
  std::string out;
  Hidden hidden;
  hidden.undecided = context.report.undecided;
  context.report.each([&](const Finding& finding) {
    if (is_shown(finding, context.options, hidden)) write_line(finding, context, out);
    sink.drain(out);
  });
  if (context.options.show_passes)
    context.report.each([&](const Finding& finding) {
      if (finding.outcome != Outcome::fail) write_line(finding, context, out);
      sink.drain(out);
    });
  write_closing(context, &hidden, out);
  sink.write(out);
}

}  // namespace djaz
