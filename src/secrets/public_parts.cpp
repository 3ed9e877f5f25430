#include "secrets/public_parts.h"

#include <algorithm>
#include <array>

#include "support/text.h"

namespace djaz {
namespace {

struct Name {
  std::string_view text;
  bool secret;
};

// As Azure's services write them. Another name may as well be a piece of a password.
constexpr std::array<Name, 27> kNames = {{
    {"AccountEndpoint", false},
    {"AccountKey", true},
    {"AccountName", false},
    {"ApplicationId", false},
    {"BlobEndpoint", false},
    {"Data Source", false},
    {"Database", false},
    {"DefaultEndpointsProtocol", false},
    {"Encrypt", false},
    {"Endpoint", false},
    {"EndpointSuffix", false},
    {"EntityPath", false},
    {"FileEndpoint", false},
    {"IngestionEndpoint", false},
    {"Initial Catalog", false},
    {"InstrumentationKey", true},
    {"LiveEndpoint", false},
    {"Password", true},
    {"Pwd", true},
    {"QueueEndpoint", false},
    {"Server", false},
    {"SharedAccessKey", true},
    {"SharedAccessKeyName", false},
    {"SharedAccessSignature", true},
    {"TableEndpoint", false},
    {"TrustServerCertificate", false},
    {"sslmode", false},
}};

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> public_parts(std::string_view value) {
  std::vector<std::pair<std::size_t, std::size_t>> parts;
  int names = 0;
  for (std::size_t begin = 0; begin < value.size();) {
    const std::size_t end = std::min(value.find(';', begin), value.size() - 1) + 1;
    const std::string_view pair = value.substr(begin, end - begin);
    const std::size_t sign = pair.find('=');
    const std::string_view name = pair.substr(0, sign);
    const auto known = std::find_if(kNames.begin(), kNames.end(), [&](const Name& each) {
      return equal_ignoring_case(each.text, name);
    });
    if (sign != pair.npos && known != kNames.end()) {
      const std::size_t shown = known->secret ? begin + sign + 1 : end;
      ++names;
      if (!parts.empty() && parts.back().second == begin)
        parts.back().second = shown;
      else
        parts.emplace_back(begin, shown);
    }
    begin = end;
  }
  // One pair alone may be anything.
  if (names < 2) parts.clear();
  return parts;
}

}  // namespace djaz
