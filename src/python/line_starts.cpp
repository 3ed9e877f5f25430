#include "python/line_starts.h"

#include <cstddef>

#include "python/prescan.h"

namespace djaz::python {
namespace {

bool holds_statements(Kind kind) {
  switch (kind) {
    case Kind::module:
    case Kind::block:
    case Kind::if_statement:
    case Kind::elif_clause:
    case Kind::else_clause:
    case Kind::for_statement:
    case Kind::while_statement:
    case Kind::try_statement:
    case Kind::except_clause:
    case Kind::finally_clause:
    case Kind::with_statement:
    case Kind::function_definition:
    case Kind::class_definition:
    case Kind::decorated_definition:
    case Kind::match_statement:
    case Kind::case_clause:
      return true;
    default:
      return false;
  }
}

bool begins_line(Kind kind) {
  return holds_statements(kind) || kind == Kind::decorator ||
         (kind >= Kind::import_statement && kind <= Kind::type_alias_statement);
}

class Check {
 public:
  Check(std::string_view plain, std::span<const std::uint32_t> lines, Module& module)
      : plain_(plain), lines_(lines), module_(module) {}

  void reach(std::uint32_t begin) {
    while (next_ < lines_.size() && lines_[next_] < begin) report(lines_[next_++]);
    if (next_ < lines_.size() && lines_[next_] == begin) ++next_;
  }
  void finish() {
    while (next_ < lines_.size()) report(lines_[next_++]);
  }

 private:
  // The line above is the one that lacks something.
  void report(std::uint32_t line) {
    if (module_.problems.size() >= kMaxProblems) return;
    const std::size_t last = plain_.substr(0, line).find_last_not_of(" \t\r\n\f");
    const auto end = last == std::string_view::npos ? line : static_cast<std::uint32_t>(last + 1);
    module_.problems.push_back({{module_.file, end, end}, "invalid syntax"});
  }

  std::string_view plain_;
  std::span<const std::uint32_t> lines_;
  Module& module_;
  std::size_t next_ = 0;
};

}  // namespace

void check_line_starts(Cursor& cursor, std::string_view plain, std::span<const std::uint32_t> lines,
                       Module& module) {
  Check check(plain, lines, module);
  int levels = 0;
  for (;;) {
    const Kind kind = cursor.kind();
    if (levels > 0 && begins_line(kind)) check.reach(cursor.begin());
    if (holds_statements(kind) && cursor.down()) {
      ++levels;
      continue;
    }
    while (levels > 0 && !cursor.next()) {
      cursor.up();
      --levels;
    }
    if (levels == 0) break;
  }
  check.finish();
}

}  // namespace djaz::python
