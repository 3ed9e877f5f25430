// A rule's examples, as files with marks.
#include "rules/compile.h"

namespace djaz {

std::vector<Example> Compiler::examples(const Node& table) {
  std::vector<Example> out;
  examples(table, "bad", out);
  examples(table, "good", out);
  return out;
}

void Compiler::examples(const Node& rule, std::string_view key, std::vector<Example>& out) {
  const std::string name = "[[rule." + std::string(key) + "]]";
  const Node* list = find(rule, key);
  if (list == nullptr) {
    fail(rule.span, "the rule has no " + std::string(key) + " example",
         "examples are its tests and its documentation: add a `" + name + '`');
    return;
  }
  if (!is(*list, Kind::list, '`' + name + '`')) return;
  for (const Node* item : list->items)
    if (is(*item, Kind::mapping, "an example")) out.push_back(example(*item, key == "bad"));
}

Example Compiler::example(const Node& table, bool bad) {
  Example out;
  out.bad = bad;
  out.span = table.span;
  bool marked = false;
  for (const Entry& entry : table.entries) {
    if (entry.name == "at") {
      out.at = strings(table, "at");
      continue;
    }
    if (entry.name == "passes") {
      if (bad) fail(entry.key_span, "a bad example says where it fails, not where it passes");
      // What `at` is to a bad example; one empty place says that there is none.
      out.at = strings(table, "passes");
      if (out.at.empty()) out.at.emplace_back();
      continue;
    }
    if (entry.name == "tracked") {
      out.repository = true;
      out.tracked = strings(table, "tracked");
      continue;
    }
    if (entry.name == "encoding") {
      out.encoding = text(table, "encoding");
      one_of(*entry.value, "encoding", {"utf-8-bom", "utf-16", "utf-16be", "latin-1"});
      continue;
    }
    if (entry.name == "fixed") {
      if (!bad) fail(entry.key_span, "a good example has nothing to fix");
      if (!is(*entry.value, Kind::mapping, "`fixed`")) continue;
      for (const Entry& file : entry.value->entries)
        if (is(*file.value, Kind::string, "the text of `" + std::string(file.name) + '`'))
          out.fixed.push_back({std::string(file.name), std::string(file.value->text)});
      continue;
    }
    if (!is(*entry.value, Kind::string, "the text of `" + std::string(entry.name) + '`')) continue;
    marked = marked || entry.value->text.find("<- here") != std::string_view::npos;
    out.files.push_back({std::string(entry.name), std::string(entry.value->text)});
  }
  if (out.files.empty()) fail(table.span, "the example has no file");
  if (bad && !marked && out.at.empty())
    fail(table.span, "the bad example does not say which line is wrong",
         "mark it with `# <- here`, or say `at = \"file:line\"`");
  if (!bad && (marked || find(table, "at") != nullptr))
    fail(table.span, "a good example has no wrong line to mark");
  return out;
}

}  // namespace djaz
