#include "documents/azure/stretch.h"

#include <algorithm>
#include <iterator>

#include "documents/azure/arm_scope.h"
#include "documents/azure/classify.h"
#include "documents/azure/identity.h"
#include "documents/azure/inventory.h"
#include "documents/azure/live_pieces.h"
#include "documents/azure/template.h"
#include "documents/azure/template_views.h"
#include "support/text.h"
#include "syntax/json_text.h"

namespace djaz::azure {
namespace {

constexpr std::string_view kMembers[] = {"id", "type", "name", "resourceId", "subscriptionId",
                                         "resourceGroup",
                                         // What only other documents have.
                                         "$schema", "contentVersion", "terraform_version"};
constexpr std::size_t kFirstOfOthers = 6;
constexpr std::string_view kLists[] = {"value", "data", "resources"};

std::uint64_t hashed(std::string_view text, std::uint64_t seed) {
  // FNV-1a. Two groups that meet by accident are only judged together.
  std::uint64_t hash = 0xCBF29CE484222325ULL ^ seed;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(lower(c));
    hash *= 0x100000001B3ULL;
  }
  return hash;
}

std::string plain(const std::string& raw) {
  return raw.find('\\') == std::string::npos ? raw : unescape_json(raw);
}

}  // namespace

std::span<const std::string_view> identifying_members() { return kMembers; }
std::span<const std::string_view> wrapping_members() { return kLists; }

namespace {

// An id without the names of children: the first of the types and the first of the names.
struct RootId {
  std::string text;  // in lower case
  std::size_t type = 0;
  std::size_t name = 0;  // behind the slash between them
};

bool read_root(const std::string& id, RootId& out) {
  constexpr std::string_view kProviders = "/providers/";
  out.text = lowered(plain(id));
  const std::size_t at = out.text.rfind(kProviders);
  if (at == std::string::npos) return false;
  out.type = at + kProviders.size();
  const std::string_view names = std::string_view(out.text).substr(out.type);
  // As parse_id() has it: a provider, and pairs of a type and a name.
  const auto slashes = std::count(names.begin(), names.end(), '/');
  if (slashes < 2 || slashes % 2 != 0 || names.find("//") != names.npos || names.back() == '/')
    return false;
  out.name = out.text.find('/', out.text.find('/', out.type) + 1) + 1;
  const std::size_t end = out.text.find('/', out.name);
  if (end != std::string::npos) out.text.resize(end);
  return true;
}

// "Microsoft.Web/sites" of "Microsoft.Web/sites/config".
std::string_view root_of(std::string_view type) {
  return type.substr(0, type.find('/', type.find('/') + 1));
}

}  // namespace

std::uint64_t group_of(std::span<const std::string> members, std::uint64_t place) {
  RootId root;
  for (const std::size_t i : {0, 3})
    if (!members[i].empty() && read_root(members[i], root)) return hashed(root.text, 0);
  const std::string type = plain(members[1]);
  const std::string name = plain(members[2]);
  if (!is_resource_type(type) || name.empty()) return hashed({}, place + 1);
  std::string scope = "live";
  if (!members[4].empty() && !members[5].empty())
    scope = "/subscriptions/" + plain(members[4]) + "/resourceGroups/" + plain(members[5]);
  const std::string kind(root_of(type));
  return hashed(scope + "/providers/" + kind + '/' + name.substr(0, name.find('/')), 0);
}

RootType root_type_of(std::span<const std::string> members) {
  RootType out;
  const std::string written = plain(members[1]);
  const std::string_view type = is_resource_type(written) ? root_of(written) : std::string_view();
  RootId root;
  for (const std::size_t i : {0, 3}) {
    if (members[i].empty() || !read_root(members[i], root)) continue;
    out.name = root.text.substr(root.type, root.name - 1 - root.type);
    const auto others = members.subspan(kFirstOfOthers);
    out.certain = equal_ignoring_case(out.name, type) &&
                  std::all_of(others.begin(), others.end(),
                              [](const std::string& other) { return other.empty(); });
    return out;
  }
  out.name = type;
  return out;
}

bool is_wrapper(std::string_view list, std::span<const std::string_view> members) {
  const auto has = [&](std::string_view name) {
    return std::any_of(members.begin(), members.end(),
                       [&](std::string_view member) { return equal_ignoring_case(member, name); });
  };
  const auto only = [&](std::initializer_list<std::string_view> names) {
    return std::all_of(members.begin(), members.end(), [&](std::string_view member) {
      return member.starts_with("@odata.") ||
             std::any_of(names.begin(), names.end(),
                         [&](std::string_view name) { return equal_ignoring_case(name, member); });
    });
  };
  if (equal_ignoring_case(list, "data"))
    return has("total_records") || has("skip_token") || has("count");
  if (equal_ignoring_case(list, "value")) return only({"value", "nextLink", "id", "count"});
  return only({"resources"});
}

const Node* stretch_branch(const Builder& builder, const Node& root, std::string_view path,
                           Document& document) {
  Inventory inventory(builder);
  std::vector<std::string_view> said;
  const auto remark = [&](const Node& node, std::string_view words) {
    if (std::find(said.begin(), said.end(), words) != said.end()) return;
    said.push_back(words);
    Span place = node.span;
    place.end = std::min(place.end, place.begin + 1);
    document.problems.push_back({place, std::string(words), false});
  };
  document.keeps_secrets = true;
  for (const Piece& piece : classify(root)) {
    if (add_live_piece(builder, piece, document.problems, inventory)) continue;
    switch (piece.shape) {
      case Shape::arm_template: {
        document.keeps_secrets = false;
        const std::string scope =
            "template:" + std::string(path) + '\n' + std::to_string(piece.node->span.begin);
        expand_template(builder, *piece.node, {}, scope, inventory, document.problems);
        break;
      }
      case Shape::parameters:
        document.keeps_secrets = false;
        inventory.add_view("parameterFiles", parameters_view(builder, *piece.node));
        break;
      default:
        remark(*piece.node, not_analysed(piece.shape).empty()
                                ? "an element that does not name its resource is not analysed in "
                                  "an export of this size"
                                : not_analysed(piece.shape));
    }
  }
  inventory.link();
  return inventory.branch();
}

}  // namespace djaz::azure
