#include <doctest/doctest.h>

#include "documents/assembly.h"
#include "documents/requirements/graph.h"
#include "documents/requirements/requirements.h"
#include "source/file_system.h"

using namespace djaz;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

// A project of requirements files alone, assembled.
struct Project {
  explicit Project(Files files, std::vector<std::string> roots = {""}, ProductionOptions given = {})
      : file_system(in_memory(files)), loader(*file_system, sources), options(std::move(given)) {
    for (const auto& [path, text] : files)
      if (kRequirements.suspects(path) == Suspicion::yes) loader.choose(path, kRequirements);
    assembly = std::make_unique<Assembly>(loader, options, arena);
    for (const std::string& root : roots) {
      assembly->deployments.emplace_back();
      assembly->deployments.back().root = root;
    }
  }

  Deployment& run(std::size_t index = 0) {
    kRequirements.assemble(*assembly);
    return assembly->deployments[index];
  }

  Sources sources;
  std::unique_ptr<FileSystem> file_system;
  Loader loader;
  ProductionOptions options;
  Arena arena;
  std::unique_ptr<Assembly> assembly;
};

using requirements::child;

const Node& requirements_of(const Deployment& deployment) {
  const Node* node = deployment.branches.get("requirements");
  REQUIRE(node != nullptr);
  return *node;
}

// The first requirement of this name, in this file where one is given.
const Node& requirement(const Deployment& deployment, std::string_view name,
                        std::string_view file = {}) {
  for (const Node* item : requirements_of(deployment).items) {
    const Node* its = child(*item, "name");
    if (its != nullptr && its->text == name && (file.empty() || child(*item, "file")->text == file))
      return *item;
  }
  FAIL("no such requirement: " << std::string(name));
  static const Node kNone;
  return kNone;
}

std::string role(const Deployment& deployment, std::string_view path) {
  for (const Node* item : deployment.branches.get("requirement_files")->items)
    if (child(*item, "path")->text == path) return std::string(child(*item, "role")->text);
  return "not there";
}

const Node* include_of(const Deployment& deployment, std::string_view path, std::size_t index) {
  for (const Node* item : deployment.branches.get("requirement_files")->items)
    if (child(*item, "path")->text == path) return child(*item, "includes")->items[index];
  return nullptr;
}

const Node* django(const Deployment& deployment) {
  return child(*deployment.branches.get("runtime"), "django");
}

}  // namespace

TEST_CASE("The root file is runtime, and so is what it includes, whatever the name") {
  Project project(Files{{"requirements.txt", "-r requirements/dev.txt\nDjango==5.2.1\n"},
                        {"requirements/dev.txt", "pytest\n"},
                        {"requirements-test.txt", "-r requirements.txt\n-r more.txt\n"},
                        {"more.txt", "coverage\n"},
                        {"requirements/other.txt", "x\n"}});
  const Deployment& deployment = project.run();
  CHECK(role(deployment, "requirements.txt") == "runtime");
  CHECK(role(deployment, "requirements/dev.txt") == "runtime");
  CHECK(role(deployment, "requirements-test.txt") == "test");
  CHECK(role(deployment, "more.txt") == "test");
  CHECK(role(deployment, "requirements/other.txt") == "unknown");
  CHECK(deployment.installed == std::vector<std::string>{"django", "pytest"});
  CHECK_FALSE(deployment.installed_open);
  CHECK_FALSE(requirements_of(deployment).open);
  CHECK(child(requirement(deployment, "pytest"), "role")->text == "runtime");
}

TEST_CASE("Without a root file names decide") {
  Project project(Files{{"requirements/base.txt", "django==5.2.1\n"},
                        {"requirements/production.txt", "-r base.txt\ngunicorn\n"},
                        {"requirements/local.txt", "-r base.txt\nipdb\n"}});
  const Deployment& deployment = project.run();
  CHECK(role(deployment, "requirements/base.txt") == "runtime");
  CHECK(role(deployment, "requirements/local.txt") == "dev");
  CHECK(deployment.installed == std::vector<std::string>{"django", "gunicorn"});
}

TEST_CASE("A project without a runtime file installs nobody knows what") {
  Project project(Files{{"requirements-dev.txt", "pytest\n"}});
  const Deployment& deployment = project.run();
  CHECK(deployment.installed_open);
  CHECK(requirements_of(deployment).open);
  REQUIRE(django(deployment) != nullptr);
  CHECK(django(deployment)->is(Kind::unknown));
}

TEST_CASE("Each deploy root has its own files") {
  Project project(Files{{"shop/requirements.txt", "django==5.2.1\n"},
                        {"blog/requirements.txt", "django==4.2.1\n"},
                        {"requirements-dev.txt", "-r shop/requirements.txt\npytest\n"}},
                  {"shop", "blog"});
  const Deployment& shop = project.run(0);
  const Deployment& blog = project.assembly->deployments[1];
  CHECK(django(shop)->text == "5.2.1");
  CHECK(django(blog)->text == "4.2.1");
  CHECK(role(shop, "requirements-dev.txt") == "dev");
  CHECK(role(shop, "blog/requirements.txt") == "not there");
}

TEST_CASE("The host's own choice of a file goes before requirements.txt") {
  Project project(
      Files{{"requirements.txt", "flask\n"}, {"deploy/azure-list.txt", "django==5.2.1\n"}});
  python::Variable variable;
  variable.state = python::Variable::State::value;
  variable.text = "deploy/azure-list.txt";
  project.assembly->deployments[0].environment["CUSTOM_REQUIREMENTSTXT_PATH"] = variable;
  const Deployment& deployment = project.run();
  CHECK(deployment.installed == std::vector<std::string>{"django"});
  CHECK(role(deployment, "deploy/azure-list.txt") == "runtime");
}

TEST_CASE("What leads outside is not asked for, and the words are the same for all") {
  Project project(Files{{"requirements.txt", "-r ../secret.txt\ndjango\n"},
                        {"requirements-b.txt", "-r ../no-such-file.txt\ndjango\n"},
                        {"requirements-c.txt", "-r /etc/passwd\n-r file:///etc/passwd\n"}});
  const Deployment& deployment = project.run();
  CHECK(child(*include_of(deployment, "requirements.txt", 0), "exists")->is(Kind::unknown));
  CHECK(child(*include_of(deployment, "requirements.txt", 0), "path") == nullptr);
  CHECK(requirements_of(deployment).open);
  CHECK(deployment.installed_open);
  REQUIRE(project.assembly->notes.size() == 3);
  for (const std::string& note : project.assembly->notes)
    CHECK(note.substr(note.find(": ")) ==
          ": an include leads outside the project and was not followed");
}

TEST_CASE("A missing include is missing, a URL is unknown") {
  Project project(Files{{"requirements.txt", "-r gone.txt\n-c https://host/c.txt\n-r ${X}.txt\n"}});
  const Deployment& deployment = project.run();
  const Node* gone = child(*include_of(deployment, "requirements.txt", 0), "exists");
  CHECK(gone->is(Kind::boolean));
  CHECK_FALSE(gone->boolean);
  const Node* remote = include_of(deployment, "requirements.txt", 1);
  CHECK(child(*remote, "exists")->is(Kind::unknown));
  CHECK(child(*remote, "kind")->text == "constraint");
  CHECK(child(*include_of(deployment, "requirements.txt", 2), "exists")->is(Kind::unknown));
  CHECK(deployment.installed_open);
}

TEST_CASE("Cycles are cut and named, diamonds are not") {
  Project cycle(
      Files{{"requirements.txt", "-r b.txt\n"}, {"b.txt", "-r requirements.txt\ndjango\n"}});
  const Deployment& round = cycle.run();
  CHECK(child(*include_of(round, "requirements.txt", 0), "cycle") == nullptr);
  CHECK(child(*include_of(round, "b.txt", 0), "cycle") != nullptr);
  CHECK(requirements_of(round).items.size() == 1);
  Files files = {{"requirements.txt", "-r r0.txt\n-r r0.txt\n"}};
  for (int i = 0; i < 12; ++i) {
    const std::string next = "-r r" + std::to_string(i + 1) + ".txt\n";
    files.push_back({"r" + std::to_string(i) + ".txt", next + next});
  }
  files.push_back({"r12.txt", "django\n"});
  Project diamond(files);
  const Deployment& fine = diamond.run();
  CHECK(requirements_of(fine).items.size() == 1);
  CHECK_FALSE(requirements_of(fine).open);
  CHECK(child(*include_of(fine, "r3.txt", 1), "cycle") == nullptr);
}

TEST_CASE("A chain of any length is read, and a missing end opens the list") {
  Files files = {{"requirements.txt", "-r r0.txt\n"}};
  for (int i = 0; i < 40; ++i)
    files.push_back({"r" + std::to_string(i) + ".txt", "-r r" + std::to_string(i + 1) + ".txt\n"});
  Project project(files);
  const Deployment& deployment = project.run();
  CHECK(deployment.branches.get("requirement_files")->items.size() == 41);
  CHECK(requirements_of(deployment).open);
}

TEST_CASE("A constraint pins what the chain of production installs") {
  Project project(
      {{"requirements.txt", "-c constraints.txt\nDjango\ngunicorn>=20\n"},
       {"constraints.txt", "django==5.2.1\ngunicorn==23.0.0\n"},
       {"requirements-dev.txt", "-c dev-constraints.txt\n-r requirements.txt\npytest\n"},
       {"dev-constraints.txt", "pytest==8.0\ndjango==9.9\n"}});
  const Deployment& deployment = project.run();
  const Node& framework = requirement(deployment, "django", "requirements.txt");
  REQUIRE(child(framework, "pinned_by") != nullptr);
  CHECK(child(framework, "pinned_by")->text == "constraints.txt");
  CHECK(project.sources.text_of(child(framework, "pinned_by")->span) == "5.2.1");
  // A range is held by the constraint, too.
  CHECK(child(requirement(deployment, "gunicorn", "requirements.txt"), "pinned_by")->text ==
        "constraints.txt");
  CHECK(child(requirement(deployment, "pytest", "requirements-dev.txt"), "pinned_by")->text ==
        "dev-constraints.txt");
  CHECK(child(requirement(deployment, "django", "constraints.txt"), "constraint")->boolean);
  CHECK(deployment.installed == std::vector<std::string>{"django", "gunicorn"});
  CHECK(django(deployment)->text == "5.2.1");
}

TEST_CASE("A source with its compiled sibling says so") {
  Project project(
      {{"requirements.in", "django>=5\n"},
       {"requirements.txt", "django==5.2.1\n    # via -r requirements.in\n"},
       {"requirements/test.in", "pytest\n"},
       {"requirements/compiled-test.txt",
        "# This file was compiled by pip-compile:\n#    pip-compile "
        "--output-file=requirements/compiled-test.txt requirements/test.in\npytest==8\n"},
       {"requirements/alone.in", "x\n"}});
  const Deployment& deployment = project.run();
  CHECK(child(requirement(deployment, "django", "requirements.in"), "compiled") != nullptr);
  CHECK(child(requirement(deployment, "django", "requirements.txt"), "compiled") == nullptr);
  CHECK(child(requirement(deployment, "django", "requirements.in"), "compiled_from") == nullptr);
  const Node* source =
      child(requirement(deployment, "django", "requirements.txt"), "compiled_from");
  REQUIRE(source != nullptr);
  CHECK(source->text == "requirements.in");
  CHECK(child(requirement(deployment, "pytest", "requirements/test.in"), "compiled") != nullptr);
  CHECK(child(requirement(deployment, "x"), "compiled") == nullptr);
  CHECK(django(deployment)->text == "5.2.1");
}

TEST_CASE("A range of versions is no version, and the command line may say which") {
  Project project(Files{{"requirements.txt", "django>=5,<6\n"}});
  const Node* version = django(project.run());
  REQUIRE(version->is(Kind::unknown));
  CHECK(project.sources.text_of(version->span) == ">=5,<6");
  ProductionOptions options;
  options.django_version = "5.2";
  Project told(Files{{"requirements.txt", "django>=5,<6\n"}}, {""}, options);
  CHECK(django(told.run())->text == "5.2");
  Project pinned(Files{{"requirements.txt", "django==6.0.1\n"}}, {""}, options);
  CHECK(django(pinned.run())->text == "6.0.1");
}

TEST_CASE("Two pins of Django contradict each other") {
  Project project(Files{{"requirements.txt", "django==5.2.1\ndjango==4.2.1\n"}});
  const Node* version = django(project.run());
  REQUIRE(version->is(Kind::unknown));
  CHECK(version->unknown->reason == Reason::conflict);
}

TEST_CASE("Django that no list names is absent only from a list that is complete") {
  Project complete(Files{{"requirements.txt", "flask==3.0\n"}});
  CHECK(django(complete.run()) == nullptr);
  Project own(Files{{"requirements.txt", "flask==3.0\n.\n"}});
  const Deployment& deployment = own.run();
  CHECK(deployment.installed_open);
  REQUIRE(django(deployment) != nullptr);
  CHECK(child(*requirements_of(deployment).items[1], "exists")->boolean);
}

TEST_CASE("What other platforms install, production lacks") {
  Project project(
      Files{{"requirements.txt",
             "pywin32==306 ; sys_platform == 'win32'\ntzdata; python_version >= '3.9'\n"}});
  CHECK(project.run().installed == std::vector<std::string>{"tzdata"});
}

TEST_CASE("A branch that is there already keeps what it has") {
  Project project(Files{{"requirements.txt", "django==5.2.1\n"}});
  MappingBuilder before;
  before.set("python", project.assembly->builder.string("3.13"));
  project.assembly->deployments[0].branches.set("runtime", before.build(project.assembly->builder));
  const Deployment& deployment = project.run();
  CHECK(child(*deployment.branches.get("runtime"), "python")->text == "3.13");
  CHECK(django(deployment)->text == "5.2.1");
}

TEST_CASE("A file that could not be read leaves the list open") {
  Project project(Files{{"requirements.txt", std::string("d\0j\0a\0n\0g\0o\0", 12)}});
  const Deployment& deployment = project.run();
  CHECK(requirements_of(deployment).open);
  CHECK(deployment.installed_open);
}

TEST_CASE("A project without any list has open branches") {
  Project project(Files{{"manage.py", ""}});
  const Deployment& deployment = project.run();
  CHECK(requirements_of(deployment).open);
  CHECK(deployment.branches.get("requirement_files")->items.empty());
}

TEST_CASE("What one installation asks for twice knows of what was asked before") {
  Project project(Files{{"requirements.txt", "django==5.2\nDjango>=5\n-c held.txt\n"},
                        {"held.txt", "django<6\n"},
                        {"requirements-dev.txt", "django==5.2\n-r requirements.txt\n"},
                        {"requirements-old.txt", "django==4.2\n"}});
  const Deployment& deployment = project.run();
  const auto& items = requirements_of(deployment).items;
  const auto of = [&](std::string_view file, std::size_t index) -> const Node& {
    for (const Node* item : items)
      if (child(*item, "file")->text == file && index-- == 0) return *item;
    return *items.front();
  };
  CHECK(child(of("requirements.txt", 0), "earlier") == nullptr);
  const Node& second = of("requirements.txt", 1);
  REQUIRE(child(second, "earlier") != nullptr);
  CHECK(child(*child(second, "earlier")->items[0], "version")->text == "5.2");
  CHECK(child(second, "repeated") == nullptr);
  CHECK(child(*child(second, "constrained_by")->items[0], "specifier")->text == "<6");
  // The file that includes is at fault, and the same words are a repetition.
  const Node& dev = of("requirements-dev.txt", 0);
  CHECK(child(dev, "earlier")->items.size() == 2);
  CHECK(child(dev, "repeated")->boolean);
  CHECK(child(of("requirements-old.txt", 0), "earlier") == nullptr);
}

TEST_CASE("One name in thousands of lines keeps few links") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "django==5.2\n";
  Project project(Files{{"requirements.txt", text}});
  const Deployment& deployment = project.run();
  CHECK(child(*requirements_of(deployment).items.back(), "earlier")->items.size() == 8);
}

TEST_CASE("Options know what their file is for, and whether hashes hold it") {
  Project project(Files{{"requirements.txt", "--pre\nredis==5 --hash=sha256:aa\n"},
                        {"requirements-dev.txt", "--pre\npytest==8 --hash=sha256:aa\nmypy==1\n"}});
  const Deployment& deployment = project.run();
  const auto& files = deployment.branches.get("requirement_files")->items;
  const auto option = [&](std::size_t file) -> const Node& {
    return *child(*files[file], "options")->items[0];
  };
  CHECK(child(option(0), "role")->text == "dev");
  CHECK(!child(option(0), "all_hashed")->boolean);
  CHECK(child(option(1), "role")->text == "runtime");
  CHECK(child(option(1), "all_hashed")->boolean);
  CHECK(child(requirement(deployment, "mypy"), "hash_missing")->boolean);
  CHECK(child(requirement(deployment, "pytest"), "hash_missing") == nullptr);
}

TEST_CASE("A refused line opens the list, since it may have named any package") {
  Project project(Files{{"requirements.txt", "Django==5.2\nredis=5\n"}});
  const Deployment& deployment = project.run();
  CHECK(requirements_of(deployment).open);
  CHECK(deployment.installed_open);
  const auto& files = deployment.branches.get("requirement_files")->items;
  const Node& problem = *child(*files[0], "problems")->items[0];
  CHECK(child(problem, "kind")->text == "syntax");
  CHECK(project.sources.text_of(problem.span) == "=5");
}
