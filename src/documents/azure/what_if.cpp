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

const Node* resource_of(const Builder& builder, const Node& change) {
  const Node* after = member(change, "after");
  if ((!after || !after->is(Kind::mapping)) &&
      among(member_text(&change, "changeType"), kUnchanged))
    after = member(change, "before");
  if (!after || !after->is(Kind::mapping)) return nullptr;
  const Node* id = member(change, "resourceId");
  if (id && !member(*after, "id"))
    after = with_entry(builder, *after, {"id", id, id->key_span, nullptr});
  return with_hidden(builder, *after, unevaluated);
}

}  // namespace

std::vector<const Node*> what_if_resources(const Builder& builder, const Node& answer,
                                           std::vector<Problem>& problems) {
  std::vector<const Node*> out;
  const Node* changes = member(answer, "changes");
  if (!changes) changes = member(member(answer, "properties"), "changes");
  if (!changes) return out;
  bool said = false;
  for (const Node* change : changes->items) {
    if (among(member_text(change, "changeType"), kNotOurs)) continue;
    if (const Node* resource = resource_of(builder, *change)) {
      out.push_back(resource);
    } else if (!said) {
      said = true;
      problems.push_back({change->span,
                          "what-if does not show what this resource will be: it is not analysed "
                          "(ask with `--result-format FullResourcePayloads`)",
                          false});
    }
  }
  return out;
}

}  // namespace djaz::azure
