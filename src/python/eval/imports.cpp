// import: modules of the project are evaluated in their own namespace, once; modules of libraries
// are known by name only.
#include <algorithm>
#include <array>

#include "python/eval/evaluator.h"

namespace djaz::python::eval {
namespace {

constexpr std::size_t kMostModules = 1000;
constexpr int kMostLoads = 4;

// What every CPython that is still supported brings along on Linux; sorted.
constexpr std::array<std::string_view, 179> kStandard = {
    "abc",
    "argparse",
    "array",
    "ast",
    "asyncio",
    "atexit",
    "base64",
    "bdb",
    "binascii",
    "bisect",
    "builtins",
    "bz2",
    "cProfile",
    "calendar",
    "cmath",
    "cmd",
    "code",
    "codecs",
    "codeop",
    "collections",
    "colorsys",
    "compileall",
    "concurrent",
    "configparser",
    "contextlib",
    "contextvars",
    "copy",
    "copyreg",
    "csv",
    "ctypes",
    "curses",
    "dataclasses",
    "datetime",
    "dbm",
    "decimal",
    "difflib",
    "dis",
    "doctest",
    "email",
    "encodings",
    "enum",
    "errno",
    "faulthandler",
    "fcntl",
    "filecmp",
    "fileinput",
    "fnmatch",
    "fractions",
    "ftplib",
    "functools",
    "gc",
    "genericpath",
    "getopt",
    "getpass",
    "gettext",
    "glob",
    "graphlib",
    "grp",
    "gzip",
    "hashlib",
    "heapq",
    "hmac",
    "html",
    "http",
    "imaplib",
    "importlib",
    "inspect",
    "io",
    "ipaddress",
    "itertools",
    "json",
    "keyword",
    "linecache",
    "locale",
    "logging",
    "lzma",
    "mailbox",
    "marshal",
    "math",
    "mimetypes",
    "mmap",
    "modulefinder",
    "multiprocessing",
    "netrc",
    "ntpath",
    "numbers",
    "opcode",
    "operator",
    "optparse",
    "os",
    "pathlib",
    "pdb",
    "pickle",
    "pickletools",
    "pkgutil",
    "platform",
    "plistlib",
    "poplib",
    "posix",
    "posixpath",
    "pprint",
    "profile",
    "pstats",
    "pty",
    "pwd",
    "py_compile",
    "pyclbr",
    "pydoc",
    "pydoc_data",
    "pyexpat",
    "queue",
    "quopri",
    "random",
    "re",
    "readline",
    "reprlib",
    "resource",
    "rlcompleter",
    "runpy",
    "sched",
    "secrets",
    "select",
    "selectors",
    "shelve",
    "shlex",
    "shutil",
    "signal",
    "site",
    "smtplib",
    "socket",
    "socketserver",
    "sqlite3",
    "sre_compile",
    "sre_constants",
    "sre_parse",
    "ssl",
    "stat",
    "statistics",
    "string",
    "stringprep",
    "struct",
    "subprocess",
    "symtable",
    "sys",
    "sysconfig",
    "syslog",
    "tabnanny",
    "tarfile",
    "tempfile",
    "termios",
    "textwrap",
    "threading",
    "time",
    "timeit",
    "token",
    "tokenize",
    "trace",
    "traceback",
    "tracemalloc",
    "tty",
    "types",
    "typing",
    "unicodedata",
    "unittest",
    "urllib",
    "uuid",
    "venv",
    "warnings",
    "wave",
    "weakref",
    "webbrowser",
    "wsgiref",
    "xml",
    "xmlrpc",
    "zipapp",
    "zipfile",
    "zipimport",
    "zlib",
    "zoneinfo",
};

bool is_standard(std::string_view top) {
  return top == "__future__" || std::binary_search(kStandard.begin(), kStandard.end(), top);
}

std::string top_of(const std::string& name) { return name.substr(0, name.find('.')); }

}  // namespace

Scope& Evaluator::module_scope() {
  Scope* at = scope;
  while (at->parent != nullptr) at = at->parent;
  return *at;
}

std::string Evaluator::absolute_name(std::string_view module, std::uint32_t level,
                                     bool& outside) const {
  outside = false;
  if (level == 0) return std::string(module);
  const ModuleRun& run = *scope->run;
  std::string base = run.name;
  for (std::uint32_t up = run.package ? 1 : 0; up < level; ++up) {
    if (base.empty()) {
      outside = true;
      return {};
    }
    const std::size_t dot = base.rfind('.');
    base = dot == std::string::npos ? std::string() : base.substr(0, dot);
  }
  if (base.empty()) {
    outside = true;
    return {};
  }
  if (!module.empty()) base += "." + std::string(module);
  return base;
}

// Whether the import may fail is a fact that paths split on, but only where somebody catches it.
// False: this path has ended.
bool Evaluator::import_may_fail(const std::string& name, Span) {
  const std::string top = top_of(name);
  if (is_standard(top) || !inside_try()) return true;
  const World::Installed installed = world.installed(top);
  if (installed == World::Installed::yes) {
    may_raise("ImportError");
    return true;
  }
  if (installed == World::Installed::no) {
    raise("ImportError");
    return false;
  }
  const Literal fails =
      conditions.fact("i:" + top, "importing `" + top + "` fails", "`" + top + "` can be imported");
  fork({{conditions.one(opposite(fails)), [&]() -> Value { return nothing_; }},
        {conditions.one(fails), [&]() -> Value { return raised("ImportError"); }}});
  return !dead_;
}

ModuleRun* Evaluator::load_module(const std::string& name, bool& cyclic, bool& deep) {
  cyclic = false;
  deep = false;
  bool package = false;
  const Module* module = world.module(name, package);
  if (module == nullptr) return nullptr;
  const NameKey key = name_key(kModuleScope, intern(name));
  const Value loaded = narrow(lookup(key));
  if (loaded != nullptr && loaded->is(Type::module)) {
    cyclic = std::find(loading_.begin(), loading_.end(), loaded->object) != loading_.end();
    return run_of(loaded->object);
  }
  if (static_cast<int>(loading_.size()) >= limits.include_depth || runs_.size() >= kMostModules ||
      ++loads_[name] > kMostLoads || too_deep()) {
    deep = true;
    return nullptr;
  }
  ModuleRun& run = runs_.emplace_back();
  run.module = module;
  run.name = name;
  run.package = package;
  run_module(run);
  // A finished submodule is an attribute of its package.
  const std::size_t dot = name.rfind('.');
  if (dot != std::string::npos && !dead_) {
    const Value parent = lookup(name_key(kModuleScope, intern(name.substr(0, dot))));
    if (parent != nullptr && parent->is(Type::module))
      store_in(scopes_[parent->object], keep(name.substr(dot + 1)),
               lookup(name_key(kModuleScope, intern(name))));
  }
  return &run;
}

void Evaluator::run_module(ModuleRun& run) {
  Scope* before = scope;
  const Span place = here;
  const int depth_before = depth_;
  Scope& own = new_scope(Scope::Kind::module, nullptr, &run);
  run.scope = own.id;
  scope = &own;
  Data* self = scratch.make<Data>();
  self->type = Type::module;
  self->object = own.id;
  self->text = keep(run.name);
  state.set(name_key(kModuleScope, intern(run.name)), self);
  loading_.push_back(own.id);
  if (std::find(evaluation.files.begin(), evaluation.files.end(), run.module->file) ==
      evaluation.files.end())
    evaluation.files.push_back(run.module->file);
  store_in(own, "__name__", values.string(run.name));
  store_in(own, "__file__", values.borrowed(Type::path, keep(world.file_path(*run.module))));
  run_top(run.module->body, run);
  loading_.pop_back();
  scope = before;
  here = place;
  depth_ = depth_before;
  if (run.raises && inside_try()) dead_ = true;
}

Value Evaluator::module_attribute(Value module, std::string_view name, Span span) {
  Scope& own = scopes_[module->object];
  const Value value = narrow(lookup(name_key(own.id, intern(name))));
  if (value != nullptr) {
    if (!value->is(Type::unknown)) return value;
    std::vector<Alternative> kept;
    for (const Alternative& one : value->unknown->alternatives)
      if (one.value != nullptr) kept.push_back(one);
    if (kept.size() == value->unknown->alternatives.size()) return value;
    may_raise("AttributeError");
    return join_values(kept);
  }
  const std::string full = own.run->name + "." + std::string(name);
  bool cyclic = false;
  bool deep = false;
  ModuleRun* run = own.run->package ? load_module(full, cyclic, deep) : nullptr;
  if (dead_) return nothing_;
  if (run != nullptr) {
    Data* data = scratch.make<Data>();
    data->type = Type::module;
    data->object = run->scope;
    data->text = keep(full);
    store_in(own, name, data);
    return data;
  }
  const bool partial =
      std::find(loading_.begin(), loading_.end(), own.id) != loading_.end() && own.id != scope->id;
  if (own.open || deep || partial || own.run->raises) {
    if (partial) remark(span, "an import cycle: `" + own.run->name + "` is not finished here");
    may_raise("ImportError");
    return unknown(Reason::unresolved, keep("`" + std::string(name) + "` could not be found in `" +
                                            own.run->name + "`"));
  }
  return nullptr;
}

void Evaluator::import(const Import& s) {
  for (const ImportedName& name : s.names) {
    const std::string full(name.name);
    const std::string top = top_of(full);
    bool cyclic = false;
    bool deep = false;
    ModuleRun* run = load_module(full, cyclic, deep);
    if (dead_ || exhausted_) return;
    const std::string_view bound = name.alias.empty() ? std::string_view(keep(top)) : name.alias;
    auto module_value = [this](const ModuleRun& of) {
      Data* data = scratch.make<Data>();
      data->type = Type::module;
      data->object = of.scope;
      data->text = keep(of.name);
      return data;
    };
    if (run != nullptr) {
      if (name.alias.empty() && top != full) {
        ModuleRun* parent = load_module(top, cyclic, deep);
        if (dead_ || exhausted_) return;
        if (parent != nullptr)
          store(bound, module_value(*parent));
        else
          store(bound, unknown(Reason::unresolved, "a package without a file"));
      } else {
        store(bound, module_value(*run));
      }
      continue;
    }
    if (deep) {
      remark(name.span, "imports are nested too deeply to follow");
      may_raise();
      store(bound, unknown(Reason::budget, "imports are nested too deeply to follow"));
      continue;
    }
    if (!import_may_fail(full, name.span)) return;
    store(bound, values.borrowed(Type::external, name.alias.empty() ? keep(top) : keep(full)));
  }
}

void Evaluator::import_star(ModuleRun* run, const std::string& name, Span span, bool cyclic,
                            bool deep) {
  Scope& own = module_scope();
  if (run == nullptr) {
    own.open = true;
    bool package = false;
    const bool ours = deep || world.module(top_of(name), package) != nullptr || name.empty();
    if (!ours && is_standard(top_of(name))) return;
    if (deep)
      remark(span, "imports are nested too deeply to follow");
    else
      remark(span, "`" + name + "` cannot be read; its names may override what is set here");
    may_raise("ImportError");
    lose_everything("names of a module that cannot be read may override it");
    return;
  }
  Scope& from = scopes_[run->scope];
  if (cyclic) remark(span, "an import cycle: `" + run->name + "` is not finished here");
  own.open = own.open || from.open;
  if (from.dynamic) lose_everything("names of an imported module may override it");
  std::vector<NameKey> keys;
  std::unordered_set<NameKey> seen;
  state.each_key(from.id, [&](NameKey key) {
    if (seen.insert(key).second) keys.push_back(key);
  });
  const Value all = narrow(lookup(name_key(from.id, intern("__all__"))));
  std::unordered_set<std::string_view> listed;
  bool by_list = false;
  if (all != nullptr) {
    const View names = view(all);
    by_list = names.known && !names.open;
    for (Value item : names.items) {
      if (item->is(Type::string))
        listed.insert(item->text);
      else
        by_list = false;
    }
    if (!by_list) own.open = true;
  }
  for (NameKey key : keys) {
    const std::string_view text = names_[static_cast<std::uint32_t>(key)];
    if (by_list ? !listed.contains(text) : text.starts_with("_")) continue;
    Value value = narrow(lookup(key));
    if (value == nullptr) continue;
    const NameKey target = name_key(own.id, static_cast<std::uint32_t>(key));
    if (all != nullptr && !by_list) value = join_values({{{}, value}, {{}, lookup(target)}});
    if (value->is(Type::unknown) && !value->unknown->alternatives.empty()) {
      std::vector<Alternative> ways;
      for (const Alternative& one : value->unknown->alternatives)
        ways.push_back({one.when, one.value == nullptr ? lookup(target) : one.value});
      value = join_values(ways);
    }
    state.set(target, value);
    auto place = name_spans_.find(key);
    if (place != name_spans_.end()) name_spans_[target] = place->second;
  }
}

void Evaluator::import_from(const ImportFrom& s) {
  bool outside = false;
  const std::string name = absolute_name(s.module, s.level, outside);
  if (s.level == 0 && name == "__future__") return;
  bool cyclic = false;
  bool deep = false;
  ModuleRun* run = outside ? nullptr : load_module(name, cyclic, deep);
  if (dead_ || exhausted_) return;
  bool package = false;
  const bool ours = s.level > 0 || world.module(top_of(name), package) != nullptr;
  if (run == nullptr && !deep) {
    if (ours && inside_try()) {
      // An optional module of the project that is not there, e.g. local_settings.
      const Literal fails = conditions.fact("i:" + name, "importing `" + name + "` fails",
                                            "`" + name + "` can be imported");
      remark(s.span,
             "`" + name + "` is not in the project; where it exists it may override settings");
      if (s.star) {
        module_scope().open = true;
        fork({{conditions.one(fails), [&]() -> Value { return raised("ImportError"); }},
              {conditions.one(opposite(fails)), [&]() -> Value { return nothing_; }}});
        return;
      }
      fork({{conditions.one(opposite(fails)), [&]() -> Value { return nothing_; }},
            {conditions.one(fails), [&]() -> Value { return raised("ImportError"); }}});
      if (dead_) return;
    } else if (!ours && !import_may_fail(name, s.span)) {
      return;
    }
  }
  if (s.star) {
    import_star(run, name, s.span, cyclic, deep);
    return;
  }
  for (const ImportedName& wanted : s.names) {
    const std::string_view bound = wanted.alias.empty() ? wanted.name : wanted.alias;
    Value value = nullptr;
    if (run != nullptr) {
      Data module;
      module.type = Type::module;
      module.object = run->scope;
      value = module_attribute(scratch.make<Data>(module), wanted.name, wanted.span);
      if (dead_ || exhausted_) return;
      if (value == nullptr) {
        remark(wanted.span, "`" + std::string(wanted.name) + "` is not in `" + run->name + "`");
        raise("ImportError");
        return;
      }
    } else if (ours || deep) {
      bool package_here = false;
      const std::string full =
          name.empty() ? std::string(wanted.name) : name + "." + std::string(wanted.name);
      ModuleRun* sub = !outside && world.module(full, package_here) != nullptr
                           ? load_module(full, cyclic, deep)
                           : nullptr;
      if (dead_ || exhausted_) return;
      if (sub != nullptr) {
        Data module;
        module.type = Type::module;
        module.object = sub->scope;
        module.text = keep(full);
        value = scratch.make<Data>(module);
      } else {
        may_raise("ImportError");
        value = unknown(deep ? Reason::budget : Reason::unresolved,
                        keep("`" + name + "` could not be read"));
      }
    } else {
      const std::string full = name + "." + std::string(wanted.name);
      if (!is_standard(top_of(name))) may_raise("ImportError");
      const Value constant = external_constant(*this, full);
      value = constant != nullptr ? constant : values.borrowed(Type::external, keep(full));
    }
    store(bound, value);
  }
}

}  // namespace djaz::python::eval
