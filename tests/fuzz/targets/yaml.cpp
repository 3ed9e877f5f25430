// YAML as nodes, then as a compose file.
#include "syntax/yaml.h"

#include <set>
#include <vector>

#include "documents/compose/compose.h"
#include "fuzz.h"

using namespace djaz;

namespace {

// Aliases make a node the child of several: each is looked at once.
void expect_nodes(const Node& root, const Sources& sources) {
  std::set<const Node*> seen;
  std::vector<const Node*> pending = {&root};
  while (!pending.empty()) {
    const Node* node = pending.back();
    pending.pop_back();
    if (!seen.insert(node).second) continue;
    fuzz::expect_span(node->span, sources);
    for (const Node* item : node->items) pending.push_back(item);
    for (const Entry& entry : node->entries) {
      fuzz::expect_span(entry.key_span, sources);
      pending.push_back(entry.value);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = fuzz::text_of(data, size);
  Sources sources;
  Arena arena;
  const YamlLimits limits{.depth = 8, .nodes = 1'000};
  if (const Node* root = parse_yaml(fuzz::add_file(sources, bytes), arena, limits))
    expect_nodes(*root, sources);
  fuzz::expect_document(kCompose, "docker-compose.yml", bytes);
  return 0;
}
