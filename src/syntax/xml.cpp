#include "syntax/xml.h"

#include <algorithm>
#include <pugixml.hpp>

#include "support/text.h"
#include "syntax/characters.h"

namespace djaz {
namespace {

using Offset = std::size_t;
constexpr Offset kNowhere = std::string_view::npos;

std::string words(pugi::xml_parse_status status) {
  switch (status) {
    case pugi::status_bad_comment:
      return "a comment is not closed";
    case pugi::status_bad_cdata:
      return "a CDATA section is not closed";
    case pugi::status_bad_attribute:
      return "an attribute is written wrongly or not closed";
    case pugi::status_end_element_mismatch:
      return "the end tag of an element is missing or has another name";
    case pugi::status_bad_end_element:
      return "an end tag is written wrongly";
    case pugi::status_bad_pi:
      return "a processing instruction is written wrongly";
    case pugi::status_bad_doctype:
      return "a document type declaration is not read: it can define entities";
    case pugi::status_out_of_memory:
      return "the document does not fit in memory";
    default:
      return "this is not XML";
  }
}

bool is_xml_character(std::uint32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

// `name` stands between `&` and `;`.
bool is_reference_name(std::string_view name) {
  for (const std::string_view known : {"amp", "lt", "gt", "quot", "apos"})
    if (name == known) return true;
  if (!name.starts_with('#')) return false;
  name.remove_prefix(1);
  const bool hexadecimal = name.starts_with('x');
  if (hexadecimal) name.remove_prefix(1);
  if (name.empty()) return false;
  std::uint32_t value = 0;
  for (const char c : name) {
    const int digit = hexadecimal ? hex_digit(c) : is_digit(c) ? c - '0' : -1;
    if (digit < 0 || value > 0x10FFFF) return false;
    value = value * (hexadecimal ? 16 : 10) + static_cast<std::uint32_t>(digit);
  }
  return is_xml_character(value);
}

// Where the first `&` stands that is not one of the references that XML itself knows.
Offset wrong_reference(std::string_view text) {
  for (Offset at = text.find('&'); at != kNowhere; at = text.find('&', at + 1)) {
    // No reference that is right is longer, but for leading zeros.
    const Offset end = text.substr(0, at + 64).find(';', at);
    if (end == kNowhere || !is_reference_name(text.substr(at + 1, end - at - 1))) return at;
  }
  return kNowhere;
}

// Where the first character stands that no XML document may hold.
Offset wrong_character(std::string_view text) {
  for (Offset at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      if (!is_xml_character(byte)) return at;
      ++at;
      continue;
    }
    const Offset begin = at;
    const char32_t c = decode_utf8(text, at);
    // An invalid byte advances by one.
    if (at == begin + 1 || !is_xml_character(c)) return begin;
  }
  return kNowhere;
}

class Reader {
 public:
  Reader(const SourceFile& file, Arena& arena, const XmlLimits& limits, XmlResult& result)
      : file_(file), text_(file.text()), arena_(arena), limits_(limits), result_(result) {}

  void run() {
    if (const Offset at = wrong_character(text_); at != kNowhere) {
      fail(at, at + 1, "a character stands here that XML does not allow");
      return;
    }
    // The parser writes into this copy, and its pointers tell where everything stands. It would
    // pass over a single character behind the document if nothing followed.
    std::string copy(text_);
    copy += '\n';
    base_ = copy.data();
    pugi::xml_document document;
    constexpr unsigned kFlags = pugi::parse_full | pugi::parse_fragment | pugi::parse_ws_pcdata;
    const pugi::xml_parse_result parsed =
        document.load_buffer_inplace(copy.data(), copy.size(), kFlags, pugi::encoding_utf8);
    if (parsed.status != pugi::status_ok) {
      const auto at = static_cast<Offset>(std::max<std::ptrdiff_t>(parsed.offset, 0));
      fail(at, at, words(parsed.status));
      return;
    }
    walk(document);
    if (result_.problems.empty() && result_.root == nullptr)
      fail(text_.size(), text_.size(), "there is no document in this file");
    if (!result_.problems.empty()) result_.root = nullptr;
  }

 private:
  struct Frame {
    XmlElement* element = nullptr;
    pugi::xml_node next;
    std::vector<const XmlElement*> children;
    std::string text;
    Span text_span;
  };

  bool fail(Offset begin, Offset end, std::string message) {
    begin = std::min(begin, text_.size());
    end = std::min(end, text_.size());
    hold_whole_characters(text_, begin, end);
    result_.problems.push_back({span(begin, end), std::move(message)});
    return false;
  }

  Span span(Offset begin, Offset end) const {
    begin = std::min(begin, text_.size());
    end = std::min(end, text_.size());
    return {file_.id(), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  Offset offset(const char* at) const { return static_cast<Offset>(at - base_); }

  // The text up to where `mark` stands.
  Span until(Offset begin, std::string_view mark) const {
    return span(begin, std::min(text_.find(mark, begin), text_.size()));
  }

  // A view into the file where nothing had to be resolved.
  std::string_view kept(std::string_view value, const Span& written) const {
    const std::string_view raw = text_.substr(written.begin, written.size());
    return raw == value ? raw : arena_.text(value);
  }

  bool walk(const pugi::xml_document& document) {
    std::vector<Frame> frames(1);
    frames.back().next = document.first_child();
    while (!frames.empty()) {
      const pugi::xml_node node = frames.back().next;
      if (!node) {
        close(frames);
        continue;
      }
      frames.back().next = node.next_sibling();
      if (node.type() == pugi::node_element) {
        if (!open(node, frames)) return false;
      } else if (!other(node, frames)) {
        return false;
      }
    }
    return true;
  }

  bool open(const pugi::xml_node& node, std::vector<Frame>& frames) {
    const Offset begin = offset(node.name());
    const std::string_view name = node.name();
    const Span here = span(begin, begin + name.size());
    if (frames.size() == 1 && result_.root != nullptr)
      return fail(here.begin, here.end, "a second element stands after the document");
    if (frames.size() > limits_.depth)
      return fail(here.begin, here.end,
                  "nested deeper than " + std::to_string(limits_.depth) + " levels");
    if (!count(here)) return false;
    auto* element = arena_.make<XmlElement>();
    element->name = kept(name, here);
    element->span = here;
    if (!attributes(node, *element)) return false;
    if (frames.size() == 1)
      result_.root = element;
    else
      frames.back().children.push_back(element);
    Frame frame;
    frame.element = element;
    frame.next = node.first_child();
    frames.push_back(std::move(frame));
    return true;
  }

  void close(std::vector<Frame>& frames) {
    Frame& frame = frames.back();
    if (frame.element != nullptr) {
      frame.element->children = arena_.list(frame.children);
      frame.element->text = arena_.text(trimmed(frame.text));
      frame.element->text_span = frame.text_span;
    }
    frames.pop_back();
  }

  bool count(const Span& here) {
    if (++parts_ <= limits_.parts) return true;
    return fail(here.begin, here.end,
                "more than " + std::to_string(limits_.parts) + " elements and attributes");
  }

  bool attributes(const pugi::xml_node& node, XmlElement& element) {
    std::vector<XmlAttribute> found;
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      XmlAttribute one;
      const Offset name = offset(attribute.name());
      one.name_span = span(name, name + std::string_view(attribute.name()).size());
      if (!count(one.name_span)) return false;
      one.name = kept(attribute.name(), one.name_span);
      const Offset value = offset(attribute.value());
      one.span = until(value, text_.substr(value - 1, 1));
      one.value = kept(attribute.value(), one.span);
      if (!is_right(one.span, true)) return false;
      found.push_back(one);
    }
    element.attributes = arena_.list(found);
    std::sort(found.begin(), found.end(), [](const XmlAttribute& a, const XmlAttribute& b) {
      const int order = a.name.compare(b.name);
      return order != 0 ? order < 0 : a.span.begin < b.span.begin;
    });
    for (std::size_t i = 1; i < found.size(); ++i)
      if (found[i].name == found[i - 1].name)
        return fail(found[i].name_span.begin, found[i].name_span.end,
                    "this attribute is given twice");
    return true;
  }

  // The parser passes over what is wrong in these.
  bool is_right(const Span& written, bool in_attribute) {
    const std::string_view raw = text_.substr(written.begin, written.size());
    Offset at = wrong_reference(raw);
    if (at != kNowhere)
      return fail(written.begin + at, written.begin + at + 1,
                  "this reference is none of those that XML itself defines");
    at = in_attribute ? raw.find('<') : raw.find("]]>");
    if (at != kNowhere)
      return fail(written.begin + at, written.begin + at + 1,
                  "this has to be written as a reference here");
    return true;
  }

  bool other(const pugi::xml_node& node, std::vector<Frame>& frames) {
    const Offset at = offset(node.value());
    switch (node.type()) {
      case pugi::node_pcdata:
        return text(node, until(at, "<"), frames, true);
      case pugi::node_cdata:
        return text(node, until(at, "]]>"), frames, false);
      case pugi::node_comment:
        return comment(until(at, "-->"));
      case pugi::node_doctype:
        return fail(at, at, words(pugi::status_bad_doctype));
      case pugi::node_declaration: {
        const Offset name = offset(node.name());
        return name == 2 ||
               fail(name, name + 3, "an XML declaration stands only at the start of the file");
      }
      default:
        return true;
    }
  }

  bool text(const pugi::xml_node& node, const Span& written, std::vector<Frame>& frames,
            bool references) {
    if (references && !is_right(written, false)) return false;
    const std::string_view value = node.value();
    if (frames.size() == 1) {
      if (references && trimmed(value).empty()) return true;
      return fail(written.begin, written.end, "text stands outside of the document");
    }
    Frame& frame = frames.back();
    frame.text += value;
    if (trimmed(value).empty()) return true;
    if (!frame.text_span.valid()) frame.text_span = written;
    frame.text_span.end = written.end;
    return true;
  }

  bool comment(const Span& written) {
    const std::string_view raw = text_.substr(written.begin, written.size());
    const Offset dashes = raw.find("--");
    if (dashes != kNowhere || raw.ends_with('-')) {
      const Offset at = written.begin + (dashes != kNowhere ? dashes : raw.size() - 1);
      return fail(at, at + 2, "two dashes stand inside a comment, where XML allows none");
    }
    result_.comments.push_back(written);
    return true;
  }

  const SourceFile& file_;
  std::string_view text_;
  Arena& arena_;
  const XmlLimits& limits_;
  XmlResult& result_;
  const char* base_ = nullptr;
  std::uint32_t parts_ = 0;
};

}  // namespace

XmlResult parse_xml(const SourceFile& file, Arena& arena, const XmlLimits& limits) {
  XmlResult result;
  Reader(file, arena, limits, result).run();
  return result;
}

}  // namespace djaz
