// Imports, and names as they are written.
#include "python/identifiers.h"
#include "python/lower.h"

namespace djaz::python {

// The id of an identifier. tree-sitter-python takes some keywords for identifiers.
std::string_view Lowering::identifier() {
  const std::string_view written = source();
  if (written == "async" || written == "await") {
    problem(span(), "a keyword where a name should stand");
  }
  return arena_.text(is_ascii(written) ? written : normalized_identifier(written));
}

std::string_view Lowering::dotted_name() {
  const std::string_view written = source();
  if (is_ascii(written) && written.find_first_of(" \t\f\r\n\\#") == std::string_view::npos) {
    return arena_.text(written);
  }
  std::string joined;
  cursor_.children([&] {
    if (cursor_.kind() != Kind::identifier) return;
    if (!joined.empty()) joined += '.';
    joined += identifier();
  });
  return arena_.text(joined);
}

void Lowering::imported_name(std::vector<ImportedName>& names) {
  ImportedName name{{}, {}, span()};
  if (cursor_.kind() == Kind::dotted_name) {
    name.name = dotted_name();
  } else {
    cursor_.children([&] {
      if (cursor_.field() == Field::name) name.name = dotted_name();
      if (cursor_.field() == Field::alias) name.alias = identifier();
    });
  }
  names.push_back(name);
}

const Statement* Lowering::import_names() {
  const Span whole = span();
  std::vector<ImportedName> names;
  bool comma = false;
  cursor_.children([&] {
    comma = cursor_.kind() == Kind::comma;
    if (cursor_.field() == Field::name) imported_name(names);
  });
  if (comma) problem(whole, "a trailing comma in an import");
  return make<Import>(Statement{StatementKind::import, whole}, arena_.list(names));
}

namespace {

bool is_future_feature(std::string_view name) {
  static constexpr std::string_view kFeatures[] = {
      "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
      "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};
  for (const std::string_view feature : kFeatures) {
    if (feature == name) return true;
  }
  return false;
}

}  // namespace

const Statement* Lowering::import_from() {
  const Span whole = span();
  ImportFrom result{{StatementKind::import_from, whole}, {}, 0, false, {}, {}};
  if (cursor_.kind() == Kind::future_import_statement) result.module = "__future__";
  std::vector<ImportedName> names;
  bool comma = false;
  bool parentheses = false;
  cursor_.children([&] {
    comma = cursor_.kind() == Kind::comma;
    parentheses = parentheses || cursor_.kind() == Kind::left_parenthesis;
    if (cursor_.kind() == Kind::wildcard_import) {
      result.star = true;
    } else if (cursor_.kind() == Kind::relative_import) {
      result.module_span = span();
      cursor_.children([&] {
        if (cursor_.kind() == Kind::import_prefix) {
          for (const char c : source()) result.level += c == '.' ? 1 : 0;
        } else if (cursor_.kind() == Kind::dotted_name) {
          result.module = dotted_name();
        }
      });
    } else if (cursor_.field() == Field::module_name) {
      result.module_span = span();
      result.module = dotted_name();
    } else if (cursor_.field() == Field::name) {
      imported_name(names);
      if (result.module == "__future__" && !is_future_feature(names.back().name)) {
        problem(names.back().span, "a future feature that does not exist");
      }
      if (names.back().name.find('.') != std::string_view::npos) {
        problem(names.back().span, "a dotted name cannot be imported from a module");
      }
    }
  });
  if (comma && !parentheses) problem(whole, "a trailing comma in an import");
  if (result.star && in_function_) problem(whole, "a star import inside a function");
  result.names = arena_.list(names);
  return make<ImportFrom>(result);
}

}  // namespace djaz::python
