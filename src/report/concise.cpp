#include "report/concise.h"

#include <mutex>

#include "report/blocks.h"
#include "report/closing.h"
#include "report/escape.h"
#include "report/in_order.h"

namespace djaz {
namespace {

// `mutex`: a file remembers where it was asked last.
void write_line(const Finding& finding, const RenderContext& context, std::mutex& mutex,
                std::string& out) {
  const Style style(context.options.color);
  const Span& span = finding.primary.span;
  if (span.valid()) {
    const std::lock_guard<std::mutex> lock(mutex);
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
  std::mutex mutex;
  Hidden hidden;
  hidden.undecided = context.report.undecided;
  const auto shown = [&](const Finding& finding) {
    const std::lock_guard<std::mutex> lock(mutex);
    return is_shown(finding, context.options, hidden);
  };
  std::string out;
  const auto write = [&](std::string& text) {
    out += text;
    sink.drain(out);
  };
  write_in_order(
      context.report,
      [&](const Finding& finding, std::string& text) {
        if (shown(finding)) write_line(finding, context, mutex, text);
      },
      write);
  if (context.options.show_passes)
    write_in_order(
        context.report,
        [&](const Finding& finding, std::string& text) {
          if (finding.outcome != Outcome::fail) write_line(finding, context, mutex, text);
        },
        write);
  write_closing(context, &hidden, out);
  sink.write(out);
}

}  // namespace djaz
