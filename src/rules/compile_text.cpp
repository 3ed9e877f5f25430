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
         "in a condition say `every`, `some` or `none`; else a wildcard belongs in `select`");
    return std::nullopt;
  }
  std::optional<CompiledPath> out(std::in_place);
  if (!base(node, parsed->variable, *out)) return std::nullopt;
  out->path = std::move(*parsed);
  return out;
}

std::optional<Quantified> Compiler::quantified(const Node& node) {
  auto parsed = plain_path(node, node.text);
  if (!parsed) return std::nullopt;
  const std::string written = '`' + std::string(node.text) + '`';
  if (!parsed->has_wildcard()) {
    fail(node.span, "the path " + written + " has no wildcard: it leads to one node",
         "say `[*]` for the items of a list, `.*` for the values of a mapping, or ask the one node "
         "with `path`");
    return std::nullopt;
  }
  if (!parsed->attribute.empty()) {
    fail(node.span, "the path " + written + " must end at nodes, not at an attribute of them",
         "put the attribute into `that`: `that = { path = \"@" + parsed->attribute + "\", … }`");
    return std::nullopt;
  }
  if (parsed->variable == "project" && parsed->steps[0].how != Step::How::name) {
    fail(node.span, "the path " + written + " does not name a branch of the project");
    return std::nullopt;
  }
  Quantified out;
  if (!base(node, parsed->variable, out.start)) return std::nullopt;
  for (Step& step : parsed->steps) {
    out.steps.emplace_back();
    out.steps.back().steps.push_back(std::move(step));
  }
  return out;
}

bool Compiler::base(const Node& node, const std::string& variable, CompiledPath& out) {
  if (variable.empty()) return true;
  if (variable == "project") {
    out.base = CompiledPath::Base::project;
    asks_project_ = true;
    return true;
  }
  if (variable == "node") {
    out.base = CompiledPath::Base::node;
    spoke_of_node_ = true;
    return true;
  }
  if (variable == "item") {
    out.base = CompiledPath::Base::item;
    spoke_of_node_ = true;
    if (has_item_) return true;
    fail(node.span, "there is no `$item`: the rule has no `each`",
         "`$node` is the node that is judged");
    return false;
  }
  if (inside_join_) {
    fail(node.span, "`$" + variable + "` cannot be used inside a join",
         "a join's `where` may speak of the joined node, `$node`, `$item` and `$project`");
    return false;
  }
  const auto join = std::find(joins_.begin(), joins_.end(), variable);
  if (join != joins_.end()) {
    out.base = CompiledPath::Base::join;
    out.join = static_cast<std::size_t>(join - joins_.begin());
    return true;
  }
  std::vector<std::string_view> known = {"node", "project"};
  if (has_item_) known.push_back("item");
  known.insert(known.end(), joins_.begin(), joins_.end());
  fail(node.span, "no join is called `" + variable + '`', suggestion(variable, known));
  return false;
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
