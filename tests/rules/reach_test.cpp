#include "rules/reach.h"

#include <doctest/doctest.h>

#include "rules/world.h"
#include "tree/path.h"

using namespace djaz;

TEST_CASE("where a path cannot lead anywhere, no place is found, and the other way round") {
  World world;
  const Node& root = *world
                          .add(R"(
[settings]
DEBUG = true
LIST = [1]
NONE = []
[settings.DATABASES.default]
NAME = "shop"
[[azure."Microsoft.Web/sites"]]
name = "shop"
)")
                          .root;
  Arena arena;
  for (const char* text :
       {"settings.DEBUG", "settings.MISSING", "settings.MISSING.inner", "settings.*",
        "settings.LIST[*]", "settings.NONE[*]", "settings.MISSING[*]", "settings.MISSING.*.x",
        "settings.DATABASES.*", "settings.DATABASES.*.NAME", "settings.DATABASES.default.NAME",
        "settings.DATABASES.other[*]", "azure.\"Microsoft.Web/sites\"[*]",
        "azure.\"microsoft.web/SITES\"[*].name", "azure.\"Microsoft.Web/plans\"[*]",
        "requirements[*]", "requirements", "settings.LIST[*].x", "settings.**"}) {
    CAPTURE(text);
    ResolveOptions options;
    options.ignore_case = branch_of(text) == "azure";
    const bool there = find_entry(root, branch_of(text)) != nullptr &&
                       !resolve(parse_path(text).value(), root, "", arena, options).empty();
    CHECK(may_lead_somewhere(text, root) == there);
  }
}
