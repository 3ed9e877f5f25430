#include "documents/process/process.h"

#include <algorithm>
#include <string>

#include "documents/agreed_module.h"
#include "documents/assembly.h"
#include "documents/hosting.h"
#include "documents/module_mention.h"
#include "documents/stated_module.h"
#include "support/text.h"

namespace djaz {
namespace process {
namespace {

bool is_procfile(std::string_view name) {
  return name == "Procfile" || name.starts_with("Procfile.");
}

// What an image is started with.
bool is_script(std::string_view name) {
  const bool script = name.ends_with(".sh") || name.find('.') == std::string_view::npos;
  return script && name.find("entrypoint") != std::string_view::npos;
}

Suspicion suspects(std::string_view path) {
  const std::string_view name = file_name_of(path);
  const std::string_view directory = file_name_of(directory_of(path));
  const bool ini = name.ends_with(".ini") || name.ends_with(".conf");
  const bool named = is_procfile(name) || is_script(name) || name.ends_with(".service") ||
                     (ini && (name.starts_with("uwsgi") || name.starts_with("supervisor") ||
                              directory == "supervisor" || directory == "uwsgi"));
  return named && !is_for_developers(path) ? Suspicion::yes : Suspicion::no;
}

// A Procfile's other processes may run with settings of their own; so may the commands of a script
// that are no server, such as a migration.
bool counts(std::string_view line, std::string_view name) {
  line = trimmed(line);
  if (line.empty() || line.front() == '#' || line.front() == ';') return false;
  if (is_procfile(name)) return line.starts_with("web:");
  return !is_script(name) || line.starts_with("export ") || names_django_server(line);
}

// One name, where all lines agree.
void parse(const SourceFile& file, Document& document) {
  const Builder builder(document.arena);
  const std::string_view text = file.text();
  const Span all{file.id(), 0, static_cast<std::uint32_t>(text.size())};
  const std::string_view name = file_name_of(file.path());
  MappingBuilder root;
  AgreedModule agreed;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (counts(line, name)) {
      if (const auto mention = module_mention(line))
        agreed.add(mention->module, mention->span_in(file, at));
    }
    at = end + 1;
  }
  agreed.put(builder, root);
  document.root = root.build(builder, all);
}

void assemble(Assembly& assembly) {
  add_stated_module(assembly, kProcess.name, authority::kProcessFile, authority::kProcessFile);
  add_hosting(assembly, kProcess.name, false);
}

}  // namespace
}  // namespace process

const DocumentKind kProcess = {
    .name = "process",
    .suspects = process::suspects,
    .recognises = nullptr,
    .decode = nullptr,
    .parse = process::parse,
    .tree = nullptr,
    .assemble = process::assemble,
    .size_limit = 262'144,
};

}  // namespace djaz
