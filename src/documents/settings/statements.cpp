#include "documents/settings/statements.h"

namespace djaz {
namespace {

constexpr std::size_t kMostStatements = 1'000;
constexpr int kLongestName = 8;

// "a.b.c", or empty when it is anything else.
std::string dotted(const python::Expression& expression) {
  std::string text;
  const python::Expression* at = &expression;
  for (int part = 0; part < kLongestName; ++part) {
    if (at->kind == python::ExpressionKind::name)
      return std::string(python::as<python::Name>(*at).id) + text;
    if (at->kind != python::ExpressionKind::attribute) return "";
    const auto& attribute = python::as<python::Attribute>(*at);
    text = '.' + std::string(attribute.name) + text;
    at = attribute.object;
  }
  return "";
}

void add_assignment(const python::Assign& assign, const Builder& builder, Statements& out) {
  if (assign.value == nullptr) return;
  for (const python::Expression* target : assign.targets) {
    if (target->kind != python::ExpressionKind::attribute) continue;
    const std::string name = dotted(*target);
    if (name.empty()) continue;
    if (out.assigned.size() >= kMostStatements) {
      out.open = true;
      return;
    }
    MappingBuilder item;
    item.set("target", builder.string(name, target->span));
    const std::string value = dotted(*assign.value);
    if (!value.empty()) item.set("value", builder.string(value, assign.value->span));
    out.assigned.push_back(item.build(builder, assign.span));
  }
}

void add_call(const python::Call& call, const Builder& builder, Statements& out) {
  const std::string name = dotted(*call.callee);
  if (name.empty()) return;
  if (out.called.size() >= kMostStatements) {
    out.open = true;
    return;
  }
  std::vector<const Node*> switches;
  for (const python::Argument& argument : call.arguments) {
    if (argument.keyword.empty() || argument.value == nullptr) continue;
    if (argument.value->kind != python::ExpressionKind::true_literal) continue;
    MappingBuilder item;
    const Span span{argument.keyword_span.file, argument.keyword_span.begin,
                    argument.value->span.end};
    item.set("name", builder.string(argument.keyword, span));
    switches.push_back(item.build(builder, span));
  }
  MappingBuilder item;
  item.set("name", builder.string(name, call.callee->span));
  item.set("switches", builder.list(switches, call.span));
  out.called.push_back(item.build(builder, call.span));
}

}  // namespace

void collect_statements(const python::Module& module, const Builder& builder, Statements& out) {
  for (const python::Statement* statement : module.body) {
    if (statement->kind == python::StatementKind::assign) {
      add_assignment(python::as<python::Assign>(*statement), builder, out);
    } else if (statement->kind == python::StatementKind::expression) {
      const python::Expression* value = python::as<python::ExpressionStatement>(*statement).value;
      if (value->kind == python::ExpressionKind::call)
        add_call(python::as<python::Call>(*value), builder, out);
    }
  }
}

std::vector<std::string> imports_of(const python::Module& module) {
  std::vector<std::string> out;
  for (const python::Statement* statement : module.body) {
    if (out.size() >= kMostStatements) break;
    if (statement->kind == python::StatementKind::import) {
      for (const python::ImportedName& name : python::as<python::Import>(*statement).names)
        out.emplace_back(name.name);
    } else if (statement->kind == python::StatementKind::import_from) {
      const auto& from = python::as<python::ImportFrom>(*statement);
      for (const python::ImportedName& name : from.names)
        out.push_back(std::string(from.module) + '.' + std::string(name.name));
    }
  }
  return out;
}

}  // namespace djaz
