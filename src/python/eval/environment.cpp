// The environment: a scope of its own whose names are the variables. A variable of which nothing is
// known is absent or some text, and both are followed.
#include "python/eval/evaluator.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

bool may_hold_secret(std::string_view name) {
  for (std::string_view part : {"KEY", "SECRET", "PASS", "PWD", "TOKEN", "CRED", "DSN", "URL",
                                "CONN", "SALT", "SIGN", "AUTH"})
    if (contains_ignoring_case(name, part)) return true;
  return false;
}

std::string quoted_name(std::string_view name) { return "`" + std::string(name) + "`"; }

// A short harmless value, for words.
std::string shown(std::string_view name, Value value) {
  if (may_hold_secret(name) || value == nullptr || value->has(Trait::secret)) return {};
  switch (value->type) {
    case Type::none:
      return "None";
    case Type::boolean:
      return value->boolean ? "True" : "False";
    case Type::integer:
      return std::to_string(value->integer);
    case Type::string:
      return value->text.size() <= 24 ? quoted(value->text) : std::string();
    default:
      return {};
  }
}

}  // namespace

Value Evaluator::value_of_variable(std::string_view name, const Variable& known) {
  Data* data = values.copy(values.string(known.text));
  data->traits |= trait_bit(Trait::env_text) | trait_bit(Trait::env_part);
  data->span = known.where;
  const std::string text = shown(name, data);
  std::string words = quoted_name(name) + " is set";
  if (!text.empty()) words += " to " + text;
  if (!known.source.empty()) words += " by " + known.source;
  Data* input = values.copy(data);
  Cause cause{keep(words), scratch.list(std::vector<Used>{{name, input}})};
  data->cause = scratch.make<Cause>(cause);
  return data;
}

Value Evaluator::first_variable(std::uint32_t name_id) {
  auto found = world_variables_.find(name_id);
  if (found != world_variables_.end()) return found->second;
  const std::string_view name = names_[name_id];
  const Variable known = world.variable(name);
  const std::string title = quoted_name(name);
  Info info;
  info.reason = Reason::environment;
  info.type = Kind::string;
  Value value = nullptr;
  auto env_text = [&](Value plain) { return values.with_trait(plain, Trait::env_text); };
  switch (known.state) {
    case Variable::State::absent:
      break;
    case Variable::State::value:
      value = value_of_variable(name, known);
      break;
    case Variable::State::present:
      info.not_empty = true;
      info.detail = keep(title + " is set by " +
                         (known.source.empty() ? std::string("the platform") : known.source) +
                         ", its text is not known");
      value = env_text(values.unknown(info));
      break;
    case Variable::State::unknown: {
      info.detail = keep(title + " is not set by any document");
      const Value text = env_text(values.unknown(info));
      const djaz::python::eval::Literal set =
          conditions.variable_is_set(name, title + " is set", title + " is unset");
      value = join_values({{conditions.one(opposite(set)), nullptr}, {conditions.one(set), text}});
      break;
    }
  }
  world_variables_.emplace(name_id, value);
  return value;
}

Value Evaluator::variable(std::string_view name) {
  if (variables_lost_) {
    const Value text = unknown(Reason::dynamic, "the environment was rewritten", Kind::string);
    // Another fact at each look: it may be rewritten in between.
    const std::string title = quoted_name(name);
    const djaz::python::eval::Literal set =
        conditions.fact({}, title + " is set", title + " is unset");
    conditions.needs_variable(set);
    return join_values({{conditions.one(opposite(set)), nullptr},
                        {conditions.one(set), values.with_trait(text, Trait::env_text)}});
  }
  return narrow(lookup(name_key(kEnvironmentScope, intern(name))));
}

void Evaluator::note_use(std::string_view symbol, Value value) {
  if (used_.size() < 4096) used_.push_back({keep(symbol), value});
}

void Evaluator::note_read(std::string_view name, Value fallback, bool required, Span span) {
  if (!noted_.emplace(span.file.value, span.begin, intern(name)).second) return;
  if (evaluation.reads.size() >= 20'000) return;
  const Node* node = fallback == nullptr ? nullptr : to_node(fallback);
  evaluation.reads.push_back({std::string(name), span, node, required});
}

Value Evaluator::read_variable(Value name, Value fallback, bool has_fallback, Span span) {
  if (!name->is(Type::string)) {
    const Value text = values.with_trait(
        unknown(Reason::environment, "the variable's name is not known", Kind::string),
        Trait::env_text);
    return join_values({{{}, fallback}, {{}, text}});
  }
  note_read(name->text, has_fallback ? fallback : nullptr, false, span);
  const std::string_view key = keep(name->text);
  const Value found = variable(key);
  std::string words = quoted_name(key) + " is unset, so ";
  const std::string text = shown(key, fallback);
  words += has_fallback ? "the fallback" : "the value is";
  if (!text.empty()) words += " " + text;
  if (has_fallback)
    words += " applies";
  else if (text.empty())
    words += " the fallback";
  // The fallback, saying why it is the value.
  auto applied = [&] {
    if (fallback->is(Type::function) || fallback->is(Type::external)) return fallback;
    if (fallback->is(Type::unknown) && !fallback->unknown->alternatives.empty()) return fallback;
    Data* data = values.copy(fallback);
    if (!data->span.valid()) data->span = span;
    Cause cause{keep(words), data->cause != nullptr ? data->cause->used : std::span<const Used>{}};
    data->cause = scratch.make<Cause>(cause);
    return static_cast<Value>(data);
  };
  if (found == nullptr) {
    const Value value = applied();
    note_use(key, nullptr);
    return value;
  }
  note_use(key, found);
  if (!found->is(Type::unknown) || found->unknown->alternatives.empty()) return found;
  std::vector<Alternative> all;
  for (const Alternative& one : found->unknown->alternatives)
    all.push_back({one.when, one.value == nullptr ? applied() : one.value});
  return join_values(all);
}

Value Evaluator::required_variable(Value name, Span span) {
  if (!name->is(Type::string)) {
    may_raise("KeyError");
    return values.with_trait(
        unknown(Reason::environment, "the variable's name is not known", Kind::string),
        Trait::env_text);
  }
  const std::string_view key = keep(name->text);
  note_read(key, nullptr, true, span);
  const Value found = variable(key);
  note_use(key, found);
  if (found == nullptr) {
    remark(span, quoted_name(key) + " is required, but it is not set");
    return raised("KeyError");
  }
  if (!found->is(Type::unknown) || found->unknown->alternatives.empty()) return found;
  std::vector<Branch> branches;
  for (const Alternative& one : found->unknown->alternatives) {
    branches.push_back({one.when, [this, one]() -> Value {
                          if (one.value != nullptr) return one.value;
                          return raised("KeyError");
                        }});
  }
  return fork(branches);
}

Value Evaluator::variable_present(Value name) {
  if (!name->is(Type::string))
    return unknown(Reason::environment, "the name is not known", Kind::boolean);
  const std::string_view key = keep(name->text);
  note_read(key, nullptr, false, here);
  const Value found = variable(key);
  note_use(key, found);
  if (found == nullptr) return values.boolean(false);
  if (!found->is(Type::unknown) || found->unknown->alternatives.empty())
    return values.boolean(true);
  std::vector<Alternative> all;
  for (const Alternative& one : found->unknown->alternatives)
    all.push_back({one.when, values.boolean(one.value != nullptr)});
  return join_values(all);
}

void Evaluator::write_variable(Value name, Value value, Span span, bool only_if_absent) {
  if (!name->is(Type::string)) {
    remark(span, "an environment variable with an unknown name is written");
    variables_lost_ = true;
    return;
  }
  const std::string_view key = keep(name->text);
  EnvironmentWrite write{std::string(key), to_node(value), span, only_if_absent, forks_ == 0};
  if (evaluation.writes.size() < 20'000) evaluation.writes.push_back(std::move(write));
  put_variable(key, value, only_if_absent);
}

void Evaluator::put_variable(std::string_view key, Value value, bool only_if_absent) {
  const Value before = variable(key);
  Value after = value;
  if (only_if_absent && before != nullptr) {
    after = before;
    if (before->is(Type::unknown) && !before->unknown->alternatives.empty()) {
      std::vector<Alternative> all;
      for (const Alternative& one : before->unknown->alternatives)
        all.push_back({one.when, one.value == nullptr ? value : one.value});
      after = join_values(all);
    }
  }
  if (!dead_) state.set(name_key(kEnvironmentScope, intern(key)), after);
}

// The variable may have been written or removed; any of them where it has no name.
void Evaluator::lose_variable(std::string_view name) {
  if (name.empty()) {
    variables_lost_ = true;
    return;
  }
  const Value text =
      unknown(Reason::environment, "the variable may have been written", Kind::string);
  state.set(name_key(kEnvironmentScope, intern(name)),
            join_values({{{}, nullptr}, {{}, values.with_trait(text, Trait::env_text)}}));
}

bool Evaluator::variable_written(std::string_view name) {
  bool found = false;
  state.get(name_key(kEnvironmentScope, intern(name)), found);
  return found || variables_lost_;
}

void Evaluator::remove_variable(Value name) {
  if (!name->is(Type::string))
    variables_lost_ = true;
  else if (!dead_)
    state.set(name_key(kEnvironmentScope, intern(name->text)), nullptr);
}

// A path as the call gives it; without one the file beside the module that calls, or the nearest
// above it where the library searches.
bool Evaluator::file_variables(Value path, bool search, FileVariables& out) {
  if (path != nullptr) {
    // Text is a path from the working directory, which is not known.
    if (!path->is(Type::path) || path->text.starts_with('/')) return false;
    return world.shipped_variables(normal_path(path->text), out);
  }
  const ModuleRun* run = module_scope().run;
  if (run == nullptr) return false;
  std::string folder = world.file_path(*run->module);
  do {
    const std::size_t slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash);
    const std::string start = folder.empty() ? std::string() : folder + '/';
    // python-decouple takes this one first, and nobody else has one.
    if (world.shipped(start + "settings.ini") != World::Shipped::unknown) return false;
    if (world.shipped(start + ".env") != World::Shipped::unknown)
      return world.shipped_variables(start + ".env", out);
  } while (search && !folder.empty());
  return false;
}

}  // namespace djaz::python::eval
