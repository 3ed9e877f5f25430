#include "python_syntax_dump.h"

namespace djaz::python {

void Dump::statement(const Statement& one) {
  switch (one.kind) {
    case StatementKind::expression:
      head("Expr", one.span);
      field(as<ExpressionStatement>(one).value);
      break;
    case StatementKind::assign: {
      const auto& assign = as<Assign>(one);
      head(assign.annotation != nullptr ? "AnnAssign" : "Assign", one.span);
      field(assign.targets);
      field(assign.value);
      field(assign.annotation);
      break;
    }
    case StatementKind::augmented:
      head("AugAssign", one.span);
      field(as<Augmented>(one).target);
      field(name_of(as<Augmented>(one).op));
      field(as<Augmented>(one).value);
      break;
    case StatementKind::remove:
      head("Delete", one.span);
      field(as<Remove>(one).targets);
      break;
    case StatementKind::import:
      head("Import", one.span);
      imported(as<Import>(one).names);
      break;
    case StatementKind::import_from: {
      const auto& import = as<ImportFrom>(one);
      head("ImportFrom", one.span);
      field(import.module);
      out_ += ',' + std::to_string(import.level);
      if (import.star) {
        out_ += ",[[\"*\",\"\"]]";
      } else {
        imported(import.names);
      }
      break;
    }
    case StatementKind::if_chain:
      head("If", one.span);
      comma();
      list(as<If>(one).clauses, [&](const IfClause& clause) {
        out_ += '[';
        optional(clause.test);
        field(clause.body);
        out_ += ']';
      });
      break;
    case StatementKind::for_loop: {
      const auto& loop = as<For>(one);
      head(loop.is_async ? "AsyncFor" : "For", one.span);
      field(loop.target);
      field(loop.iterable);
      field(loop.body);
      field(loop.otherwise);
      break;
    }
    case StatementKind::while_loop:
      head("While", one.span);
      field(as<While>(one).test);
      field(as<While>(one).body);
      field(as<While>(one).otherwise);
      break;
    case StatementKind::try_block: {
      const auto& block_of = as<Try>(one);
      head("Try", one.span);
      field(block_of.body);
      comma();
      list(block_of.handlers, [&](const ExceptClause& clause) {
        head("ExceptHandler", clause.span);
        field(clause.type);
        field(clause.name);
        field(clause.body);
        out_ += ']';
      });
      field(block_of.otherwise);
      field(block_of.finally);
      break;
    }
    case StatementKind::with_block:
      head("With", one.span);
      comma();
      list(as<With>(one).items, [&](const WithItem& item) {
        out_ += '[';
        optional(item.context);
        field(item.target);
        out_ += ']';
      });
      field(as<With>(one).body);
      break;
    case StatementKind::match_block:
      head("Match", one.span);
      field(as<Match>(one).subject);
      comma();
      list(as<Match>(one).cases, [&](const MatchCase& clause) {
        out_ += '[';
        list(clause.captures, [&](const Expression* name) { text(as<Name>(*name).id); });
        field(clause.body);
        out_ += ']';
      });
      break;
    case StatementKind::function: {
      const auto& function = as<Function>(one);
      head(function.is_async ? "AsyncFunctionDef" : "FunctionDef", one.span);
      field(function.name);
      parameters(function.parameters);
      field(function.body);
      field(function.decorators);
      out_ += function.is_generator ? ",true" : ",false";
      break;
    }
    case StatementKind::class_definition:
      head("ClassDef", one.span);
      field(as<Class>(one).name);
      arguments(as<Class>(one).bases);
      field(as<Class>(one).body);
      field(as<Class>(one).decorators);
      break;
    case StatementKind::return_value:
      head("Return", one.span);
      field(as<Return>(one).value);
      break;
    case StatementKind::raise:
      head("Raise", one.span);
      field(as<Raise>(one).value);
      break;
    case StatementKind::assertion:
      head("Assert", one.span);
      field(as<Assertion>(one).test);
      break;
    case StatementKind::pass:
      head("Pass", one.span);
      break;
    case StatementKind::break_loop:
      head("Break", one.span);
      break;
    case StatementKind::continue_loop:
      head("Continue", one.span);
      break;
    case StatementKind::global_names:
    case StatementKind::nonlocal_names:
      head(one.kind == StatementKind::global_names ? "Global" : "Nonlocal", one.span);
      comma();
      list(as<Names>(one).names, [&](std::string_view name) { text(name); });
      break;
    case StatementKind::type_alias:
      head("TypeAlias", one.span);
      break;
    case StatementKind::unsupported:
      head("UNSUPPORTED", one.span);
      break;
  }
  out_ += ']';
}

void Dump::imported(std::span<const ImportedName> names) {
  comma();
  list(names, [&](const ImportedName& name) {
    out_ += '[';
    text(name.name);
    field(name.alias);
    out_ += ']';
  });
}

}  // namespace djaz::python
