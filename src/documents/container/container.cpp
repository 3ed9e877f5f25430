#include "documents/container/container.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "documents/assembly.h"
#include "documents/container/instructions.h"
#include "documents/hosting.h"
#include "documents/module_mention.h"
#include "documents/stated_module.h"
#include "secrets/names.h"
#include "support/text.h"

namespace djaz {
namespace container {
namespace {

Suspicion suspects(std::string_view path) {
  const std::string_view name = file_name_of(path);
  const bool named = name == "Dockerfile" || name == "Containerfile" ||
                     name.starts_with("Dockerfile.") || name.ends_with(".Dockerfile");
  return named && !is_for_developers(path) ? Suspicion::yes : Suspicion::no;
}

// What the image starts with may name a module of its own, or Django's development server; the last
// instruction counts.
void take_command(const SourceFile& file, const Builder& builder, MappingBuilder& root) {
  constexpr std::string_view kDevelopment = "runserver";
  const std::string_view text = file.text();
  bool within = false;
  Span development;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (line.starts_with("CMD ") || line.starts_with("ENTRYPOINT ")) {
      within = true;
      development = {};
    }
    const std::size_t named = within ? line.find(kDevelopment) : std::string_view::npos;
    if (named != std::string_view::npos)
      development = {file.id(), static_cast<std::uint32_t>(at + named),
                     static_cast<std::uint32_t>(at + named + kDevelopment.size())};
    if (const auto mention = within ? module_mention(line) : std::nullopt) {
      const Span span = mention->span_in(file, at);
      root.set("settings_module", builder.string(mention->module, span), span);
    }
    within = within && trimmed(line).ends_with('\\');
    at = end + 1;
  }
  // One that can be started with a server as well leaves the choice to who starts it.
  if (development.valid() && !names_django_server(text))
    root.set("development_server", builder.string(kDevelopment, development), development);
}

// Of all that an image sets, the one variable, and what its name says to be a secret.
void parse(const SourceFile& file, Document& document) {
  const Builder builder(document.arena);
  const Span all{file.id(), 0, static_cast<std::uint32_t>(file.text().size())};
  MappingBuilder root;
  MappingBuilder secrets;
  for (const EnvironmentEntry& one : image_environment(file)) {
    if (one.name == "DJANGO_SETTINGS_MODULE")
      root.set("settings_module", builder.string(one.value, one.value_span), one.name_span);
    if (is_secret_name(one.name))
      secrets.set(builder.arena().text(one.name),
                  builder.with_traits(*builder.string(one.value, one.value_span), {Trait::secret}),
                  one.name_span);
  }
  if (!secrets.empty()) root.set("secrets", secrets.build(builder, all));
  take_command(file, builder, root);
  document.root = root.build(builder, all);
}

// Images of one project that name different modules do not say which one is production's.
void assemble(Assembly& assembly) {
  add_stated_module(assembly, kContainer.name, authority::kImage, authority::kProcessFile);
  add_hosting(assembly, kContainer.name, true);
  for (Deployment& deployment : assembly.deployments) {
    std::vector<const Node*> images;
    // Those in a folder further down are seldom the site's own.
    for (const Document* document : assembly.of_kind(kContainer.name))
      if (is_above(assembly.loader.sources().file(document->file).path(), deployment))
        images.push_back(document->root);
    if (!images.empty()) deployment.branches.set("images", assembly.builder.list(images));
  }
}

}  // namespace
}  // namespace container

const DocumentKind kContainer = {
    .name = "container",
    .suspects = container::suspects,
    .recognises = nullptr,
    .decode = nullptr,
    .parse = container::parse,
    .tree = nullptr,
    .assemble = container::assemble,
    .size_limit = 262'144,
};

}  // namespace djaz
