#include "documents/startup/command.h"

#include <algorithm>
#include <optional>

#include "support/text.h"

namespace djaz::startup {
namespace {

// Wrappers in wrappers.
constexpr int kMostWrappers = 16;

bool is_any(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

bool is_python(std::string_view program) {
  if (!program.starts_with("python") && !program.starts_with("pypy")) return false;
  return program.find_first_not_of("0123456789.", program.starts_with("pypy") ? 4 : 6) ==
         std::string_view::npos;
}

bool is_shell(std::string_view program) { return is_any(program, {"sh", "bash", "dash", "ash"}); }

bool is_django_script(std::string_view program) {
  return is_any(program, {"manage.py", "django-admin", "django-admin.py"});
}

std::string_view last_part(std::string_view module) {
  return module.substr(module.rfind('.') == std::string_view::npos ? 0 : module.rfind('.') + 1);
}

class CommandReader {
 public:
  CommandReader(const Words& words, const ShellCommand& command, ShellState& state)
      : words_(words), builder_(words.builder()), command_(command), state_(state) {}

  CommandNode run() {
    take_assignments();
    if (at_ == count()) {
      finish_assignments();
    } else {
      find_program();
    }
    if (nested_ != nullptr) return {nullptr, nested_};
    return {build(), nullptr};
  }

 private:
  std::size_t count() const { return command_.words.size(); }
  const ShellWord& word() const { return command_.words[at_]; }
  std::string_view text() const { return word().text.text(); }
  std::span<const ShellWord> rest() const {
    return std::span<const ShellWord>(command_.words).subspan(at_);
  }

  void take_assignments() {
    for (; at_ < count() && word().assignment > 0; ++at_) assign(word(), word().assignment);
  }

  void assign(const ShellWord& word, std::size_t begin) {
    std::string_view name = std::string_view(word.text.text()).substr(0, begin - 1);
    const bool appends = name.ends_with("+");
    if (appends) name.remove_suffix(1);
    const Node* value = words_.variable(name, word, begin);
    if (appends)
      value = builder_.unknown(Reason::environment, "it is added to what was there", value->span);
    env_.set(builder_, name, value, words_.span(word, 0, name.size()));
  }

  void finish_assignments() {
    for (const Entry& entry : env_.all())
      if (state_.variables.size() < kMostVariables)
        state_.variables.insert_or_assign(std::string(entry.name), entry.value);
    exported_ = state_.export_all;
  }

  void find_program() {
    const ServerFacts& facts = server_facts();
    for (int depth = 0; depth < kMostWrappers && at_ < count(); ++depth) {
      const std::string_view name = program_name(word());
      if (name.empty()) break;
      const Wrapper* wrapper = facts.wrapper(name);
      if (wrapper == nullptr) return program(name);
      const std::size_t before = at_;
      ++at_;
      if (!skip_wrapper(*wrapper)) {
        at_ = before;
        break;
      }
      if (name == "env") take_assignments();
    }
    if (at_ < count()) program_ = words_.value(word());
  }

  // From behind the wrapper's name to the program; false when there is none.
  bool skip_wrapper(const Wrapper& wrapper) {
    skip_options(wrapper.value_options);
    for (const std::string_view expected : wrapper.words) {
      if (at_ >= count() || text() != expected) return false;
      ++at_;
    }
    if (!wrapper.words.empty()) skip_options(wrapper.value_options);
    at_ += wrapper.skip;
    return at_ < count();
  }

  void skip_options(const std::vector<std::string_view>& with_value) {
    while (at_ < count() && text().size() > 1 && text()[0] == '-') {
      const bool end = text() == "--";
      const bool value =
          std::find(with_value.begin(), with_value.end(), text()) != with_value.end();
      at_ = std::min(count(), at_ + (value ? 2 : 1));
      if (end) return;
    }
  }

  void program(std::string_view name) {
    const ShellWord& first = word();
    ++at_;
    if (const Server* found = server_facts().by_program(name)) return server(*found, first);
    if (is_python(name)) return python(first);
    if (is_django_script(name)) return django(first);
    program_ = words_.text(name, first);
    if (is_shell(name)) return shell();
    if (is_any(name, {"export", "declare", "typeset", "readonly"})) return exports(name);
    if (name == "set") return set_options();
    if (name == "source" || name == ".") {
      if (at_ < count()) script_ = words_.value(word());
    } else if (name == "flask") {
      skip_options({"--app", "-A", "--env-file", "-e"});
      take_subcommand();
    } else if (first.known() && first.text.text().find('/') != std::string::npos) {
      script_ = words_.value(first);
    }
  }

  void server(const Server& server, const ShellWord& first) {
    program_ = words_.text(server.name, first);
    serves_ = true;
    arguments_ = read_arguments(server, words_, rest());
    arguments_->known_server = true;
    for (const Entry& entry : arguments_->env.all())
      env_.set(builder_, entry.name, entry.value, entry.key_span);
    set_app(server);
  }

  void set_app(const Server& server) {
    const Node* worker = arguments_->options.get("worker_class");
    const Node* interface = arguments_->options.get("interface");
    bool asgi = server.asgi;
    if (server.name == "gunicorn" && worker != nullptr && worker->is(Kind::string))
      asgi = server_facts().is_asgi_worker(worker->text);
    if (interface != nullptr && interface->is(Kind::string) && interface->text == "wsgi")
      asgi = false;
    Span place = program_->span;
    if (arguments_->app != nullptr) {
      app_ = words_.value(*arguments_->app);
      place = app_->span;
      if (!app_->is(Kind::string)) return;
      const std::string_view module = last_part(app_->text.substr(0, app_->text.find(':')));
      if (module == "asgi") asgi = true;
      if (module == "wsgi") asgi = false;
    }
    if (worker != nullptr && !worker->is(Kind::string) && app_ == nullptr) return;
    app_kind_ = builder_.string(asgi ? "asgi" : "wsgi", place);
  }

  // Behind `python`: its own options, then `-m module`, `-c text` or a script.
  void python(const ShellWord& first) {
    program_ = words_.text("python", first);
    for (int depth = 0; depth < kMostWrappers; ++depth) {
      const bool module = skip_python_options();
      if (at_ >= count()) return;
      if (!module) return python_script();
      const std::string_view name = text();
      const ShellWord& named = word();
      module_ = words_.value(named);
      ++at_;
      if (!named.known()) return;
      if (const Server* found = server_facts().by_module(name)) return server(*found, named);
      if (name == "django") return django(named);
      if (name == "flask") {
        program_ = words_.text("flask", named);
        skip_options({"--app", "-A"});
        return take_subcommand();
      }
      const Wrapper* runner = server_facts().runner(name);
      if (runner == nullptr) return;
      if (!skip_runner(*runner)) return;
    }
  }

  // True when `-m` names a module next.
  bool skip_python_options() {
    for (; at_ < count(); ++at_) {
      const std::string_view option = text();
      if (option.size() < 2 || option[0] != '-') return false;
      if (option == "-W" || option == "-X") {
        ++at_;
      } else if (option[1] != '-' && option[1] != 'W' && option[1] != 'X') {
        if (option.back() == 'm') {
          ++at_;
          return true;
        }
        if (option.find('c', 1) != std::string_view::npos) {
          at_ = count();
          return false;
        }
      }
    }
    return false;
  }

  bool skip_runner(const Wrapper& runner) {
    for (const std::string_view expected : runner.words) {
      if (at_ >= count() || text() != expected) return false;
      ++at_;
    }
    while (at_ < count() && text().size() > 1 && text()[0] == '-' && text() != "-m") {
      const bool value = std::find(runner.value_options.begin(), runner.value_options.end(),
                                   text()) != runner.value_options.end();
      at_ = std::min(count(), at_ + (value ? 2 : 1));
    }
    return at_ < count();
  }

  void python_script() {
    const ShellWord& script = word();
    const std::string_view name = program_name(script);
    ++at_;
    if (is_django_script(name)) return django(script);
    if (const Server* found = server_facts().by_program(name)) return server(*found, script);
  }

  void django(const ShellWord& first) {
    program_ = words_.text("django", first);
    take_subcommand();
    arguments_.emplace();
    for (; at_ < count(); ++at_) django_option();
    serves_ =
        subcommand_ != nullptr && subcommand_->is(Kind::string) &&
        is_any(subcommand_->text, {"runserver", "runserver_plus", "runsslserver", "testserver"});
  }

  // Which of a command's options take a value is the project's business: only Django's own are
  // read with theirs.
  void django_option() {
    const std::string_view option = text();
    if (option.size() < 3 || !option.starts_with("--") || !word().known()) return;
    const std::size_t equals = option.find('=');
    const std::string name = replaced(option.substr(2, equals - 2), "-", "_");
    const Span key = words_.span(word(), 0, std::min(equals, option.size()));
    const Node* value = builder_.boolean(true, key);
    if (equals != std::string_view::npos) {
      value = words_.number_or_text(word(), equals + 1);
    } else if ((name == "settings" || name == "pythonpath") && at_ + 1 < count()) {
      ++at_;
      value = words_.value(word());
    }
    arguments_->options.set(builder_, name, value, key);
  }

  void take_subcommand() {
    if (at_ >= count() || text().starts_with("-")) return;
    subcommand_ = words_.value(word());
    ++at_;
  }

  void shell() {
    bool text_follows = false;
    for (; at_ < count(); ++at_) {
      const std::string_view option = text();
      if (option.size() < 2 || (option[0] != '-' && option[0] != '+')) break;
      if (option == "-o" || option == "+o") ++at_;
      if (option[1] != '-' && option.find('c') != std::string_view::npos) text_follows = true;
    }
    if (at_ >= count()) return;
    if (text_follows && word().known())
      nested_ = &word();
    else if (!text_follows)
      script_ = words_.value(word());
  }

  void exports(std::string_view name) {
    exported_ = name == "export";
    for (; at_ < count(); ++at_) {
      const std::string_view given = text();
      if (given.starts_with("-")) {
        if (name != "readonly" && given.find('x') != std::string_view::npos) exported_ = true;
        continue;
      }
      const std::size_t equals = given.find('=');
      if (equals != std::string_view::npos && equals > 0 &&
          (word().known() || word().holes.front().at > equals)) {
        assign(word(), equals + 1);
      } else if (word().known()) {
        const auto found = state_.variables.find(given);
        if (found != state_.variables.end())
          exported_names_.push_back(
              {builder_.arena().text(given), found->second, words_.span(word()), nullptr});
      }
    }
  }

  void set_options() {
    for (; at_ < count(); ++at_) {
      const std::string_view option = text();
      if (option.size() > 1 && option[0] == '-' && option.find('a') != std::string_view::npos &&
          option[1] != '-')
        state_.export_all = true;
      if (option == "allexport") state_.export_all = true;
      if (option == "+a") state_.export_all = false;
    }
  }

  const Node* build() {
    const Span span = words_.span(command_.span);
    MappingBuilder out;
    if (program_ != nullptr) out.set("program", program_);
    if (subcommand_ != nullptr) out.set("subcommand", subcommand_);
    if (module_ != nullptr) out.set("module", module_);
    if (script_ != nullptr) out.set("script", script_);
    std::vector<const Node*> all;
    all.reserve(count());
    for (const ShellWord& each : command_.words) all.push_back(words_.value(each));
    out.set("words", builder_.list(all, span));
    if (app_ != nullptr) out.set("app", app_);
    if (app_kind_ != nullptr) out.set("app_kind", app_kind_);
    if (arguments_) {
      out.set("options", builder_.mapping(arguments_->options.all(), span, arguments_->open));
      if (arguments_->known_server)
        out.set("unknown_options",
                builder_.list(arguments_->unknown, span, arguments_->unknown_open));
    }
    if (!env_.all().empty()) out.set("env", builder_.mapping(env_.all(), span));
    const std::vector<Entry> secrets = secret_variables();
    if (!secrets.empty()) out.set("secrets", builder_.mapping(secrets, span));
    if (!exported_names_.empty()) out.set("exports", builder_.mapping(unique_exports(), span));
    if (exported_) out.set("exported", builder_.boolean(true, span));
    if (serves_) out.set("serves", builder_.boolean(true, program_->span));
    if (command_.conditional) out.set("conditional", builder_.boolean(true, span));
    if (command_.background) out.set("background", builder_.boolean(true, span));
    return out.build(builder_, span);
  }

  std::vector<Entry> secret_variables() const {
    std::vector<Entry> secrets;
    for (const Entry& entry : env_.all())
      if (entry.value->has(Trait::secret)) secrets.push_back(entry);
    return secrets;
  }

  std::vector<Entry> unique_exports() const {
    Entries out;
    for (const Entry& entry : exported_names_)
      out.set(builder_, entry.name, entry.value, entry.key_span);
    return out.all();
  }

  static constexpr std::size_t kMostVariables = 10'000;

  const Words& words_;
  const Builder& builder_;
  const ShellCommand& command_;
  ShellState& state_;
  std::size_t at_ = 0;
  const Node* program_ = nullptr;
  const Node* subcommand_ = nullptr;
  const Node* module_ = nullptr;
  const Node* script_ = nullptr;
  const Node* app_ = nullptr;
  const Node* app_kind_ = nullptr;
  std::optional<Arguments> arguments_;
  Entries env_;
  std::vector<Entry> exported_names_;
  const ShellWord* nested_ = nullptr;
  bool serves_ = false;
  bool exported_ = false;
};

}  // namespace

CommandNode read_command(const Words& words, const ShellCommand& command, ShellState& state) {
  return CommandReader(words, command, state).run();
}

}  // namespace djaz::startup
