#include "documents/azure/live_pieces.h"

#include <utility>

#include "documents/azure/live.h"
#include "documents/azure/power_shell.h"
#include "documents/azure/what_if.h"

namespace djaz::azure {
namespace {

void add_live(const Builder& builder, const std::vector<const Node*>& elements,
              Inventory& inventory) {
  for (const Node* element : elements) {
    Resource resource;
    if (read_live(builder, *element, resource)) inventory.add(std::move(resource));
  }
}

}  // namespace

bool add_live_piece(const Builder& builder, const Piece& piece, std::vector<Problem>& problems,
                    Inventory& inventory) {
  switch (piece.shape) {
    case Shape::resource:
      add_live(builder, {piece.node}, inventory);
      return true;
    case Shape::power_shell:
      add_live(builder, power_shell_resources(builder, *piece.node), inventory);
      return true;
    case Shape::what_if:
      add_live(builder, what_if_resources(builder, *piece.node, problems), inventory);
      return true;
    default:
      return false;
  }
}

}  // namespace djaz::azure
