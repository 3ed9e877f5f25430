// Python from its bytes to the values of a module that imports itself, and as a settings document.
#include <map>

#include "documents/settings/settings.h"
#include "fuzz.h"
#include "python/evaluate.h"
#include "python/parse.h"
#include "python/prescan.h"
#include "support/text.h"
#include "tree/builder.h"

using namespace djaz;

namespace {

class World : public python::World {
 public:
  explicit World(const python::Module& only) : only_(only) {}

  python::Variable variable(std::string_view name) const override {
    using State = python::Variable::State;
    python::Variable out;
    out.state = static_cast<State>(name.size() % 4);
    if (out.state == State::value) out.text = name.size() % 8 < 4 ? "True" : "a,b=c://d:1@e/f?g";
    return out;
  }
  const python::Module* module(std::string_view name, bool& package) override {
    package = name.size() % 2 == 0;
    return name.size() % 3 == 0 ? &only_ : nullptr;
  }
  Installed installed(std::string_view name) const override {
    return static_cast<Installed>(name.size() % 3);
  }
  std::string file_path(const python::Module&) const override { return "shop/settings.py"; }

 private:
  const python::Module& only_;
};

void expect_prescan(const SourceFile& file, const Sources& sources) {
  const python::Prescan scan = python::prescan(file.text(), file.id());
  if (!scan.refused)
    fuzz::expect(scan.plain.size() == file.text().size(), "the pre-scan changes no length");
  for (const python::Comment& comment : scan.comments) {
    fuzz::expect_span(comment.span, sources);
    fuzz::expect(sources.text_of(comment.span).starts_with('#'), "a comment starts with #");
  }
}

std::string evaluated(const python::Module& module, const Sources& sources) {
  World world(module);
  Arena arena;
  const python::Evaluation result = python::evaluate(module, "shop.settings", world, arena);
  std::string out = fuzz::expect_tree(*result.names, sources);
  for (const python::EnvironmentRead& read : result.reads) {
    fuzz::expect_span(read.span, sources);
    if (read.fallback != nullptr) out += fuzz::expect_tree(*read.fallback, sources);
  }
  for (const python::EnvironmentWrite& write : result.writes) {
    fuzz::expect_span(write.span, sources);
    if (write.value != nullptr) out += fuzz::expect_tree(*write.value, sources);
  }
  for (const python::Evaluation::Remark& remark : result.remarks) {
    fuzz::expect_span(remark.span, sources);
    out += remark.text + '\n';
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = fuzz::text_of(data, size);
  const python::Decoded decoded = python::decode(bytes);
  if (decoded.problem.empty()) {
    fuzz::expect(is_valid_utf8(decoded.text), "decoded text is UTF-8");
    Sources sources;
    const SourceFile& file = sources.add("shop/settings.py", decoded.text, decoded.encoding);
    expect_prescan(file, sources);
    const auto module = python::parse(file);
    for (const python::SyntaxProblem& problem : module->problems) {
      fuzz::expect_span(problem.span, sources);
      fuzz::expect_printable(problem.message);
    }
    fuzz::expect(evaluated(*module, sources) == evaluated(*module, sources),
                 "the same module has the same values");
  }
  fuzz::expect_document(kSettings, "shop/settings.py", bytes);
  return 0;
}
