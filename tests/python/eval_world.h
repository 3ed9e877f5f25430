// Runs the evaluator over source texts in memory.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "python/evaluate.h"
#include "python/parse.h"
#include "support/glob.h"
#include "tree/dump.h"

namespace djaz::python::test {

class Texts : public World {
 public:
  explicit Texts(std::map<std::string, std::string> files) : files_(std::move(files)) {}

  std::map<std::string, Variable> variables;
  std::map<std::string, Installed> packages;
  Variable::State otherwise = Variable::State::unknown;

  Variable variable(std::string_view name) const override {
    auto found = variables.find(std::string(name));
    if (found != variables.end()) return found->second;
    Variable other;
    other.state = otherwise;
    return other;
  }
  const Module* module(std::string_view name, bool& package) override {
    std::string path(name);
    for (char& c : path)
      if (c == '.') c = '/';
    for (const std::string& file : {path + ".py", path + "/__init__.py"}) {
      package = file.ends_with("__init__.py");
      auto text = files_.find(file);
      if (text == files_.end()) continue;
      auto& parsed = modules_[file];
      if (parsed == nullptr) {
        parsed = parse(sources.add(file, text->second));
        paths_.emplace(parsed.get(), file);
      }
      return parsed.get();
    }
    return nullptr;
  }
  bool matching(std::string_view pattern, std::vector<const Module*>& found) override {
    for (const auto& [file, text] : files_) {
      if (!glob_match(pattern, file)) continue;
      auto& parsed = modules_[file];
      if (parsed == nullptr) {
        parsed = parse(sources.add(file, text));
        paths_.emplace(parsed.get(), file);
      }
      found.push_back(parsed.get());
    }
    return true;
  }
  Installed installed(std::string_view name) const override {
    auto found = packages.find(std::string(name));
    return found == packages.end() ? Installed::unknown : found->second;
  }
  std::string file_path(const Module& module) const override { return paths_.at(&module); }
  std::string configuration() const override { return configured; }
  Shipped shipped(std::string_view path) override {
    return files_.contains(std::string(path)) ? Shipped::file : Shipped::unknown;
  }

  std::string configured;

  Sources sources;

 private:
  std::map<std::string, std::string> files_;
  std::map<std::string, std::unique_ptr<Module>> modules_;
  std::map<const Module*, std::string> paths_;
};

struct Run {
  explicit Run(const std::string& text) : Run(std::map<std::string, std::string>{{"s.py", text}}) {}
  explicit Run(std::map<std::string, std::string> files) : world(std::move(files)) {}

  Run& set(const std::string& key, const std::string& text) {
    Variable variable;
    variable.state = Variable::State::value;
    variable.text = text;
    variable.source = "the app settings of `shop`";
    world.variables[key] = variable;
    return *this;
  }
  Run& state(const std::string& key, Variable::State state) {
    world.variables[key].state = state;
    return *this;
  }
  const Evaluation& result() {
    if (!done) {
      bool package = false;
      evaluation = evaluate(*world.module(name, package), name, world, arena);
      done = true;
    }
    return evaluation;
  }
  const Node* get(const std::string& wanted) {
    const Entry* entry = find_entry(*result().names, wanted);
    return entry == nullptr ? nullptr : entry->value;
  }
  // The value in short; "absent" when there is none; candidates as "value when condition | …".
  std::string show(const std::string& wanted) { return show(get(wanted)); }
  static std::string show(const Node* node) {
    if (node == nullptr) return "absent";
    if (node->is(Kind::unknown) && !node->unknown->candidates.empty()) {
      std::string out;
      for (const Candidate& one : node->unknown->candidates) {
        if (!out.empty()) out += " | ";
        out += show(one.value) + " when " + std::string(one.condition);
      }
      return out;
    }
    return brief(*node, 200);
  }
  std::string reason(const std::string& wanted) {
    const Node* node = get(wanted);
    return node != nullptr && node->is(Kind::unknown)
               ? std::string(to_string(node->unknown->reason))
               : "known";
  }

  Texts world;
  std::string name = "s";
  Arena arena;
  Evaluation evaluation;
  bool done = false;
};

}  // namespace djaz::python::test
