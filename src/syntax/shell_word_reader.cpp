#include "syntax/shell_word_reader.h"

#include "support/text.h"
#include "syntax/shell_expansion.h"

namespace djaz {
namespace {

constexpr std::string_view kOpenQuote = "a quote is not closed: the rest is not analysed";
constexpr std::string_view kOpenExpansion =
    "a substitution is not closed: the rest is not analysed";
constexpr std::string_view kTooDeep =
    "substitutions stand in each other more than 32 deep: the rest is not analysed";

std::size_t assignment_of(std::string_view text, std::size_t unquoted) {
  std::size_t i = 0;
  while (i < unquoted && (is_alpha(text[i]) || text[i] == '_' || (i > 0 && is_digit(text[i])))) ++i;
  if (i == 0 || i >= unquoted) return 0;
  if (text[i] == '+' && i + 1 < unquoted) ++i;
  return text[i] == '=' ? i + 1 : 0;
}

}  // namespace

bool ShellWordReader::ends_word(char c) {
  return std::string_view(" \t\r\n;&|<>()").find(c) != std::string_view::npos;
}

bool ShellWordReader::read(std::size_t& at, ShellWord& word) {
  const std::size_t start = at;
  // The text before the first quote, escape or hole: only there an assignment's name may stand.
  std::size_t plain = std::string_view::npos;
  bool ok = true;
  word.text.anchor(passage_.offset(at));
  while (ok && at < text_.size()) {
    const char c = text_[at];
    // A carriage return belongs to the line end, or nearly all scripts from Windows would be
    // nothing but errors; elsewhere it is a byte like any other.
    if (c == '\r' && at + 1 < text_.size() && text_[at + 1] != '\n') {
      take(at++, word);
      continue;
    }
    if (ends_word(c)) break;
    const bool special = c == '\\' || c == '\'' || c == '"' || c == '$' || c == '`';
    if (special && plain == std::string_view::npos) plain = word.text.size();
    if (c == '\\')
      escape(at, word);
    else if (c == '\'')
      ok = single_quoted(at, word);
    else if (c == '"')
      ok = double_quoted(at, word);
    else if (c == '$' && at + 1 < text_.size() && text_[at + 1] == '\'')
      ok = ansi_quoted(at, word);
    else if (c == '$' && at + 1 < text_.size() && text_[at + 1] == '"')
      ok = double_quoted(++at, word);
    else if (c == '$' || c == '`')
      ok = expansion(at, word, false);
    else if (c == '\0')
      ++at;
    else
      take(at++, word);
  }
  word.span = passage_.span(start, at);
  word.assignment =
      assignment_of(word.text.text(), plain == std::string_view::npos ? word.text.size() : plain);
  return ok;
}

bool ShellWordReader::single_quoted(std::size_t& at, ShellWord& word) {
  const std::size_t end = text_.find('\'', at + 1);
  if (end == std::string_view::npos) return fail(at, kOpenQuote);
  word.quoted = true;
  take(at + 1, word, end - at - 1);
  at = end + 1;
  return true;
}

bool ShellWordReader::double_quoted(std::size_t& at, ShellWord& word) {
  const std::size_t open = at;
  word.quoted = true;
  for (++at; at < text_.size();) {
    const char c = text_[at];
    if (c == '"') {
      ++at;
      return true;
    }
    if (c == '\\' && continuation(at) > 0) {
      at += continuation(at);
    } else if (c == '\\' && at + 1 < text_.size() &&
               std::string_view("$`\"\\").find(text_[at + 1]) != std::string_view::npos) {
      take(at + 1, word);
      at += 2;
    } else if (c == '$' || c == '`') {
      if (!expansion(at, word, true)) return false;
    } else if (c == '\0') {
      ++at;
    } else {
      take(at++, word);
    }
  }
  return fail(open, kOpenQuote);
}

// `$'a\n'`: only the escapes that stand for themselves are read; others are holes.
bool ShellWordReader::ansi_quoted(std::size_t& at, ShellWord& word) {
  const std::size_t open = at;
  word.quoted = true;
  for (at += 2; at < text_.size();) {
    const char c = text_[at];
    if (c == '\'') {
      ++at;
      return true;
    }
    if (c == '\\' && at + 1 < text_.size()) {
      if (std::string_view("\\'\"?").find(text_[at + 1]) != std::string_view::npos)
        take(at + 1, word);
      else
        word.holes.push_back({word.text.size(), true, {}});
      at += 2;
    } else {
      take(at++, word);
    }
  }
  return fail(open, kOpenQuote);
}

bool ShellWordReader::expansion(std::size_t& at, ShellWord& word, bool quoted) {
  const std::size_t start = at;
  const ExpansionEnd end = skip_expansion(text_, at);
  if (end != ExpansionEnd::found) {
    at = start;
    return fail(start, end == ExpansionEnd::open ? kOpenExpansion : kTooDeep);
  }
  if (at == start) {
    take(at++, word);
    return true;
  }
  word.holes.push_back({word.text.size(), quoted, expansion_name(text_.substr(start, at - start))});
  return true;
}

void ShellWordReader::escape(std::size_t& at, ShellWord& word) {
  if (const std::size_t line_end = continuation(at)) {
    at += line_end;
    return;
  }
  word.quoted = true;
  if (at + 1 == text_.size()) {
    take(at++, word);
    return;
  }
  take(at + 1, word);
  at += 2;
}

std::size_t ShellWordReader::continuation(std::size_t at) const {
  const std::string_view rest = text_.substr(at, 3);
  if (rest.starts_with("\\\n")) return 2;
  return rest == "\\\r\n" ? 3 : 0;
}

void ShellWordReader::take(std::size_t at, ShellWord& word, std::size_t count) {
  // A passage of one piece is the rule; a continued line inside it has several.
  for (std::size_t i = at; i < at + count; ++i)
    word.text.append(text_.substr(i, 1), passage_.offset(i));
}

bool ShellWordReader::fail(std::size_t at, std::string_view message) {
  problem_ = {passage_.span(at, at + 1), message};
  return false;
}

}  // namespace djaz
