#include "checks/django_origins.h"

#include <doctest/doctest.h>

using djaz::django::origin_faults;

TEST_CASE("An origin is a scheme and a host") {
  for (const char* fine :
       {"https://shop.example", "http://localhost:8000", "HTTP://[::1]:80", "null", "file://",
        "a+b.c-d://x", " https://a", "ht\ttps://a", "https://x?", "x://y#"}) {
    CAPTURE(fine);
    CHECK_FALSE(origin_faults(fine).incomplete);
    CHECK(origin_faults(fine).parts == 0);
  }
  for (const char* bare : {"", "shop.example", "//a", "https:", "https:a", "1a://x", "://x",
                           "ä://x", "https:///path", "localhost:8000"}) {
    CAPTURE(bare);
    CHECK(origin_faults(bare).incomplete);
    CHECK(origin_faults(bare).parts == 0);
  }
}

TEST_CASE("Each of path, query and fragment is a fault of its own") {
  CHECK(origin_faults("https://a/").parts == 1);
  CHECK(origin_faults("https://a?b").parts == 1);
  CHECK(origin_faults("https://a#b").parts == 1);
  CHECK(origin_faults("https://a/b?c#d").parts == 3);
  // What looks like a query behind the fragment is part of it.
  CHECK(origin_faults("https://a#b?c").parts == 1);
}
