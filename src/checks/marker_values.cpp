#include "checks/marker_values.h"

#include <array>
#include <string>

#include "documents/requirements/scanner.h"
#include "support/pep440.h"
#include "support/text.h"

namespace djaz {
namespace {

constexpr int kDeepest = 50;

struct Value {
  std::string_view name;
  std::string_view text;
};

// What is the same on every Linux host with CPython. The rest is not known.
constexpr std::array<Value, 9> kHost = {{{"os_name", "posix"},
                                         {"os.name", "posix"},
                                         {"sys_platform", "linux"},
                                         {"sys.platform", "linux"},
                                         {"platform_system", "Linux"},
                                         {"platform_python_implementation", "CPython"},
                                         {"platform.python_implementation", "CPython"},
                                         {"python_implementation", "CPython"},
                                         {"implementation_name", "cpython"}}};

// What App Service offered of late: where the host is not known, one of these it is.
constexpr std::array<std::string_view, 6> kPythons = {"3.9",  "3.10", "3.11",
                                                      "3.12", "3.13", "3.14"};

struct Operand {
  bool literal = false;
  std::string_view text;  // the text, or the name of a variable
};

class Evaluator {
 public:
  Evaluator(std::string_view marker, std::string_view python) : scanner_(marker), python_(python) {}

  Truth run() {
    const Truth answer = either(0);
    return broken_ || !scanner_.at_end() ? Truth::unknown : answer;
  }

 private:
  Truth either(int depth) {
    Truth answer = all(depth);
    while (!broken_ && scanner_.take_word("or")) answer = djaz::either(answer, all(depth));
    return answer;
  }

  Truth all(int depth) {
    Truth answer = one(depth);
    while (!broken_ && scanner_.take_word("and")) answer = both(answer, one(depth));
    return answer;
  }

  Truth one(int depth) {
    if (depth > kDeepest) return fail();
    scanner_.take_blanks();
    Truth answer = Truth::unknown;
    if (scanner_.take('(')) {
      answer = either(depth + 1);
      scanner_.take_blanks();
      if (!scanner_.take(')')) return fail();
    } else {
      answer = comparison();
    }
    scanner_.take_blanks();
    return answer;
  }

  Truth fail() {
    broken_ = true;
    return Truth::unknown;
  }

  Operand operand() {
    scanner_.take_blanks();
    const std::string_view rest = scanner_.rest();
    if (rest.empty()) return fail(), Operand();
    if (rest.front() == '\'' || rest.front() == '"') {
      const std::size_t close = rest.find(rest.front(), 1);
      if (close == std::string_view::npos) return fail(), Operand();
      scanner_.advance(close + 1);
      const std::string_view text = rest.substr(1, close - 1);
      // An escape would have to be read as Python does.
      if (text.find('\\') != std::string_view::npos) fail();
      return {true, text};
    }
    std::size_t length = 0;
    while (length < rest.size() &&
           (is_alnum(rest[length]) || rest[length] == '_' || rest[length] == '.'))
      ++length;
    if (length == 0) fail();
    scanner_.advance(length);
    return {false, rest.substr(0, length)};
  }

  std::string_view comparison_word() {
    scanner_.take_blanks();
    if (scanner_.take_word("in")) return "in";
    if (scanner_.take_word("not")) {
      scanner_.take_blanks();
      return scanner_.take_word("in") ? "not in" : "";
    }
    for (const std::string_view op : {"===", "==", "~=", "!=", "<=", ">=", "<", ">"})
      if (scanner_.take(op)) return op;
    return "";
  }

  static std::string_view turned(std::string_view op) {
    if (op == "<") return ">";
    if (op == ">") return "<";
    if (op == "<=") return ">=";
    if (op == ">=") return "<=";
    return op;
  }

  Truth comparison() {
    const Operand left = operand();
    const std::string_view op = comparison_word();
    if (op.empty()) return fail();
    const Operand right = operand();
    if (broken_ || left.literal == right.literal) return Truth::unknown;
    if (op == "in" || op == "not in") return membership(left, right, op == "in");
    const std::string_view name = left.literal ? right.text : left.text;
    const std::string_view text = left.literal ? left.text : right.text;
    return compare(name, left.literal ? turned(op) : op, text);
  }

  Truth compare(std::string_view name, std::string_view op, std::string_view text) const {
    if (name == "extra") return truth_of((op == "==") == text.empty());
    if (name == "python_version") return version(python_, op, text);
    if (name == "python_full_version" || name == "implementation_version") {
      if (python_.empty()) return Truth::unknown;
      // Which patch release runs is not known: those at both ends must agree.
      const Truth first = version(std::string(python_) + ".0", op, text);
      const Truth last = version(std::string(python_) + ".99", op, text);
      return first == last && op != "==" && op != "!=" && op != "===" ? first : Truth::unknown;
    }
    for (const Value& value : kHost) {
      if (value.name != name) continue;
      if (op == "==" || op == "===") return truth_of(value.text == text);
      if (op == "!=") return truth_of(value.text != text);
    }
    return Truth::unknown;
  }

  static Truth version(std::string_view have, std::string_view op, std::string_view text) {
    const auto version = Pep440::parse(have);
    if (!version) return Truth::unknown;
    const std::string_view plain = text.ends_with(".*") ? text.substr(0, text.size() - 2) : text;
    if (!Pep440::parse(plain)) return Truth::unknown;
    return truth_of(allows({std::string(op), std::string(text)}, *version));
  }

  // Python's `in` between two texts: is the one a part of the other?
  Truth membership(const Operand& left, const Operand& right, bool wanted) const {
    const std::string_view name = left.literal ? right.text : left.text;
    std::string_view value;
    if (name == "python_version") value = python_;
    for (const Value& each : kHost)
      if (each.name == name) value = each.text;
    if (value.empty()) return Truth::unknown;
    const std::string_view part = left.literal ? left.text : value;
    const std::string_view whole = left.literal ? value : right.text;
    return truth_of((whole.find(part) != std::string_view::npos) == wanted);
  }

  requirements::Scanner scanner_;
  std::string_view python_;
  bool broken_ = false;
};

}  // namespace

Truth marker_holds(std::string_view marker, std::string_view python) {
  return trimmed(marker).empty() ? Truth::yes : Evaluator(marker, python).run();
}

Truth markers_meet(std::string_view a, std::string_view b, std::string_view python) {
  if (!python.empty()) return both(marker_holds(a, python), marker_holds(b, python));
  bool some = false;
  bool all = true;
  bool none = true;
  for (const std::string_view each : kPythons) {
    const Truth meet = both(marker_holds(a, each), marker_holds(b, each));
    some = some || meet == Truth::yes;
    // On the oldest releases of a Python that has newer ones nobody deploys.
    all = all && meet != Truth::no;
    none = none && meet == Truth::no;
  }
  if (all && some) return Truth::yes;
  return none ? Truth::no : Truth::unknown;
}

}  // namespace djaz
