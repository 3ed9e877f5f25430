#include "documents/azure/arm_functions.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "support/text.h"

namespace djaz::azure {
namespace {

constexpr std::string_view kRuntime[] = {
    "copyindex",
    "datetimeadd",
    "deployer",
    "deployment",
    "environment",
    "extensionresourceid",
    "getsecret",
    "guid",
    "listaccountsas",
    "listkeys",
    "listkeyvalue",
    "listsecrets",
    "listservicesas",
    "managementgroup",
    "managementgroupresourceid",
    "newguid",
    "pickzones",
    "providers",
    "reference",
    "references",
    "resourcegroup",
    "resourceid",
    "subscription",
    "subscriptionresourceid",
    "tenant",
    "tenantresourceid",
    "uniquestring",
    "utcnow",
};

constexpr int kDeepest = 200;

}  // namespace

const Function* find_function(std::string_view name) {
  static const auto all = [] {
    std::unordered_map<std::string_view, const Function*> by_name;
    for (const auto table : {text_functions(), collection_functions(), value_functions(),
                             encoding_functions(), network_functions()})
      for (const Function& function : table) by_name.emplace(function.name, &function);
    return by_name;
  }();
  const auto found = all.find(name);
  return found == all.end() ? nullptr : found->second;
}

bool is_runtime_function(std::string_view name) {
  return name.substr(0, 4) == "list" ||
         std::find(std::begin(kRuntime), std::end(kRuntime), name) != std::end(kRuntime);
}

const Node* first_unknown(const Node& node, int depth) {
  if (node.is(Kind::unknown) || depth > kDeepest) return &node;
  for (const Node* item : node.items)
    if (const Node* found = first_unknown(*item, depth + 1)) return found;
  for (const Entry& entry : node.entries)
    if (const Node* found = first_unknown(*entry.value, depth + 1)) return found;
  return node.open ? &node : nullptr;
}

const Node* unknown_like(const Builder& builder, const Node& other, Kind type) {
  Unknown about;
  about.reason = Reason::unresolved;
  about.detail = "not all of its elements are known";
  if (other.is(Kind::unknown)) {
    about.reason = other.unknown->reason;
    about.detail = other.unknown->detail;
  }
  about.type = type;
  return builder.unknown(about);
}

const Node* part_of(const Builder& builder, const Node& other, Kind type) {
  Unknown about = *unknown_like(builder, other, type)->unknown;
  if (other.is(Kind::unknown) && other.unknown->written == kGiven) about.written = kGiven;
  return builder.unknown(about);
}

const Node* over_budget(const Builder& builder, std::string_view detail, Kind type) {
  Unknown about;
  about.reason = Reason::budget;
  about.detail = detail;
  about.type = type;
  about.not_empty = true;
  return builder.unknown(about);
}

std::string_view text(Arguments arguments, std::size_t index) {
  return index < arguments.size() && arguments[index]->is(Kind::string) ? arguments[index]->text
                                                                        : std::string_view();
}

bool texts(Arguments arguments) {
  return std::all_of(arguments.begin(), arguments.end(),
                     [](const Node* node) { return node->is(Kind::string); });
}

std::size_t code_point_after(std::string_view text, std::size_t at, std::size_t count) {
  for (; count > 0 && at < text.size(); --count) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  }
  return at;
}

const Node* made(const Builder& builder, const std::string& value) {
  if (value.size() > kLongestText)
    return over_budget(builder, "the text would be longer than 64 KB", Kind::string);
  return builder.string(value);
}

}  // namespace djaz::azure
