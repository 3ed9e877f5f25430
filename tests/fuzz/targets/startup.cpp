// A shell script as words, then as a start-up file with its command lines.
#include "documents/startup/startup.h"

#include "fuzz.h"
#include "syntax/shell_words.h"

using namespace djaz;

namespace {

// A word's bytes are those that stand where it says, but for `$'\n'` and the like.
void expect_word(const ShellWord& word, const Sources& sources, bool has_escapes) {
  fuzz::expect_span(word.span, sources);
  for (const ShellHole& hole : word.holes)
    fuzz::expect(hole.at <= word.text.size(), "a hole is in its word");
  fuzz::expect(word.assignment <= word.text.size(), "the name of an assignment is in its word");
  const std::string_view file = sources.file(word.span.file).text();
  for (std::size_t i = 0; i < word.text.size(); ++i) {
    const std::uint32_t at = word.text.offset(i);
    fuzz::expect(at >= word.span.begin && at < word.span.end, "a byte of a word is in its place");
    if (!has_escapes)
      fuzz::expect(file[at] == word.text.text()[i], "a byte of a word is the file's");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = fuzz::text_of(data, size);
  Sources sources;
  const SourceFile& file = fuzz::add_file(sources, bytes);
  Passage passage(file.id());
  passage.append(file.text(), 0);
  const ShellScript script = read_shell(passage);
  const bool has_escapes = bytes.find("$'") != std::string::npos;
  for (const ShellCommand& command : script.commands) {
    fuzz::expect_span(command.span, sources);
    for (const ShellWord& word : command.words) expect_word(word, sources, has_escapes);
  }
  fuzz::expect_spans(script.comments, sources);
  for (const ShellProblem& problem : script.problems) {
    fuzz::expect_span(problem.span, sources);
    fuzz::expect_printable(problem.message);
  }
  fuzz::expect_document(kStartup, "startup.sh", bytes);
  return 0;
}
