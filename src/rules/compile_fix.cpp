// How a rule mends what it finds: `fix = { description, replace | delete, with, safe }`.
#include <algorithm>

#include "rules/compile.h"
#include "support/text.h"

namespace djaz {
namespace {

// Text that is written alike in a string of Python, in one of JSON and as a word of a command.
bool is_plain(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_alnum(c) || std::string_view("_-./:=,@+").find(c) != std::string_view::npos;
  });
}

bool is_name(std::string_view text) {
  return !text.empty() && !is_digit(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_alnum(c) || c == '_'; });
}

}  // namespace

// Whatever passes here can be written in every syntax that is edited, so a fix cannot fail later.
bool Compiler::replacement(const Node& with, bool name) {
  if (name) {
    if (with.is(Kind::string) && is_name(with.text)) return true;
    fail(with.span, "a key is replaced with a name: letters, digits and `_`");
    return false;
  }
  if (with.is(Kind::boolean) || with.is(Kind::integer)) return true;
  if (with.is(Kind::string) && is_plain(with.text)) return true;
  fail(with.span, "`with` is true, false, a whole number, or text of letters, digits and _-./:=,@+",
       "anything else is written differently in each kind of file");
  return false;
}

void Compiler::fix(const Node& rule, CompiledRule& out) {
  const Node* table = find(rule, "fix");
  if (table == nullptr || !is(*table, Kind::mapping, "`fix`")) return;
  only(*table, "`fix`", {"description", "replace", "delete", "with", "safe"});
  if (out.sensitive)
    fail(table->span, "a rule about secrets has no fix", "it would write or move a secret");

  const Node* replace = find(*table, "replace");
  const Node* remove = find(*table, "delete");
  const Node* with = find(*table, "with");
  if ((replace == nullptr) == (remove == nullptr)) {
    fail(table->span, "a fix has one of `replace` and `delete`");
    return;
  }
  const Node& where = replace != nullptr ? *replace : *remove;
  if (!is(where, Kind::string, replace != nullptr ? "`replace`" : "`delete`")) return;
  Recipe recipe;
  std::optional<CompiledPath> at = path(where, where.text);
  if (!at) return;
  const bool key = at->path.attribute == "key";
  if (at->base == CompiledPath::Base::join || at->base == CompiledPath::Base::project)
    fail(where.span, "a fix changes the selected node or something in it",
         "what a join finds, other rules and other places depend on");
  if (!at->path.attribute.empty() && !(key && replace != nullptr))
    fail(where.span, "a fix replaces or deletes a node, or replaces its `@key`");
  at->path.attribute.clear();
  recipe.at = std::move(*at);
  if (remove != nullptr) {
    recipe.how = Recipe::How::remove;
    if (with != nullptr) fail(with->span, "`delete` takes no `with`");
  } else {
    recipe.how = key ? Recipe::How::rename : Recipe::How::replace;
    if (with == nullptr)
      fail(table->span, "`replace` needs `with`");
    else if (replacement(*with, key))
      recipe.with = with;
  }
  out.fix = std::move(recipe);
}

}  // namespace djaz
