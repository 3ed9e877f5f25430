#include "documents/startup/assemble.h"

#include "documents/startup/arguments.h"
#include "documents/startup/collect.h"
#include "documents/startup/startup.h"

namespace djaz::startup {
namespace {

const Node* child(const Node& node, std::string_view name) {
  const Entry* entry = find_entry(node, name);
  return entry == nullptr ? nullptr : entry->value;
}

bool serves(const Node& command) { return child(command, "serves") != nullptr; }

// A program that is not known may be the server.
bool may_serve(const Node& command) {
  const Node* program = child(command, "program");
  return serves(command) || (program != nullptr && program->is(Kind::unknown));
}

class Branch {
 public:
  Branch(Assembly& assembly, Deployment& deployment, const Start& start)
      : builder_(assembly.builder), deployment_(deployment), start_(start) {}

  void run() {
    find_server();
    bool open = false;
    for (const Group& group : start_.groups) {
      open |= group.open;
      add_commands(group);
    }
    MappingBuilder branch;
    const Span place = server_ != nullptr ? server_->node->span : commands_.front()->span;
    branch.set("commands", builder_.list(commands_, place, open));
    if (server_ != nullptr) {
      for (const std::string_view name :
           {"program", "app", "app_kind", "options", "unknown_options"})
        if (const Node* node = child(*server_->node, name)) branch.set(name, node);
      collect_environment();
      branch.set("env", builder_.mapping(env_.all(), place, open));
      branch.set("source", builder_.string(group_->source, place));
      tell_deployment();
    }
    // On another path something else may serve.
    open |= server_ != nullptr && server_->conditional;
    deployment_.branches.set("startup", branch.build(builder_, place, open));
  }

 private:
  // The first that certainly runs, or else the first.
  void find_server() {
    for (const Group& group : start_.groups) {
      for (const Item& item : group.items) {
        if (!serves(*item.node)) continue;
        if (server_ != nullptr && (item.conditional || !server_->conditional)) continue;
        server_ = &item;
        group_ = &group;
      }
    }
  }

  void add_commands(const Group& group) {
    std::size_t last = 0;
    for (std::size_t i = 0; i < group.items.size(); ++i)
      if (may_serve(*group.items[i].node)) last = i;
    for (std::size_t i = 0; i < group.items.size(); ++i) {
      const Item& item = group.items[i];
      MappingBuilder command;
      for (const Entry& entry : item.node->entries)
        command.set(entry.name, entry.value, entry.key_span);
      const Span span = item.node->span;
      if (item.conditional) command.set("conditional", builder_.boolean(true, span));
      if (i < last) command.set("before_server", builder_.boolean(true, span));
      commands_.push_back(command.build(builder_, span));
    }
  }

  void set_variables(const Node* variables, bool certain) {
    if (variables == nullptr) return;
    for (const Entry& entry : variables->entries) {
      const Node* value = entry.value;
      if (!certain)
        value = builder_.unknown(Reason::environment, "it is set on some paths only", value->span);
      env_.set(builder_, entry.name, value, entry.key_span);
    }
  }

  void collect_environment() {
    for (const Item& item : group_->items) {
      if (child(*item.node, "exported") != nullptr) {
        set_variables(child(*item.node, "env"), !item.conditional);
        set_variables(child(*item.node, "exports"), !item.conditional);
      }
      if (&item == server_) break;
    }
    set_variables(child(*server_->node, "env"), true);
    const Node* defaults = child(*server_->node, "env_defaults");
    if (defaults == nullptr) return;
    for (const Entry& entry : defaults->entries) {
      if (env_.get(entry.name) != nullptr) continue;
      const auto known = deployment_.environment.find(entry.name);
      const bool listed = known != deployment_.environment.end();
      if (listed ? known->second.state == python::Variable::State::absent
                 : deployment_.environment_closed)
        env_.set(builder_, entry.name, entry.value, entry.key_span);
      else if (!listed && entry.name == "DJANGO_SETTINGS_MODULE")
        likely_module_ = entry.value;
    }
  }

  void add_variable(const Entry& entry) {
    const std::string name(entry.name);
    // A file that only its name makes the start-up file is weaker than an app setting.
    if (!start_.said && deployment_.environment.contains(name)) return;
    python::Variable variable;
    variable.where = entry.value->span;
    variable.source = group_->source;
    if (entry.value->is(Kind::string)) {
      variable.state = python::Variable::State::value;
      variable.text = entry.value->text;
    } else if (entry.value->unknown != nullptr && entry.value->unknown->not_empty) {
      variable.state = python::Variable::State::present;
    }
    deployment_.environment.insert_or_assign(name, std::move(variable));
  }

  void tell_deployment() {
    if (server_->conditional) return;
    for (const Entry& entry : env_.all()) add_variable(entry);
    const int weight = start_.said ? authority::kSiteCommand : authority::kStartupFile;
    add_module(env_.get("DJANGO_SETTINGS_MODULE"), weight);
    add_module(likely_module_, weight);
    if (const Node* options = child(*server_->node, "options"))
      add_module(child(*options, "settings"), weight + 1);
    const Node* kind = child(*server_->node, "app_kind");
    if (kind != nullptr) deployment_.serves_asgi = truth_of(kind->text == "asgi");
  }

  void add_module(const Node* module, int weight) {
    if (module == nullptr || !module->is(Kind::string) || module->text.empty()) return;
    deployment_.settings_modules.push_back(
        {std::string(module->text), module->span, group_->source, weight});
  }

  const Builder& builder_;
  Deployment& deployment_;
  const Start& start_;
  std::vector<const Node*> commands_;
  const Item* server_ = nullptr;
  const Group* group_ = nullptr;
  Entries env_;
  // Unless a variable says otherwise, of which nothing is known.
  const Node* likely_module_ = nullptr;
};

}  // namespace

void assemble(Assembly& assembly) {
  std::set<FileId> used;
  for (Deployment& deployment : assembly.deployments) {
    const Start start = collect(assembly, deployment, used);
    std::size_t commands = 0;
    bool open = false;
    for (const Group& group : start.groups) {
      commands += group.items.size();
      open |= group.open;
    }
    if (commands > 0) {
      Branch(assembly, deployment, start).run();
    } else if (open) {
      deployment.branches.set("startup", assembly.builder.mapping({}, {}, true));
    }
  }
  for (const Document* document : assembly.of_kind(kStartup.name))
    if (!used.contains(document->file) && !document->failed())
      assembly.loader.set_aside(*document, "is not what production starts with");
}

}  // namespace djaz::startup
