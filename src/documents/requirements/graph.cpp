#include "documents/requirements/graph.h"

#include "documents/requirements/requirements.h"
#include "documents/requirements/url.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz::requirements {
namespace {

// `pylock.toml`, `pylock.NAME.toml`, with extras in brackets behind it.
bool is_lock_file(std::string_view target) {
  std::string_view name = file_name_of(target);
  name = name.substr(0, name.find('['));
  return name.substr(0, 7) == "pylock." && ends_with_ignoring_case(name, ".toml");
}

std::string custom_path(const Deployment& deployment) {
  const auto found = deployment.environment.find("CUSTOM_REQUIREMENTSTXT_PATH");
  if (found == deployment.environment.end() ||
      found->second.state != python::Variable::State::value)
    return {};
  std::string path;
  return resolve_relative(deployment.root, found->second.text, path) ? path : std::string();
}

}  // namespace

const Node* child(const Node& mapping, std::string_view name) {
  const Entry* entry = find_entry(mapping, name);
  return entry == nullptr ? nullptr : entry->value;
}

std::span<const Node* const> items_of(const Node& mapping, std::string_view name) {
  const Node* list = child(mapping, name);
  return list == nullptr ? std::span<const Node* const>() : list->items;
}

IncludeGraph::IncludeGraph(Assembly& assembly) : assembly_(assembly) {
  const Sources& sources = assembly.loader.sources();
  for (const Document* document : assembly.of_kind(kRequirements.name))
    add(sources.file(document->file).path(), *document);
  for (const Deployment& deployment : assembly.deployments) {
    const std::string path = custom_path(deployment);
    if (path.empty() || by_path_.count(path) != 0) continue;
    const Document* document = assembly.loader.load(path, kRequirements);
    if (document != nullptr) add(path, *document);
  }
  // Breadth first: a chain of any length needs no stack.
  for (std::size_t i = 0; i < files_.size(); ++i) follow(i);
  mark_cycles();
}

std::size_t IncludeGraph::find(std::string_view path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? npos : found->second;
}

void IncludeGraph::add(const std::string& path, const Document& document) {
  by_path_.emplace(path, files_.size());
  File file;
  file.path = path;
  file.document = &document;
  files_.push_back(std::move(file));
}

void IncludeGraph::follow(std::size_t file) {
  std::vector<Include> includes;
  for (const Node* node : items_of(*files_[file].document->root, "includes")) {
    Include include = resolve(files_[file], *node);
    if (include.target == Include::Target::file) read(include);
    includes.push_back(std::move(include));
  }
  for (const Include& include : includes) {
    if (include.target != Include::Target::file || include.ignored) continue;
    File& target = files_[include.file];
    (include.constraint ? target.used_as_constraint : target.included) = true;
  }
  files_[file].includes = std::move(includes);
  note(files_[file]);
}

// Says where an include leads, by its words alone.
Include IncludeGraph::resolve(const File& from, const Node& node) {
  Include include;
  include.node = &node;
  const Node* kind = child(node, "kind");
  include.constraint = kind != nullptr && kind->text == "constraint";
  include.ignored = child(node, "ignored") != nullptr;
  const Node* target = child(node, "target");
  const std::string scheme = scheme_of(target->text);
  if (target->is(Kind::unknown)) {
    include.target = Include::Target::variable;
  } else if (scheme == "http" || scheme == "https") {
    include.target = Include::Target::remote;
  } else if (scheme == "file" ||
             !resolve_relative(directory_of(from.path), target->text, include.path)) {
    include.target = Include::Target::outside;
    include.path.clear();
  } else if (include.path.empty()) {
    include.target = Include::Target::missing;
  } else {
    include.target = Include::Target::file;
  }
  return include;
}

void IncludeGraph::read(Include& include) {
  include.file = find(include.path);
  if (include.file != npos) return;
  include.file = 0;
  if (!assembly_.loader.exists(include.path)) {
    include.target = Include::Target::missing;
    return;
  }
  if (is_lock_file(include.path)) {
    include.target = Include::Target::other_kind;
    return;
  }
  include.target = Include::Target::unread;
  // How deep a chain may go is bounded by how many files the loader follows.
  if (include.ignored) return;
  const Document* document = assembly_.loader.load(include.path, kRequirements);
  if (document == nullptr) return;
  include.target = Include::Target::file;
  include.file = files_.size();
  add(include.path, *document);
}

// One note for each file and reason, with the first line. The same words whatever lies out there.
void IncludeGraph::note(const File& from) {
  struct Words {
    Include::Target target;
    std::string_view text;
  };
  static constexpr Words kWords[] = {
      {Include::Target::outside, "an include leads outside the project and was not followed"},
      {Include::Target::remote, "an include is a URL and was not followed"},
      {Include::Target::unread,
       "an include was not followed: too many files, or one that cannot be read"},
      {Include::Target::other_kind, "an include is a lock file and was not followed"},
  };
  for (const Words& words : kWords) {
    for (const Include& include : from.includes) {
      if (include.target != words.target || include.ignored) continue;
      const Position at = assembly_.loader.sources().start_of(include.node->span);
      assembly_.notes.push_back(from.path + ":" + std::to_string(at.line) + ": " +
                                std::string(words.text));
      break;
    }
  }
}

// Walks each chain once; an include of a file that is still open leads back.
void IncludeGraph::mark_cycles() {
  enum class State : std::uint8_t { fresh, open, done };
  std::vector<State> states(files_.size(), State::fresh);
  struct Frame {
    std::size_t file;
    std::size_t next = 0;
  };
  for (std::size_t start = 0; start < files_.size(); ++start) {
    if (states[start] != State::fresh) continue;
    std::vector<Frame> chain = {{start}};
    states[start] = State::open;
    while (!chain.empty()) {
      Frame& frame = chain.back();
      if (frame.next == files_[frame.file].includes.size()) {
        states[frame.file] = State::done;
        chain.pop_back();
        continue;
      }
      Include& include = files_[frame.file].includes[frame.next++];
      if (include.target != Include::Target::file || include.ignored) continue;
      if (states[include.file] == State::open) include.cycle = true;
      if (states[include.file] != State::fresh) continue;
      states[include.file] = State::open;
      chain.push_back({include.file});
    }
  }
}

std::vector<std::size_t> IncludeGraph::reached_from(std::size_t start) const {
  std::vector<bool> seen(files_.size(), false);
  std::vector<std::size_t> reached = {start};
  seen[start] = true;
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (const Include& include : files_[reached[i]].includes) {
      if (include.target != Include::Target::file || include.ignored || seen[include.file])
        continue;
      seen[include.file] = true;
      reached.push_back(include.file);
    }
  }
  return reached;
}

}  // namespace djaz::requirements
