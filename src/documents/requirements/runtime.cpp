#include "documents/requirements/runtime.h"

#include <algorithm>

#include "documents/django_versions.h"
#include "documents/requirements/graph.h"
#include "documents/requirements/scanner.h"

namespace djaz::requirements {
namespace {

bool is_true(const Node* node) {
  return node != nullptr && node->is(Kind::boolean) && node->boolean;
}

bool is_excluded(const Node& item) {
  const Node* markers = child(item, "markers");
  return markers != nullptr && markers->is(Kind::string) && excludes_linux(markers->text);
}

// A requirement that production installs.
bool counts(const Node& item) {
  return is_true(child(item, "installed")) && !is_true(child(item, "constraint")) &&
         !is_true(child(item, "compiled")) && !is_excluded(item);
}

class Runtime {
 public:
  Runtime(Assembly& assembly, Deployment& deployment, const std::vector<const Node*>& requirements)
      : assembly_(assembly),
        builder_(assembly.builder),
        deployment_(deployment),
        requirements_(requirements) {}

  void run(bool open) {
    for (const Node* item : requirements_) {
      if (!counts(*item)) continue;
      const Node* name = child(*item, "name");
      if (name == nullptr || !name->is(Kind::string)) {
        // A path or URL installs something that is not named here.
        open = true;
      } else {
        deployment_.installed.emplace_back(name->text);
        // A project of one's own brings what it depends on.
        if (child(*item, "path") != nullptr) open = true;
      }
    }
    std::sort(deployment_.installed.begin(), deployment_.installed.end());
    deployment_.installed.erase(
        std::unique(deployment_.installed.begin(), deployment_.installed.end()),
        deployment_.installed.end());
    deployment_.installed_open = open;
    set_django(open);
  }

 private:
  // Its own, or the one that a constraint of the production chain sets.
  static const Node* version_of(const Node& item) {
    const Node* version = child(item, "version");
    return version != nullptr ? version : child(item, "pinned_version");
  }

  const Node* django(bool open) {
    const Node* found = nullptr;
    const Node* loose = nullptr;
    for (const Node* item : requirements_) {
      const Node* name = child(*item, "name");
      if (name == nullptr || !name->is(Kind::string) || name->text != "django" || !counts(*item))
        continue;
      const Node* version = version_of(*item);
      if (version == nullptr) {
        if (loose == nullptr) loose = item;
      } else if (found == nullptr) {
        found = version;
      } else if (!equal(*found, *version)) {
        return builder_.unknown(Reason::conflict,
                                "the runtime requirements pin Django more than "
                                "once, to different versions",
                                version->span);
      }
    }
    deployment_.django_said = found != nullptr || !assembly_.options.django_version.empty();
    if (found != nullptr) return found;
    if (!assembly_.options.django_version.empty()) return from_option();
    deployment_.django_named = loose != nullptr;
    if (loose != nullptr) return unpinned(*loose);
    if (!open) return nullptr;
    if (const Node* version = agreed()) return version;
    return builder_.unknown(Reason::unresolved,
                            "no requirements file that was read says which Django is installed");
  }

  // Where it is not known which files production installs: what all that pin Django agree on.
  const Node* agreed() const {
    const Node* all = nullptr;
    for (const Node* item : requirements_) {
      const Node* name = child(*item, "name");
      if (name == nullptr || !name->is(Kind::string) || name->text != "django" ||
          is_true(child(*item, "constraint")))
        continue;
      const Node* version = version_of(*item);
      if (version == nullptr) continue;
      if (all != nullptr && !equal(*all, *version)) return nullptr;
      all = version;
    }
    return all;
  }

  const Node* from_option() const {
    Node* node = builder_.string(assembly_.options.django_version);
    node->origin = builder_.computed({}, "given by --django-version");
    return node;
  }

  const Node* unpinned(const Node& item) const {
    const Node* specifier = child(item, "specifier");
    const bool known = specifier != nullptr && specifier->is(Kind::string) &&
                       child(item, "url") == nullptr && child(item, "path") == nullptr;
    const Node* place = child(item, "pinned");
    return django_of(builder_, known ? specifier->text : std::string_view(),
                     place == nullptr ? item.span : place->span);
  }

  void set_django(bool open) {
    const Node* version = django(open);
    MappingBuilder runtime;
    Span span;
    bool was_open = false;
    if (const Node* before = deployment_.branches.get("runtime")) {
      for (const Entry& entry : before->entries)
        runtime.set(entry.name, entry.value, entry.key_span);
      span = before->span;
      was_open = before->open;
    }
    if (version != nullptr) runtime.set("django", version);
    deployment_.branches.set("runtime", runtime.build(builder_, span, was_open));
  }

  Assembly& assembly_;
  const Builder& builder_;
  Deployment& deployment_;
  const std::vector<const Node*>& requirements_;
};

struct Platform {
  std::string_view variable;
  std::string_view linux_value;
};

}  // namespace

bool excludes_linux(std::string_view marker) {
  static constexpr Platform kPlatforms[] = {
      {"sys_platform", "linux"}, {"platform_system", "Linux"}, {"os_name", "posix"}};
  Scanner scanner(marker);
  for (const Platform& platform : kPlatforms) {
    scanner.move_to(0);
    if (!scanner.take_word(platform.variable)) continue;
    scanner.take_blanks();
    const bool equals = scanner.take("==");
    if (!equals && !scanner.take("!=")) return false;
    scanner.take_blanks();
    const std::string_view rest = scanner.rest();
    if (rest.size() < 2 || rest.front() != rest.back()) return false;
    const std::string_view value = rest.substr(1, rest.size() - 2);
    if (value.find(rest.front()) != std::string_view::npos) return false;
    return equals != (value == platform.linux_value);
  }
  return false;
}

void describe_runtime(Assembly& assembly, Deployment& deployment,
                      const std::vector<const Node*>& requirements, bool open) {
  Runtime(assembly, deployment, requirements).run(open);
}

}  // namespace djaz::requirements
