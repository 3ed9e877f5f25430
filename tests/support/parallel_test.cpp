#include "support/parallel.h"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace djaz;

TEST_CASE("every part is done once, with threads and without") {
  for (const std::size_t worth_it : {std::size_t{1}, std::size_t{1'000}}) {
    std::vector<int> done(257, 0);
    in_parallel(done.size(), worth_it, [&](std::size_t part) { ++done[part]; });
    CHECK(done == std::vector<int>(257, 1));
  }
}

TEST_CASE("a part may have parts of its own, while threads do others") {
  std::vector<std::vector<int>> done(40, std::vector<int>(30, 0));
  for (int times = 1; times <= 50; ++times) {
    in_parallel(done.size(), 1, [&](std::size_t part) {
      in_parallel(
          done[part].size(), 1, [&](std::size_t inner) { ++done[part][inner]; }, 3);
    });
    REQUIRE(done == std::vector<std::vector<int>>(40, std::vector<int>(30, times)));
  }
}

TEST_CASE("few parts are done where they were asked for") {
  const std::thread::id here = std::this_thread::get_id();
  bool elsewhere = false;
  in_parallel(5, 6, [&](std::size_t) { elsewhere |= std::this_thread::get_id() != here; });
  CHECK_FALSE(elsewhere);
}

TEST_CASE("no parts are no work") {
  in_parallel(0, 1, [](std::size_t) { FAIL("there is no part"); });
}

TEST_CASE("what a part throws reaches whoever asked, and ends the work") {
  std::atomic<std::size_t> done{0};
  const auto work = [&](std::size_t part) {
    if (part == 3) throw std::runtime_error("three");
    ++done;
  };
  CHECK_THROWS_AS(in_parallel(100'000, 1, work), std::runtime_error);
  CHECK(done < 100'000);
}
