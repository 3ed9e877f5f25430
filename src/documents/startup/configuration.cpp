#include "documents/startup/configuration.h"

#include <iterator>

#include "documents/deployment_world.h"
#include "documents/module_files.h"
#include "secrets/values.h"
#include "source/file_system.h"
#include "support/text.h"

namespace djaz::startup {
namespace {

constexpr std::string_view kGunicorn = "gunicorn";

// Settings whose option is called otherwise.
struct Renamed {
  std::string_view setting;
  std::string_view option;
};
constexpr Renamed kRenamed[] = {{"keepalive", "keep_alive"},
                                {"accesslog", "access_logfile"},
                                {"errorlog", "error_logfile"},
                                {"access_log_format", "access_logformat"},
                                {"loglevel", "log_level"},
                                {"logconfig", "log_config"},
                                {"pidfile", "pid"},
                                {"proc_name", "name"},
                                {"preload_app", "preload"}};

std::string_view option_of(std::string_view setting) {
  for (const Renamed& one : kRenamed)
    if (one.setting == setting) return one.option;
  return setting;
}

const Node* child(const Node& node, std::string_view name) {
  if (!node.is(Kind::mapping)) return nullptr;
  const Entry* entry = find_entry(node, name);
  return entry == nullptr ? nullptr : entry->value;
}

bool is_text(const Node* node, std::string_view text) {
  return node != nullptr && node->is(Kind::string) && node->text == text;
}

// What a flag is when nobody mentions it.
bool says_nothing(const Node& value) {
  return value.is(Kind::null) || (value.is(Kind::boolean) && !value.boolean);
}

void set_all(const Builder& builder, const Node* from, Entries& to) {
  if (from == nullptr) return;
  for (const Entry& entry : from->entries) to.set(builder, entry.name, entry.value, entry.key_span);
}

void set_all(const Builder& builder, const Entries& from, Entries& to) {
  for (const Entry& entry : from.all()) to.set(builder, entry.name, entry.value, entry.key_span);
}

// The command's variables that `--env` sets: it comes last.
void set_again(const Builder& builder, const Node& by_option, const Node& command, Entries& to) {
  Entries given;
  set_all(builder, child(command, "env"), given);
  for (const Node* item : by_option.items) {
    const std::string_view text = item->is(Kind::string)
                                      ? item->text
                                      : (item->unknown == nullptr ? "" : item->unknown->prefix);
    const std::string_view name = text.substr(0, text.find('='));
    if (const Node* value = given.get(name)) to.set(builder, name, value, value->key_span);
  }
}

// "asgi" or "wsgi", as the command's own reading has it.
const char* kind_of_app(const Node* app, const Node* worker) {
  if (app != nullptr && app->is(Kind::string)) {
    std::string_view module = app->text.substr(0, app->text.find(':'));
    module = module.substr(module.rfind('.') == module.npos ? 0 : module.rfind('.') + 1);
    if (module == "asgi") return "asgi";
    if (module == "wsgi") return "wsgi";
  }
  if (worker == nullptr) return "wsgi";
  if (!worker->is(Kind::string)) return nullptr;
  return server_facts().is_asgi_worker(worker->text) ? "asgi" : "wsgi";
}

}  // namespace

const Node* Configurations::configured(const Node& command) {
  if (!is_text(child(command, "program"), kGunicorn)) return &command;
  const Node* options = child(command, "options");
  const Node* named = options == nullptr ? nullptr : child(*options, "config");
  const Read* read = find(named);
  if (read != nullptr) return merged(command, *read);
  if (named == nullptr) return &command;
  // What it says is not in the project.
  Read unknown;
  unknown.open = true;
  return merged(command, unknown);
}

const Node* Configurations::usual() {
  const Read* found = find(nullptr);
  if (found == nullptr) return nullptr;
  const Builder& builder = assembly_.builder;
  const Span start{found->file, 0, 0};
  MappingBuilder command;
  command.set("program", builder.string(kGunicorn, start));
  command.set("words", builder.list({}, start));
  command.set("options", builder.mapping({}, start, true));
  command.set("serves", builder.boolean(true, start));
  return merged(*command.build(builder, start), *found);
}

// As gunicorn finds it: from where it is started, which is the deploy root.
const Configurations::Read* Configurations::find(const Node* named) {
  std::string path;
  if (named == nullptr) {
    path = join_path(deployment_.root, kUsualConfiguration);
  } else {
    if (!named->is(Kind::string)) return nullptr;
    std::string_view text = named->text;
    bool package = false;
    if (text.starts_with("python:")) {
      path = module_file(assembly_.loader, deployment_.root, text.substr(7), package);
    } else {
      static constexpr std::string_view kHome = "/home/site/wwwroot/";
      if (text.starts_with("file:")) text.remove_prefix(5);
      if (text.starts_with(kHome)) text.remove_prefix(kHome.size());
      if (!resolve_relative(deployment_.root, text, path)) return nullptr;
    }
  }
  const auto known = read_.find(path);
  if (known != read_.end()) return &known->second;
  if (path.empty() || !assembly_.loader.exists(path)) return nullptr;
  return &read(path);
}

const Configurations::Read& Configurations::read(const std::string& path) {
  Read& out = read_[path];
  const Document* document = assembly_.loader.load(path, *find_document_kind("settings"));
  out.open = true;
  if (document == nullptr || document->module == nullptr) return out;
  out.file = document->file;
  deployment_.runs_before_settings.push_back(document->file);
  if (document->failed()) return out;
  DeploymentWorld world(assembly_, deployment_);
  const python::Evaluation evaluation =
      python::evaluate(*document->module, "__config__", world, assembly_.arena);
  deployment_.runs_before_settings.insert(deployment_.runs_before_settings.end(),
                                          evaluation.files.begin(), evaluation.files.end());
  out.open = evaluation.raises || evaluation.names->open;
  if (evaluation.raises) return out;
  take_options(*evaluation.names, out);
  take_writes(evaluation, out);
  return out;
}

void Configurations::take_options(const Node& names, Read& out) const {
  const Builder& builder = assembly_.builder;
  const Server* server = server_facts().by_program(kGunicorn);
  if (server == nullptr) return;
  for (const Entry& entry : names.entries) {
    if (entry.key != nullptr || says_nothing(*entry.value)) continue;
    if (entry.name == "wsgi_app") out.app = entry.value;
    if (entry.name == "raw_env" && entry.value->is_sequence()) {
      out.open = out.open || entry.value->open;
      for (const Node* item : entry.value->items) {
        const std::size_t equals = item->is(Kind::string) ? item->text.find('=') : item->text.npos;
        if (equals == item->text.npos) {
          out.open = true;
          continue;
        }
        const std::string_view name = item->text.substr(0, equals);
        const std::string_view text = item->text.substr(equals + 1);
        const Node* value = builder.string(text, item->span);
        if (is_secret_pair(name, text)) value = builder.with_traits(*value, {Trait::secret});
        out.raw_env.set(builder, name, value, item->span);
      }
    }
    const std::string option(option_of(entry.name));
    const auto known = server->options.find(replaced(option, "_", "-"));
    if (known == server->options.end()) continue;
    const Node* value = entry.value;
    if (known->second.takes == Takes::values && value->is(Kind::string))
      value = builder.list({value}, value->span);
    out.options.set(builder, option, value, entry.key_span);
  }
}

void Configurations::take_writes(const python::Evaluation& evaluation, Read& out) const {
  const Builder& builder = assembly_.builder;
  for (const python::EnvironmentWrite& write : evaluation.writes) {
    if (write.value == nullptr) continue;
    const Node* value = write.value;
    if (!write.certain)
      value = builder.unknown(Reason::environment, "it is set on some paths only", write.span);
    if (!write.only_if_absent)
      out.written.set(builder, write.name, value, write.span);
    else if (out.defaults.get(write.name) == nullptr)
      out.defaults.set(builder, write.name, value, write.span);
  }
}

const Node* Configurations::merged(const Node& command, const Read& read) const {
  const Builder& builder = assembly_.builder;
  Entries options;
  set_all(builder, read.options, options);
  const Node* given = child(command, "options");
  set_all(builder, given, options);
  Entries env;
  set_all(builder, child(command, "env"), env);
  set_all(builder, read.written, env);
  // `--env` takes the place of the whole list.
  const Node* by_option = given == nullptr ? nullptr : child(*given, "env");
  if (by_option == nullptr)
    set_all(builder, read.raw_env, env);
  else
    set_again(builder, *by_option, command, env);
  const Node* app = child(command, "app");
  if (app == nullptr) app = read.app;

  MappingBuilder out;
  for (const Entry& entry : command.entries) {
    if (entry.name == "app_kind") continue;
    out.set(entry.name, entry.value, entry.key_span);
  }
  const bool open = read.open || (given != nullptr && given->open);
  out.set("options", builder.mapping(options.all(), command.span, open));
  if (!env.all().empty()) out.set("env", builder.mapping(env.all(), command.span));
  if (!read.defaults.all().empty())
    out.set("env_defaults", builder.mapping(read.defaults.all(), command.span));
  if (app != nullptr) out.set("app", app);
  const Node* worker = options.get("worker_class");
  if (const char* kind = open && worker == nullptr ? nullptr : kind_of_app(app, worker))
    out.set("app_kind", builder.string(kind, app != nullptr ? app->span : command.span));
  return out.build(builder, command.span);
}

}  // namespace djaz::startup
