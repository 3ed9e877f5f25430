#include "rules/mend.h"

#include <algorithm>

#include "documents/settings/modules.h"
#include "rules/rule.h"
#include "rules/written.h"
#include "support/text.h"

namespace djaz {
namespace {

bool is_written(const Node& node) {
  return node.span.valid() && !node.span.empty() &&
         (node.origin == nullptr || node.origin->how == Origin::How::written);
}

const Node* entry(const Node* mapping, std::string_view name) {
  if (mapping == nullptr || !mapping->is(Kind::mapping)) return nullptr;
  const Entry* found = find_entry(*mapping, name);
  return found == nullptr ? nullptr : found->value;
}

// Only a template that people write is changed: an export shows what is, and what Bicep made would
// be made again.
bool is_source(const Place& place, const SourceFile& file, const Judge& judge) {
  if (!place.path.starts_with("azure")) return true;
  const Node* document = entry(entry(judge.deployment().root, "documents"), file.path());
  const Node* schema = entry(document, "$schema");
  return schema != nullptr && contains_ignoring_case(schema->text, "deploymentTemplate.json") &&
         entry(entry(document, "metadata"), "_generator") == nullptr;
}

const Node* production_of(const Judge& judge) {
  return entry(entry(judge.deployment().root, "entry_points"), "production");
}

bool is_setting(const Place& place) { return place.path.starts_with("settings"); }

// A development module that production happens to load stays one: what is wrong is that it is
// loaded, and another rule says so.
bool is_for_development(const Place& place, const SourceFile& file, const Judge& judge) {
  if (!is_setting(place)) return false;
  std::string module =
      file.path().substr(0, file.path().size() - std::min<std::size_t>(3, file.path().size()));
  std::replace(module.begin(), module.end(), '/', '.');
  const auto words = split(module, '.');
  const bool test = std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return word == "test" || word == "tests" || word == "example" || word == "examples";
  });
  return test || is_development_module(module) ||
         entry(production_of(judge), "production_sibling") != nullptr;
}

// A base module serves development too, and so may one that only manage.py or its own name names; a
// branch is taken on some days only.
bool is_production_alone(const Place& place, const Judge& judge, bool indented) {
  if (!is_setting(place)) return true;
  const auto& fallback = judge.deployment().fallback;
  const auto start = fallback.find("settings");
  const Node* source = entry(production_of(judge), "source");
  return !indented && judge.deployment().assumptions.empty() && source != nullptr &&
         entry(production_of(judge), "instead_of") == nullptr &&
         !source->text.ends_with("manage.py") && start != fallback.end() && start->second.valid() &&
         start->second.file == place.node->span.file;
}

std::optional<Edit> replaced(const Recipe& recipe, const Place& place, const SourceFile& file,
                             bool& indented) {
  const Node& node = *place.node;
  const Syntax syntax = syntax_of(file);
  if (!is_literal(node, file, syntax)) return std::nullopt;
  const bool alone = syntax == Syntax::words
                         ? whole_word(file, node.span).has_value()
                         : is_assigned(file, node.span, key_of(place.path), syntax, indented);
  if (!alone) return std::nullopt;
  const std::optional<std::string> text = literal(*recipe.with, syntax, file.text_of(node.span));
  if (!text || *text == file.text_of(node.span)) return std::nullopt;
  return Edit{node.span, *text};
}

std::optional<Edit> renamed(const Recipe& recipe, const Place& place, const SourceFile& file,
                            bool& indented) {
  const Node& node = *place.node;
  const std::string_view name = key_of(place.path);
  const Syntax syntax = syntax_of(file);
  Span key = node.key_span;
  if (syntax == Syntax::words || !key.valid() || key.file != node.span.file) return std::nullopt;
  std::string_view text = file.text_of(key);
  if (syntax == Syntax::json && text.size() > 2 && text.front() == '"') {
    ++key.begin;
    --key.end;
    text = file.text_of(key);
  }
  if (text != name || !is_assigned(file, node.span, name, syntax, indented)) return std::nullopt;
  return Edit{key, std::string(recipe.with->text)};
}

std::optional<Edit> removed(const Place& place, const SourceFile& file) {
  if (syntax_of(file) != Syntax::words) return std::nullopt;
  const std::optional<Span> word = whole_word(file, place.node->span);
  if (!word) return std::nullopt;
  // A word with quotes or a `$` may be several things; only a plain one is taken away.
  for (const char c : file.text_of(place.node->span))
    if (!is_alnum(c) && std::string_view("-_=.:/").find(c) == std::string_view::npos)
      return std::nullopt;
  return Edit{*word, ""};
}

}  // namespace

std::optional<Fix> mend(const Recipe& recipe, const Place& subject, Judge& judge) {
  const Place place = judge.follow(recipe.at, subject);
  if (place.node == nullptr || place.present != Truth::yes || !is_written(*place.node))
    return std::nullopt;
  const SourceFile& file = judge.sources().file(place.node->span.file);
  if (!is_source(place, file, judge) || is_for_development(place, file, judge)) return std::nullopt;
  std::optional<Edit> edit;
  bool indented = false;
  switch (recipe.how) {
    case Recipe::How::replace:
      edit = replaced(recipe, place, file, indented);
      break;
    case Recipe::How::rename:
      edit = renamed(recipe, place, file, indented);
      break;
    case Recipe::How::remove:
      edit = removed(place, file);
      break;
  }
  if (!edit) return std::nullopt;
  const RuleInfo& info = judge.rule().rule->info();
  return Fix{std::string(info.fix),
             {std::move(*edit)},
             info.fix_safe && is_production_alone(place, judge, indented)};
}

}  // namespace djaz
