// A stretch of an export that is too long to be read at once: which resources an element belongs
// together with, and what the elements of a stretch become. A rule looks at one resource and what
// is in it, so a stretch that holds all of a resource's parts is judged as the whole export would
// be.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/document.h"
#include "tree/builder.h"

namespace djaz::azure {

// The members of an element by which it is known, in the order in which `group_of` takes them.
std::span<const std::string_view> identifying_members();
// Equal for the elements that say something of one resource or of what is in it. `place` keeps
// apart those that say of none.
std::uint64_t group_of(std::span<const std::string> members, std::uint64_t place);
// The type of that resource, or nothing where the element names none; in any case of letters.
struct RootType {
  std::string name;
  // Everything says so, and nothing says that the element is something other than a resource.
  bool certain = false;
};
RootType root_type_of(std::span<const std::string> members);

// The members of an object at the top of an export that may hold its elements, and whether they do.
std::span<const std::string_view> wrapping_members();
bool is_wrapper(std::string_view list, std::span<const std::string_view> members);

// The `azure` branch of the elements in `root`, a list or one element. What cannot be judged by
// itself becomes a remark.
const Node* stretch_branch(const Builder& builder, const Node& root, std::string_view path,
                           Document& document);

}  // namespace djaz::azure
