// Evaluates a module of a folder and prints what its names are worth, for comparison with CPython:
//   python_values ROOT MODULE [NAME=VALUE | --unknown NAME | --present NAME]...
// A module "-" reads lines "MODULE<TAB>argument<TAB>argument…" from standard input instead and
// prints one line of JSON for each. Variables that are not given are absent.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>

#include "python/evaluate.h"
#include "python/parse.h"
#include "support/glob.h"

namespace {

using namespace djaz;

// Of bytes each is a character of its own.
std::string json_text(std::string_view text, bool bytes = false) {
  std::string out = "\"";
  char buffer[8];
  for (char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (const unsigned byte = static_cast<unsigned char>(c);
               byte < 0x20 || (bytes && byte > 0x7E)) {
      std::snprintf(buffer, sizeof buffer, "\\u%04x", byte);
      out += buffer;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

void write(const Node* node, std::string& out);

void write_items(std::string_view tag, const Node& node, std::string& out) {
  out += "{\"" + std::string(tag) + "\":[";
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    if (i > 0) out += ",";
    write(node.items[i], out);
  }
  out += node.open ? "],\"open\":true}" : "]}";
}

void write_unknown(const Node& node, std::string& out) {
  const Unknown& unknown = *node.unknown;
  out += "{\"unknown\":" + json_text(to_string(unknown.reason));
  out += ",\"detail\":" + json_text(unknown.detail);
  out += ",\"type\":" + json_text(to_string(unknown.type));
  out += std::string(",\"not_empty\":") + (unknown.not_empty ? "true" : "false");
  out += ",\"prefix\":" + json_text(unknown.prefix) + ",\"suffix\":" + json_text(unknown.suffix);
  out += ",\"candidates\":[";
  for (std::size_t i = 0; i < unknown.candidates.size(); ++i) {
    const Candidate& one = unknown.candidates[i];
    if (i > 0) out += ",";
    out += "{\"when\":" + json_text(one.condition) + ",\"value\":";
    if (one.value == nullptr)
      out += "\"absent\",\"absent\":true";
    else
      write(one.value, out);
    out += "}";
  }
  out += "]}";
}

void write(const Node* node, std::string& out) {
  char buffer[64];
  switch (node->kind) {
    case Kind::null:
      out += "null";
      break;
    case Kind::boolean:
      out += node->boolean ? "true" : "false";
      break;
    case Kind::integer:
      out += std::to_string(node->integer);
      break;
    case Kind::real:
      std::snprintf(buffer, sizeof buffer, "{\"real\":\"%.17g\"}", node->real);
      out += buffer;
      break;
    case Kind::string:
      out += json_text(node->text);
      break;
    case Kind::bytes:
      out += "{\"bytes\":" + json_text(node->text, true) + "}";
      break;
    case Kind::path:
      out += "{\"path\":" + json_text(node->text) + "}";
      break;
    case Kind::callable:
      out += "{\"callable\":" + json_text(node->text) + "}";
      break;
    case Kind::list:
      write_items("list", *node, out);
      break;
    case Kind::tuple:
      write_items("tuple", *node, out);
      break;
    case Kind::set:
      write_items("set", *node, out);
      break;
    case Kind::mapping:
      out += "{\"dict\":[";
      for (std::size_t i = 0; i < node->entries.size(); ++i) {
        const Entry& entry = node->entries[i];
        if (i > 0) out += ",";
        out += "[";
        if (entry.key != nullptr)
          write(entry.key, out);
        else
          out += json_text(entry.name);
        out += ",";
        write(entry.value, out);
        out += "]";
      }
      out += node->open ? "],\"open\":true}" : "]}";
      break;
    case Kind::unknown:
      write_unknown(*node, out);
      break;
  }
}

class Folder : public python::World {
 public:
  explicit Folder(std::string root) : root_(std::move(root)) {}

  std::map<std::string, python::Variable> variables;

  python::Variable variable(std::string_view name) const override {
    auto found = variables.find(std::string(name));
    if (found != variables.end()) return found->second;
    python::Variable absent;
    absent.state = python::Variable::State::absent;
    return absent;
  }

  const python::Module* module(std::string_view name, bool& package) override {
    std::string path(name);
    for (char& c : path)
      if (c == '.') c = '/';
    for (const std::string& file : {path + ".py", path + "/__init__.py"}) {
      package = file.ends_with("__init__.py");
      if (modules_.contains(file)) return modules_.at(file).get();
      std::error_code error;
      if (!std::filesystem::is_regular_file(root_ + "/" + file, error)) continue;
      std::ifstream in(root_ + "/" + file, std::ios::binary);
      std::ostringstream bytes;
      bytes << in.rdbuf();
      python::Decoded decoded = python::decode(bytes.str());
      const SourceFile& source = sources_.add(file, std::move(decoded.text), decoded.encoding);
      auto parsed = python::parse(source);
      paths_.emplace(parsed.get(), file);
      return modules_.emplace(file, std::move(parsed)).first->second.get();
    }
    return nullptr;
  }

  bool matching(std::string_view pattern, std::vector<const python::Module*>& found) override {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root_, error)) {
      const std::string path = entry.path().string().substr(root_.size() + 1);
      if (glob_match(pattern, path)) names.push_back(path.substr(0, path.rfind(".py")));
    }
    std::sort(names.begin(), names.end());
    bool package = false;
    for (const std::string& name : names)
      if (const python::Module* one = module(name, package)) found.push_back(one);
    return true;
  }
  Installed installed(std::string_view) const override { return Installed::unknown; }
  Shipped shipped(std::string_view path) override {
    std::error_code error;
    const std::filesystem::file_status status =
        std::filesystem::status(root_ + "/" + std::string(path), error);
    if (std::filesystem::is_regular_file(status)) return Shipped::file;
    return std::filesystem::is_directory(status) ? Shipped::directory : Shipped::unknown;
  }
  std::string file_path(const python::Module& module) const override { return paths_.at(&module); }

 private:
  std::string root_;
  Sources sources_;
  std::map<std::string, std::unique_ptr<python::Module>> modules_;
  std::map<const python::Module*, std::string> paths_;
};

int evaluate_one(const std::string& root, const std::string& name,
                 const std::vector<std::string>& arguments) {
  Folder folder(root);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    python::Variable variable;
    if ((arguments[i] == "--unknown" || arguments[i] == "--present") && i + 1 < arguments.size()) {
      variable.state = arguments[i] == "--unknown" ? python::Variable::State::unknown
                                                   : python::Variable::State::present;
      folder.variables[arguments[++i]] = variable;
      continue;
    }
    const std::size_t equals = arguments[i].find('=');
    if (equals == std::string::npos) {
      std::fprintf(stderr, "not NAME=VALUE\n");
      return 2;
    }
    variable.state = python::Variable::State::value;
    variable.text = arguments[i].substr(equals + 1);
    folder.variables[arguments[i].substr(0, equals)] = variable;
  }
  bool package = false;
  const python::Module* module = folder.module(name, package);
  if (module == nullptr) {
    std::fprintf(stderr, "no such module\n");
    return 2;
  }
  Arena arena;
  const python::Evaluation result = python::evaluate(*module, name, folder, arena);
  std::string out = "{\"raises\":" + std::string(result.raises ? "true" : "false");
  out += ",\"open\":" + std::string(result.names->open ? "true" : "false") + ",\"remarks\":[";
  for (std::size_t i = 0; i < result.remarks.size(); ++i)
    out += (i > 0 ? "," : "") + json_text(result.remarks[i].text);
  out += "],\"names\":{";
  for (std::size_t i = 0; i < result.names->entries.size(); ++i) {
    const Entry& entry = result.names->entries[i];
    if (i > 0) out += ",";
    out += json_text(entry.name) + ":";
    write(entry.value, out);
  }
  out += "}}\n";
  std::fputs(out.c_str(), stdout);
  return 0;
}

}  // namespace

int main(int count, char** given) {
  if (count < 3) {
    std::fprintf(stderr, "usage: python_values ROOT MODULE [NAME=VALUE]...\n");
    return 2;
  }
  if (std::string(given[2]) != "-")
    return evaluate_one(given[1], given[2], {given + 3, given + count});
  std::string line;
  while (std::getline(std::cin, line)) {
    std::vector<std::string> fields;
    std::istringstream parts(line);
    for (std::string field; std::getline(parts, field, '\t');) fields.push_back(field);
    const std::string name = fields.front();
    fields.erase(fields.begin());
    if (evaluate_one(given[1], name, fields) != 0) return 2;
  }
  return 0;
}
