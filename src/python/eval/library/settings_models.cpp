// Objects of pydantic's settings classes: each field is the variable of its name, or its default.
#include "python/eval/library/settings_models.h"

#include <algorithm>
#include <array>

#include "python/eval/library/environment_reads.h"
#include "python/eval/library/tables.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

constexpr std::size_t kMostNames = 8;

// What the class says of all its fields.
struct Options {
  std::string prefix;
  bool exact_case = false;
  bool skip_empty = false;
  Evaluator::FileVariables file;
};

bool is_given(Value value) {
  return !(value->is(Type::external) && (value->text == kNotGiven || value->text == kNotKnown));
}

bool is_not_known(Value value) { return value->is(Type::external) && value->text == kNotKnown; }

}  // namespace

SettingsModel settings_model(std::string_view base) {
  constexpr std::array<std::string_view, 4> kFirst = {
      "pydantic.BaseSettings", "pydantic.v1.BaseSettings", "pydantic.env_settings.BaseSettings",
      "pydantic.v1.env_settings.BaseSettings"};
  constexpr std::array<std::string_view, 2> kSecond = {"pydantic_settings.BaseSettings",
                                                       "pydantic_settings.main.BaseSettings"};
  if (djaz::one_of(base, kFirst)) return SettingsModel::first;
  return djaz::one_of(base, kSecond) ? SettingsModel::second : SettingsModel::none;
}

// Makes the fields of one object.
class SettingsFiller {
 public:
  SettingsFiller(Evaluator& e, const ClassInfo& info, const Arguments& given)
      : e_(e), info_(info), given_(given), model_(info.settings) {}

  // False where it is not modelled.
  bool prepare(std::vector<SettingsField>& fields) {
    Validated changed;
    if (given_.unknown_spread || !given_.positional.empty()) return false;
    for (auto one = info_.order.rbegin(); one != info_.order.rend(); ++one) {
      const ClassInfo* known = e_.class_of(*one);
      if (known == nullptr || !add_fields(*known->statement, model_, fields, changed)) return false;
    }
    for (SettingsField& field : fields)
      field.changed = changed.all || std::find(changed.names.begin(), changed.names.end(),
                                               field.name) != changed.names.end();
    for (const auto& [name, value] : given_.named) {
      const bool known = std::any_of(fields.begin(), fields.end(), [&](const SettingsField& field) {
        return field.name == name;
      });
      if (!known && name != "_env_file" && name != "_env_file_encoding") return false;
    }
    return read_options();
  }

  // Null after it has raised.
  Value make(const SettingsField& field) {
    const Value written = e_.class_attribute(info_, 0, field.name);
    const bool described = written != nullptr && written->is(Type::external) &&
                           written->text == kField && written->self != nullptr;
    const Value given = given_.named_or_null(field.name);
    Value fallback = written;
    std::vector<std::string> names;
    if (described) {
      const auto& parts = written->self->items;
      if (!names_of(field, parts, names) || (given != nullptr && is_given(parts[kAlias])))
        return not_known(field);
      fallback = is_given(parts[kDefault]) ? parts[kDefault] : nullptr;
      if (is_not_known(parts[kDefault])) return not_known(field);
      if (is_given(parts[kFactory])) {
        fallback = e_.call(parts[kFactory], Arguments{{}, {}, false, e_.here});
        if (e_.stopped()) return nullptr;
      }
    } else if (!take_names(field, said_outside(field.name), names)) {
      return not_known(field);
    }
    if (fallback != nullptr && fallback->is(Type::ellipsis)) fallback = nullptr;
    FieldType type = field_type(field.annotation);
    if (field.annotation == nullptr && fallback != nullptr) type = type_of_default(fallback);
    // Before 2 a type of None's means that None is the default.
    if (fallback == nullptr && type.optional && model_ == SettingsModel::first)
      fallback = e_.values.none();
    const Value value =
        given != nullptr ? e_.each(given,
                                   [&](Value one) {
                                     return field_from_value(e_, type, one, SettingsModel::second);
                                   })
                         : read(type, names, fallback, field.span);
    if (e_.stopped() || !field.changed) return value;
    return e_.unknown_from(value, nullptr, "what a validator made of a field");
  }

 private:
  Value not_known(const SettingsField& field) {
    e_.may_raise("ValueError");
    return e_.unknown(Reason::environment,
                      e_.keep("the field `" + std::string(field.name) + "` of a settings class"));
  }

  std::string cased(std::string name) const { return options_.exact_case ? name : uppered(name); }

  // The variables that are asked, the first one that is set counts.
  bool names_of(const SettingsField& field, std::span<const Value> parts,
                std::vector<std::string>& names) {
    const Value said = model_ == SettingsModel::first ? parts[kEnv] : parts[kAlias];
    if (model_ == SettingsModel::first && is_given(parts[kAlias])) return false;
    return take_names(field, is_given(said) || is_not_known(said) ? said : said_outside(field.name),
                      names);
  }

  // What pydantic 1 takes from `fields = {"NAME": {"env": "X"}}` of the configuration.
  Value said_outside(std::string_view field) {
    const Value none = e_.values.borrowed(Type::external, kNotGiven);
    if (fields_ == nullptr || model_ != SettingsModel::first) return none;
    const Object& all = e_.state.object(fields_->object);
    const DictEntry* entry = e_.dict_find(all, e_.values.string(field));
    if (all.lost == nullptr && !all.open && entry == nullptr) return none;
    const Value unclear = e_.values.borrowed(Type::external, kNotKnown);
    if (entry == nullptr || !entry->value->is(Type::dict)) return unclear;
    const Object& one = e_.state.object(entry->value->object);
    const DictEntry* env = e_.dict_find(one, e_.values.string("env"));
    return env == nullptr || one.lost != nullptr ? unclear : env->value;
  }

  bool take_names(const SettingsField& field, Value said, std::vector<std::string>& names) {
    if (is_not_known(said)) return false;
    if (!is_given(said)) {
      names = {cased(options_.prefix + std::string(field.name))};
      return true;
    }
    if (said->is(Type::string)) {
      names = {cased(std::string(said->text))};
      return true;
    }
    const auto view = e_.view(said);
    if (!view.known || view.open || !view.ordered || view.items.size() > kMostNames) return false;
    for (const Value item : view.items) {
      if (!item->is(Type::string)) return false;
      names.push_back(cased(std::string(item->text)));
    }
    return !names.empty();
  }

  Value variable(const std::string& name) {
    // Names are compared without case, and hardly anybody writes them in small letters.
    if (!options_.exact_case) {
      const Value small = e_.variable(e_.keep(lowered(name)));
      if (small != nullptr && small->is(Type::string)) return small;
    }
    return e_.variable(e_.keep(name));
  }

  Value of_file(const std::vector<std::string>& names) {
    for (const std::string& name : names)
      for (const auto& [key, known] : options_.file)
        if (options_.exact_case ? key == name : equal_ignoring_case(key, name))
          return file_value(e_, key, known);
    return nullptr;
  }

  Value read(FieldType type, const std::vector<std::string>& names, Value fallback, Span span) {
    Value found = nullptr;
    for (const std::string& name : names) {
      e_.note_read(e_.keep(name), fallback, fallback == nullptr, span);
      const Value next = variable(name);
      found = found == nullptr ? next : next == nullptr ? found : e_.laid_over(found, next);
      if (e_.stopped()) return nullptr;
    }
    if (const Value file = of_file(names))
      found = found == nullptr ? file : e_.laid_over(found, file);
    const Value name = e_.values.string(names.front());
    const auto absent = [&]() -> Value {
      if (fallback == nullptr) return e_.raised("ValueError");
      const Value made =
          e_.each(fallback, [&](Value one) { return field_from_value(e_, type, one, model_); });
      return e_.stopped() ? e_.nothing() : e_.read_variable(name, made, true, span);
    };
    const auto cast = [&](Value text) -> Value {
      if (options_.skip_empty && text->is(Type::string) && text->text.empty()) return absent();
      return field_from_text(e_, type, text);
    };
    e_.note_use(names.front(), found);
    if (found == nullptr && fallback == nullptr)
      e_.remark(span, "`" + names.front() + "` is required, but it is not set");
    if (found == nullptr) return absent();
    if (!found->is(Type::unknown) || found->unknown->alternatives.empty()) return cast(found);
    std::vector<Branch> branches;
    for (const Alternative& one : found->unknown->alternatives)
      branches.push_back({one.when, [&, one]() -> Value {
                            return one.value == nullptr ? absent() : cast(one.value);
                          }});
    return e_.fork(branches);
  }

  // An option, from the nearest class that says it; null where none does.
  Value option(std::string_view name, bool& unclear) {
    for (const Value klass : info_.order) {
      const Value own = own_attribute(klass, "model_config");
      if (own != nullptr) {
        if (!own->is(Type::dict)) {
          unclear = true;
          return nullptr;
        }
        const Object& dict = e_.state.object(own->object);
        if (dict.lost != nullptr || dict.open) unclear = true;
        const DictEntry* entry = e_.dict_find(dict, e_.values.string(name));
        if (entry != nullptr) return entry->value;
      }
      const Value config = own_attribute(klass, "Config");
      if (config == nullptr) continue;
      if (!config->is(Type::klass)) {
        unclear = true;
        return nullptr;
      }
      const Value said = e_.class_attribute_of(config, name, unclear);
      if (said != nullptr) return said;
    }
    return nullptr;
  }

  Value own_attribute(Value klass, std::string_view name) {
    return e_.narrow(e_.lookup(name_key(klass->object, e_.intern(name))));
  }

  bool read_options() {
    bool unclear = false;
    const Value prefix = option("env_prefix", unclear);
    const Value exact = option("case_sensitive", unclear);
    const Value skip = option("env_ignore_empty", unclear);
    fields_ = option("fields", unclear);
    if (fields_ != nullptr && !fields_->is(Type::dict)) return false;
    for (const char* other : {"secrets_dir", "env_parse_none_str", "alias_generator",
                              "cli_parse_args", "yaml_file", "toml_file", "json_file"}) {
      const Value value = option(other, unclear);
      if (value != nullptr && !value->is(Type::none)) return false;
    }
    const auto is_flag = [](Value value) { return value == nullptr || value->is(Type::boolean); };
    if (unclear || !is_flag(exact) || !is_flag(skip)) return false;
    if (prefix != nullptr && !prefix->is(Type::string)) return false;
    if (prefix != nullptr) options_.prefix = prefix->text;
    options_.exact_case = exact != nullptr && exact->boolean;
    options_.skip_empty = skip != nullptr && skip->boolean;
    const Value own = given_.named_or_null("_env_file");
    const Value file = own != nullptr ? own : option("env_file", unclear);
    // Text is a path from the working directory: where that leads is not known, as elsewhere.
    if (file != nullptr && file->is(Type::path)) e_.file_variables(file, false, options_.file);
    return !unclear;
  }

  Evaluator& e_;
  const ClassInfo& info_;
  const Arguments& given_;
  SettingsModel model_;
  Options options_;
  Value fields_ = nullptr;
};

bool Evaluator::fill_settings(const ClassInfo& info, Value instance, const Arguments& arguments) {
  SettingsFiller filler(*this, info, arguments);
  std::vector<SettingsField> fields;
  if (!filler.prepare(fields)) return false;
  for (const SettingsField& field : fields) {
    const Value value = filler.make(field);
    if (dead_ || exhausted_ || value == nullptr) return false;
    store_in(scopes_[instance->object], field.name, value);
  }
  return true;
}

}  // namespace djaz::python::eval
