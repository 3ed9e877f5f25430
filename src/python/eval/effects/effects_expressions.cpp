#include "python/eval/effects/effects_walk.h"

namespace djaz::python::eval {
namespace {

// `sys.modules[__name__]`
bool is_this_module(const Subscript& e) {
  return e.object->kind == ExpressionKind::attribute &&
         as<Attribute>(*e.object).name == "modules" && e.index->kind == ExpressionKind::name &&
         as<Name>(*e.index).id == "__name__";
}

}  // namespace

void EffectsWalk::visit(const Expression& e) {
  switch (e.kind) {
    case ExpressionKind::name:
      use(as<Name>(e).id, false);
      write_variable(e, {});
      break;
    case ExpressionKind::formatted:
      push(as<Formatted>(e).parts);
      break;
    case ExpressionKind::list:
    case ExpressionKind::tuple:
    case ExpressionKind::set:
      push(as<Sequence>(e).elements);
      break;
    case ExpressionKind::dict:
      for (const DictItem& item : as<Dict>(e).items) {
        push(item.key);
        if (item.key == nullptr)
          peek(item.value);
        else
          push(item.value);
      }
      break;
    case ExpressionKind::unary:
      glance(as<Unary>(e).operand);
      break;
    case ExpressionKind::binary:
      glance(as<Binary>(e).operands);
      break;
    case ExpressionKind::boolean:
      push(as<Boolean>(e).operands);
      break;
    case ExpressionKind::comparison:
      glance(as<Comparison>(e).operands);
      break;
    case ExpressionKind::conditional:
      push(as<Conditional>(e).test);
      push(as<Conditional>(e).then);
      push(as<Conditional>(e).otherwise);
      break;
    case ExpressionKind::call:
      out_.acts = true;
      if (adding(as<Call>(e)) || looking(as<Call>(e)) || writing(as<Call>(e))) break;
      peek(as<Call>(e).callee);
      push(as<Call>(e).arguments);
      break;
    case ExpressionKind::attribute:
      if (may_be_environment(e))
        write_variable(e, {});
      else if (is_writer(as<Attribute>(e).name) && may_be_environment(*as<Attribute>(e).object))
        write_variable(*as<Attribute>(e).object, {});
      peek(as<Attribute>(e).object);
      break;
    case ExpressionKind::subscript:
      if (is_this_module(as<Subscript>(e))) out_.modules = true;
      peek(as<Subscript>(e).object);
      glance(as<Subscript>(e).index);
      break;
    case ExpressionKind::slice:
      push(as<Slice>(e).lower);
      push(as<Slice>(e).upper);
      push(as<Slice>(e).step);
      break;
    case ExpressionKind::starred:
      push(as<Starred>(e).value);
      break;
    case ExpressionKind::lambda:
      push(as<Lambda>(e).parameters);
      push(as<Lambda>(e).body);
      break;
    case ExpressionKind::comprehension:
      push(as<Comprehension>(e).element);
      push(as<Comprehension>(e).value);
      for (const ComprehensionClause& clause : as<Comprehension>(e).clauses) {
        push(clause.target);
        iterate(clause.iterable);
        glance(clause.conditions);
      }
      break;
    // What it gives may be changed by whoever gets it.
    case ExpressionKind::await_yield:
      out_.acts = true;
      push(as<Sequence>(e).elements);
      break;
    case ExpressionKind::named:
      out_.acts = true;
      bind(as<Named>(e).target->id);
      push(as<Named>(e).value);
      break;
    case ExpressionKind::unsupported:
      out_.acts = true;
      break;
    default:
      break;
  }
}

}  // namespace djaz::python::eval
