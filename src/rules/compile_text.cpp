// Paths and messages of a rule.
#include <algorithm>

#include "rules/compile.h"
#include "support/text.h"

namespace djaz {

std::optional<Path> Compiler::plain_path(const Node& node, std::string_view text) {
  auto parsed = parse_path(text);
  if (!parsed.ok()) {
    for (const Error& error : parsed.errors()) fail(node.span, error.message, error.help);
    return std::nullopt;
  }
  return std::move(parsed).value();
}

std::optional<CompiledPath> Compiler::path(const Node& node, std::string_view text) {
  auto parsed = plain_path(node, text);
  if (!parsed) return std::nullopt;
  if (parsed->has_wildcard()) {
    fail(node.span,
         "the path `" + std::string(text) + "` has a wildcard: it must lead to one node here",
         "a wildcard belongs in `select`, of the rule or of a join");
    return std::nullopt;
  }
  CompiledPath out;
  const std::string variable = parsed->variable;
  out.path = std::move(*parsed);
  if (variable.empty()) return out;
  if (variable == "project") {
    out.base = CompiledPath::Base::project;
    return out;
  }
  if (variable == "node") {
    out.base = CompiledPath::Base::node;
    spoke_of_node_ = true;
    return out;
  }
  std::vector<std::string_view> known = {"node", "project"};
  for (std::size_t i = 0; i < joins_.size() && !inside_join_; ++i) {
    if (joins_[i] == variable) {
      out.base = CompiledPath::Base::join;
      out.join = i;
      return out;
    }
    known.push_back(joins_[i]);
  }
  if (inside_join_)
    fail(node.span, "`$" + variable + "` cannot be used inside a join",
         "a join's `where` may speak of the joined node, `$node` and `$project`");
  else
    fail(node.span, "no join is called `" + variable + '`', suggestion(variable, known));
  return std::nullopt;
}

// `{path}` is a value; `{{` and `}}` are braces.
Template Compiler::message(const Node& node) {
  Template out;
  std::string literal;
  const std::string_view text = node.text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t brace = std::min(text.find_first_of("{}", i), text.size());
    literal += text.substr(i, brace - i);
    if (brace == text.size()) break;
    i = brace;
    const char c = text[i];
    if (text.substr(i + 1).starts_with(c)) {
      literal += c;
      ++i;
    } else if (c == '}') {
      fail(node.span, "a `}` without `{` in a message", "write `}}` for a brace");
      return out;
    } else {
      const std::size_t end = text.find('}', i);
      if (end == std::string_view::npos) {
        fail(node.span, "a `{` without `}` in a message", "write `{{` for a brace");
        return out;
      }
      if (!literal.empty()) out.pieces.push_back({std::move(literal), std::nullopt, false});
      literal.clear();
      const std::string_view inside = text.substr(i + 1, end - i - 1);
      Template::Piece piece;
      piece.evidence = inside == "@evidence";
      if (!piece.evidence) piece.path = path(node, inside);
      out.pieces.push_back(std::move(piece));
      i = end;
    }
  }
  if (!literal.empty()) out.pieces.push_back({std::move(literal), std::nullopt, false});
  return out;
}

}  // namespace djaz
