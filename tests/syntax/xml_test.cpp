// XML: every part knows its exact bytes, and what no strict reader takes gives no tree.
#include "syntax/xml.h"

#include <doctest/doctest.h>

#include <string>

using namespace djaz;

namespace {

struct Read {
  Sources sources;
  Arena arena;
  XmlResult result;

  explicit Read(const std::string& text, const XmlLimits& limits = {})
      : result(parse_xml(sources.add("x.xml", text), arena, limits)) {}

  std::string_view at(const Span& span) const { return sources.text_of(span); }
  const XmlElement& root() const { return *result.root; }
};

std::string repeated(const std::string& text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("names, values and texts know where they stand") {
  const Read read(
      "<?xml version='1.0'?>\n<a one = 'x &amp; y' two=\"\">\n  text &#65;<b/><![CDATA[ <c> ]]>\n"
      "  <!-- said -->\n</a>\n");
  REQUIRE(read.result.root != nullptr);
  const XmlElement& a = read.root();
  CHECK(read.at(a.span) == "a");
  REQUIRE(a.attributes.size() == 2);
  CHECK(read.at(a.attributes[0].name_span) == "one");
  CHECK(read.at(a.attributes[0].span) == "x &amp; y");
  CHECK(a.attributes[0].value == "x & y");
  CHECK(a.attributes[1].value.empty());
  CHECK(a.attributes[1].span.empty());
  CHECK(read.sources.start_of(a.attributes[1].span) == Position{2, 27});
  REQUIRE(a.children.size() == 1);
  CHECK(read.at(a.children[0]->span) == "b");
  CHECK(a.text == "text A <c>");
  REQUIRE(read.result.comments.size() == 1);
  CHECK(read.at(read.result.comments[0]) == " said ");
}

TEST_CASE("a value ends at its own quote") {
  const Read read("<a b=\"it's\" c='say \"x\"' d='1'/>");
  REQUIRE(read.result.root != nullptr);
  CHECK(read.at(read.root().attributes[0].span) == "it's");
  CHECK(read.at(read.root().attributes[1].span) == "say \"x\"");
  CHECK(read.root().attributes[2].value == "1");
}

TEST_CASE("the five references of XML are resolved and no other") {
  const Read read("<a b='&lt;&gt;&amp;&quot;&apos;&#x41;&#10;'/>");
  REQUIRE(read.result.root != nullptr);
  CHECK(read.root().attributes[0].value == "<>&\"'A\n");
  for (const char* text :
       {"<a>&nope;</a>", "<a>&</a>", "<a b='&x'/>", "<a>&#0;</a>", "<a>&#xD800;</a>",
        "<a>&#x110000;</a>", "<a>&#;</a>", "<a>&#x;</a>", "<a>& amp;</a>", "<a>&#-5;</a>"})
    CHECK_MESSAGE(Read(text).result.root == nullptr, text);
}

TEST_CASE("a document type is refused, whatever it says") {
  for (const char* text :
       {"<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
        "<!DOCTYPE a SYSTEM 'http://example.com/a.dtd'><a/>", "<!DOCTYPE a [<!ENTITY"})
    CHECK_MESSAGE(Read(text).result.root == nullptr, text);
}

TEST_CASE("what is not well formed gives a problem and no tree") {
  for (const char* text : {"",
                           " ",
                           "text",
                           "<a>",
                           "<a></b>",
                           "<a/><b/>",
                           "<a/>text",
                           "text<a/>",
                           "<a b='1' b='2'/>",
                           "<a b='<'/>",
                           "<a b=1/>",
                           "<a b/>",
                           "<a b='1'c='2'/>",
                           "<a b='1",
                           "<a><!-- x",
                           "<a><![CDATA[",
                           "<a><!-- x -- y --></a>",
                           "<a><!-- x ---></a>",
                           "<a>]]></a>",
                           " <?xml version='1.0'?><a/>",
                           "<a/><![CDATA[x]]>",
                           "<a>\x01</a>",
                           "<a>\xff</a>",
                           "<a>\xed\xa0\x80</a>",
                           "< a/>",
                           "<a"}) {
    const Read read(text);
    CHECK_MESSAGE(read.result.root == nullptr, text);
    CHECK_MESSAGE(read.result.problems.size() == 1, text);
  }
  CHECK(Read(std::string("<a>\0</a>", 8)).result.root == nullptr);
}

TEST_CASE("a mistake holds whole characters") {
  const Read read("<a>\xEF\xBF\xBF</a>");
  REQUIRE(read.result.problems.size() == 1);
  CHECK(read.at(read.result.problems[0].span) == "\xEF\xBF\xBF");
}

TEST_CASE("depth and size are bounded") {
  CHECK(Read(repeated("<a>", 128) + repeated("</a>", 128)).result.root != nullptr);
  CHECK(Read(repeated("<a>", 129) + repeated("</a>", 129)).result.root == nullptr);
  CHECK(Read(repeated("<a>", 200'000) + repeated("</a>", 200'000)).result.root == nullptr);
  XmlLimits limits;
  limits.parts = 3;
  CHECK(Read("<a b='1'><c/></a>", limits).result.root != nullptr);
  CHECK(Read("<a b='1' d='2'><c/></a>", limits).result.root == nullptr);
}

TEST_CASE("the encoding is that of the mark, of the bytes or of the declaration") {
  const auto decoded = [](std::string bytes, Encoding& encoding, std::string& problem) {
    problem.clear();
    return decode_xml(std::move(bytes), encoding, problem);
  };
  Encoding encoding = Encoding::utf8;
  std::string problem;
  CHECK(decoded("\xEF\xBB\xBF<a/>", encoding, problem) == "<a/>");
  CHECK(encoding == Encoding::utf8_bom);
  CHECK(decoded(std::string("\xFF\xFE<\0a\0/\0>\0", 10), encoding, problem) == "<a/>");
  CHECK(encoding == Encoding::utf16le);
  CHECK(decoded(std::string("\0<\0a\0/\0>", 8), encoding, problem) == "<a/>");
  CHECK(encoding == Encoding::utf16be);
  CHECK(problem.empty());
  const std::string latin = "<?xml version='1.0' encoding=\"ISO-8859-1\"?><a b='\xe9'/>";
  CHECK(decoded(latin, encoding, problem).find("\xc3\xa9") != std::string::npos);
  CHECK(encoding == Encoding::latin1);
  const std::string windows = "<?xml version='1.0' encoding='Windows-1252'?><a b='\x80'/>";
  CHECK(decoded(windows, encoding, problem).find("\xe2\x82\xac") != std::string::npos);
  CHECK(problem.empty());
  for (const char* name : {"utf-7", "utf-16", "shift_jis"}) {
    decoded("<?xml version='1.0' encoding='" + std::string(name) + "'?><a/>", encoding, problem);
    CHECK_MESSAGE(!problem.empty(), name);
  }
}
