// Strings, f-strings and runs of adjacent ones. The literal text is cut from the source between the
// replacement fields and decoded here; tree-sitter's nodes for escapes are not looked at.
#include "python/lower.h"

namespace djaz::python {

const Expression* Lowering::string() {
  Pieces pieces;
  const Span whole = span();
  string_piece(pieces);
  return string_of(whole, pieces);
}

const Expression* Lowering::concatenated_string() {
  Pieces pieces;
  const Span whole = span();
  cursor_.children([&] {
    if (cursor_.kind() == Kind::string) string_piece(pieces);
  });
  return string_of(whole, pieces);
}

const Expression* Lowering::string_of(const Span& where, Pieces& pieces) {
  if (pieces.bytes && (pieces.plain || pieces.formatted)) {
    problem(where, "bytes and text in one run of strings");
  }
  if (!pieces.unsupported.empty()) return unsupported(where, pieces.unsupported);
  if (pieces.formatted) {
    flush_text(pieces);
    return make<Formatted>(Expression{ExpressionKind::formatted, where}, arena_.list(pieces.parts));
  }
  const ExpressionKind kind = pieces.bytes ? ExpressionKind::bytes : ExpressionKind::string;
  return make<Literal>(Expression{kind, where}, arena_.text(pieces.text),
                       arena_.list(pieces.spans));
}

// On a string node.
void Lowering::string_piece(Pieces& pieces) {
  pieces.spans.push_back(span());
  StringPrefix prefix;
  std::uint32_t from = 0;
  cursor_.children([&] {
    switch (cursor_.kind()) {
      case Kind::string_start:
        prefix = string_prefix(source());
        if (!prefix.valid) problem(span(), "a string prefix that does not exist");
        if (prefix.interpolation) pieces.unsupported = "template string";
        pieces.bytes = pieces.bytes || prefix.bytes;
        pieces.formatted = pieces.formatted || prefix.format;
        pieces.plain = pieces.plain || (!prefix.bytes && !prefix.format);
        from = cursor_.end();
        break;
      case Kind::interpolation: {
        literal_text(pieces, from, cursor_.begin(), prefix);
        from = cursor_.end();
        flush_text(pieces);
        const FormattedPart part = replacement_field(prefix, pieces);
        pieces.parts.push_back(part);
        break;
      }
      case Kind::string_end:
        literal_text(pieces, from, cursor_.begin(), prefix);
        break;
      default:
        break;
    }
  });
}

void Lowering::literal_text(Pieces& pieces, std::uint32_t begin, std::uint32_t end,
                            const StringPrefix& prefix) {
  if (begin >= end) return;
  if (pieces.text.empty()) pieces.text_begin = begin;
  pieces.text_end = end;
  switch (append_decoded(pieces.text, text_.substr(begin, end - begin), prefix)) {
    case Escapes::good:
      break;
    case Escapes::wrong:
      problem({module_.file, begin, end}, "a string escape that Python refuses");
      pieces.unsupported = "string escape";
      break;
    case Escapes::unsupported:
      pieces.unsupported = "string escape";
      break;
  }
}

// Turns the text gathered so far into a part.
void Lowering::flush_text(Pieces& pieces) {
  if (pieces.text.empty()) return;
  FormattedPart part;
  part.text = arena_.text(pieces.text);
  part.span = {module_.file, pieces.text_begin, pieces.text_end};
  pieces.parts.push_back(part);
  pieces.text.clear();
}

// On an interpolation.
FormattedPart Lowering::replacement_field(const StringPrefix& prefix, Pieces& pieces) {
  FormattedPart part;
  part.span = span();
  cursor_.children([&] {
    switch (cursor_.field()) {
      case Field::expression:
        // To CPython a colon outside of brackets begins the specification.
        if (cursor_.kind() == Kind::named_expression || cursor_.kind() == Kind::lambda) {
          problem(span(), "a replacement field whose expression needs parentheses");
        }
        part.value = expression(Place::value);
        break;
      case Field::type_conversion:
        part.conversion = cursor_.end() - cursor_.begin() == 2 ? text_[cursor_.begin() + 1] : '\0';
        if (part.conversion != 's' && part.conversion != 'r' && part.conversion != 'a') {
          problem(span(), "a conversion that does not exist");
        }
        break;
      case Field::format_specifier:
        part.has_specification = true;
        part.specification = specification(prefix, pieces);
        break;
      default:
        if (cursor_.kind() == Kind::equals) pieces.unsupported = "`=` in a replacement field";
        break;
    }
  });
  if (part.value == nullptr) {
    problem(part.span, "an empty replacement field");
    part.value = unsupported(part.span, "empty replacement field");
  }
  return part;
}

// On a format specifier, which begins with its colon.
std::span<const FormattedPart> Lowering::specification(const StringPrefix& prefix, Pieces& pieces) {
  if (depth_ >= kMaxDepth) {
    pieces.unsupported = "nested too deeply";
    return {};
  }
  ++depth_;
  Pieces inner;
  std::uint32_t from = cursor_.begin() + 1;
  const std::uint32_t end = cursor_.end();
  StringPrefix text_prefix = prefix;
  // A doubled brace means nothing here.
  text_prefix.format = false;
  cursor_.children([&] {
    if (cursor_.kind() != Kind::format_expression && cursor_.kind() != Kind::interpolation) return;
    literal_text(inner, from, cursor_.begin(), text_prefix);
    from = cursor_.end();
    flush_text(inner);
    const FormattedPart part = replacement_field(prefix, inner);
    inner.parts.push_back(part);
  });
  literal_text(inner, from, end, text_prefix);
  flush_text(inner);
  if (!inner.unsupported.empty()) pieces.unsupported = inner.unsupported;
  --depth_;
  return arena_.list(inner.parts);
}

}  // namespace djaz::python
