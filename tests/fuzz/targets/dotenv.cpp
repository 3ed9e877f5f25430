// A file of variables, as python-dotenv reads it.
#include "syntax/dotenv.h"

#include "documents/dotenv/dotenv.h"
#include "fuzz.h"

using namespace djaz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = fuzz::text_of(data, size);
  Sources sources;
  Arena arena;
  const DotenvResult result = parse_dotenv(fuzz::add_file(sources, bytes), arena);
  std::uint32_t end = 0;
  for (const DotenvBinding& binding : result.bindings) {
    fuzz::expect_span(binding.key_span, sources);
    fuzz::expect(binding.key_span.begin >= end, "variables come in order");
    const std::string_view written = sources.text_of(binding.key_span);
    // python-dotenv reads every line end as LF.
    if (written.find('\r') == std::string_view::npos)
      fuzz::expect(written == binding.name, "a name stands at its place");
    end = binding.key_span.end;
    if (binding.value == nullptr) continue;
    fuzz::expect_tree(*binding.value, sources);
    fuzz::expect(binding.value->span.begin >= end, "a value stands behind its name");
    end = binding.value->span.end;
  }
  for (const DotenvProblem& problem : result.problems) {
    fuzz::expect_span(problem.span, sources);
    fuzz::expect_printable(problem.message);
  }
  for (const Span& comment : result.comments) {
    fuzz::expect_span(comment, sources);
    fuzz::expect(sources.text_of(comment).find('\n') == std::string_view::npos,
                 "a comment stays in its line");
  }
  fuzz::expect_document(kDotenv, ".env", bytes);
  return 0;
}
