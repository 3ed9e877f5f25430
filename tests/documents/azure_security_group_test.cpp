#include "documents/azure_project.h"

using namespace djaz;

namespace {

constexpr const char* kTcp =
    R"("Microsoft.Network/networkSecurityGroups"[*].effectiveInbound[*].tcpPorts)";
constexpr const char* kUdp =
    R"("Microsoft.Network/networkSecurityGroups"[*].effectiveInbound[*].udpPorts)";

std::string rule(const std::string& name, int priority, const std::string& access,
                 const std::string& source, const std::string& ports,
                 const std::string& more = "") {
  return R"({"name": ")" + name + R"(", "properties": {"priority": )" + std::to_string(priority) +
         R"(, "direction": "Inbound", "access": ")" + access +
         R"(", "protocol": "*", "sourceAddressPrefix": ")" + source +
         R"(", "destinationPortRange": ")" + ports + '"' + more + "}}";
}

// The ports of each rule in one line: "22 80-90; ?; ".
std::string ports(const std::string& rules, const char* path = kTcp, const std::string& beside = "",
                  const std::string& head = "") {
  AzureProject project({{"azuredeploy.json",
                         template_with(head, R"({"type": "Microsoft.Network/networkSecurityGroups",
      "name": "web", "properties": {"securityRules": [)" +
                                                 rules + "]}}" + beside)}});
  const auto parsed = parse_path(path);
  REQUIRE(parsed.ok());
  std::string out;
  for (const Place& place : resolve(parsed.value(), project.azure(), "azure", project.arena)) {
    REQUIRE(place.node);
    if (place.node->is(Kind::unknown)) out += '?';
    for (const Node* item : place.node->items) out += std::string(item->text) + ' ';
    out += ';';
  }
  return out;
}

}  // namespace

TEST_CASE("everyone may be written in many ways") {
  for (const char* source : {"*", "Internet", "any", "0.0.0.0/0", "::/0"})
    CHECK(ports(rule("a", 100, "Allow", source, "22")) == "22 ;");
  for (const char* source : {"10.0.0.0/8", "VirtualNetwork", "203.0.113.7", "AzureLoadBalancer"})
    CHECK(ports(rule("a", 100, "Allow", source, "22")) == ";");
}

TEST_CASE("an earlier denial takes its ports away, a later one does not") {
  const std::string allow = rule("allow", 200, "Allow", "*", "20-30");
  CHECK(ports(rule("deny", 100, "Deny", "*", "22") + ',' + allow) == ";20-21 23-30 ;");
  CHECK(ports(rule("deny", 100, "Deny", "*", "*") + ',' + allow) == ";;");
  CHECK(ports(rule("deny", 300, "Deny", "*", "22") + ',' + allow) == ";20-30 ;");
}

TEST_CASE("a denial of some addresses leaves the port open to the others") {
  CHECK(ports(rule("deny", 100, "Deny", "203.0.113.0/24", "22") + ',' +
              rule("allow", 200, "Allow", "*", "22")) == ";22 ;");
}

TEST_CASE("a denial before one part of the network says nothing of another") {
  const char* elsewhere = R"(, "destinationAddressPrefix": "10.0.2.0/24")";
  const char* here = R"(, "destinationAddressPrefix": "10.0.1.0/24")";
  CHECK(ports(rule("deny", 100, "Deny", "*", "22", elsewhere) + ',' +
              rule("allow", 200, "Allow", "*", "22", here)) == ";22 ;");
  CHECK(ports(rule("deny", 100, "Deny", "*", "22", here) + ',' +
              rule("allow", 200, "Allow", "*", "22", here)) == ";;");
}

TEST_CASE("plural forms are read like the singular ones") {
  CHECK(ports(R"({"name": "a", "properties": {"priority": 100, "direction": "Inbound",
      "access": "Allow", "protocol": "Tcp", "sourceAddressPrefixes": ["10.0.0.0/8", "0.0.0.0/0"],
      "destinationPortRanges": ["22", "80-90"]}})") == "22 80-90 ;");
}

TEST_CASE("a list of ports in one text is read as the portal reads it") {
  CHECK(ports(rule("a", 100, "Allow", "*", "22, 80-90")) == "22 80-90 ;");
  CHECK(ports(rule("a", 100, "Allow", "*", "22,http")) == "?;");
}
TEST_CASE("an empty text stands for nothing, and a number may be text") {
  const std::string both =
      rule("a", 100, "Allow", "*", "", R"(, "destinationPortRanges": ["22", "80"])");
  CHECK(ports(both) == "22 80 ;");
  std::string deny = rule("deny", 100, "Deny", "*", "22");
  const std::string allow = rule("allow", 200, "Allow", "*", "22");
  CHECK(ports(deny.replace(deny.find("100"), 3, "\"100\"") + ',' + allow) == ";;");
}

TEST_CASE("each protocol has its own ports") {
  const std::string udp = R"({"name": "a", "properties": {"priority": 100, "direction": "Inbound",
      "access": "Allow", "protocol": "Udp", "sourceAddressPrefix": "*", "destinationPortRange": "53"}})";
  CHECK(ports(udp) == ";");
  CHECK(ports(udp, kUdp) == "53 ;");
}

TEST_CASE("what a rule lets in is not known where the rule is not") {
  const std::string head = R"("parameters": {"from": {"type": "string"}}, )";
  const std::string open = rule("a", 100, "Allow", "[parameters('from')]", "22");
  CHECK(ports(open, kTcp, "", head) == "?;");
  // A denial that may be one of everybody.
  CHECK(ports(rule("deny", 100, "Deny", "[parameters('from')]", "22") + ',' +
                  rule("allow", 200, "Allow", "*", "22"),
              kTcp, "", head) == ";?;");
}

TEST_CASE("rules that stand apart belong to their group and count once") {
  const std::string child = R"(, {"type": "Microsoft.Network/networkSecurityGroups/securityRules",
      "name": "web/SSH", "properties": {"priority": 100, "direction": "Inbound", "access": "Allow",
      "protocol": "Tcp", "sourceAddressPrefix": "*", "destinationPortRange": "22"}})";
  CHECK(ports("", kTcp, child) == "22 ;");
  CHECK(ports(rule("ssh", 100, "Allow", "*", "22"), kTcp, child) == "22 ;");
}

TEST_CASE("rules for what goes out are left aside") {
  CHECK(ports(R"({"name": "a", "properties": {"priority": 100, "direction": "Outbound",
      "access": "Allow", "protocol": "*", "sourceAddressPrefix": "*",
      "destinationPortRange": "*"}})") == "");
}

TEST_CASE("a group with thousands of denials gives no verdict instead of a long run") {
  std::string rules = rule("allow", 4096, "Allow", "*", "22");
  for (int i = 0; i < 600; ++i)
    rules += ',' + rule("d" + std::to_string(i), i + 1, "Deny", "*", std::to_string(i + 1000));
  CHECK(ports(rules).substr(0, 2) == "?;");
}
