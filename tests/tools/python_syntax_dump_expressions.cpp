#include "python_syntax_dump.h"

namespace djaz::python {
namespace {

constexpr const char* kOperators[] = {"Add",    "Sub",     "Mult",   "Div",    "FloorDiv", "Mod",
                                      "Pow",    "MatMult", "LShift", "RShift", "BitOr",    "BitXor",
                                      "BitAnd", "UAdd",    "USub",   "Invert", "Not",      "And",
                                      "Or",     "Eq",      "NotEq",  "Lt",     "LtE",      "Gt",
                                      "GtE",    "Is",      "IsNot",  "In",     "NotIn"};
constexpr const char* kRoles[] = {"posonly", "arg", "vararg", "kwonly", "kwarg"};
constexpr const char* kResults[] = {"ListComp", "SetComp", "DictComp", "GeneratorExp"};

}  // namespace

const char* name_of(Operator op) { return kOperators[static_cast<int>(op)]; }

void Dump::expression(const Expression& one) {
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
      end(one.span);
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

void Dump::parameters(std::span<const Parameter> parameters) {
  comma();
  list(parameters, [&](const Parameter& parameter) {
    out_ += '[';
    text(kRoles[static_cast<int>(parameter.role)]);
    field(parameter.name);
    field(parameter.fallback);
    out_ += ']';
  });
}

void Dump::arguments(std::span<const Argument> arguments) {
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

void Dump::parts(std::span<const FormattedPart> parts) {
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

void Dump::literal(std::string_view kind, const Expression& one) {
  head(kind, one.span);
  end(one.span);
  field(as<Literal>(one).text);
}
void Dump::sequence(std::string_view kind, const Expression& one) {
  head(kind, one.span);
  field(as<Sequence>(one).elements);
}
void Dump::run(std::span<const Operator> operators, Expressions operands) {
  comma();
  list(operators, [&](Operator op) { text(name_of(op)); });
  field(operands);
}

}  // namespace djaz::python
