#include "checks/open_ports.h"

#include <charconv>
#include <iterator>

#include "support/text.h"

namespace djaz {
namespace {

constexpr int kMostPort = 65'535;
// A rule for thousands of ports opens many of these; a few tell what is meant.
constexpr std::size_t kMostNamed = 4;

struct Service {
  int port;
  std::string_view name;
};
constexpr Service kServices[] = {
    {22, "SSH"},
    {23, "Telnet"},
    {53, "DNS"},
    {123, "NTP"},
    {135, "RPC"},
    {139, "NetBIOS"},
    {161, "SNMP"},
    {389, "LDAP"},
    {445, "SMB"},
    {1433, "SQL Server"},
    {1434, "SQL Server"},
    {1521, "Oracle"},
    {1900, "SSDP"},
    {2375, "Docker"},
    {2483, "Oracle"},
    {2484, "Oracle"},
    {3306, "MySQL"},
    {3389, "RDP"},
    {5432, "PostgreSQL"},
    {5555, "Flower"},
    {5900, "VNC"},
    {5984, "CouchDB"},
    {5985, "WinRM"},
    {5986, "WinRM"},
    {6379, "Redis"},
    {6380, "Redis"},
    {6432, "PgBouncer"},
    {7199, "Cassandra"},
    {8000, "runserver"},
    {8888, "Jupyter"},
    {9042, "Cassandra"},
    {9160, "Cassandra"},
    {9200, "Elasticsearch"},
    {9300, "Elasticsearch"},
    {11211, "memcached"},
    {11214, "memcached"},
    {11215, "memcached"},
    {27017, "MongoDB"},
    {27018, "MongoDB"},
    {27019, "MongoDB"},
    {61620, "OpsCenter"},
    {61621, "OpsCenter"},
};

int number(std::string_view text) {
  int out = -1;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), out);
  return result.ec == std::errc() && result.ptr == text.data() + text.size() ? out : -1;
}

struct Range {
  int first = -1;
  int last = -1;
};

Range range_of(std::string_view text) {
  const std::size_t dash = text.find('-');
  const int first = number(text.substr(0, dash));
  return {first, dash == text.npos ? first : number(text.substr(dash + 1))};
}

std::string words_for(std::int64_t port) {
  std::string out = "port " + std::to_string(port);
  for (const Service& service : kServices)
    if (service.port == port) return out + " (" + std::string(service.name) + ')';
  return out;
}

bool holds(const Node& ranges, std::int64_t port) {
  for (const Node* item : ranges.items) {
    const Range range = range_of(item->text);
    if (range.first <= port && port <= range.last) return true;
  }
  return false;
}

bool holds_all(const Node& ranges) {
  for (const Node* item : ranges.items) {
    const Range range = range_of(item->text);
    if (range.first >= 0 && range.first <= 1 && range.last == kMostPort) return true;
  }
  return false;
}

const Node* argument(const CheckContext& context, std::string_view name) {
  if (context.arguments == nullptr) return nullptr;
  const Entry* entry = find_entry(*context.arguments, name);
  return entry == nullptr ? nullptr : entry->value;
}

}  // namespace

CheckAnswer check_open_ports(const CheckContext& context) {
  const Node* rule = context.place.node;
  if (rule == nullptr || rule->is(Kind::unknown)) return {Truth::unknown, "", {}};
  const Node* protocol = argument(context, "protocol");
  const bool udp = protocol != nullptr && equal_ignoring_case(protocol->text, "udp");
  const Entry* entry = find_entry(*rule, udp ? "udpPorts" : "tcpPorts");
  if (entry == nullptr) return {Truth::no, "", {}};
  const Node& open = *entry->value;
  if (open.is(Kind::unknown)) return {Truth::unknown, std::string(open.unknown->detail), {}};
  const Node* every = argument(context, "every");
  if (every != nullptr && every->boolean) return {truth_of(holds_all(open)), "every port", {}};
  std::string words;
  std::size_t found = 0;
  const Node* ports = argument(context, "ports");
  if (ports == nullptr) return {Truth::no, "", {}};
  for (const Node* port : ports->items) {
    if (!holds(open, port->integer)) continue;
    if (++found > kMostNamed) continue;
    if (found > 1) words += ", ";
    words += words_for(port->integer);
  }
  if (found > kMostNamed) words += " and " + std::to_string(found - kMostNamed) + " more";
  return {truth_of(found > 0), words, {}};
}

}  // namespace djaz
