// `remedy`: what a template says where all is well, as Bicep and as ARM.
#include <algorithm>

#include "rules/compile.h"
#include "support/text.h"

namespace djaz {

const std::vector<std::string_view> kRemedyKeys = {"remedy"};

namespace {

constexpr int kDeepest = 12;

// `properties.a = 1` and `properties.b = 2` under one name.
struct Part {
  std::string name;
  const Node* value = nullptr;
  std::vector<Part> parts;
};

void add(std::vector<Part>& parts, std::string_view path, const Node* value) {
  const std::size_t dot = path.find('.');
  const std::string_view name = path.substr(0, dot);
  auto found =
      std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.name == name; });
  if (found == parts.end()) {
    parts.push_back({std::string(name), nullptr, {}});
    found = parts.end() - 1;
  }
  if (dot == path.npos)
    found->value = value;
  else
    add(found->parts, path.substr(dot + 1), value);
}

// "[parameters('key')]" is `key` in Bicep.
std::string_view parameter_in(std::string_view text) {
  constexpr std::string_view kBegin = "[parameters('";
  constexpr std::string_view kEnd = "')]";
  if (!text.starts_with(kBegin) || !text.ends_with(kEnd)) return {};
  return text.substr(kBegin.size(), text.size() - kBegin.size() - kEnd.size());
}

class Writer {
 public:
  explicit Writer(bool bicep) : bicep_(bicep) {}

  std::string entries(const std::vector<Part>& parts, int depth) {
    std::string out;
    for (const Part& part : parts) {
      out += margin(depth) + key(part.name) +
             (part.value ? value(*part.value, depth)
                         : "{\n" + entries(part.parts, depth + 1) + margin(depth) + "}") +
             (bicep_ || &part == &parts.back() ? "\n" : ",\n");
    }
    return out;
  }

 private:
  static std::string margin(int depth) {
    return std::string(static_cast<std::size_t>(depth) * 2, ' ');
  }

  std::string key(std::string_view name) const {
    if (!bicep_) return '"' + std::string(name) + "\": ";
    const bool plain =
        std::all_of(name.begin(), name.end(), [](char c) { return is_alnum(c) || c == '_'; });
    return (plain ? std::string(name) : '\'' + std::string(name) + '\'') + ": ";
  }

  std::string value(const Node& node, int depth) const {
    if (depth > kDeepest) return "…";
    switch (node.kind) {
      case Kind::boolean:
        return node.boolean ? "true" : "false";
      case Kind::integer:
        return std::to_string(node.integer);
      case Kind::string:
        if (!bicep_) return '"' + std::string(node.text) + '"';
        if (const std::string_view name = parameter_in(node.text); !name.empty())
          return std::string(name);
        return '\'' + std::string(node.text) + '\'';
      case Kind::list:
        return list(node, depth);
      case Kind::mapping: {
        std::vector<Part> parts;
        for (const Entry& entry : node.entries)
          parts.push_back({std::string(entry.name), entry.value, {}});
        return "{\n" + Writer(bicep_).entries(parts, depth + 1) + margin(depth) + "}";
      }
      default:
        return "…";
    }
  }

  std::string list(const Node& node, int depth) const {
    if (node.items.empty()) return "[]";
    std::string out = "[\n";
    for (const Node* item : node.items)
      out += margin(depth + 1) + value(*item, depth + 1) +
             (bicep_ || item == node.items.back() ? "\n" : ",\n");
    return out + margin(depth) + "]";
  }

  bool bicep_;
};

}  // namespace

Remedy Compiler::remedy(const Node& table) {
  Remedy out;
  const Node* node = find(table, "remedy");
  if (node == nullptr || !is(*node, Kind::mapping, "`remedy`")) return out;
  only(*node, "`remedy`", {"type", "set", "bicep", "arm"});
  out.bicep = text(*node, "bicep");
  out.arm = text(*node, "arm");
  const Node* set = find(*node, "set");
  if (set == nullptr || !is(*set, Kind::mapping, "`set`")) return out;
  const std::string type(text(*node, "type", true));
  std::vector<Part> parts;
  for (const Entry& entry : set->entries) add(parts, entry.name, entry.value);
  out.bicep = "// " + type + '\n' + Writer(true).entries(parts, 0);
  out.arm = "{\n  \"type\": \"" + type + "\",\n" + Writer(false).entries(parts, 1) + "}\n";
  return out;
}

}  // namespace djaz
