// The keys of a table: which there may be, and which type each has.
#include "rules/compile.h"
#include "support/text.h"

namespace djaz {
namespace {

// What a kind is called in TOML, for people who wrote TOML.
std::string_view word_for(Kind kind) {
  switch (kind) {
    case Kind::string:
      return "a string";
    case Kind::boolean:
      return "true or false";
    case Kind::integer:
      return "a whole number";
    case Kind::real:
      return "a number";
    case Kind::list:
      return "a list";
    case Kind::mapping:
      return "a table";
    default:
      return "a value";
  }
}

}  // namespace

void Compiler::fail(const Span& place, std::string message, std::string help) {
  errors_.push_back({std::move(message), place, std::move(help)});
}

std::string Compiler::suggestion(std::string_view word,
                                 const std::vector<std::string_view>& options) {
  const std::string_view near = word.empty() ? std::string_view() : nearest(word, options);
  if (!near.empty()) return "did you mean `" + std::string(near) + "`?";
  std::vector<std::string> all(options.begin(), options.end());
  return "there are: " + join(all, ", ");
}

void Compiler::only(const Node& table, std::string_view what,
                    std::initializer_list<std::string_view> keys) {
  only(table, what, std::span(keys.begin(), keys.size()));
}

void Compiler::only(const Node& table, std::string_view what,
                    std::span<const std::string_view> keys) {
  if (author_ == Author::embedded) return;
  for (const Entry& entry : table.entries) {
    bool known = false;
    for (const std::string_view key : keys) {
      known = key == entry.name;
      if (known) break;
    }
    if (!known)
      fail(entry.key_span, "unknown key `" + std::string(entry.name) + "` in " + std::string(what),
           suggestion(entry.name, {keys.begin(), keys.end()}));
  }
}

bool Compiler::is(const Node& node, Kind kind, std::string_view what, std::string_view before) {
  if (node.is(kind)) return true;
  fail(node.span, std::string(before) + std::string(what) + " must be " +
                      std::string(word_for(kind)) + ", not " + std::string(word_for(node.kind)));
  return false;
}

bool Compiler::is_under(std::string_view key, const Node& node, Kind kind,
                        std::string_view before) {
  return node.is(kind) || is(node, kind, '`' + std::string(key) + '`', before);
}

const Node* Compiler::find(const Node& table, std::string_view key) const {
  const Entry* entry = find_entry(table, key);
  return entry == nullptr ? nullptr : entry->value;
}

std::string_view Compiler::text(const Node& table, std::string_view key, bool required) {
  const Node* node = find(table, key);
  if (node == nullptr) {
    if (required) fail(table.span, "the rule has no `" + std::string(key) + '`');
    return {};
  }
  if (!is_under(key, *node, Kind::string)) return {};
  if (required && trimmed(node->text).empty())
    fail(node->span, '`' + std::string(key) + "` is empty");
  return node->text;
}

std::vector<std::string_view> Compiler::texts(const Node& table, std::string_view key) {
  const Node* node = find(table, key);
  if (node == nullptr) return {};
  if (node->is(Kind::string)) return {node->text};
  if (!is_under(key, *node, Kind::list)) return {};
  std::vector<std::string_view> out;
  out.reserve(node->items.size());
  for (const Node* item : node->items)
    if (is_under(key, *item, Kind::string, "an item of ")) out.push_back(item->text);
  return out;
}

std::vector<std::string> Compiler::strings(const Node& table, std::string_view key) {
  const std::vector<std::string_view> views = texts(table, key);
  return {views.begin(), views.end()};
}

bool Compiler::flag(const Node& table, std::string_view key) {
  const Node* node = find(table, key);
  return node != nullptr && is_under(key, *node, Kind::boolean) && node->boolean;
}

std::optional<Severity> Compiler::severity(const Node& table) {
  const Node* node = find(table, "severity");
  if (node == nullptr || !is(*node, Kind::string, "`severity`")) return std::nullopt;
  for (const Severity each : {Severity::note, Severity::warning, Severity::error})
    if (to_string(each) == node->text) return each;
  fail(node->span, "unknown severity `" + std::string(node->text) + '`',
       suggestion(node->text, {"error", "warning", "note"}));
  return std::nullopt;
}

std::optional<Confidence> Compiler::confidence(const Node& table) {
  const Node* node = find(table, "confidence");
  if (node == nullptr || !is(*node, Kind::string, "`confidence`")) return std::nullopt;
  for (const Confidence each : {Confidence::low, Confidence::medium, Confidence::high})
    if (to_string(each) == node->text) return each;
  fail(node->span, "unknown confidence `" + std::string(node->text) + '`',
       suggestion(node->text, {"high", "medium", "low"}));
  return std::nullopt;
}

}  // namespace djaz
