// A Dockerfile as its ENV instructions, then as a document.
#include "documents/container/container.h"

#include "documents/container/instructions.h"
#include "fuzz.h"

using namespace djaz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = fuzz::text_of(data, size);
  Sources sources;
  const SourceFile& file = fuzz::add_file(sources, bytes);
  for (const container::EnvironmentEntry& one : container::image_environment(file)) {
    fuzz::expect_span(one.name_span, sources);
    fuzz::expect_span(one.value_span, sources);
    fuzz::expect(sources.text_of(one.name_span) == one.name, "a name is the file's");
    fuzz::expect(sources.text_of(one.value_span) == one.value, "a value is the file's");
  }
  fuzz::expect_document(kContainer, "Dockerfile", bytes);
  return 0;
}
