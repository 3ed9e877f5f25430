// A requirements file, as pip reads it.
#include "documents/requirements/requirements.h"

#include "fuzz.h"

using namespace djaz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = fuzz::text_of(data, size);
  fuzz::expect_document(kRequirements, "requirements.txt", bytes);
  return 0;
}
