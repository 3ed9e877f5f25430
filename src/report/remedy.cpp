#include "report/remedy.h"

namespace djaz {

std::vector<std::string_view> commands_in(std::string_view advice) {
  std::vector<std::string_view> out;
  for (std::size_t open = advice.find('`'); open != advice.npos;
       open = advice.find('`', open + 1)) {
    const std::size_t close = advice.find('`', open + 1);
    if (close == advice.npos) break;
    const std::string_view inside = advice.substr(open + 1, close - open - 1);
    if (inside.starts_with("az ")) out.push_back(inside);
    open = close;
  }
  return out;
}

}  // namespace djaz
