#include "documents/azure/security_group.h"

#include <algorithm>
#include <set>

#include "documents/azure/arm_scope.h"
#include "support/text.h"

namespace djaz::azure {
namespace {

// Azure allows 1,000 rules in a group; a larger one is no group.
constexpr std::size_t kMostRules = 4'000;
// What is asked of each rule is bounded by the rules that deny something before it.
constexpr std::size_t kMostDenying = 400;
constexpr int kMostPort = 65'535;

struct Range {
  int first = 0;
  int last = 0;
};
using Ranges = std::vector<Range>;

enum class Known : std::uint8_t { no, unknown, yes };

// A property that is written as one value or, in the plural, as a list of them.
struct Several {
  std::vector<const Node*> values;
  bool unknown = false;
};

Several several(const Node& properties, std::string_view one, std::string_view many) {
  Several out;
  auto take = [&](const Node& value) {
    // "" stands where the list beside it is meant.
    if (value.is(Kind::string) && !trimmed(value.text).empty())
      out.values.push_back(&value);
    else if (value.is(Kind::integer))
      out.values.push_back(&value);
    else if (value.is(Kind::unknown))
      out.unknown |= value.unknown->reason != Reason::not_exported;
  };
  if (const Node* value = member(properties, one)) take(*value);
  if (const Node* list = member(properties, many)) {
    take(*list);
    for (const Node* item : list->items) take(*item);
    out.unknown |= list->is(Kind::list) && list->open;
  }
  return out;
}

bool is_everyone(std::string_view prefix) {
  prefix = trimmed(prefix);
  for (const std::string_view word : {"*", "any", "internet"})
    if (equal_ignoring_case(prefix, word)) return true;
  return ends_with_ignoring_case(prefix, "/0");
}

std::optional<int> port_of(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > 5) return std::nullopt;
  int port = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    port = port * 10 + (c - '0');
  }
  return port <= kMostPort ? std::optional(port) : std::nullopt;
}

std::optional<Range> range_of(std::string_view text) {
  text = trimmed(text);
  if (text == "*") return Range{0, kMostPort};
  const std::size_t dash = text.find('-');
  const auto first = port_of(text.substr(0, dash));
  const auto last = dash == text.npos ? first : port_of(text.substr(dash + 1));
  if (!first || !last || *first > *last) return std::nullopt;
  return Range{*first, *last};
}

struct Rule {
  const Node* node = nullptr;
  const Node* name = nullptr;
  const Node* properties = nullptr;
  std::optional<std::int64_t> priority;
  Known allows = Known::unknown;
  // Every address may come, as far as this rule is concerned.
  Known everyone = Known::unknown;
  const Node* source = nullptr;
  // Of everything behind the group, or of one part of it.
  std::string destination;
  bool destination_known = true;
  std::string protocol;  // lower case; empty when not known
  Ranges ports;
  bool ports_known = true;
};

// "22", 22, "20-30", "*"; people also write what the portal takes, "22,443".
void read_ports(const Node& value, Rule& out) {
  const std::string number = value.is(Kind::integer) ? std::to_string(value.integer) : "";
  for (const std::string_view part : split(number.empty() ? value.text : number, ',')) {
    if (const auto range = range_of(part))
      out.ports.push_back(*range);
    else
      out.ports_known = false;
  }
}

Known is_text(const Node* value, std::string_view wanted) {
  if (!value || !value->is(Kind::string)) return Known::unknown;
  return equal_ignoring_case(value->text, wanted) ? Known::yes : Known::no;
}

void read_source(const Several& sources, const Node& properties, Rule& out) {
  for (const Node* source : sources.values) {
    if (!is_everyone(source->text)) continue;
    out.everyone = Known::yes;
    out.source = source;
    return;
  }
  out.everyone = sources.unknown ? Known::unknown : Known::no;
  // Application security groups are sources, too; nobody outside is in one.
  if (sources.values.empty() && !sources.unknown &&
      !member(properties, "sourceApplicationSecurityGroups"))
    out.everyone = Known::unknown;
}

Rule read_rule(const Node& node, const Node* name, const Node& properties) {
  Rule out;
  out.node = &node;
  out.name = name;
  out.properties = &properties;
  const Node* priority = member(properties, "priority");
  if (priority && priority->is(Kind::integer)) out.priority = priority->integer;
  // Azure takes the number as text, too; it is at most 4096, like a port.
  if (priority && priority->is(Kind::string)) out.priority = port_of(priority->text);
  out.allows = is_text(member(properties, "access"), "Allow");
  read_source(several(properties, "sourceAddressPrefix", "sourceAddressPrefixes"), properties, out);
  const Several where =
      several(properties, "destinationAddressPrefix", "destinationAddressPrefixes");
  out.destination_known = !where.unknown;
  for (const Node* value : where.values) {
    const bool all = value->text == "*" || is_everyone(value->text);
    out.destination += all ? std::string("*") : lowered(trimmed(value->text));
    out.destination += ' ';
  }
  const Node* protocol = member(properties, "protocol");
  if (protocol && protocol->is(Kind::string)) out.protocol = lowered(protocol->text);
  const Several ports = several(properties, "destinationPortRange", "destinationPortRanges");
  out.ports_known = !ports.unknown && !ports.values.empty();
  for (const Node* value : ports.values) read_ports(*value, out);
  return out;
}

Ranges sorted(Ranges ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const Range& a, const Range& b) { return a.first < b.first; });
  Ranges out;
  for (const Range& range : ranges) {
    if (!out.empty() && range.first <= out.back().last + 1)
      out.back().last = std::max(out.back().last, range.last);
    else
      out.push_back(range);
  }
  return out;
}

Ranges without(const Ranges& from, const Ranges& taken) {
  Ranges out;
  for (Range rest : from) {
    for (const Range& hole : taken) {
      if (hole.last < rest.first) continue;
      if (hole.first > rest.last) break;
      if (hole.first > rest.first) out.push_back({rest.first, hole.first - 1});
      rest.first = hole.last + 1;
      if (rest.first > rest.last) break;
    }
    if (rest.first <= rest.last) out.push_back(rest);
  }
  return out;
}

bool speaks(const Rule& rule, std::string_view protocol) {
  return rule.protocol == "*" || rule.protocol == protocol;
}

// Whether a rule that denies holds back everyone from where the other leads.
bool covers(const Rule& deny, const Rule& allow) {
  return deny.everyone == Known::yes &&
         (deny.destination == "* " || deny.destination == allow.destination);
}

const Node* unknown_ports(const Builder& builder, const Rule& rule, std::string_view words) {
  Unknown about;
  about.reason = Reason::unresolved;
  about.detail = words;
  about.type = Kind::list;
  return builder.unknown(about, rule.node->span);
}

// The ports that the Internet reaches through one rule; `denying` are those before it.
const Node* open_ports(const Builder& builder, const Rule& rule,
                       const std::vector<const Rule*>& denying, bool order_known,
                       std::string_view protocol) {
  const Node* none = builder.list({}, rule.node->span);
  if (rule.allows == Known::no || rule.everyone == Known::no) return none;
  if (!rule.protocol.empty() && !speaks(rule, protocol)) return none;
  if (rule.allows == Known::unknown || rule.protocol.empty())
    return unknown_ports(builder, rule, "what the rule does is not known");
  if (rule.everyone == Known::unknown)
    return unknown_ports(builder, rule, "the addresses that the rule lets in are not known");
  if (!rule.ports_known)
    return unknown_ports(builder, rule, "the ports that the rule opens are not known");
  if (!order_known)
    return unknown_ports(builder, rule, "the order of the group's rules is not known");
  Ranges left = sorted(rule.ports);
  bool doubtful = false;
  for (const Rule* deny : denying) {
    if (!deny->protocol.empty() && !speaks(*deny, protocol)) continue;
    const bool known = deny->allows == Known::no && deny->everyone != Known::unknown &&
                       deny->ports_known && deny->destination_known && !deny->protocol.empty();
    if (known && covers(*deny, rule)) left = without(left, sorted(deny->ports));
    doubtful |= !known;
  }
  if (left.empty()) return none;
  if (doubtful) return unknown_ports(builder, rule, "a rule that comes before it is not known");
  std::vector<const Node*> texts;
  for (const Range& range : left) {
    std::string text = std::to_string(range.first);
    if (range.last != range.first) text += '-' + std::to_string(range.last);
    texts.push_back(builder.string(text, rule.node->span));
  }
  return builder.list(texts, rule.node->span);
}

void add(std::vector<Entry>& entries, std::string_view name, const Node* value) {
  if (value) entries.push_back({name, value, value->key_span, nullptr});
}

// Rules of the group's own properties and those that stand apart, each once.
std::vector<Rule> rules_of(const Resource& group) {
  std::vector<Rule> out;
  std::set<std::string> names;
  auto take = [&](const Node* node, const Node* name, const Node* properties) {
    if (!properties || !properties->is(Kind::mapping) || out.size() >= kMostRules) return;
    if (name && name->is(Kind::string) && !names.insert(lowered(name->text)).second) return;
    out.push_back(read_rule(*node, name, *properties));
  };
  if (const Node* list = member(group.properties, "securityRules"))
    for (const Node* item : list->items)
      take(item, member(item, "name"), member(item, "properties"));
  for (const Resource* child : group.children)
    if (equal_ignoring_case(child->identity.types.back(), "securityRules"))
      take(child->properties, child->field("name"), child->properties);
  return out;
}

const Node* item_of(const Builder& builder, const Rule& rule,
                    const std::vector<const Rule*>& denying, bool order_known) {
  std::vector<Entry> entries;
  add(entries, "name", rule.name);
  for (const std::string_view name :
       {"priority", "access", "protocol", "destinationPortRange", "destinationPortRanges"})
    add(entries, name, member(rule.properties, name));
  add(entries, "source", rule.source);
  entries.push_back(
      {"tcpPorts", open_ports(builder, rule, denying, order_known, "tcp"), {}, nullptr});
  entries.push_back(
      {"udpPorts", open_ports(builder, rule, denying, order_known, "udp"), {}, nullptr});
  return builder.mapping(entries, rule.node->span);
}

}  // namespace

const Node* effective_inbound(const Builder& builder, const Resource& group) {
  std::vector<Rule> rules = rules_of(group);
  rules.erase(std::remove_if(rules.begin(), rules.end(),
                             [](const Rule& rule) {
                               return is_text(member(rule.properties, "direction"), "Outbound") ==
                                      Known::yes;
                             }),
              rules.end());
  if (rules.empty()) return nullptr;
  std::vector<const Rule*> denying;
  for (const Rule& rule : rules)
    if (rule.allows != Known::yes) denying.push_back(&rule);
  const bool countable = denying.size() <= kMostDenying;
  std::vector<const Node*> items;
  for (const Rule& rule : rules) {
    std::vector<const Rule*> before;
    bool order_known = countable;
    for (const Rule* deny : denying) {
      if (deny == &rule || !countable) continue;
      if (!deny->priority || !rule.priority)
        order_known = false;
      else if (*deny->priority < *rule.priority)
        before.push_back(deny);
    }
    items.push_back(item_of(builder, rule, before, order_known));
  }
  return builder.list(items, group.span, group.open);
}

}  // namespace djaz::azure
