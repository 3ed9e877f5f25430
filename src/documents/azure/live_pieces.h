// What a piece of a live export, in whichever tool's form, adds to the inventory.
#pragma once

#include <vector>

#include "documents/azure/classify.h"
#include "documents/azure/inventory.h"
#include "documents/document.h"
#include "tree/builder.h"

namespace djaz::azure {

// False where the piece is no resource of a live export.
bool add_live_piece(const Builder& builder, const Piece& piece, std::vector<Problem>& problems,
                    Inventory& inventory);

}  // namespace djaz::azure
