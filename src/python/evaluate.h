// The abstract evaluator: what a module's names are worth under a given environment, without
// running anything. It knows Python and a few libraries that read the environment; it knows neither
// Django nor Azure. It says a value only when CPython would say the same; otherwise the value is
// unknown, with its reason, and with its candidates where they are known.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "djaz/source.h"
#include "python/parse.h"
#include "tree/arena.h"
#include "tree/node.h"

namespace djaz::python {

// What is known of one environment variable.
struct Variable {
  enum class State : std::uint8_t {
    absent,   // known not to be set
    value,    // known to be set to `text`
    present,  // set and not empty, text unknown
    unknown,  // nothing known: may be set to anything or absent
  };
  State state = State::unknown;
  std::string text;
  Span where;          // where a document sets it
  std::string source;  // words: "the app settings of `shop`", "App Service"
};

// A write to the environment: `os.environ["X"] = …` or `os.environ.setdefault("X", …)`.
struct EnvironmentWrite {
  std::string name;
  const Node* value = nullptr;
  Span span;
  bool only_if_absent = false;  // setdefault
  bool certain = true;          // on every path
};

// What the evaluator asks of the world. All answers must stay the same during one evaluation.
class World {
 public:
  virtual ~World() = default;

  virtual Variable variable(std::string_view name) const = 0;

  // The module for an absolute dotted name ("config.settings.base"), or null when the project has
  // no such file. Packages give their __init__.py. `package` is set to whether it is a package.
  virtual const Module* module(std::string_view dotted_name, bool& package) = 0;
  // Whether an import of this top-level module would succeed in production.
  enum class Installed : std::uint8_t { no, unknown, yes };
  virtual Installed installed(std::string_view top_level_name) const = 0;

  // The project's files that a pattern over paths from the project root matches, in order; a path
  // without wildcards matches itself. False when that cannot be said.
  virtual bool matching(std::string_view, std::vector<const Module*>&) { return false; }

  // Whether a path from the project root is there when production runs: a file that is in the
  // project is; one that is not may be made later.
  enum class Shipped : std::uint8_t { unknown, file, directory };
  virtual Shipped shipped(std::string_view) { return Shipped::unknown; }

  // The variables of a dotenv file that goes to production with the code, by its path from the
  // project root. A variable of which the readers of such files think differently is unknown. False
  // when it cannot be said that production has the file as it is here.
  virtual bool shipped_variables(std::string_view, std::vector<std::pair<std::string, Variable>>&) {
    return false;
  }

  // Whether nothing more is asked of the module once it has certainly called this function of a
  // library, having written these variables: what follows is then not evaluated.
  virtual bool ends(std::string_view, const std::vector<EnvironmentWrite>&) { return false; }

  // The class of django-configurations whose attributes become the asked module's names; empty:
  // none.
  virtual std::string configuration() const { return {}; }

  // The module's file as a path from the project root ("shop/settings.py"): what `__file__` is
  // worth, relative to a root whose own place is not known.
  virtual std::string file_path(const Module& module) const = 0;
};

// A read of an environment variable.
struct EnvironmentRead {
  std::string name;
  Span span;
  const Node* fallback = nullptr;  // null when there is none
  bool required = false;           // os.environ["X"]: raises when absent
};

struct Evaluation {
  // A mapping of every module-level name to its value, in order of first assignment. Open when
  // names may have been added that could not be followed. A name bound on some paths only is an
  // unknown with an absent candidate.
  const Node* names = nullptr;
  std::vector<EnvironmentRead> reads;
  std::vector<EnvironmentWrite> writes;
  // Modules that were evaluated, the asked one first.
  std::vector<FileId> files;
  // What could not be followed, and limits that were reached: words and place.
  struct Remark {
    Span span;
    std::string text;
  };
  std::vector<Remark> remarks;
  // Modules of the project that are not in it, whose names would all have been taken over, and that
  // the settings do without, and where they are asked for.
  struct Missing {
    std::string module;
    Span span;
  };
  std::vector<Missing> missing;
  // What is not in force any more: values that a name was given before the last one, and, without a
  // value, where a list, a dict or a set was changed after it was made.
  struct Past {
    std::string_view name;
    const Node* value = nullptr;
    Span span;
  };
  std::vector<Past> past;
  // The module certainly raises before its end: an import would fail.
  bool raises = false;
};

struct Limits {
  std::uint64_t steps = 100'000;
  std::size_t bytes = 1 << 20;    // in all values
  std::size_t elements = 10'000;  // in one collection
  int include_depth = 16;
  int call_depth = 16;
};

// Evaluates a module in its own namespace. Nodes of the result live in `arena`.
Evaluation evaluate(const Module& module, std::string_view dotted_name, World& world, Arena& arena,
                    const Limits& limits = {});

}  // namespace djaz::python
