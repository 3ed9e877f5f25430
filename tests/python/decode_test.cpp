#include <doctest/doctest.h>

#include <string>

#include "python/parse.h"

using namespace djaz;
using namespace djaz::python;

TEST_CASE("a byte order mark is removed and remembered") {
  const Decoded decoded = decode(
      "\xef\xbb\xbf"
      "a = 1\n");
  CHECK(decoded.text == "a = 1\n");
  CHECK(decoded.encoding == Encoding::utf8_bom);
  CHECK(decoded.problem.empty());
}

TEST_CASE("line ends stay as they are, and a lone carriage return ends the line of a cookie") {
  CHECK(decode("# x\rDEBUG=True\r\nb\r").text == "# x\rDEBUG=True\r\nb\r");
  CHECK(decode("\r# coding: latin-1\r'\xe9'").encoding == Encoding::latin1);
  CHECK(decode("\r\n# coding: latin-1\r\n'\xe9'").encoding == Encoding::latin1);
  CHECK(decode("\r\r# coding: latin-1\r").encoding == Encoding::utf8);
}

TEST_CASE("coding cookies of the known encodings are honoured in the first two lines") {
  const std::string latin = decode("# -*- coding: latin-1 -*-\na = '\xe9'\n").text;
  CHECK(latin == "# -*- coding: latin-1 -*-\na = '\xc3\xa9'\n");
  CHECK(decode("#!x\n# vim: fileencoding=ISO_8859-1:\n'\xe9'").encoding == Encoding::latin1);
  const Decoded euro = decode("# coding: windows-1252\n'\x80'");
  CHECK(euro.text == "# coding: windows-1252\n'\xe2\x82\xac'");
  CHECK(euro.encoding == Encoding::cp1252);
  CHECK(euro.problem.empty());
  CHECK(decode("# coding: utf-8-unix\n'\xc3\xa9'").problem.empty());
}

TEST_CASE("a cookie below a line of code says nothing") {
  CHECK(decode("a = 1\n# coding: latin-1\n").encoding == Encoding::utf8);
  CHECK_FALSE(decode("a = 1\n# coding: latin-1\n'\xe9'").problem.empty());
  CHECK(decode("\n\n# coding: utf-7\n").problem.empty());
}

TEST_CASE("an unknown cookie is a problem, and the text is kept") {
  const Decoded decoded = decode("# coding: utf-7\na = 1\n");
  CHECK(decoded.problem.find("coding cookie") != std::string::npos);
  CHECK(decoded.problem.find("not supported") != std::string::npos);
  CHECK(decoded.text == "# coding: utf-7\na = 1\n");
}

TEST_CASE("a cookie that contradicts the byte order mark is a problem") {
  CHECK_FALSE(decode("\xef\xbb\xbf# coding: latin-1\n").problem.empty());
  CHECK(decode("\xef\xbb\xbf# coding: utf-8\n").problem.empty());
}

TEST_CASE("text that the cookie's encoding does not know is a problem") {
  CHECK_FALSE(decode("# coding: ascii\n'\xe9'").problem.empty());
  CHECK_FALSE(decode("# coding: cp1252\n'\x81'").problem.empty());
}

TEST_CASE("NUL bytes are a problem and do not cut the text") {
  const Decoded decoded = decode(std::string("a\0b = 1\n", 8));
  CHECK_FALSE(decoded.problem.empty());
  CHECK(decoded.text.size() == 8);
}

TEST_CASE("UTF-16 is a problem whose text can still be read") {
  const Decoded decoded =
      decode(std::string("\xff\xfe"
                         "a\0=\0\x3d\xd8\0\xde\n\0",
                         12));
  CHECK_FALSE(decoded.problem.empty());
  CHECK(decoded.encoding == Encoding::utf16le);
  CHECK(decoded.text == "a=\xf0\x9f\x98\x80\n");
}

TEST_CASE("bytes that are not UTF-8 are a problem when no cookie explains them") {
  CHECK_FALSE(decode("a = '\xe9'\n").problem.empty());
  CHECK(decode("a = '\xc3\xa9'\n").problem.empty());
}
