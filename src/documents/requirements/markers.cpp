#include "documents/requirements/markers.h"

#include <array>

#include "support/text.h"

namespace djaz::requirements {
namespace {

constexpr int kDeepest = 100;

// Ordered as alternatives: a longer name stands before its own beginning.
constexpr std::array<std::string_view, 18> kVariables = {"python_version",
                                                         "python_full_version",
                                                         "os_name",
                                                         "os.name",
                                                         "sys_platform",
                                                         "sys.platform",
                                                         "platform_release",
                                                         "platform_system",
                                                         "platform_version",
                                                         "platform.version",
                                                         "platform_machine",
                                                         "platform.machine",
                                                         "platform_python_implementation",
                                                         "platform.python_implementation",
                                                         "python_implementation",
                                                         "implementation_name",
                                                         "implementation_version",
                                                         "dependency_groups"};

bool all_hexadecimal(std::string_view text, std::size_t count) {
  if (text.size() < count) return false;
  for (const char c : text.substr(0, count))
    if (!is_digit(c) && !(lower(c) >= 'a' && lower(c) <= 'f')) return false;
  return true;
}

// Whether Python would read the text between the quotes as a string.
bool is_python_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\0') return false;
    if (text[i] != '\\') continue;
    if (++i == text.size()) return false;
    const std::string_view rest = text.substr(i + 1);
    if (text[i] == 'x' && !all_hexadecimal(rest, 2)) return false;
    if (text[i] == 'u' && !all_hexadecimal(rest, 4)) return false;
    if (text[i] == 'U' && (!all_hexadecimal(rest, 8) || rest.substr(0, 8) > "0010ffff"))
      return false;
    if (text[i] == 'N' && (rest.empty() || rest[0] != '{')) return false;
  }
  return true;
}

class MarkerReader {
 public:
  MarkerReader(std::string_view text, Mistake& mistake) : scanner_(text), mistake_(mistake) {}

  bool run() {
    if (!marker(0)) return false;
    if (scanner_.at_end()) return true;
    return fail(
        "the environment marker is not understood from here on: conditions are joined by `and` or "
        "`or`");
  }

 private:
  bool marker(int depth) {
    if (!atom(depth)) return false;
    while (scanner_.take_word("and") || scanner_.take_word("or"))
      if (!atom(depth)) return false;
    return true;
  }

  bool atom(int depth) {
    scanner_.take_blanks();
    const std::size_t open = scanner_.at();
    if (scanner_.take('(')) {
      if (depth >= kDeepest) return fail("the environment marker is nested too deeply");
      if (!marker(depth + 1)) return false;
      scanner_.take_blanks();
      if (!scanner_.take(')')) {
        mistake_ = {open, open + 1,
                    "the parenthesis of the environment marker is not closed here or holds "
                    "something else than conditions"};
        return false;
      }
    } else if (!item()) {
      return false;
    }
    scanner_.take_blanks();
    return true;
  }

  bool item() {
    if (!operand()) return false;
    scanner_.take_blanks();
    if (!comparison()) return false;
    scanner_.take_blanks();
    return operand();
  }

  bool operand() {
    for (const std::string_view name : kVariables)
      if (scanner_.take_word(name)) return true;
    if (scanner_.take_word("extras") || scanner_.take_word("extra")) return true;
    const char quote = scanner_.peek();
    if (quote != '\'' && quote != '"')
      return fail(
          "the environment marker lacks a variable such as `python_version`, or a text in quotes, "
          "here");
    const std::size_t begin = scanner_.at();
    const std::size_t close = scanner_.text().find(quote, begin + 1);
    if (close == std::string_view::npos)
      return fail("a quote of the environment marker is not closed");
    scanner_.move_to(close + 1);
    if (is_python_text(scanner_.text().substr(begin + 1, close - begin - 1))) return true;
    mistake_ = {begin, close + 1, "the text in quotes holds an escape that Python does not know"};
    return false;
  }

  bool comparison() {
    if (scanner_.take_word("in")) return true;
    if (scanner_.take_word("not")) {
      const std::size_t before = scanner_.at();
      scanner_.take_blanks();
      if (scanner_.at() > before && scanner_.take_word("in")) return true;
      return fail("`not` stands before `in` only");
    }
    static constexpr std::array<std::string_view, 8> kOperators = {
        "===", "==", "~=", "!=", "<=", ">=", "<", ">"};
    for (const std::string_view op : kOperators)
      if (scanner_.take(op)) return true;
    return fail("the environment marker lacks a comparison such as `==`, `<` or `in` here");
  }

  bool fail(std::string_view message) {
    mistake_ = {scanner_.at(), scanner_.text().size(), message};
    return false;
  }

  Scanner scanner_;
  Mistake& mistake_;
};

}  // namespace

bool check_marker(std::string_view marker, Mistake& mistake) {
  return MarkerReader(marker, mistake).run();
}

}  // namespace djaz::requirements
