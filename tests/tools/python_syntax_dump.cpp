// Prints the syntax of Python files as JSON, one line for each path read from standard input. The
// differential test compares it with what CPython's own parser says.
// With --time it prints what parsing took instead.
#include "python_syntax_dump.h"

#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "djaz/source.h"
#include "python/parse.h"

namespace {

using namespace djaz;
using namespace djaz::python;

std::string read(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void time(const std::string& path) {
  std::string bytes = read(path);
  const std::size_t size = bytes.size();
  const auto start = std::chrono::steady_clock::now();
  Decoded decoded = decode(std::move(bytes));
  Sources sources;
  const SourceFile& file = sources.add(path, std::move(decoded.text), decoded.encoding);
  const auto module = parse(file);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::cout << size << " bytes in " << took.count() << " s, "
            << static_cast<double>(size) / 1e6 / took.count() << " MB/s, " << module->body.size()
            << " statements, " << module->arena.used() << " bytes of syntax";
  if (!decoded.problem.empty()) std::cout << "; " << decoded.problem;
  for (const SyntaxProblem& problem : module->problems) std::cout << "; " << problem.message;
  std::cout << std::endl;
}

void dump(const std::string& path) {
  Decoded decoded = decode(read(path));
  Sources sources;
  const SourceFile& file = sources.add(path, std::move(decoded.text), decoded.encoding);
  const auto module = parse(file);
  std::string out = "{\"problems\":[";
  if (!decoded.problem.empty()) out += "[0,\"" + decoded.problem + "\"]";
  for (const SyntaxProblem& problem : module->problems) {
    if (out.back() != '[') out += ',';
    const Position position = file.position(problem.span.begin);
    out += "[" + std::to_string(position.line) + ",\"" + problem.message + "\"]";
  }
  out += "],\"comments\":[";
  for (const Comment& comment : module->comments) {
    if (out.back() != '[') out += ',';
    const Position position = file.position(comment.span.begin);
    out += '[' + std::to_string(position.line) + ',' + std::to_string(position.column) + ']';
  }
  out += "],\"body\":";
  Dump(file, out).block(module->body);
  out += "}\n";
  std::cout << out << std::flush;
}

}  // namespace

int main(int count, char** arguments) {
  const bool timed = count > 1 && std::string_view(arguments[1]) == "--time";
  for (std::string path; std::getline(std::cin, path);) timed ? time(path) : dump(path);
}
