// Reads a shell script from each file and prints its simple commands as words, each ended by a zero
// byte and each command by a line end: the other half of tests/differential/shell_words.py. A word
// with a hole is printed as \x01.
#include "syntax/shell_words.h"

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int count, char** arguments) {
  using namespace djaz;
  for (int i = 1; i < count; ++i) {
    std::ifstream in(arguments[i], std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    Sources sources;
    const SourceFile& file = sources.add(arguments[i], std::move(text));
    Passage passage(file.id());
    passage.append(file.text(), 0);
    const ShellScript script = read_shell(passage);
    for (const ShellCommand& command : script.commands) {
      for (const ShellWord& word : command.words) {
        if (word.known())
          std::cout << word.text.text();
        else
          std::cout << '\x01';
        std::cout << '\0';
      }
      std::cout << '\n';
    }
    if (!script.problems.empty()) std::cout << "problem\n";
    std::cout << '\x02';
  }
  return 0;
}
