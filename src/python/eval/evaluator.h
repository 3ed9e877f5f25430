// The evaluator: walks a module's statements once, in order, and keeps for every name and object
// all that it may be worth. Where a path splits, each feasible side is followed on a layer of the
// state and the sides are joined at once, so that work stays linear. What the members do is told
// where they are defined; each file of this folder holds one idea.
#pragma once

#include <deque>
#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "python/eval/classes.h"
#include "python/eval/conditions.h"
#include "python/eval/effects/effects.h"
#include "python/eval/exits.h"
#include "python/eval/history.h"
#include "python/eval/scope.h"
#include "python/eval/state.h"
#include "python/eval/values/value.h"
#include "python/evaluate.h"
#include "support/truth.h"

namespace djaz::python::eval {

struct TextParts;
class Nodes;

class Evaluator {
 public:
  Evaluator(World& world, Arena& arena, const Limits& limits);

  Evaluation run(const Module& module, std::string_view dotted_name);

  // branches.cpp, truths.cpp
  Value fork(const std::vector<Branch>& branches);
  Value merge(std::vector<Outcome> outcomes, std::uint32_t first_new_scope);
  Value join_values(const std::vector<Alternative>& alternatives);
  // The value where it is there, and what lies below it where it is absent.
  Value laid_over(Value value, Value below);
  Value choose(Value test, const Expression* expression, const std::function<Value()>& yes,
               const std::function<Value()>& no);
  struct Split {
    Truth truth = Truth::unknown;
    Condition yes;
    Condition no;
  };
  Split split(Value test, const Expression* expression);
  Value each(Value value, const std::function<Value(Value)>& act);
  Value each2(Value a, Value b, const std::function<Value(Value, Value)>& act);
  Value narrow(Value value);
  Value refine(Value value, bool truth);
  Truth truth(Value value);
  Value truth_value(Truth truth, Value from);
  std::string describe(const Expression* expression, bool holds);
  // What the name is worth here, without any effect; null where that is not known.
  Value peek(std::string_view name);

  // exits.cpp
  void leave(Leave how, std::string_view exception, Value value);  // this path ends
  void raise(std::string_view exception) { leave(Leave::raise, exception, nullptr); }
  // The result of what raises.
  Value raised(std::string_view exception) {
    raise(exception);
    return nothing_;
  }
  void may_raise(std::string_view exception = {});
  bool dead() const { return dead_; }
  Outcome outcome_since(std::size_t depth, std::size_t mark, Value value) const;

  // scopes.cpp
  Scope& new_scope(Scope::Kind kind, Scope* parent, ModuleRun* run);
  std::uint32_t intern(std::string_view name);
  std::string_view name_of(std::uint32_t id) const { return names_[id]; }
  Value lookup(NameKey key);
  Value load(std::string_view name, Span span);
  void store(std::string_view name, Value value);
  void store_in(Scope& scope, std::string_view name, Value value);
  void remove_name(std::string_view name);
  Scope& scope_for_store(std::string_view name);

  // expressions.cpp, operators.cpp, compare.cpp …
  Value evaluate(const Expression* expression);
  Value evaluate_kind(const Expression& expression);
  bool too_deep() const;
  // A value that is about to be kept: iterators become unknown, the cause is written down.
  Value settled(const Expression* expression, bool keep_iterators = false);
  Value settle(Value value, const Expression* expression, std::size_t used_mark,
               bool keep_iterators);
  Value literal(const Expression& expression);
  Value formatted(const Formatted& expression);
  void format_parts(std::span<const FormattedPart> parts, TextParts& out);
  Value display(const Sequence& expression);
  Value dict_display(const Dict& expression);
  Value boolean_chain(const Boolean& expression);
  Value conditional(const Conditional& expression);
  Value comparison(const Comparison& expression);
  Value comprehension(const Comprehension& expression);
  bool only_looks(const Comprehension& e);
  Value comprehension_over(const Comprehension& expression, Value outermost);
  Value unary(const Unary& expression);
  Value binary_chain(const Binary& expression);
  Value binary(Operator op, Value a, Value b);
  Value binary_plain(Operator op, Value a, Value b);
  Value compare(Operator op, Value a, Value b);
  Value compare_plain(Operator op, Value a, Value b);
  Truth equal(Value a, Value b, int depth = 0);
  Truth contains(Value item, Value container);
  Value attribute(Value object, std::string_view name, Span span);
  Value subscript(Value object, Value index);
  Value slice(Value object, Value lower, Value upper, Value step);
  Value subscript_expression(const Subscript& expression);

  // containers.cpp
  Value make_list(Type type, std::vector<Value> items, bool open = false);
  Value make_dict(std::vector<DictEntry> entries, bool open = false);
  bool dict_set(Object& dict, Value key, Value value, Span key_span = {});
  const DictEntry* dict_find(const Object& dict, Value key);
  std::string key_text(Value key);
  // Calls act for each way a collection's items may be, under its condition.
  struct View {
    std::vector<Value> items;
    bool open = false;
    bool known = false;
    bool ordered = true;  // a set's order differs from run to run
  };
  Value with_items(Value collection, const std::function<Value(const View&)>& act);
  View view(Value collection);  // exactly one way, or unknown
  Value copy_collection(Value value, int depth);
  // What is reachable from the value may have been changed in any way.
  void lose(Value value, Reason reason, std::string_view detail);
  Value store_item(Value object, Value index, Value value, Span key_span);
  Value extend_list(Value list, Value more);

  // statements.cpp, assignments.cpp, loops.cpp, tries.cpp, functions.cpp, imports.cpp, modules.cpp
  void run_block(Block block);
  void run_top(Block block, ModuleRun& run);
  bool leaves_lazy(const Expression* e);
  void statement(const Statement& statement);
  void lose_statement(const Statement& statement, Reason reason, std::string_view detail);
  void assignment(const Assign& statement);
  void assign(const Expression* target, Value value, Span span);
  bool item_place(const Subscript& place, std::string_view slice_words, Value& object,
                  Value& index);
  bool replace_items(const Subscript& place, Value value);
  Value changed_in_place(const Augmented& statement, Value value, Value right);
  void unpack(Expressions targets, Value value, Span span);
  void augmented(const Augmented& statement);
  void remove(const Expression* target);
  void if_chain(const If& statement);
  void for_loop(const For& statement);
  void while_loop(const While& statement);
  void try_block(const Try& statement);
  void with_block(const With& statement);
  void match_block(const Match& statement);
  Value matches(Value subject, std::span<const Expression* const> values_left);
  void pass_on(const Exit& exit, std::size_t mark);
  ExceptClause suppressed_by(const With& statement);
  void define_function(const Function& statement);
  Value decorated(Value function, Value decorator, Span span);

  // classes.cpp, instances.cpp
  void define_class(const Class& statement);
  void decorate(Closure& closure, Value decorator) const;
  const ClassInfo* class_of(Value klass) const;
  Value class_attribute(const ClassInfo& info, std::size_t from, std::string_view name);
  // Null when it is certainly not there; `unclear` when nothing can be said.
  Value class_attribute_of(Value klass, std::string_view name, bool& unclear);
  Value instance_attribute(Value instance, std::string_view name, bool& unclear);
  Value bound_attribute(Value found, Value instance, std::string_view name, bool& unclear);
  Value each_present(Value value, const std::function<Value(Value)>& act);
  // The value where it is there; elsewhere the exception is raised.
  Value present_part(Value value, std::string_view exception);
  Value instantiate(Value klass, const Arguments& arguments);
  bool fill_fields(const ClassInfo& info, Value instance, const Arguments& arguments);
  // settings_models.cpp
  bool fill_settings(const ClassInfo& info, Value instance, const Arguments& arguments);
  void store_attribute(Value instance, std::string_view name, Value value);
  void lose_attributes(Value instance);
  Value super_of(const Arguments& arguments);
  void configure(std::string_view class_name);
  Value configured_attribute(const ClassInfo& info, std::string_view name, bool& defaulted);
  std::vector<std::string_view> names_in(Value object, bool& complete);

  void import(const Import& statement);
  void import_from(const ImportFrom& statement);
  void assertion(const Assertion& statement);
  void raise_statement(const Raise& statement);
  bool run_turns(Block body, Block otherwise, const std::function<Truth()>& next,
                 const std::function<bool()>& still_good);
  bool unroll(const For& statement, Value iterable, const std::vector<Value>& items);
  void give_up(const Statement& statement, Reason reason, std::string_view detail);
  void lose_closure(const Closure& closure, Reason reason, std::string_view detail);
  void try_except(const Try& statement);
  Truth handles(const ExceptClause& handler, std::string_view raised);
  bool inside_try() const;
  // By a try of the module that is run, and not only around its import.
  bool tried_in_module() const;
  // Whether what is done here may be left out, or fail without harm.
  bool is_optional_here() const { return forks_ > 0 || inside_try(); }
  void run_module(ModuleRun& run);
  ModuleRun* run_of(std::uint32_t scope_id) { return scopes_[scope_id].run; }
  Scope& module_scope();
  void lose_effects(const Effects& effects, Reason reason, std::string_view detail);
  // Every name of the module may have been rewritten, and names may have been added.
  void lose_everything(std::string_view detail) { lose_everything(module_scope(), detail); }
  void lose_everything(Scope& module, std::string_view detail);
  // The same for the names that begin like this.
  void lose_names(Scope& module, std::string_view prefix, std::string_view detail);
  // A module as a dict of its names, as globals() gives it.
  Value names_value(const Scope& module);
  Scope& names_of(Value names) { return scopes_[names->object]; }
  void lose_arguments(const Arguments& arguments, std::string_view callee, Reason reason,
                      std::string_view detail);
  ModuleRun* load_module(const std::string& name, bool& cyclic, bool& deep);
  void import_star(ModuleRun* run, const std::string& name, Span span, bool cyclic, bool deep);
  Value module_attribute(Value module, std::string_view name, Span span);
  std::string absolute_name(std::string_view module, std::uint32_t level, bool& outside) const;
  bool import_may_fail(const std::string& name);
  bool import_forks(const std::string& name);
  Value module_value(const ModuleRun& run);

  // split_settings.cpp
  Value include_files(const Arguments& arguments);
  void include_pattern(Value file, Span span);
  void lose_conflicts(const std::vector<const Module*>& files, std::string_view detail);

  Value call_expression(const Call& expression);
  bool collect_arguments(std::span<const Argument> written, Arguments& arguments);
  Value call(Value callee, const Arguments& arguments);
  bool is_first_call(const Closure& closure, const Arguments& arguments);
  Value call_closure(const Closure& closure, const Arguments& arguments);
  bool bind_parameters(const Closure& closure, const Arguments& arguments, Scope& scope);
  Value call_external(Value callee, const Arguments& arguments);
  Value call_method(Value receiver, std::string_view name, const Arguments& arguments);
  Value call_unknown(std::string_view what, const Arguments& arguments, Kind type = Kind::unknown);
  Value closure_value(Closure closure, Span span);
  std::span<const Value> parameter_fallbacks(std::span<const Parameter> parameters);

  // environment.cpp
  Value variable(std::string_view name);  // null alternatives: absent
  Value first_variable(std::uint32_t name_id);
  Value read_variable(Value name, Value fallback, bool has_fallback, Span span);
  Value required_variable(Value name, Span span);
  Truth has_variable(std::string_view name);
  Value variable_present(Value name);
  void write_variable(Value name, Value value, Span span, bool only_if_absent);
  void remove_variable(Value name);
  void lose_variable(std::string_view name);
  // The program may have written the variable, or removed it.
  bool variable_written(std::string_view name);
  void put_variable(std::string_view name, Value value, bool only_if_absent);
  Value value_of_variable(std::string_view name, const Variable& known);
  // Variables of the dotenv file that the call would read; false when they cannot be said.
  using FileVariables = std::vector<std::pair<std::string, Variable>>;
  bool file_variables(Value path, bool search, FileVariables& out);
  void note_use(std::string_view symbol, Value value);
  void note_read(std::string_view name, Value fallback, bool required, Span span);

  // limits.cpp
  bool step(std::uint64_t count = 1);
  bool text_fits(std::uint64_t bytes, bool& small);
  Value new_string(std::string text, Value like = nullptr, Value also = nullptr);
  Value over_budget(std::string_view what, Kind type = Kind::unknown);
  Value too_big_integer();
  void remark(Span span, std::string text);

  // to_node.cpp
  const Node* to_node(Value value);

  Value unknown(Reason reason, std::string_view detail, Kind type = Kind::unknown);
  Value unknown_text(std::string_view detail) {
    return unknown(Reason::unsupported, detail, Kind::string);
  }
  // The result of an operation on something unknown; it may raise.
  void lose_parts(Value v, int depth = 0);
  Value unknown_from(Value a, Value b, std::string_view what, Kind type = Kind::unknown);
  Value nothing() const { return nothing_; }
  Value self() const { return self_; }
  bool stopped() const { return dead_ || exhausted_; }
  std::string_view keep(std::string_view text) { return values.text(text); }

  Arena scratch;
  Values values;
  Conditions conditions;
  State state;
  World& world;
  Arena& arena;
  const Limits limits;
  Evaluation evaluation;
  Span here;  // the expression being evaluated
  Scope* scope = nullptr;
  // Grows when an attribute of an object of which nothing is known may have been written.
  std::uint32_t attributes_written = 0;

 private:
  friend class Chain;
  friend struct Repetition;
  friend class Nodes;

  bool dead_ = false;
  Value nothing_ = nullptr;
  Value self_ = nullptr;  // what the external being called was made with
  std::vector<Catcher> catchers_;
  std::size_t module_catchers_ = 0;  // those before are of the modules that import this one
  std::size_t forks_ = 0;
  std::deque<Scope> scopes_;
  std::vector<std::string_view> names_;
  std::unordered_map<std::string_view, std::uint32_t> name_ids_;
  std::unordered_map<std::uint32_t, Value> world_variables_;
  std::unordered_map<std::string, Value> comparisons_;
  std::vector<Used> used_;
  std::unordered_map<NameKey, Span> name_spans_;  // where a module's name was last bound
  History history_;
  void note_bound(NameKey key, Value value, Span span) {
    name_spans_[key] = span;
    history_.bound(key, value, span, forks_ == 0);
  }
  void add_history(const std::vector<NameKey>& keys, Nodes& nodes);
  std::unordered_map<std::uint32_t, ClassInfo> classes_;  // by their scope
  // Of functions that remember their answers, what they were asked.
  std::unordered_map<const Closure*, std::vector<std::string_view>> remembered_;
  std::deque<ModuleRun> runs_;
  std::vector<std::uint32_t> loading_;
  std::unordered_map<std::string, int> loads_;
  std::unordered_map<const void*, std::unique_ptr<Effects>> effects_;
  const Effects& effects_of(const void* key, Block block, const Expression* expression);
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> noted_;
  int depth_ = 0;
  int calls_ = 0;
  int includes_ = 0;
  int losing_ = 0;
  // What one loss from outside has dealt with: functions that name each other are each lost once.
  struct Loss {
    explicit Loss(Evaluator& evaluator) : e(evaluator) { ++e.losses_; }
    ~Loss() {
      if (--e.losses_ > 0) return;
      e.lost_closures_.clear();
      e.lost_scopes_.clear();
    }
    Loss(const Loss&) = delete;
    Loss& operator=(const Loss&) = delete;
    Evaluator& e;
  };
  int losses_ = 0;
  std::set<const Closure*> lost_closures_;
  std::set<std::uint32_t> lost_scopes_;
  const char* stack_base_ = nullptr;
  std::size_t stack_limit_ = 0;
  // Repetition
  std::uint64_t steps_used_ = 0;
  std::uint64_t fence_ = 0;
  int repeating_ = 0;
  bool exhausted_ = false;
  std::uint64_t bytes_used_ = 0;
  std::uint64_t distributed_ = 0;
  bool variables_lost_ = false;
  bool ended_ = false;  // see World::ends
};

// What os.environ.copy() gives.
inline constexpr std::string_view kEnvironmentCopy = "os.environ.copy()";

using Builtin = Value (*)(Evaluator&, const Arguments&);
using Method = Value (*)(Evaluator&, Value self, const Arguments&);

// The tables of what is modelled, by name.
Builtin find_builtin(std::string_view name);
Method find_method(Type type, std::string_view name);
Value external_constant(Evaluator& e, std::string_view name);
bool is_builtin_name(std::string_view name);
bool is_exception_name(std::string_view name);
Truth exception_is(std::string_view raised, std::string_view caught);
std::string normal_path(std::string_view path);

}  // namespace djaz::python::eval
