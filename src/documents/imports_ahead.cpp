#include "documents/imports_ahead.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "documents/module_files.h"
#include "support/text.h"

namespace djaz {
namespace {

// Beyond these the evaluator reads one after the other.
constexpr std::size_t kMostFiles = 200;
constexpr std::size_t kMostBytes = 2 << 20;
// In the whole run.
constexpr std::size_t kMostExpected = 1'000;

bool is_name(char c) {
  return is_alnum(c) || c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view take_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

// The dotted name that the text begins with; the text goes on behind it.
std::string_view take_name(std::string_view& text) {
  text = take_blanks(text);
  std::size_t end = 0;
  while (end < text.size() && is_name(text[end])) ++end;
  const std::string_view name = text.substr(0, end);
  text = take_blanks(text.substr(end));
  return name;
}

bool take_word(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word) || text.size() == word.size() || is_name(text[word.size()]))
    return false;
  text.remove_prefix(word.size());
  return true;
}

struct Module {
  std::string name;
  bool package = false;
};

class Closure {
 public:
  Closure(Loader& loader, std::string_view root)
      : loader_(loader), root_(root), kind_(*find_document_kind("settings")) {}

  void add(Module module, const std::string& path) {
    if (is_full()) return;
    const std::string_view text = loader_.expect(path, kind_);
    ++files_;
    bytes_ += text.size();
    waiting_.emplace_back(std::move(module), text);
  }

  void run() {
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      // Adding to the list moves what is in it.
      const auto [module, text] = waiting_[i];
      for (const std::string_view line : split(text, '\n')) look(module, line);
    }
    loader_.parse_expected();
  }

 private:
  bool is_full() const {
    return files_ >= kMostFiles || bytes_ >= kMostBytes || loader_.expected() >= kMostExpected;
  }

  // An entry of MIDDLEWARE, as it mostly stands: on a line of its own. The module is read for the
  // class alone, so what it imports is not looked for.
  void look_for_middleware(std::string_view line) {
    line = take_blanks(line);
    if (line.empty() || (line.front() != '"' && line.front() != '\'')) return;
    const std::string_view name = line.substr(1, line.find(line.front(), 1) - 1);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || name.substr(dot).find("iddleware") == name.npos) return;
    const std::string module(name.substr(0, dot));
    if (is_full() || !std::all_of(module.begin(), module.end(), is_name)) return;
    bool package = false;
    const std::string path = module_file(loader_, root_, module, package);
    if (path.empty() || there_.contains(module)) return;
    bytes_ += loader_.expect(path, kind_).size();
    ++files_;
  }

  void look(const Module& module, std::string_view line) {
    if (line.empty()) return;
    if (line.front() != 'i' && line.front() != 'f') return look_for_middleware(line);
    if (take_word(line, "import")) {
      do {
        want(std::string(take_name(line)));
        if (take_word(line, "as")) take_name(line);
      } while (take_comma(line));
    } else if (take_word(line, "from")) {
      const std::string from = absolute(module, take_name(line));
      if (from.empty() || !take_word(line, "import")) return;
      if (!want(from)) return;
      // What is imported may be a module too.
      line = take_blanks(line);
      if (line.starts_with('(')) line.remove_prefix(1);
      do {
        const std::string_view name = take_name(line);
        if (name.empty()) return;
        want(from + '.' + std::string(name));
        if (take_word(line, "as")) take_name(line);
      } while (take_comma(line));
    }
  }

  static bool take_comma(std::string_view& line) {
    if (!line.starts_with(',')) return false;
    line.remove_prefix(1);
    return true;
  }

  // As seen from the deploy root; empty where it leads above that.
  static std::string absolute(const Module& module, std::string_view name) {
    if (!name.starts_with('.')) return std::string(name);
    std::string_view base = module.name;
    bool own = module.package;
    for (; name.starts_with('.'); name.remove_prefix(1)) {
      if (std::exchange(own, false)) continue;
      if (base.empty()) return {};
      const std::size_t dot = base.rfind('.');
      base = dot == std::string_view::npos ? std::string_view() : base.substr(0, dot);
    }
    if (base.empty()) return {};
    return name.empty() ? std::string(base) : std::string(base) + '.' + std::string(name);
  }

  // The module and the packages above it, which run first. False where there is none.
  bool want(const std::string& name) {
    std::size_t dot = 0;
    do {
      dot = name.find('.', dot + 1);
      if (!want_one(name.substr(0, dot))) return false;
    } while (dot != std::string::npos);
    return true;
  }

  bool want_one(const std::string& name) {
    if (name.empty() || name.back() == '.') return false;
    if (there_.contains(name)) return true;
    if (!known_.insert(name).second) return false;
    Module module{name, false};
    const std::string path = module_file(loader_, root_, name, module.package);
    // A package needs no file of its own.
    if (path.empty() && !loader_.directory_exists(join_path(root_, replaced(name, ".", "/"))))
      return false;
    there_.insert(name);
    if (!path.empty()) add(std::move(module), path);
    return true;
  }

  Loader& loader_;
  std::string_view root_;
  const DocumentKind& kind_;
  // Names that were asked for, and those that are there.
  std::set<std::string> known_;
  std::set<std::string> there_;
  std::vector<std::pair<Module, std::string_view>> waiting_;
  std::size_t files_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace

void read_imports_ahead(Loader& loader, std::string_view root, const std::string& name,
                        const std::string& path) {
  Closure closure(loader, root);
  closure.add({name, path.ends_with("/__init__.py")}, path);
  closure.run();
}

}  // namespace djaz
