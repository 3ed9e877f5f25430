// For a tired person in a terminal: the place, the line, what is wrong, how it came about, what to
// do; then, at the end, how many, and what was not read.
#include "report/text.h"

#include "report/blocks.h"
#include "report/closing.h"
#include "report/diff.h"
#include "report/escape.h"

namespace djaz {
namespace {

// A fix that changes more is shown by its words alone.
constexpr std::size_t kMostFixLines = 4;

// What the fix would make of the lines, as a diff shows it.
void write_fix(const Finding& finding, const RenderContext& context, Blocks& blocks) {
  const Fix& fix = *finding.fix;
  const std::string flag = fix.safe ? "--fix" : "--fix --unsafe-fixes";
  blocks.words("fix", fix.description + " (`" + flag + "`)");
  for (const Edit& edit : fix.edits) {
    if (!edit.span.valid()) continue;
    const SourceFile& file = context.sources.file(edit.span.file);
    const ChangedLines lines = changed_lines(file, edit, context.redactor);
    if (lines.before.size() > kMostFixLines || lines.after.size() > kMostFixLines) continue;
    for (const std::string& line : lines.before) blocks.changed('-', line);
    for (const std::string& line : lines.after) blocks.changed('+', line);
  }
}

void write_finding(const Finding& finding, const RenderContext& context, std::string& out) {
  const Style style(context.options.color);
  Blocks blocks(out, context.sources, context.redactor, style);
  if (finding.primary.span.valid()) context.redactor.scan(finding.primary.span.file);

  out += style.severity(finding.severity);
  out += to_string(finding.severity);
  out += '[' + std::string(finding.rule->name) + ']';
  out += style.reset();
  out += style.bold();
  out += ' ' + std::string(finding.rule->code);
  if (finding.status != Status::active) out += " (" + std::string(to_string(finding.status)) + ')';
  if (is_fixable(finding)) out += " [*]";
  out += ": " + blocks.shown(finding.message);
  out += style.reset();
  out += '\n';

  std::vector<const Label*> labels = {&finding.primary};
  for (const Label& label : finding.related) labels.push_back(&label);
  blocks.labels(labels, finding.severity);

  if (!finding.rule->advice.empty()) blocks.words("help", finding.rule->advice);
  if (finding.fix) write_fix(finding, context, blocks);
  for (const std::string& note : finding.notes) blocks.words("note", note);
  if (finding.confidence == Confidence::low)
    blocks.words("note", "confidence is low, so this does not fail the run");
  for (const std::string& deployment : finding.deployments)
    if (!deployment.empty()) blocks.words("in", deployment);
  if (!finding.justification.empty()) blocks.words("reason", finding.justification);
  out += '\n';
}

// What passed and what could not be decided, one line each.
void write_brief(const Finding& finding, const RenderContext& context, std::string& out) {
  const Style style(context.options.color);
  const bool pass = finding.outcome == Outcome::pass;
  out += pass ? style.good() : style.faint();
  out += to_string(finding.outcome);
  out += '[' + std::string(finding.rule->name) + ']';
  out += style.reset();
  out += ' ' + std::string(finding.rule->code);
  const std::string message = for_terminal(context.redactor.redact(finding.message));
  if (!message.empty()) out += ": " + message;
  if (!finding.node.empty())
    out += " (" + for_terminal(context.redactor.redact(finding.node)) + ')';
  if (finding.primary.span.valid())
    out += " --> " + place_of(context.sources, finding.primary.span);
  out += '\n';
}

}  // namespace

void write_text(const RenderContext& context, Sink& sink) {
  std::string out;
  Hidden hidden;
  bool any = false;
  const RuleInfo* explained = nullptr;
  hidden.undecided = context.report.undecided;
  context.report.each([&](const Finding& finding) {
    if (!is_shown(finding, context.options, hidden)) return;
    write_finding(finding, context, out);
    sink.drain(out);
    if (explained == nullptr) explained = finding.rule;
  });
  if (context.options.show_passes) {
    context.report.each([&](const Finding& finding) {
      if (finding.outcome == Outcome::fail) return;
      write_brief(finding, context, out);
      sink.drain(out);
      any = true;
    });
    if (any) out += '\n';
  }
  write_closing(context, &hidden, out);
  if (explained != nullptr)
    out += "`djaz rule " + std::string(explained->name) + "` explains the first of them\n";
  sink.write(out);
}

}  // namespace djaz
