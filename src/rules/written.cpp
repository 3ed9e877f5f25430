#include "rules/written.h"

#include "support/text.h"

namespace djaz {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_quote(char c) { return c == '"' || c == '\''; }
bool is_identifier(char c) { return is_alnum(c) || c == '_'; }

std::string_view without_blanks_behind(std::string_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// From the start of the line to the span, and from the span to the end of the line.
std::string_view before_on_line(const SourceFile& file, const Span& span) {
  const Span line = file.line_span(file.position(span.begin).line);
  return file.text_of({span.file, line.begin, span.begin});
}

std::string_view after_on_line(const SourceFile& file, const Span& span) {
  const Span line = file.line_span(file.position(span.end).line);
  return file.text_of({span.file, span.end, line.end});
}

// `NAME = ` or `NAME: annotation = `, and nothing else.
bool is_assignment_to(std::string_view before, std::string_view name, bool& indented) {
  indented = !before.empty() && is_blank(before.front());
  while (!before.empty() && is_blank(before.front())) before.remove_prefix(1);
  if (!before.starts_with(name)) return false;
  before = without_blanks_behind(before.substr(name.size()));
  if (!before.ends_with('=')) return false;
  before.remove_suffix(1);
  before = without_blanks_behind(before);
  if (before.empty()) return true;
  while (is_blank(before.front())) before.remove_prefix(1);
  if (!before.starts_with(':')) return false;
  for (const char c : before.substr(1))
    if (!is_identifier(c) && !is_blank(c) && c != '.') return false;
  return true;
}

bool is_assigned_in_python(const SourceFile& file, const Span& span, std::string_view name,
                           bool& indented) {
  std::string_view after = after_on_line(file, span);
  while (!after.empty() && is_blank(after.front())) after.remove_prefix(1);
  return (after.empty() || after.front() == '#') &&
         is_assignment_to(before_on_line(file, span), name, indented);
}

// `"name" :` before the span, over any white space. The reader has seen to the rest.
bool is_assigned_in_json(const SourceFile& file, const Span& span, std::string_view name) {
  std::string_view before = file.text().substr(0, span.begin);
  while (!before.empty() && is_space(before.back())) before.remove_suffix(1);
  if (!before.ends_with(':')) return false;
  before.remove_suffix(1);
  while (!before.empty() && is_space(before.back())) before.remove_suffix(1);
  if (before.size() < name.size() + 2 || !before.ends_with('"')) return false;
  before.remove_suffix(1);
  const std::string_view key = before.substr(before.size() - name.size());
  before.remove_suffix(name.size());
  return before.ends_with('"') && equal_ignoring_case(key, name);
}

bool is_quoted(std::string_view text, std::string_view value, bool single) {
  return text.size() == value.size() + 2 && is_quote(text.front()) &&
         (single || text.front() == '"') && text.back() == text.front() &&
         text.substr(1, value.size()) == value &&
         value.find_first_of("\\\"'\r\n") == std::string_view::npos;
}

}  // namespace

Syntax syntax_of(const SourceFile& file) {
  const std::string name = lowered(file.path());
  if (name.ends_with(".py")) return Syntax::python;
  return name.ends_with(".json") ? Syntax::json : Syntax::words;
}

bool is_literal(const Node& node, const SourceFile& file, Syntax syntax) {
  const std::string_view text = file.text_of(node.span);
  const bool python = syntax == Syntax::python;
  switch (node.kind) {
    case Kind::boolean:
      if (syntax == Syntax::words) return false;
      return text ==
             (python ? (node.boolean ? "True" : "False") : (node.boolean ? "true" : "false"));
    case Kind::integer:
      return syntax != Syntax::words && text == std::to_string(node.integer);
    case Kind::string:
      return syntax == Syntax::words ? text == node.text : is_quoted(text, node.text, python);
    default:
      return false;
  }
}

std::optional<std::string> literal(const Node& value, Syntax syntax, std::string_view like) {
  if (syntax == Syntax::words) {
    if (!value.is(Kind::string)) return std::nullopt;
    return std::string(value.text);
  }
  if (value.is(Kind::boolean)) {
    if (syntax == Syntax::python) return value.boolean ? "True" : "False";
    return value.boolean ? "true" : "false";
  }
  if (value.is(Kind::integer)) return std::to_string(value.integer);
  const bool single = syntax == Syntax::python && like.starts_with('\'');
  const char quote = single ? '\'' : '"';
  return quote + std::string(value.text) + quote;
}

bool is_assigned(const SourceFile& file, const Span& span, std::string_view name, Syntax syntax,
                 bool& indented) {
  indented = false;
  if (syntax == Syntax::python) return is_assigned_in_python(file, span, name, indented);
  return syntax == Syntax::json && is_assigned_in_json(file, span, name);
}

std::optional<Span> whole_word(const SourceFile& file, const Span& span) {
  const std::string_view before = before_on_line(file, span);
  const std::string_view after = after_on_line(file, span);
  const bool ends = after.empty() || is_blank(after.front());
  const bool begins = before.empty() || is_blank(before.back());
  if (!begins || !ends || span.empty()) return std::nullopt;
  const bool first = without_blanks_behind(before).empty();
  const std::uint32_t line = file.position(span.begin).line;
  Span out = span;
  if (!first) {
    out.begin -= static_cast<std::uint32_t>(before.size() - without_blanks_behind(before).size());
    return out;
  }
  // First on its line: it belongs to a command only when the line before goes on here.
  if (line == 1 || !file.text_of(file.line_span(line - 1)).ends_with('\\')) return std::nullopt;
  if (trimmed(after) == "\\") {
    out.begin = file.line_span(line).begin;
    out.end = file.line_span(line + 1).begin;
    return out;
  }
  if (after.empty()) return std::nullopt;
  std::size_t blanks = 0;
  while (blanks < after.size() && is_blank(after[blanks])) ++blanks;
  out.end += static_cast<std::uint32_t>(blanks);
  return out;
}

}  // namespace djaz
