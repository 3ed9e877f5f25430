// The fast reader of JSON is of no other opinion than the one that can say what is wrong: it makes
// the same tree, or leaves the text to that one.
#include "syntax/json_strict.h"

#include "fuzz.h"
#include "syntax/json.h"

using namespace djaz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Encoding encoding = Encoding::utf8;
  std::string problem;
  const std::string text = decode_json(fuzz::text_of(data, size), encoding, problem);
  if (!problem.empty()) return 0;
  Sources sources;
  Arena arena;
  const SourceFile& file = fuzz::add_file(sources, text);
  const Node* strict = parse_strict_json(file, arena);
  const JsonResult full = parse_json(file, 0, arena);
  fuzz::expect(strict != nullptr || !is_strict_json(text), "what is strict can be built");
  if (strict == nullptr) return 0;
  fuzz::expect(full.root != nullptr, "what the fast reader takes, the other takes");
  fuzz::expect(full.problems.empty(), "the fast reader leaves to the other what needs words");
  fuzz::expect(fuzz::expect_tree(*strict, sources) == fuzz::expect_tree(*full.root, sources),
               "both readers make the same tree");
  return 0;
}
