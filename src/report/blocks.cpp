#include "report/blocks.h"

#include <algorithm>

#include "report/escape.h"
#include "report/snippet.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr std::size_t kMaxLine = 200;

}  // namespace

std::string place_of(const Sources& sources, const Span& span) {
  const SourceFile& file = sources.file(span.file);
  const Position start = file.position(span.begin);
  return for_terminal(file.path()) + ":" + std::to_string(start.line) + ":" +
         std::to_string(start.column);
}

std::string Blocks::shown(std::string_view text) const {
  return for_terminal(redactor_.redact(text));
}

void Blocks::margin(std::string_view text) {
  out_ += style_.gutter();
  out_.append(gutter_ > text.size() ? gutter_ - text.size() : 0, ' ');
  out_ += text;
  out_ += " |";
  out_ += style_.reset();
}

void Blocks::place(const Label& label, Severity severity) {
  out_ += style_.gutter();
  out_.append(gutter_, ' ');
  out_ += "--> ";
  out_ += style_.reset();
  out_ += place_of(sources_, label.span);
  out_ += '\n';

  const Snippet snippet = make_snippet(sources_, label.span, redactor_);
  margin();
  out_ += '\n';
  margin(std::to_string(snippet.line));
  const std::string line = snippet.before + snippet.marked + snippet.after;
  if (!line.empty()) out_ += ' ' + line;
  out_ += '\n';
  margin();
  out_.append(1 + snippet.caret_offset(), ' ');
  out_ += style_.severity(severity);
  out_.append(snippet.caret_width(), '^');
  if (snippet.continues) out_ += " …";
  if (!label.text.empty()) out_ += ' ' + shown(label.text);
  out_ += style_.reset();
  out_ += '\n';
}

void Blocks::labels(const std::vector<const Label*>& labels, Severity severity) {
  std::uint32_t last_line = 1;
  for (const Label* label : labels)
    if (label->span.valid()) last_line = std::max(last_line, sources_.start_of(label->span).line);
  gutter_ = std::to_string(last_line).size();

  std::vector<const Label*> placed;
  for (const Label* label : labels) {
    const bool again = std::any_of(placed.begin(), placed.end(),
                                   [&](const Label* other) { return other->span == label->span; });
    if (label->span.valid() && !again) {
      if (!placed.empty()) {
        margin();
        out_ += '\n';
      }
      place(*label, placed.empty() ? severity : Severity::note);
      placed.push_back(label);
    }
  }
  if (!placed.empty()) {
    margin();
    out_ += '\n';
  }
  for (const Label* label : labels) {
    const bool done = std::find(placed.begin(), placed.end(), label) != placed.end();
    if (!done && !label->text.empty()) words("note", label->text);
  }
}

void Blocks::words(std::string_view head, std::string_view text) {
  const std::string indent(gutter_ + 1 + 2, ' ');
  bool first = true;
  for (std::string_view line : split(trimmed(text), '\n')) {
    if (first) {
      out_ += style_.gutter();
      out_.append(gutter_ + 1, ' ');
      out_ += "= ";
      out_ += style_.reset();
      out_ += style_.bold();
      out_ += head;
      out_ += ':';
      out_ += style_.reset();
    } else {
      out_ += indent;
    }
    first = false;
    const std::string words = shown(trimmed(line));
    if (!words.empty()) out_ += ' ' + words;
    out_ += '\n';
  }
}

void Blocks::changed(char sign, std::string_view line) {
  out_.append(gutter_ + 1 + 2, ' ');
  out_ += sign == '-' ? style_.severity(Severity::error) : style_.good();
  out_ += sign;
  out_ += ' ' + for_terminal(shortened(trimmed(line), kMaxLine));
  out_ += style_.reset();
  out_ += '\n';
}

}  // namespace djaz
