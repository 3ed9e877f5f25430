#include "documents/dependencies/readers.h"

#include "documents/dependencies/specifiers.h"
#include "source/file_system.h"
#include "support/text.h"
#include "syntax/json.h"
#include "syntax/toml.h"
#include "tree/member.h"
#include "tree/path.h"

namespace djaz::dependencies {
namespace {

constexpr std::size_t kMost = 16;

Span span_of(const SourceFile& file, std::string_view part) {
  const auto begin = static_cast<std::uint32_t>(part.data() - file.text().data());
  return {file.id(), begin, begin + static_cast<std::uint32_t>(part.size())};
}

std::string_view line_at(std::string_view text, std::size_t at) {
  return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

// The text between the quotes of `key = "text"`, or empty.
std::string_view quoted_after(std::string_view line, std::string_view key) {
  if (!line.starts_with(key)) return {};
  line = trimmed(line.substr(key.size()));
  if (line.empty() || line.front() != '=') return {};
  line = trimmed(line.substr(1));
  if (line.size() < 2 || line.front() != '"') return {};
  return line.substr(1, line.find('"', 1) - 1);
}

// uv.lock, poetry.lock, pdm.lock and pylock.toml are TOML of thousands of lines, and all begin a
// package with its name on a line of its own and the version close below.
std::vector<Dependency> read_lock(const SourceFile& file, std::string_view name, Document&) {
  constexpr std::string_view kName = "\nname = \"";
  const std::string_view text = file.text();
  std::vector<Dependency> out;
  for (std::size_t at = text.find(kName); at != std::string_view::npos && out.size() < kMost;
       at = text.find(kName, at + 1)) {
    const std::size_t begin = at + 1;
    if (!equal_ignoring_case(quoted_after(line_at(text, begin), "name"), name)) continue;
    std::size_t next = begin;
    while ((next = text.find('\n', next)) != std::string_view::npos) {
      const std::string_view line = line_at(text, ++next);
      if (line.starts_with('[') || trimmed(line).empty()) break;
      const std::string_view version = quoted_after(line, "version");
      if (version.empty()) continue;
      out.push_back({"==" + std::string(version), span_of(file, version)});
      break;
    }
  }
  return out;
}

// `{ "version": "==4.2" }` or the text itself, under a name in any case.
const Node* version_under(const Node* packages, std::string_view name) {
  if (packages == nullptr || !packages->is(Kind::mapping)) return nullptr;
  const Entry* entry = find_entry_ignoring_case(*packages, name);
  if (entry == nullptr) return nullptr;
  const Node* version = member(entry->value, "version");
  return version != nullptr ? version : entry->value;
}

Dependency dependency(const Node& node, bool poetry) {
  // A table without a version, or one for each platform, bounds nothing.
  if (!node.is(Kind::string)) return {"", node.span};
  if (poetry) return {from_poetry(node.text), node.span};
  return {node.text == "*" ? std::string() : std::string(node.text), node.span};
}

std::vector<Dependency> read_pipfile_lock(const SourceFile& file, std::string_view name,
                                          Document& document) {
  const JsonResult json = parse_json(file, 0, document.arena);
  for (const JsonProblem& problem : json.problems)
    document.problems.push_back({problem.span, problem.message, json.root == nullptr});
  const Node* version = version_under(member(json.root, "default"), name);
  if (version == nullptr) return {};
  return {dependency(*version, false)};
}

const Node* toml_of(const SourceFile& file, Document& document) {
  const Result<const Node*> toml = parse_toml(file, document.arena);
  if (toml.ok()) return toml.value();
  for (const Error& error : toml.errors()) document.problems.push_back({error.span, error.message});
  return nullptr;
}

std::vector<Dependency> read_pipfile(const SourceFile& file, std::string_view name,
                                     Document& document) {
  const Node* version = version_under(member(toml_of(file, document), "packages"), name);
  if (version == nullptr) return {};
  return {dependency(*version, false)};
}

std::vector<Dependency> read_pyproject(const SourceFile& file, std::string_view name,
                                       Document& document) {
  const Node* root = toml_of(file, document);
  std::vector<Dependency> out;
  if (const Node* list = member(member(root, "project"), "dependencies")) {
    for (const Node* item : list->items) {
      if (!item->is(Kind::string) || out.size() == kMost) continue;
      if (const auto specifier = specifier_of(item->text, name))
        out.push_back({std::string(*specifier), item->span});
    }
  }
  if (!out.empty()) return out;
  const Node* poetry = member(member(root, "tool"), "poetry");
  if (const Node* version = version_under(member(poetry, "dependencies"), name))
    out.push_back(dependency(*version, true));
  return out;
}

// The lines under `install_requires =` of a setup.cfg.
std::vector<Dependency> read_setup_cfg(const SourceFile& file, std::string_view name, Document&) {
  std::vector<Dependency> out;
  bool inside = false;
  for (const std::string_view line : split(file.text(), '\n')) {
    const bool indented = !line.empty() && is_space(line.front());
    std::string_view item = trimmed(line);
    if (!indented && !item.empty()) {
      const std::size_t equals = item.find('=');
      inside =
          equals != std::string_view::npos && trimmed(item.substr(0, equals)) == "install_requires";
      if (inside) item = trimmed(item.substr(equals + 1));
    }
    if (!inside || item.empty() || out.size() == kMost) continue;
    if (const auto specifier = specifier_of(item, name))
      out.push_back({std::string(*specifier), span_of(file, item)});
  }
  return out;
}

// The texts of the list behind `install_requires=` of a setup.py; without running it no more.
std::vector<Dependency> read_setup_py(const SourceFile& file, std::string_view name, Document&) {
  const std::string_view text = file.text();
  std::size_t at = text.find("install_requires");
  if (at == std::string_view::npos) return {};
  at = text.find_first_not_of(" =:\"'\t", at + std::string_view("install_requires").size());
  if (at == std::string_view::npos || (text[at] != '[' && text[at] != '(')) return {};
  const std::string_view list =
      text.substr(at, text.find(text[at] == '[' ? "\n]" : "\n)", at) - at);
  std::vector<Dependency> out;
  for (const std::string_view line : split(list, '\n')) {
    for (std::size_t i = 0; i < line.size() && line[i] != '#';) {
      const std::size_t begin = line.find_first_of("\"'#", i);
      if (begin == std::string_view::npos || line[begin] == '#') break;
      const std::size_t end = line.find(line[begin], begin + 1);
      if (end == std::string_view::npos) break;
      const std::string_view item = line.substr(begin + 1, end - begin - 1);
      if (const auto specifier = specifier_of(item, name); specifier && out.size() < kMost)
        out.push_back({std::string(*specifier), span_of(file, item)});
      i = end + 1;
    }
    // All on one line, or the end of an indented list.
    if (trimmed(line).ends_with("],") || trimmed(line) == "]") break;
  }
  return out;
}

}  // namespace

const Sort kFiles[kSorts] = {
    {"uv.lock", read_lock, true},
    {"poetry.lock", read_lock, true},
    {"pdm.lock", read_lock, true},
    {"pylock.toml", read_lock, true},
    {"Pipfile.lock", read_pipfile_lock, true},
    {"pyproject.toml", read_pyproject, false},
    {"Pipfile", read_pipfile, false},
    {"setup.cfg", read_setup_cfg, false},
    {"setup.py", read_setup_py, false},
};

}  // namespace djaz::dependencies
