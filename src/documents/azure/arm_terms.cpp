// The terms of an expression: calls, members and elements, each over all that its operands may be.
#include <algorithm>

#include "documents/azure/arm_functions.h"
#include "documents/azure/arm_spread.h"
#include "support/text.h"

namespace djaz::azure {

const Node* Evaluator::term(const Expression& expression, std::uint32_t index) {
  const Deeper deeper(depth_);
  if (exhausted(1)) return unknown(Reason::budget, "the template is too large to evaluate");
  const Term& term = expression.terms[index];
  const Node* value = nullptr;
  switch (term.kind) {
    case Term::Kind::text:
      return builder_.string(term.text);
    case Term::Kind::integer:
      return builder_.integer(term.integer);
    case Term::Kind::member:
      value =
          spread({this->term(expression, term.args[0])}, [&](const std::vector<const Node*>& args) {
            return member_of(*args[0], term.text, term.safe);
          });
      break;
    case Term::Kind::index: {
      const Node* base = this->term(expression, term.args[0]);
      value = spread({base, this->term(expression, term.args[1])},
                     [&](const std::vector<const Node*>& args) {
                       return element_of(*args[0], *args[1], term.safe);
                     });
      break;
    }
    case Term::Kind::call:
      value = call(expression, term);
      break;
  }
  if (symbolic_ && value->is(Kind::unknown))
    return builder_.string('{' + replaced(spelled(expression, index), "/", "|") + '}');
  return value;
}

const Node* Evaluator::call(const Expression& expression, const Term& term) {
  const std::string name = lowered(term.text);
  if (name == "if") return choice(expression, term);
  if (name == "and" || name == "or") return logic(expression, term, name == "and");
  if (name == "coalesce") return coalesced(expression, term);
  if (name == "reference") return referenced(expression, term);
  if (takes_lambda(name)) return with_lambda(name, expression, term);
  std::vector<const Node*> args;
  for (const std::uint32_t arg : term.args) args.push_back(this->term(expression, arg));
  const bool lookup = name == "parameters" || name == "variables";
  if (lookup && args.size() == 1) {
    const bool parameters = name == "parameters";
    return spread(args, [&](const std::vector<const Node*>& a) {
      return parameters ? parameter(*a[0]) : variable(*a[0]);
    });
  }
  if (name == "copyindex") return copy_index(args);
  if (name == "tryget" && args.size() >= 2) return tried(args);
  if (scope_->functions) {
    const auto found = scope_->functions->find(name);
    if (found != scope_->functions->end()) return user_function(*found->second, args);
  }
  if (name == "lambdavariables" && args.size() == 1) return lambda_variable(*args[0]);
  if (is_id_function(name))
    return spread(args,
                  [&](const std::vector<const Node*>& a) { return resource_id(term.text, a); });
  if (is_runtime_function(name)) return answered_by_platform(term.text);
  return plain_function(term.text, args);
}

namespace {

// What a function makes of these holds no text of the template: of `replace(parameters('x'), '-',
// '')`.
bool says_nothing(const Node& argument) {
  switch (argument.kind) {
    case Kind::unknown:
      return argument.unknown->written == kGiven;
    case Kind::string:
      return argument.text.size() <= 1;
    default:
      return argument.is(Kind::integer) || argument.is(Kind::boolean);
  }
}

}  // namespace

const Node* Evaluator::plain_function(const std::string& written,
                                      const std::vector<const Node*>& args) {
  const azure::Function* function = find_function(lowered(written));
  if (!function)
    return unknown(Reason::unsupported, "an ARM function that is not modelled is called");
  if (args.size() < function->least || args.size() > function->most)
    return unknown(Reason::unsupported, "`" + written + "()` is called with wrong arguments",
                   function->result);
  return spread(args, [&](const std::vector<const Node*>& a) -> const Node* {
    std::size_t size = 1;
    for (const Node* arg : a) size += weight(*arg);
    if (exhausted(size)) return unknown(Reason::budget, "the template is too large to evaluate");
    if (!function->partial)
      for (const Node* arg : a)
        if (const Node* missing = first_unknown(*arg)) {
          const bool given =
              std::all_of(a.begin(), a.end(), [](const Node* each) { return says_nothing(*each); });
          return given ? part_of(builder_, *missing, function->result)
                       : unknown_like(builder_, *missing, function->result);
        }
    const Node* value = function->apply(builder_, a);
    if (!value)
      return unknown(Reason::unsupported, "`" + written + "()` is called with wrong arguments",
                     function->result);
    return value;
  });
}

// `tryGet`: null where a member is certainly not there.
const Node* Evaluator::tried(const std::vector<const Node*>& args) {
  const Node* value = args[0];
  for (std::size_t i = 1; i < args.size() && !value->is(Kind::null); ++i) {
    const bool missing = value->is(Kind::mapping) && !value->open && args[i]->is(Kind::string) &&
                         !member(*value, args[i]->text);
    value = missing ? builder_.null() : element_of(*value, *args[i]);
  }
  return value;
}

const Node* Evaluator::choice(const Expression& expression, const Term& term) {
  if (term.args.size() != 3)
    return unknown(Reason::unsupported, "`if()` is called with wrong arguments");
  const Node* test = this->term(expression, term.args[0]);
  if (test->is(Kind::boolean)) return this->term(expression, term.args[test->boolean ? 1 : 2]);
  const Node* then = this->term(expression, term.args[1]);
  const Node* otherwise = this->term(expression, term.args[2]);
  if (test->is(Kind::unknown) && !test->unknown->candidates.empty()) {
    return spread({test}, [&](const std::vector<const Node*>& args) -> const Node* {
      if (args[0]->is(Kind::boolean)) return args[0]->boolean ? then : otherwise;
      const Candidate either[] = {{then, "the test of an `if()` holds"},
                                  {otherwise, "the test of an `if()` does not hold"}};
      return builder_.one_of(either);
    });
  }
  if (!test->is(Kind::unknown))
    return unknown(Reason::unsupported, "`if()` is called with wrong arguments");
  const Candidate either[] = {{then, "the test of an `if()` holds"},
                              {otherwise, "the test of an `if()` does not hold"}};
  return builder_.one_of(either);
}

const Node* Evaluator::logic(const Expression& expression, const Term& term, bool conjunction) {
  std::vector<const Node*> args;
  for (const std::uint32_t index : term.args) {
    args.push_back(this->term(expression, index));
    if (args.back()->is(Kind::boolean) && args.back()->boolean != conjunction) return args.back();
  }
  return spread(args, [&](const std::vector<const Node*>& a) -> const Node* {
    const Node* open = nullptr;
    for (const Node* arg : a) {
      if (arg->is(Kind::boolean) && arg->boolean != conjunction) return arg;
      if (!arg->is(Kind::boolean)) open = arg;
    }
    return open ? unknown_like(builder_, *open, Kind::boolean) : builder_.boolean(conjunction);
  });
}

const Node* Evaluator::coalesced(const Expression& expression, const Term& term) {
  std::vector<Candidate> candidates;
  for (const std::uint32_t index : term.args) {
    const Node* value = this->term(expression, index);
    if (value->is(Kind::null)) continue;
    candidates.push_back({value, candidates.empty() ? "an operand of `coalesce()` is not null"
                                                    : "the operands before it are null"});
    const bool certain = !value->is(Kind::unknown) ||
                         (value->unknown->type != Kind::unknown && value->unknown->not_empty);
    if (certain) break;
  }
  if (candidates.empty()) return builder_.null();
  return candidates.size() == 1 ? candidates[0].value : builder_.one_of(candidates);
}

const Node* Evaluator::member_of(const Node& base, std::string_view name, bool safe) {
  if (base.is(Kind::unknown)) return part_of(builder_, base);
  if (const Node* value = member(base, name)) return value;
  if (const auto beyond = beyond_.find(&base); beyond != beyond_.end())
    return given(Reason::runtime, beyond->second);
  if (base.open) return unknown_like(builder_, base, Kind::unknown);
  if (safe) return builder_.null();
  return unknown(Reason::unresolved, "an ARM expression asks for a member that is not there");
}

const Node* Evaluator::element_of(const Node& base, const Node& index, bool safe) {
  if (index.is(Kind::string)) return member_of(base, index.text, safe);
  if (base.is(Kind::unknown)) return part_of(builder_, base);
  if (index.is(Kind::unknown)) {
    // Whichever it is, it is one of these.
    if (!base.is(Kind::list) || base.open || base.items.empty() || base.items.size() > 16)
      return unknown_like(builder_, index, Kind::unknown);
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < base.items.size(); ++i)
      candidates.push_back(
          {base.items[i], builder_.arena().text("the index is " + std::to_string(i))});
    return builder_.one_of(candidates);
  }
  if (base.is(Kind::list) && index.is(Kind::integer) && index.integer >= 0 &&
      index.integer < static_cast<std::int64_t>(base.items.size()))
    return base.items[static_cast<std::size_t>(index.integer)];
  if (base.open) return unknown_like(builder_, base, Kind::unknown);
  if (safe && (base.is(Kind::list) || base.is(Kind::null))) return builder_.null();
  return unknown(Reason::unresolved, "an ARM expression asks for an element that is not there");
}

}  // namespace djaz::azure
