#include "documents/requirements/hints.h"

#include "support/text.h"

namespace djaz::requirements {
namespace {

// A character that looks like a blank or a minus and is none.
std::string_view explain_odd_character(std::string_view text) {
  std::size_t at = 0;
  const char32_t point = text.empty() ? 0 : decode_utf8(text, at);
  if (point == 0xfeff)
    return "a byte order mark stands in the middle of the file: remove this invisible character";
  if (point == 0xa0 || point == 0x3000 || (point >= 0x2000 && point <= 0x200a) || point == 0x202f)
    return "a special space stands here that pip does not take for one: write a plain space";
  if ((point >= 0x200b && point <= 0x200f) || point == 0x2060 ||
      (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069))
    return "an invisible character stands here: remove it";
  if (point >= 0x2010 && point <= 0x2015)
    return "this dash is not the minus sign of the keyboard: write `-`";
  if (point == 0x201c || point == 0x201d || point == 0x2018 || point == 0x2019)
    return "typographic quotes stand here: remove them, a requirement needs none";
  if (point == 0xfffd && text.substr(0, 3) != "\xef\xbf\xbd") return "this is not text";
  if (point < 0x20 && point != '\t') return "a control character stands here: remove it";
  return {};
}

std::string_view explain_operator(std::string_view rest) {
  if (rest.substr(0, 2) == "=>") return "`=>` is not an operator: write `>=`";
  if (rest.substr(0, 2) == "=<") return "`=<` is not an operator: write `<=`";
  if (rest.front() == '=' && rest.substr(0, 2) != "==")
    return "a single `=` is not an operator: write `==`";
  if (rest.front() == '^')
    return "`^` is not known to pip: write a range such as `>=4.2,<5` instead";
  if (rest.substr(0, 2) == "~=")
    return "`~=` needs a version of two parts at least, such as `~=4.2`";
  if (rest.front() == '~') return "`~` alone is not an operator: write `~=`";
  if (rest.front() == '!' && rest.substr(0, 2) != "!=")
    return "`!` alone is not an operator: write `!=`";
  if (rest.front() == '*') return "`*` is not a version: leave it out, or write `==4.*`";
  if (rest.front() == '=' || rest.front() == '<' || rest.front() == '>' || rest.front() == '!')
    return "a version in numbers is missing after the operator, such as `==4.2.1`";
  return {};
}

}  // namespace

std::string_view explain_start(std::string_view rest) {
  const std::string_view odd = explain_odd_character(rest);
  if (!odd.empty()) return odd;
  if (rest.empty()) return "the name of a package is missing";
  if (rest.front() == '"' || rest.front() == '\'')
    return "a requirement takes no quotes around it: remove them";
  if (rest.substr(0, 7) == "<<<<<<<" || rest.substr(0, 7) == "=======" ||
      rest.substr(0, 7) == ">>>>>>>")
    return "a merge conflict was left in the file";
  if (rest.substr(0, 2) == "//") return "comments begin with `#`";
  if (!explain_operator(rest).empty()) return "the name of a package is missing before the version";
  return "this is not a requirement: the name of a package was expected";
}

std::string_view explain_rest(std::string_view text, std::size_t at, std::size_t name_end,
                              bool has_specifier) {
  const std::string_view rest = text.substr(at);
  const std::string_view odd = explain_odd_character(rest);
  if (!odd.empty()) return odd;
  const std::string_view op = explain_operator(rest);
  if (!op.empty() && has_specifier && rest.front() != '*')
    return "a comma is missing between two versions";
  if (!op.empty()) return op;
  if (rest.find("\t-") != std::string_view::npos ||
      (rest.front() == '-' && at > 0 && text[at - 1] == '\t'))
    return kTabBeforeOption;
  if (rest.front() == ',' && !has_specifier) return "one requirement a line: pip takes no lists";
  if (rest.front() == ',') return "a comma too many";
  if (rest.front() == '#')
    return at == name_end ? "a comment needs a space before its `#`"
                          : "a comment needs a space before its `#`, and a marker `#egg=` a URL";
  if (rest.front() == '\\') return "a backslash continues a line only as its very last character";
  if (rest.front() == '[') return "extras stand directly after the name";
  if (rest.front() == '(') return "the parenthesis does not belong here";
  if (rest.front() == ':')
    return "this is not a requirement: a repository is written `name @ git+https://…`";
  if (has_specifier)
    return "this cannot follow the version: a marker needs `;`, another requirement its own line";
  if (is_alnum(rest.front()))
    return "one requirement a line: an operator such as `==` is missing, or a `#` before a comment";
  return "this cannot follow the name of a package";
}

}  // namespace djaz::requirements
