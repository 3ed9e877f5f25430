#include "documents/container/container.h"

#include <algorithm>
#include <string>

#include "documents/assembly.h"
#include "documents/container/instructions.h"
#include "documents/module_files.h"
#include "support/text.h"

namespace djaz {
namespace container {
namespace {

// Words in a path by which developers tell their own images from what is deployed.
constexpr std::string_view kElsewhere[] = {"dev",  "devel",   "development", "local",
                                           "test", "tests",   "testing",     "ci",
                                           "docs", "example", "examples"};

bool is_for_developers(std::string_view path) {
  if (path.starts_with('.') || path.find("/.") != std::string_view::npos) return true;
  std::string word;
  const auto known = [&] {
    return std::find(std::begin(kElsewhere), std::end(kElsewhere), word) != std::end(kElsewhere);
  };
  for (const char c : path) {
    if (is_alpha(c)) {
      word += lower(c);
    } else {
      if (known()) return true;
      word.clear();
    }
  }
  return known();
}

Suspicion suspects(std::string_view path) {
  const std::string_view name = file_name_of(path);
  const bool named = name == "Dockerfile" || name == "Containerfile" ||
                     name.starts_with("Dockerfile.") || name.ends_with(".Dockerfile");
  return named && !is_for_developers(path) ? Suspicion::yes : Suspicion::no;
}

// Of all that an image sets, the one variable; what else stands there may be a secret.
void parse(const SourceFile& file, Document& document) {
  const Builder builder(document.arena);
  const Span all{file.id(), 0, static_cast<std::uint32_t>(file.text().size())};
  MappingBuilder root;
  for (const EnvironmentEntry& one : image_environment(file))
    if (one.name == "DJANGO_SETTINGS_MODULE")
      root.set("settings_module", builder.string(one.value, one.value_span), one.name_span);
  document.root = root.build(builder, all);
}

const Node* settings_module(const Document& document) {
  const Entry* module =
      document.root->is(Kind::mapping) ? find_entry(*document.root, "settings_module") : nullptr;
  return module == nullptr ? nullptr : module->value;
}

// Images of one project that name different modules do not say which one is production's.
void assemble(Assembly& assembly) {
  for (Deployment& deployment : assembly.deployments) {
    const Document* source = nullptr;
    const Node* said = nullptr;
    bool agreed = true;
    for (const Document* document : assembly.of_kind(kContainer.name)) {
      const Node* module = settings_module(*document);
      bool package = false;
      if (module == nullptr ||
          module_file(assembly.loader, deployment.root, module->text, package).empty())
        continue;
      agreed = agreed && (said == nullptr || said->text == module->text);
      if (said != nullptr) continue;
      said = module;
      source = document;
    }
    if (said == nullptr || !agreed) continue;
    const std::string& path = assembly.loader.sources().file(source->file).path();
    deployment.settings_modules.push_back(
        {std::string(said->text), said->span, "`" + path + "`", authority::kImage});
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
