// What the application settings say of production: the variables that the site sets, and the
// settings module where it is one of them. One deployment for each site that has settings.
#pragma once

#include "documents/assembly.h"
#include "documents/azure/inventory.h"

namespace djaz::azure {

void introduce_settings(Assembly& assembly, Inventory& inventory);

}  // namespace djaz::azure
