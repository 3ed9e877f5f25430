#include "documents/azure/what_if.h"

#include <algorithm>
#include <iterator>

#include "documents/azure/arm_scope.h"
#include "documents/azure/hidden.h"
#include "documents/azure/inventory.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

// Of these the state that was is the state that will be.
constexpr std::string_view kUnchanged[] = {"NoChange", "NoEffect"};
// Of these nothing will be there, or nothing of it is the template's.
constexpr std::string_view kNotOurs[] = {"Delete", "Ignore"};

template <std::size_t N>
bool among(std::string_view text, const std::string_view (&names)[N]) {
  return std::any_of(std::begin(names), std::end(names),
                     [&](std::string_view name) { return equal_ignoring_case(text, name); });
}

// "[reference(…)]": the service leaves what it cannot foresee as it is written.
const Unknown* unevaluated(std::string_view text) {
  static const Unknown kUnevaluated = [] {
    Unknown about;
    about.reason = Reason::runtime;
    about.detail = "what-if did not evaluate the expression";
    return about;
  }();
  const bool expression =
      text.size() > 4 && text.front() == '[' && text[1] != '[' && text.back() == ']';
  return expression && text.find('(') != text.npos ? &kUnevaluated : nullptr;
}

// The resource as it will be, or null.
const Node* shown_in(const Node& change) {
  const Node* after = member(change, "after");
  if ((!after || !after->is(Kind::mapping)) &&
      among(member_text(&change, "changeType"), kUnchanged))
    after = member(change, "before");
  return after && after->is(Kind::mapping) ? after : nullptr;
}

const Node* resource_of(const Builder& builder, const Node& change) {
  const Node* after = shown_in(change);
  if (!after) return nullptr;
  const Node* id = member(change, "resourceId");
  if (id && !member(*after, "id"))
    after = with_entry(builder, *after, {"id", id, id->key_span, nullptr});
  return with_hidden(builder, *after, unevaluated);
}

const Node* changes_of(const Node& answer) {
  const Node* changes = member(answer, "changes");
  return changes ? changes : member(member(answer, "properties"), "changes");
}

bool is_ours(const Node& change) { return !among(member_text(&change, "changeType"), kNotOurs); }

}  // namespace

bool shows_no_resource(const Node& answer) {
  const Node* changes = changes_of(answer);
  bool any = false;
  for (const Node* change : changes ? changes->items : std::span<const Node* const>()) {
    if (!is_ours(*change)) continue;
    any = true;
    if (shown_in(*change)) return false;
  }
  return any;
}

std::vector<const Node*> what_if_resources(const Builder& builder, const Node& answer,
                                           std::vector<Problem>& problems) {
  std::vector<const Node*> out;
  const Node* changes = changes_of(answer);
  if (!changes || shows_no_resource(answer)) return out;
  bool said = false;
  for (const Node* change : changes->items) {
    if (!is_ours(*change)) continue;
    if (const Node* resource = resource_of(builder, *change)) {
      out.push_back(resource);
    } else if (!said) {
      said = true;
      problems.push_back({change->span, std::string(kNoPayload), false});
    }
  }
  return out;
}

}  // namespace djaz::azure
