#include "source/scratch.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

using namespace djaz;

TEST_CASE("what several threads put into a scratch file is read again where it was put") {
  const std::unique_ptr<ScratchFile> file = ScratchFile::make();
  REQUIRE(file != nullptr);
  std::vector<std::uint64_t> places(200);
  const auto text_of = [](std::size_t i) {
    return std::string(1 + i * 37, static_cast<char>('a' + i % 26));
  };
  std::vector<std::thread> threads;
  for (std::size_t first = 0; first < 4; ++first)
    threads.emplace_back([&, first] {
      for (std::size_t i = first; i < places.size(); i += 4) file->append(text_of(i), places[i]);
    });
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < places.size(); ++i) {
    std::string back(text_of(i).size(), '\0');
    REQUIRE(file->read(places[i], back.data(), back.size()));
    REQUIRE(back == text_of(i));
  }
}

TEST_CASE("what was never written to a scratch file cannot be read from it") {
  const std::unique_ptr<ScratchFile> file = ScratchFile::make();
  REQUIRE(file != nullptr);
  std::uint64_t at = 0;
  REQUIRE(file->append("some", at));
  char back[8] = {};
  CHECK_FALSE(file->read(at, back, sizeof back));
}
