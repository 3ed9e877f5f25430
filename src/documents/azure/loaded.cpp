#include "documents/azure/loaded.h"

#include <algorithm>
#include <initializer_list>

#include "documents/assembly.h"
#include "documents/azure/arm_scope.h"
#include "documents/azure/azure.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz::azure {

std::vector<Loaded> load_all(const Assembly& assembly) {
  std::vector<Loaded> all;
  for (Document* document : assembly.of_kind(kAzure.name)) {
    Loaded loaded;
    loaded.document = document;
    loaded.path = assembly.loader.sources().file(document->file).path();
    loaded.pieces = classify(*document->root);
    all.push_back(std::move(loaded));
  }
  return all;
}

Directories by_directory(const std::vector<Loaded>& all) {
  Directories out;
  for (const Loaded& loaded : all) out[directory_of(loaded.path)].push_back(&loaded);
  return out;
}

bool declares_all(const Node& arm_template, const Node* given) {
  if (!given || !given->is(Kind::mapping)) return true;
  const Node* declared = member(arm_template, "parameters");
  return std::all_of(given->entries.begin(), given->entries.end(),
                     [&](const Entry& entry) { return member(declared, entry.name) != nullptr; });
}

const Node* values_in(const Loaded& loaded) {
  for (const Piece& piece : loaded.pieces)
    if (piece.shape == Shape::parameters) return member(piece.node, "parameters");
  return nullptr;
}

namespace {

std::string stem_of(std::string_view path) {
  constexpr std::string_view kEnding = ".json";
  std::string stem = lowered(file_name_of(path));
  stem.resize(stem.size() - std::min(stem.size(), kEnding.size()));
  return stem;
}

// The words of "main.parameters-prod".
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c == '.' || c == '-' || c == '_')
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}

bool is_any_of(std::string_view word, std::initializer_list<std::string_view> others) {
  return std::find(others.begin(), others.end(), word) != others.end();
}

// `main.parameters.prod`, `main-params`, `main.prod.parameters`: made for the template `main`.
bool names_template(std::string_view stem, std::string_view of) {
  if (stem.size() <= of.size() || stem.substr(0, of.size()) != of ||
      std::string_view(".-_").find(stem[of.size()]) == std::string_view::npos)
    return false;
  const std::vector<std::string> rest = words_of(stem.substr(of.size() + 1));
  return rest.size() <= 2 && std::any_of(rest.begin(), rest.end(), [](const std::string& word) {
           return is_any_of(word, {"parameters", "parameter", "params", "param"});
         });
}

bool names_production(const Loaded& loaded) {
  const std::vector<std::string> words = words_of(stem_of(loaded.path));
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return is_any_of(word, {"prod", "production", "prd", "live"});
  });
}

// The only one, or the only one that is production's.
const Loaded* chosen(const std::vector<const Loaded*>& files) {
  if (files.size() == 1) return files[0];
  const Loaded* found = nullptr;
  for (const Loaded* file : files) {
    if (!names_production(*file)) continue;
    if (found) return nullptr;
    found = file;
  }
  return found;
}

bool fits(const Loaded& arm_template, const Loaded& parameters) {
  return std::all_of(arm_template.pieces.begin(), arm_template.pieces.end(),
                     [&](const Piece& piece) {
                       return piece.shape != Shape::arm_template ||
                              declares_all(*piece.node, values_in(parameters));
                     });
}

}  // namespace

const Loaded* parameters_beside(const Directories& all, const std::string& path) {
  const auto around = all.find(directory_of(path));
  if (around == all.end()) return nullptr;
  const std::string stem = stem_of(path);
  std::vector<std::string> templates;
  const Loaded* own = nullptr;
  for (const Loaded* loaded : around->second) {
    if (loaded->has(Shape::arm_template)) templates.push_back(stem_of(loaded->path));
    if (loaded->path == path) own = loaded;
  }
  std::vector<const Loaded*> named;
  std::vector<const Loaded*> beside;
  for (const Loaded* loaded : around->second) {
    if (!loaded->has(Shape::parameters)) continue;
    const std::string name = stem_of(loaded->path);
    if (name == stem + ".parameters" || (stem == "template" && name == "parameters")) return loaded;
    if (!own || !fits(*own, *loaded)) continue;
    beside.push_back(loaded);
    // Of `main` and `main-db`, the longer name has it.
    const bool anothers =
        std::any_of(templates.begin(), templates.end(), [&](const std::string& other) {
          return other.size() > stem.size() && names_template(name, other);
        });
    if (!anothers && names_template(name, stem)) named.push_back(loaded);
  }
  if (!named.empty()) return chosen(named);
  return templates.size() == 1 ? chosen(beside) : nullptr;
}

}  // namespace djaz::azure
