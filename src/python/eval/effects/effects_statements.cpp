#include "python/eval/effects/effects_walk.h"

namespace djaz::python::eval {

void EffectsWalk::target(const Expression* expression) {
  std::vector<const Expression*> work{expression};
  while (!work.empty()) {
    const Expression* next = work.back();
    work.pop_back();
    if (next == nullptr) continue;
    switch (next->kind) {
      case ExpressionKind::name:
        bind(as<Name>(*next).id);
        break;
      case ExpressionKind::list:
      case ExpressionKind::tuple:
        for (const Expression* item : as<Sequence>(*next).elements) work.push_back(item);
        break;
      case ExpressionKind::starred:
        work.push_back(as<Starred>(*next).value);
        break;
      case ExpressionKind::subscript:
        if (may_be_environment(*as<Subscript>(*next).object))
          write_variable(*as<Subscript>(*next).object, literal_text(as<Subscript>(*next).index));
        push(next);
        break;
      default:
        push(next);
    }
  }
}

void EffectsWalk::visit(const Statement& s) {
  switch (s.kind) {
    case StatementKind::expression:
      push(as<ExpressionStatement>(s).value);
      break;
    case StatementKind::assign:
      for (const Expression* one : as<Assign>(s).targets) target(one);
      push(as<Assign>(s).value);
      break;
    case StatementKind::augmented: {
      const auto& augmented = as<Augmented>(s);
      target(augmented.target);
      if (augmented.target->kind == ExpressionKind::name) {
        use(as<Name>(*augmented.target).id, augmented.op == Operator::add);
        if (augmented.op == Operator::bit_or) write_variable(*augmented.target, {});
      }
      push(augmented.value);
      break;
    }
    case StatementKind::remove:
      for (const Expression* one : as<Remove>(s).targets) target(one);
      break;
    case StatementKind::import:
      for (const ImportedName& name : as<Import>(s).names)
        bind(name.alias.empty() ? name.name.substr(0, name.name.find('.')) : name.alias);
      break;
    case StatementKind::import_from:
      if (as<ImportFrom>(s).star) out_.star_import = true;
      for (const ImportedName& name : as<ImportFrom>(s).names)
        bind(name.alias.empty() ? name.name : name.alias);
      break;
    case StatementKind::if_chain:
      for (const IfClause& clause : as<If>(s).clauses) {
        push(clause.test);
        if (!prefixed_write(clause)) push(clause.body);
      }
      break;
    case StatementKind::for_loop:
      target(as<For>(s).target);
      iterate(as<For>(s).iterable);
      push(as<For>(s).body);
      push(as<For>(s).otherwise);
      break;
    case StatementKind::while_loop:
      push(as<While>(s).test);
      push(as<While>(s).body);
      push(as<While>(s).otherwise);
      break;
    case StatementKind::try_block:
      push(as<Try>(s).body);
      for (const ExceptClause& handler : as<Try>(s).handlers) {
        push(handler.type);
        if (!handler.name.empty()) bind(handler.name);
        push(handler.body);
      }
      push(as<Try>(s).otherwise);
      push(as<Try>(s).finally);
      break;
    case StatementKind::with_block:
      for (const WithItem& item : as<With>(s).items) {
        push(item.context);
        if (item.target != nullptr) target(item.target);
      }
      push(as<With>(s).body);
      break;
    case StatementKind::match_block:
      push(as<Match>(s).subject);
      for (const MatchCase& one : as<Match>(s).cases) {
        for (const Expression* capture : one.captures) target(capture);
        push(one.body);
      }
      break;
    case StatementKind::function:
      bind(as<Function>(s).name);
      push(as<Function>(s).parameters);
      push(as<Function>(s).decorators);
      nested(as<Function>(s).body);
      break;
    case StatementKind::class_definition:
      bind(as<Class>(s).name);
      push(as<Class>(s).bases);
      push(as<Class>(s).decorators);
      nested(as<Class>(s).body);
      break;
    case StatementKind::return_value:
      push(as<Return>(s).value);
      break;
    case StatementKind::raise:
      push(as<Raise>(s).value);
      break;
    case StatementKind::assertion:
      push(as<Assertion>(s).test);
      break;
    case StatementKind::global_names:
    case StatementKind::nonlocal_names:
      for (std::string_view name : as<Names>(s).names) {
        out_.outer.insert(name);
        if (s.kind == StatementKind::nonlocal_names) out_.enclosing.insert(name);
      }
      break;
    default:
      break;
  }
}

void EffectsWalk::nested(Block body) {
  if (depth_ > 20) return;
  Effects inner;
  EffectsWalk walk(inner);
  walk.depth_ = depth_ + 1;
  walk.run(body, nullptr);
  for (const auto& [name, adding] : inner.used) use(name, adding);
  for (std::string_view name : inner.iterated) use(name, false);
  for (std::string_view name : inner.written_prefixes) out_.written_prefixes.push_back(name);
  out_.variables.insert(inner.variables.begin(), inner.variables.end());
  for (std::string_view name : inner.outer) out_.rebound.insert(name);
  for (std::string_view name : inner.rebound) out_.rebound.insert(name);
}

}  // namespace djaz::python::eval
