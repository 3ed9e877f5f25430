#include "documents/requirements/roles.h"

#include <array>
#include <string>

#include "source/file_system.h"
#include "support/text.h"

namespace djaz::requirements {
namespace {

struct Word {
  std::string_view text;
  Role role;
};

constexpr std::array<Word, 22> kWords = {{
    {"dev", Role::dev},       {"devel", Role::dev},
    {"develop", Role::dev},   {"development", Role::dev},
    {"local", Role::dev},     {"lint", Role::dev},
    {"linting", Role::dev},   {"qa", Role::dev},
    {"typing", Role::dev},    {"debug", Role::dev},
    {"tool", Role::dev},      {"tools", Role::dev},
    {"bench", Role::dev},     {"notebook", Role::dev},
    {"notebooks", Role::dev}, {"test", Role::test},
    {"tests", Role::test},    {"testing", Role::test},
    {"ci", Role::test},       {"doc", Role::docs},
    {"docs", Role::docs},     {"documentation", Role::docs},
}};

constexpr std::array<std::string_view, 10> kRuntime = {"requirements",
                                                       "base",
                                                       "common",
                                                       "prod",
                                                       "production",
                                                       "main",
                                                       "deploy",
                                                       "azure",
                                                       "prod-requirements",
                                                       "requirements-prod"};

Role role_of_word(std::string_view word) {
  for (const Word& known : kWords)
    if (known.text == word) return known.role;
  return Role::unknown;
}

// The first word of a name that says what it is for: "requirements-dev", "ci_requirements".
Role role_of_words(std::string_view name) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    if (i < name.size() && is_alnum(name[i])) continue;
    const Role role = role_of_word(name.substr(begin, i - begin));
    if (role != Role::unknown) return role;
    begin = i + 1;
  }
  return Role::unknown;
}

}  // namespace

std::string_view to_string(Role role) {
  switch (role) {
    case Role::unknown:
      return "unknown";
    case Role::runtime:
      return "runtime";
    case Role::dev:
      return "dev";
    case Role::test:
      return "test";
    case Role::docs:
      return "docs";
  }
  return "";
}

Role role_by_name(std::string_view path) {
  const std::string whole = lowered(path);
  std::string stem(file_name_of(whole));
  stem.resize(std::min(stem.rfind('.'), stem.size()));
  const Role own = role_of_words(stem);
  if (own != Role::unknown) return own;
  const std::string_view directory = directory_of(whole);
  const Role around = role_of_words(directory);
  if (around != Role::unknown) return around;
  const bool plain = stem == "requirements" || stem == "prod-requirements" ||
                     stem == "requirements-prod" || stem == "requirements_prod";
  const bool in_folder = file_name_of(directory) == "requirements";
  if (!plain && !in_folder) {
    // requirements-production.txt, requirements_base.txt
    constexpr std::string_view kStart = "requirements";
    if (stem.size() <= kStart.size() || stem.compare(0, kStart.size(), kStart) != 0 ||
        is_alnum(stem[kStart.size()]))
      return Role::unknown;
    stem = stem.substr(kStart.size() + 1);
  }
  for (const std::string_view known : kRuntime)
    if (stem == known) return Role::runtime;
  return plain ? Role::runtime : Role::unknown;
}

}  // namespace djaz::requirements
