// Calls: arguments, and who is called. What is not modelled may do anything to what it is given.
#include <utility>

#include "python/eval/evaluator.h"
#include "python/eval/library/environ_path.h"
#include "python/eval/library/library_modules.h"
#include "python/eval/library/parsed_url.h"

namespace djaz::python::eval {

bool Evaluator::collect_arguments(std::span<const Argument> written, Arguments& arguments) {
  for (const Argument& argument : written) {
    // A function that hands on what it was given says nothing new of where that comes from.
    const bool handed_on =
        argument.value->kind == ExpressionKind::name && scope->kind == Scope::Kind::function;
    const Value value = handed_on ? evaluate(argument.value) : settled(argument.value, true);
    if (dead_ || exhausted_) return false;
    switch (argument.spread) {
      case Argument::Spread::none:
        if (argument.keyword.empty())
          arguments.positional.push_back(value);
        else
          arguments.named.emplace_back(argument.keyword, value);
        break;
      case Argument::Spread::sequence: {
        const View all = view(value);
        if (all.known && !all.open && all.ordered) {
          arguments.positional.insert(arguments.positional.end(), all.items.begin(),
                                      all.items.end());
          step(all.items.size());
        } else {
          may_raise("TypeError");
          arguments.positional.insert(arguments.positional.end(), all.items.begin(),
                                      all.items.end());
          arguments.unknown_spread = true;
        }
        break;
      }
      case Argument::Spread::mapping: {
        const View keys = view(value);
        if (value->is(Type::dict) && keys.known && !keys.open) {
          for (Value key : keys.items)
            if (key->is(Type::string))
              arguments.named.emplace_back(
                  key->text, narrow(dict_find(state.object(value->object), key)->value));
        } else {
          may_raise("TypeError");
          arguments.unknown_spread = true;
        }
        break;
      }
    }
  }
  return true;
}

Value Evaluator::call_expression(const Call& e) {
  Value receiver = nullptr;
  Value callee = nullptr;
  std::string_view method;
  if (e.callee->kind == ExpressionKind::attribute) {
    const auto& attribute_expression = as<Attribute>(*e.callee);
    receiver = evaluate(attribute_expression.object);
    method = attribute_expression.name;
  } else {
    callee = evaluate(e.callee);
  }
  if (dead_ || exhausted_) return nothing_;
  Arguments arguments;
  arguments.span = e.span;
  if (!collect_arguments(e.arguments, arguments)) return nothing_;
  here = e.span;
  if (receiver == nullptr) return each(callee, [&](Value one) { return call(one, arguments); });
  return each(receiver, [&](Value one) -> Value {
    here = e.span;
    if (one->is(Type::external) || one->is(Type::module) || one->is(Type::klass) ||
        one->is(Type::instance)) {
      const Value target = attribute(one, method, e.span);
      if (dead_ || exhausted_) return nothing_;
      if ((one->is(Type::klass) || one->is(Type::instance)) && target->is(Type::unknown))
        lose(one, Reason::call, "changed by code that is not followed");
      return each(target, [&](Value each_target) { return call(each_target, arguments); });
    }
    return call_method(one, method, arguments);
  });
}

Value Evaluator::call(Value callee, const Arguments& arguments) {
  if (dead_ || exhausted_) return nothing_;
  switch (callee->type) {
    case Type::function: {
      if (callee->self == nullptr) return call_closure(*callee->closure, arguments);
      Arguments bound = arguments;
      bound.positional.insert(bound.positional.begin(), callee->self);
      return call_closure(*callee->closure, bound);
    }
    case Type::external:
      return call_external(callee, arguments);
    case Type::method:
      return call_method(callee->self, callee->text, arguments);
    case Type::klass:
      return instantiate(callee, arguments);
    case Type::unknown:
      return call_unknown({}, arguments);
    default:
      return raised("TypeError");
  }
}

Value Evaluator::call_unknown(std::string_view what, const Arguments& arguments, Kind type) {
  const std::string name =
      what.empty() ? std::string("code that is not followed") : "`" + std::string(what) + "`";
  may_raise();
  const std::string_view given = keep("given to " + name);
  lose_arguments(arguments, what, Reason::call, given);
  may_raise();
  return unknown(Reason::call, keep("the result of " + name), type);
}

// A project's or library's own code that is given a module, or its name, may set all its names;
// Python's own does not, and a logger is only named by it.
void Evaluator::lose_arguments(const Arguments& arguments, std::string_view callee, Reason reason,
                               std::string_view detail) {
  const std::string top = top_of(std::string(callee));
  const bool harmless =
      callee.ends_with("ogger") || (callee.find('.') != std::string_view::npos && top != "sys" &&
                                    top != "runpy" && is_standard_module(top));
  auto given = [&](Value one) {
    const bool name = one->is(Type::string) && one->self != nullptr;
    if (name && harmless) return;
    lose(one, reason, detail);
    const bool environment =
        one->is(Type::external) && (one->text == "os.environ" || one->text == kEnvironmentCopy);
    if (environment && !harmless) lose_variable({});
    if (one->is(Type::module) && !harmless) lose_everything(names_of(one), detail);
  };
  for (Value one : arguments.positional) given(one);
  for (const auto& [key, one] : arguments.named) given(one);
}

namespace {

bool has_alternatives(Value v) { return v->is(Type::unknown) && !v->unknown->alternatives.empty(); }

bool all_unknown(Value v) {
  for (const Alternative& one : v->unknown->alternatives)
    if (one.value == nullptr || !one.value->is(Type::unknown)) return false;
  return known_kind(v) == Kind::unknown;
}

// A method of globals(): setdefault(), pop() and the rest.
bool writes_names(Value callee) { return callee->text.starts_with("globals()."); }

// What writes names of the module that its arguments say.
bool rewrites_module(std::string_view callee) {
  return callee == "exec" || callee == "execfile" || callee == "eval" || callee == "setattr" ||
         callee == "split_settings.tools.include";
}

}  // namespace

namespace {

// A method that is reached through its type, as `str.lower(text)` or `Path.resolve(path)`: where
// its name begins, or 0.
std::size_t through_type(std::string_view callee, const Arguments& arguments) {
  if (arguments.positional.empty()) return 0;
  const Value self = arguments.positional[0];
  for (const auto& [prefix, type] :
       {std::pair<std::string_view, Type>{"str.", Type::string}, {"pathlib.Path.", Type::path}})
    if (callee.starts_with(prefix) && self->is(type)) return prefix.size();
  return 0;
}

}  // namespace

Value Evaluator::call_external(Value callee, const Arguments& arguments) {
  const Builtin builtin = find_builtin(callee->text);
  if (builtin == nullptr) {
    if (is_exception_name(callee->text)) return unknown(Reason::unsupported, "an exception");
    if (const std::size_t type = through_type(callee->text, arguments)) {
      Arguments rest = arguments;
      rest.positional.erase(rest.positional.begin());
      return call_method(arguments.positional[0], callee->text.substr(type), rest);
    }
    if (writes_names(callee)) lose(callee, Reason::dynamic, "names are written");
    if (callee->text.starts_with("os.environ.")) lose_variable({});
    ended_ = ended_ || (forks_ == 0 && world.ends(callee->text, evaluation.writes));
    return call_unknown(callee->text, arguments);
  }
  if (arguments.unknown_spread) {
    if (writes_names(callee)) lose(callee, Reason::dynamic, "names that are not known are written");
    if (rewrites_module(callee->text)) return find_builtin("exec")(*this, arguments);
    if (callee->text.starts_with("os.environ."))
      write_variable(unknown(Reason::environment, "a name"), nothing_, arguments.span, false);
    return call_unknown(callee->text, arguments);
  }
  for (std::size_t i = 0; i < arguments.positional.size(); ++i) {
    if (!has_alternatives(arguments.positional[i])) continue;
    // What is asked of an object of which nothing is known needs no look at its ways.
    if (i == 0 && (callee->text == "getattr" || callee->text == "hasattr") &&
        all_unknown(arguments.positional[0]))
      continue;
    // A default is a value like any other; it needs no look inside.
    if (i > 0 && callee->text.find("get") != std::string_view::npos) continue;
    return each(arguments.positional[i], [&](Value one) {
      Arguments chosen = arguments;
      chosen.positional[i] = one;
      for (std::size_t k = i + 1; k < chosen.positional.size(); ++k) {
        const Value sharper = narrow(chosen.positional[k]);
        if (sharper != nullptr) chosen.positional[k] = sharper;
      }
      return call_external(callee, chosen);
    });
  }
  Arguments plain = arguments;
  for (Value& one : plain.positional) one = behind_environ_path(one);
  const Value before = self_;
  self_ = callee->self;
  const Value value = builtin(*this, plain);
  self_ = before;
  return value;
}

namespace {

bool changes_its_object(std::string_view method) {
  for (const std::string_view one : {"append", "extend", "insert", "remove", "pop", "clear", "sort",
                                     "reverse", "add", "discard", "update", "setdefault"})
    if (method == one) return true;
  return false;
}

// What every object has, and what a boolean has as a number.
bool may_be_there(Type type, std::string_view attribute) {
  if (attribute.starts_with("__")) return true;
  if (type != Type::boolean) return false;
  for (const std::string_view one :
       {"real", "imag", "numerator", "denominator", "conjugate", "bit_length", "bit_count",
        "to_bytes", "from_bytes", "as_integer_ratio", "is_integer"})
    if (attribute == one) return true;
  return false;
}

// Said from outside: by a variable, a file, or a module that is not in the project.
bool is_given(Value v) {
  if (!v->is(Type::unknown)) return false;
  const Info& info = *v->unknown;
  return info.reason == Reason::file_content || info.reason == Reason::environment ||
         (info.reason == Reason::unresolved && info.detail.ends_with(" is not in the project"));
}

}  // namespace

Value Evaluator::call_method(Value receiver, std::string_view name, const Arguments& arguments) {
  if (dead_ || exhausted_) return nothing_;
  if (has_alternatives(receiver))
    return each(receiver, [&](Value one) { return call_method(one, name, arguments); });
  Type type = receiver->type;
  if (type == Type::unknown) {
    const Kind kind = receiver->unknown->type;
    if (kind == Kind::string)
      type = Type::string;
    else if (kind == Kind::path)
      type = Type::path;
  }
  const Method method = find_method(type, name);
  if (receiver->is_object() && changes_its_object(name)) history_.changed(receiver->object, here);
  if (method != nullptr && !arguments.unknown_spread) {
    for (std::size_t i = 0; i < arguments.positional.size(); ++i) {
      if (!has_alternatives(arguments.positional[i])) continue;
      // What is put into a collection is kept as it is.
      if (receiver->is_object() && name != "extend" && name != "update" &&
          (i > 0 || name == "append" || name == "add"))
        continue;
      return each(arguments.positional[i], [&](Value one) {
        Arguments chosen = arguments;
        chosen.positional[i] = one;
        return call_method(receiver, name, chosen);
      });
    }
    return method(*this, receiver, arguments);
  }
  switch (receiver->type) {
    case Type::none:
    case Type::boolean:
      if (may_be_there(receiver->type, name)) break;
      return raised("AttributeError");
    case Type::external:
    case Type::module:
    case Type::instance:
    case Type::klass: {
      const Value target = attribute(receiver, name, here);
      return dead_ ? nothing_ : call(target, arguments);
    }
    default:
      break;
  }
  if (receiver->is(Type::unknown) && receiver->text == "file") {
    may_raise("OSError");
    return unknown(Reason::file_content, receiver->unknown->detail);
  }
  lose(receiver, Reason::call, keep("changed by `." + std::string(name) + "()`"));
  const Value result = call_unknown(name, arguments);
  if (dead_ || !is_given(receiver)) return result;
  // What is made of what a file or a variable says comes from there.
  Data* data = values.copy(unknown(receiver->unknown->reason, receiver->unknown->detail));
  data->traits |= inherited_traits(receiver->traits);
  return data;
}

Value Evaluator::attribute(Value object, std::string_view name, Span span) {
  switch (object->type) {
    case Type::external: {
      if (object->text == kEnvironPath && name == "root") return object->self;
      if (object->self != nullptr && object->text == kParsedUrl)
        if (const Value part = part_of_url(*this, object->self, name); part != nullptr) return part;
      const std::string full = std::string(object->text) + "." + std::string(name);
      const Value constant = external_constant(*this, full);
      if (constant != nullptr) return constant;
      Data* data = values.copy(values.borrowed(Type::external, keep(full)));
      data->self = object->self;
      if (find_builtin(full) == nullptr) may_raise("AttributeError");
      return data;
    }
    case Type::module: {
      if (name == "__dict__") return names_value(names_of(object));
      const Value value = module_attribute(object, name, span);
      if (value != nullptr) return value;
      return raised("AttributeError");
    }
    case Type::klass:
    case Type::instance: {
      const bool renamed = narrow(lookup(name_key(object->object, intern("__name__")))) != nullptr;
      if (object->is(Type::klass) && name == "__name__" && !renamed)
        return values.string(object->text);
      bool unclear = false;
      const Value value = object->is(Type::klass) ? class_attribute_of(object, name, unclear)
                                                  : instance_attribute(object, name, unclear);
      if (dead_ || exhausted_) return nothing_;
      if (unclear) {
        // What is got may be a list of the class or of its bases, and may be changed next.
        lose(object, Reason::unsupported, "reached through a class");
        break;
      }
      if (value == nullptr) return raised("AttributeError");
      return present_part(value, "AttributeError");
    }
    case Type::path: {
      const Method property = find_method(Type::path, "." + std::string(name));
      if (object->boolean && property != nullptr) return property(*this, object, {});
      [[fallthrough]];
    }
    case Type::string:
    case Type::list:
    case Type::dict:
    case Type::set:
    case Type::tuple:
    case Type::bytes: {
      if (find_method(object->type, name) == nullptr) break;
      Data* data = scratch.make<Data>();
      data->type = Type::method;
      data->text = name;
      data->self = object;
      return data;
    }
    case Type::none:
    case Type::boolean:
      if (may_be_there(object->type, name)) break;
      return raised("AttributeError");
    default:
      break;
  }
  may_raise("AttributeError");
  return unknown(Reason::unsupported, keep("the attribute `" + std::string(name) + "`"));
}

}  // namespace djaz::python::eval
