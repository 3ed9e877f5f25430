#include "secrets/marks.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/text.h"

using namespace djaz;

namespace {

using Places = std::vector<std::pair<std::size_t, std::size_t>>;

Places found_in(const Marks& marks, const std::string& text) {
  Places out;
  marks.find(text, [&](std::size_t owner, std::size_t at) { out.emplace_back(at, owner); });
  return out;
}

}  // namespace

TEST_CASE("a mark is found in any case, wherever it stands in a text of any length") {
  const std::vector<std::string> all = {"sig=", "://", "7Q~",        "AKIA",
                                        "+ASt", "SG.", "-----BEGIN", "sk_live_"};
  Marks marks;
  for (std::size_t i = 0; i < all.size(); ++i) marks.add(all[i], i);
  for (std::size_t size = 0; size < 70; ++size) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (const std::string& written : {all[i], lowered(all[i]), uppered(all[i])}) {
        const std::string text = std::string(size, '.') + written + std::string(size % 19, 'x');
        CHECK(found_in(marks, text) == Places{{size, i}});
        // Cut short by one it is none.
        CHECK(found_in(marks, text.substr(0, size + written.size() - 1)).empty());
      }
    }
  }
}

TEST_CASE("marks come by where they stand, and those that begin alike all come") {
  Marks marks;
  marks.add("azcdef", 0);
  marks.add("azc", 1);
  marks.add("cde", 2);
  CHECK(found_in(marks, "__aZCDEF " + std::string(40, '-') + "azc") ==
        Places{{2, 0}, {2, 1}, {4, 2}, {49, 1}});
  CHECK(found_in(marks, "az").empty());
  CHECK(found_in(marks, "").empty());
}
