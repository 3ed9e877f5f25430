#include "documents/startup/words.h"

#include <string>

#include "secrets/names.h"
#include "secrets/values.h"
#include "support/text.h"

namespace djaz::startup {
namespace {

Unknown about_holes(const ShellWord& word, std::size_t begin, std::string& detail) {
  const std::string& text = word.text.text();
  const ShellHole* first = nullptr;
  for (const ShellHole& hole : word.holes)
    if (first == nullptr && hole.at >= begin) first = &hole;
  Unknown about;
  about.type = Kind::string;
  about.reason = first->name.empty() ? Reason::runtime : Reason::environment;
  detail = first->name.empty()
               ? std::string("the shell works it out when the site starts")
               : "`" + std::string(first->name) + "` is filled in when the site starts";
  about.detail = detail;
  about.prefix = std::string_view(text).substr(begin, first->at - begin);
  about.suffix = std::string_view(text).substr(word.holes.back().at);
  about.not_empty = !about.prefix.empty() || !about.suffix.empty();
  return about;
}

bool holds_secret(std::string_view name, std::string_view value) {
  return is_secret_name(name) && may_be_secret(value);
}

// `KEY=value` and `--env=KEY=value`.
bool assigns_secret(std::string_view text) {
  for (int round = 0; round < 2; ++round) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) return false;
    if (holds_secret(text.substr(0, equals), text.substr(equals + 1))) return true;
    text = text.substr(equals + 1);
  }
  return false;
}

}  // namespace

Span Words::span(const ShellWord& word, std::size_t begin, std::size_t end) const {
  if (place_) return *place_;
  if (word.text.empty()) return word.span;
  Span span = word.text.span(begin, end);
  // What the shell puts in at the end belongs to it.
  if (!word.known() && word.holes.back().at == word.text.size() && end == word.text.size())
    span.end = word.span.end;
  return span;
}

const Node* Words::value(const ShellWord& word, std::size_t begin) const {
  const std::string& text = word.text.text();
  // The whole word stands with its quotes, as people would underline it.
  const Span place = begin == 0 ? span(word) : span(word, begin, text.size());
  if (word.holes.empty() || word.holes.back().at < begin) {
    const std::string_view all = text;
    const Node* node = builder_.string(all.substr(begin), place);
    const bool secret = assigns_secret(node->text);
    return secret ? builder_.with_traits(*node, {Trait::secret}) : node;
  }
  std::string detail;
  return builder_.unknown(about_holes(word, begin, detail), place);
}

const Node* Words::number_or_text(const ShellWord& word, std::size_t begin) const {
  const Node* node = value(word, begin);
  if (!node->is(Kind::string) || node->text.empty()) return node;
  for (const char c : node->text)
    if (!is_digit(c)) return node;
  const auto number = parse_integer(node->text);
  return number ? builder_.integer(*number, node->span) : node;
}

const Node* Words::variable(std::string_view name, const ShellWord& word, std::size_t begin) const {
  const Node* node = value(word, begin);
  if (!node->is(Kind::string)) return node;
  if (holds_secret(name, node->text))
    return builder_.with_traits(*node, {Trait::secret, Trait::env_text});
  return builder_.with_traits(*node, {Trait::env_text});
}

const Node* Words::text(std::string_view text, const ShellWord& word) const {
  return builder_.string(text, span(word));
}

std::string_view program_name(const ShellWord& word) {
  const std::string_view text = word.text.text();
  const std::size_t slash = text.rfind('/');
  const std::size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
  if (!word.holes.empty() && word.holes.back().at >= begin) return {};
  return text.substr(begin);
}

}  // namespace djaz::startup
