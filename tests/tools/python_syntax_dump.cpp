// Prints the syntax of Python files as JSON, one line for each path read from standard input. The
// differential test compares it with what CPython's own parser says.
// With --time it prints what parsing took instead.
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "djaz/source.h"
#include "python/parse.h"
#include "python/syntax.h"
#include "support/text.h"

namespace {

using namespace djaz;
using namespace djaz::python;

constexpr const char* kOperators[] = {"Add",    "Sub",     "Mult",   "Div",    "FloorDiv", "Mod",
                                      "Pow",    "MatMult", "LShift", "RShift", "BitOr",    "BitXor",
                                      "BitAnd", "UAdd",    "USub",   "Invert", "Not",      "And",
                                      "Or",     "Eq",      "NotEq",  "Lt",     "LtE",      "Gt",
                                      "GtE",    "Is",      "IsNot",  "In",     "NotIn"};
constexpr const char* kRoles[] = {"posonly", "arg", "vararg", "kwonly", "kwarg"};
constexpr const char* kResults[] = {"ListComp", "SetComp", "DictComp", "GeneratorExp"};

const char* name_of(Operator op) { return kOperators[static_cast<int>(op)]; }

// Statements are ["Kind", line, column, …], expressions likewise.
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

  void statement(const Statement& one) {
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

  void imported(std::span<const ImportedName> names) {
    comma();
    list(names, [&](const ImportedName& name) {
      out_ += '[';
      text(name.name);
      field(name.alias);
      out_ += ']';
    });
  }

  void parameters(std::span<const Parameter> parameters) {
    comma();
    list(parameters, [&](const Parameter& parameter) {
      out_ += '[';
      text(kRoles[static_cast<int>(parameter.role)]);
      field(parameter.name);
      field(parameter.fallback);
      out_ += ']';
    });
  }

  void arguments(std::span<const Argument> arguments) {
    comma();
    list(arguments, [&](const Argument& argument) {
      out_ += '[';
      text(argument.spread == Argument::Spread::sequence  ? "*"
           : argument.spread == Argument::Spread::mapping ? "**"
                                                          : argument.keyword);
      field(argument.value);
      out_ += ']';
    });
  }

  void parts(std::span<const FormattedPart> parts) {
    list(parts, [&](const FormattedPart& part) {
      if (part.value == nullptr) {
        text(part.text);
        return;
      }
      out_ += '[';
      optional(part.value);
      field(std::string_view(&part.conversion, part.conversion != '\0' ? 1 : 0));
      if (part.has_specification) {
        comma();
        this->parts(part.specification);
      } else {
        out_ += ",null";
      }
      out_ += ']';
    });
  }

  void expression(const Expression& one) {
    switch (one.kind) {
      case ExpressionKind::name:
        head("Name", one.span);
        field(as<Name>(one).id);
        break;
      case ExpressionKind::none:
        head("None", one.span);
        break;
      case ExpressionKind::true_literal:
        head("True", one.span);
        break;
      case ExpressionKind::false_literal:
        head("False", one.span);
        break;
      case ExpressionKind::ellipsis:
        head("Ellipsis", one.span);
        break;
      case ExpressionKind::integer:
        literal("int", one);
        break;
      case ExpressionKind::real:
        literal("float", one);
        break;
      case ExpressionKind::imaginary:
        literal("complex", one);
        break;
      case ExpressionKind::string:
        literal("str", one);
        break;
      case ExpressionKind::bytes:
        literal("bytes", one);
        break;
      case ExpressionKind::formatted:
        head("JoinedStr", one.span);
        comma();
        parts(as<Formatted>(one).parts);
        break;
      case ExpressionKind::list:
        sequence("List", one);
        break;
      case ExpressionKind::tuple:
        sequence("Tuple", one);
        break;
      case ExpressionKind::set:
        sequence("Set", one);
        break;
      case ExpressionKind::dict:
        head("Dict", one.span);
        comma();
        list(as<Dict>(one).items, [&](const DictItem& item) {
          out_ += '[';
          optional(item.key);
          field(item.value);
          out_ += ']';
        });
        break;
      case ExpressionKind::unary:
        head("UnaryOp", one.span);
        field(name_of(as<Unary>(one).op));
        field(as<Unary>(one).operand);
        break;
      case ExpressionKind::binary: {
        const auto& binary = as<Binary>(one);
        head("Binary", one.span);
        run(binary.operators, binary.operands);
        break;
      }
      case ExpressionKind::boolean:
        head("BoolOp", one.span);
        field(name_of(as<Boolean>(one).op));
        field(as<Boolean>(one).operands);
        break;
      case ExpressionKind::comparison:
        head("Compare", one.span);
        run(as<Comparison>(one).operators, as<Comparison>(one).operands);
        break;
      case ExpressionKind::conditional:
        head("IfExp", one.span);
        field(as<Conditional>(one).test);
        field(as<Conditional>(one).then);
        field(as<Conditional>(one).otherwise);
        break;
      case ExpressionKind::call:
        head("Call", one.span);
        field(as<Call>(one).callee);
        arguments(as<Call>(one).arguments);
        break;
      case ExpressionKind::attribute:
        head("Attribute", one.span);
        field(as<Attribute>(one).object);
        field(as<Attribute>(one).name);
        break;
      case ExpressionKind::subscript:
        head("Subscript", one.span);
        field(as<Subscript>(one).object);
        field(as<Subscript>(one).index);
        break;
      case ExpressionKind::slice:
        head("Slice", one.span);
        field(as<Slice>(one).lower);
        field(as<Slice>(one).upper);
        field(as<Slice>(one).step);
        break;
      case ExpressionKind::starred:
        head("Starred", one.span);
        field(as<Starred>(one).value);
        break;
      case ExpressionKind::lambda:
        head("Lambda", one.span);
        parameters(as<Lambda>(one).parameters);
        field(as<Lambda>(one).body);
        break;
      case ExpressionKind::comprehension: {
        const auto& comprehension = as<Comprehension>(one);
        head(kResults[static_cast<int>(comprehension.result)], one.span);
        field(comprehension.element);
        field(comprehension.value);
        comma();
        list(comprehension.clauses, [&](const ComprehensionClause& clause) {
          out_ += '[';
          optional(clause.target);
          field(clause.iterable);
          field(clause.conditions);
          out_ += ']';
        });
        break;
      }
      case ExpressionKind::named:
        head("NamedExpr", one.span);
        field(as<Named>(one).target);
        field(as<Named>(one).value);
        break;
      case ExpressionKind::await_yield:
        head("AwaitYield", one.span);
        break;
      case ExpressionKind::unsupported:
        head("UNSUPPORTED", one.span);
        field(as<Unsupported>(one).reason);
        break;
    }
    out_ += ']';
  }

  void literal(std::string_view kind, const Expression& one) {
    head(kind, one.span);
    field(as<Literal>(one).text);
  }
  void sequence(std::string_view kind, const Expression& one) {
    head(kind, one.span);
    field(as<Sequence>(one).elements);
  }
  void run(std::span<const Operator> operators, Expressions operands) {
    comma();
    list(operators, [&](Operator op) { text(name_of(op)); });
    field(operands);
  }

  const SourceFile& file_;
  std::string& out_;
};

std::string read(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void time(const std::string& path) {
  std::string bytes = read(path);
  const std::size_t size = bytes.size();
  const auto start = std::chrono::steady_clock::now();
  Decoded decoded = decode(std::move(bytes));
  Sources sources;
  const SourceFile& file = sources.add(path, std::move(decoded.text), decoded.encoding);
  const auto module = parse(file);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::cout << size << " bytes in " << took.count() << " s, "
            << static_cast<double>(size) / 1e6 / took.count() << " MB/s, " << module->body.size()
            << " statements, " << module->arena.used() << " bytes of syntax";
  if (!decoded.problem.empty()) std::cout << "; " << decoded.problem;
  for (const SyntaxProblem& problem : module->problems) std::cout << "; " << problem.message;
  std::cout << std::endl;
}

void dump(const std::string& path) {
  Decoded decoded = decode(read(path));
  Sources sources;
  const SourceFile& file = sources.add(path, std::move(decoded.text), decoded.encoding);
  const auto module = parse(file);
  std::string out = "{\"problems\":[";
  if (!decoded.problem.empty()) out += "[0,\"" + decoded.problem + "\"]";
  for (const SyntaxProblem& problem : module->problems) {
    if (out.back() != '[') out += ',';
    const Position position = file.position(problem.span.begin);
    out += "[" + std::to_string(position.line) + ",\"" + problem.message + "\"]";
  }
  out += "],\"comments\":[";
  for (const Comment& comment : module->comments) {
    if (out.back() != '[') out += ',';
    const Position position = file.position(comment.span.begin);
    out += '[' + std::to_string(position.line) + ',' + std::to_string(position.column) + ']';
  }
  out += "],\"body\":";
  Dump(file, out).block(module->body);
  out += "}\n";
  std::cout << out << std::flush;
}

}  // namespace

int main(int count, char** arguments) {
  const bool timed = count > 1 && std::string_view(arguments[1]) == "--time";
  for (std::string path; std::getline(std::cin, path);) timed ? time(path) : dump(path);
}
