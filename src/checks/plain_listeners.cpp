#include "checks/plain_listeners.h"

#include "support/text.h"

namespace djaz {
namespace {

const Node* field(const Node* mapping, std::string_view name) {
  if (mapping == nullptr || !mapping->is(Kind::mapping)) return nullptr;
  const Entry* entry = find_entry_ignoring_case(*mapping, name);
  return entry == nullptr ? nullptr : entry->value;
}

const Node* property(const Node* resource, std::string_view name) {
  return field(field(resource, "properties"), name);
}

// The last part of the id that `{"id": …}` holds; empty where nobody knows it.
std::string_view named_by(const Node* reference) {
  const Node* id = field(reference, "id");
  if (id == nullptr) return {};
  std::string_view text;
  if (id->is(Kind::string)) text = id->text;
  if (id->is(Kind::unknown)) text = id->unknown->suffix;
  const std::size_t slash = text.rfind('/');
  return slash == text.npos ? std::string_view() : text.substr(slash + 1);
}

const Node* item_named(const Node* list, std::string_view name) {
  if (list == nullptr || name.empty()) return nullptr;
  for (const Node* item : list->items) {
    const Node* label = field(item, "name");
    if (label != nullptr && label->is(Kind::string) && equal_ignoring_case(label->text, name))
      return item;
  }
  return nullptr;
}

// Does a rule, or a map of paths where nothing else matches, reach a backend?
Truth reaches_backend(const Node& properties, std::string_view backend, std::string_view redirect) {
  if (field(&properties, redirect) != nullptr) return Truth::no;
  return field(&properties, backend) != nullptr ? Truth::yes : Truth::unknown;
}

Truth reaches_backend(const Node& rule, const Node& gateway) {
  const Node* properties = field(&rule, "properties");
  if (properties == nullptr || !properties->is(Kind::mapping)) return Truth::unknown;
  const Truth directly =
      reaches_backend(*properties, "backendAddressPool", "redirectConfiguration");
  if (directly != Truth::unknown) return directly;
  const Node* map =
      item_named(property(&gateway, "urlPathMaps"), named_by(field(properties, "urlPathMap")));
  const Node* inside = field(map, "properties");
  if (inside == nullptr) return Truth::unknown;
  return reaches_backend(*inside, "defaultBackendAddressPool", "defaultRedirectConfiguration");
}

// Yes or no where all that may speak for the listener agree.
Truth hands_on(const Node& listener, const Node& gateway) {
  const Node* rules = property(&gateway, "requestRoutingRules");
  if (rules == nullptr || !rules->is(Kind::list)) {
    // A template that says no more than its listeners means them to be used.
    const Node* properties = field(&gateway, "properties");
    return rules == nullptr && !properties->open ? Truth::yes : Truth::unknown;
  }
  const Node* label = field(&listener, "name");
  const bool named = label != nullptr && label->is(Kind::string);
  Truth answer = Truth::no;
  bool first = true;
  for (const Node* rule : rules->items) {
    const std::string_view name = named_by(property(rule, "httpListener"));
    const bool certain = named && !name.empty();
    if (certain && !equal_ignoring_case(name, label->text)) continue;
    const Truth one = reaches_backend(*rule, gateway);
    if (certain && one == Truth::yes) return Truth::yes;
    answer = first || answer == one ? one : Truth::unknown;
    first = false;
  }
  return answer;
}

}  // namespace

CheckAnswer check_plain_listeners(const CheckContext& context) {
  const Node* gateway = context.place.node;
  if (gateway == nullptr || !gateway->is(Kind::mapping)) return {Truth::unknown, "", {}};
  const Node* listeners = property(gateway, "httpListeners");
  if (listeners == nullptr || !listeners->is(Kind::list)) {
    const Node* properties = field(gateway, "properties");
    const bool absent = listeners == nullptr && properties != nullptr &&
                        properties->is(Kind::mapping) && !properties->open;
    return {absent ? Truth::no : Truth::unknown, "the listeners are not known", {}};
  }
  CheckAnswer answer{Truth::no, "", {}};
  std::vector<std::string> names;
  for (const Node* listener : listeners->items) {
    const Node* protocol = property(listener, "protocol");
    const bool known = protocol != nullptr && protocol->is(Kind::string);
    if (known && !equal_ignoring_case(protocol->text, "Http")) continue;
    const Truth guilty = known ? hands_on(*listener, *gateway) : Truth::unknown;
    if (guilty == Truth::unknown && answer.guilty == Truth::no) {
      answer.guilty = Truth::unknown;
      answer.evidence = "it is not known where a listener sends its requests";
    }
    if (guilty != Truth::yes) continue;
    answer.guilty = Truth::yes;
    const Node* label = field(listener, "name");
    names.push_back(label != nullptr && label->is(Kind::string)
                        ? '`' + std::string(label->text) + '`'
                        : std::string("a listener"));
    answer.related.push_back({protocol->span, "this listener"});
  }
  if (answer.guilty == Truth::yes) answer.evidence = join(names, ", ");
  return answer;
}

}  // namespace djaz
