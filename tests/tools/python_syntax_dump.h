// Python syntax as JSON. Statements are ["Kind", line, column, …], expressions likewise; literals
// are followed by the line and column where they end.
#pragma once

#include <string>
#include <string_view>

#include "djaz/source.h"
#include "python/syntax.h"

namespace djaz::python {

const char* name_of(Operator op);

class Dump {
 public:
  Dump(const SourceFile& file, std::string& out) : file_(file), out_(out) {}

  void block(const Block& block) {
    list(block, [&](const Statement* one) { statement(*one); });
  }

 private:
  void text(std::string_view value) {
    out_ += '"';
    for (const char c : value) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20 || c == '"' || c == '\\' || byte >= 0x7f) {
        constexpr char kHex[] = "0123456789abcdef";
        out_ += "\\u00";
        out_ += kHex[byte >> 4];
        out_ += kHex[byte & 15];
      } else {
        out_ += c;
      }
    }
    out_ += '"';
  }
  void comma() { out_ += ','; }
  template <class Range, class Visit>
  void list(const Range& range, Visit visit) {
    out_ += '[';
    bool first = true;
    for (const auto& one : range) {
      if (!first) comma();
      first = false;
      visit(one);
    }
    out_ += ']';
  }
  void head(std::string_view kind, const Span& span) {
    const Position start = file_.position(span.begin);
    out_ += '[';
    text(kind);
    out_ += ',' + std::to_string(start.line) + ',' + std::to_string(start.column);
  }
  void end(const Span& span) {
    const Position end = file_.position(span.end);
    out_ += ',' + std::to_string(end.line) + ',' + std::to_string(end.column);
  }
  void field(const Expression* one) {
    comma();
    optional(one);
  }
  void field(std::string_view value) {
    comma();
    text(value);
  }
  void field(const Expressions& many) {
    comma();
    list(many, [&](const Expression* one) { expression(*one); });
  }
  void field(const Block& many) {
    comma();
    block(many);
  }
  void optional(const Expression* one) {
    if (one == nullptr) {
      out_ += "null";
    } else {
      expression(*one);
    }
  }

  // python_syntax_dump_statements.cpp
  void statement(const Statement& one);
  void imported(std::span<const ImportedName> names);

  // python_syntax_dump_expressions.cpp
  void expression(const Expression& one);
  void parameters(std::span<const Parameter> parameters);
  void arguments(std::span<const Argument> arguments);
  void parts(std::span<const FormattedPart> parts);
  void literal(std::string_view kind, const Expression& one);
  void sequence(std::string_view kind, const Expression& one);
  void run(std::span<const Operator> operators, Expressions operands);

  const SourceFile& file_;
  std::string& out_;
};

}  // namespace djaz::python
