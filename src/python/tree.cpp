#include "python/tree.h"

#include <array>
#include <cstddef>
#include <cstring>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace djaz::python {
namespace {

struct KindName {
  const char* name;
  Kind kind;
};

constexpr KindName kNamed[] = {
    {"module", Kind::module},
    {"block", Kind::block},
    {"comment", Kind::comment},
    {"line_continuation", Kind::line_continuation},
    {"identifier", Kind::identifier},
    {"integer", Kind::integer},
    {"float", Kind::real},
    {"true", Kind::true_literal},
    {"false", Kind::false_literal},
    {"none", Kind::none},
    {"ellipsis", Kind::ellipsis},
    {"string", Kind::string},
    {"concatenated_string", Kind::concatenated_string},
    {"string_start", Kind::string_start},
    {"string_content", Kind::string_content},
    {"string_end", Kind::string_end},
    {"interpolation", Kind::interpolation},
    {"type_conversion", Kind::type_conversion},
    {"format_specifier", Kind::format_specifier},
    {"format_expression", Kind::format_expression},
    {"import_statement", Kind::import_statement},
    {"future_import_statement", Kind::future_import_statement},
    {"import_from_statement", Kind::import_from_statement},
    {"print_statement", Kind::print_statement},
    {"assert_statement", Kind::assert_statement},
    {"expression_statement", Kind::expression_statement},
    {"return_statement", Kind::return_statement},
    {"delete_statement", Kind::delete_statement},
    {"raise_statement", Kind::raise_statement},
    {"pass_statement", Kind::pass_statement},
    {"break_statement", Kind::break_statement},
    {"continue_statement", Kind::continue_statement},
    {"global_statement", Kind::global_statement},
    {"nonlocal_statement", Kind::nonlocal_statement},
    {"exec_statement", Kind::exec_statement},
    {"type_alias_statement", Kind::type_alias_statement},
    {"if_statement", Kind::if_statement},
    {"elif_clause", Kind::elif_clause},
    {"else_clause", Kind::else_clause},
    {"for_statement", Kind::for_statement},
    {"while_statement", Kind::while_statement},
    {"try_statement", Kind::try_statement},
    {"except_clause", Kind::except_clause},
    {"finally_clause", Kind::finally_clause},
    {"with_statement", Kind::with_statement},
    {"with_clause", Kind::with_clause},
    {"with_item", Kind::with_item},
    {"function_definition", Kind::function_definition},
    {"class_definition", Kind::class_definition},
    {"decorated_definition", Kind::decorated_definition},
    {"decorator", Kind::decorator},
    {"match_statement", Kind::match_statement},
    {"case_clause", Kind::case_clause},
    {"case_pattern", Kind::case_pattern},
    {"relative_import", Kind::relative_import},
    {"import_prefix", Kind::import_prefix},
    {"dotted_name", Kind::dotted_name},
    {"aliased_import", Kind::aliased_import},
    {"wildcard_import", Kind::wildcard_import},
    {"assignment", Kind::assignment},
    {"augmented_assignment", Kind::augmented_assignment},
    {"pattern_list", Kind::pattern_list},
    {"expression_list", Kind::expression_list},
    {"tuple_pattern", Kind::tuple_pattern},
    {"list_pattern", Kind::list_pattern},
    {"list_splat", Kind::list_splat},
    {"list_splat_pattern", Kind::list_splat_pattern},
    {"dictionary_splat", Kind::dictionary_splat},
    {"dictionary_splat_pattern", Kind::dictionary_splat_pattern},
    {"as_pattern", Kind::as_pattern},
    {"as_pattern_target", Kind::as_pattern_target},
    {"class_pattern", Kind::class_pattern},
    {"union_pattern", Kind::union_pattern},
    {"splat_pattern", Kind::splat_pattern},
    {"keyword_pattern", Kind::keyword_pattern},
    {"parenthesized_expression", Kind::parenthesized_expression},
    {"named_expression", Kind::named_expression},
    {"not_operator", Kind::not_operator},
    {"boolean_operator", Kind::boolean_operator},
    {"binary_operator", Kind::binary_operator},
    {"unary_operator", Kind::unary_operator},
    {"comparison_operator", Kind::comparison_operator},
    {"lambda", Kind::lambda},
    {"conditional_expression", Kind::conditional_expression},
    {"attribute", Kind::attribute},
    {"subscript", Kind::subscript},
    {"slice", Kind::slice},
    {"call", Kind::call},
    {"argument_list", Kind::argument_list},
    {"keyword_argument", Kind::keyword_argument},
    {"list", Kind::list},
    {"set", Kind::set},
    {"tuple", Kind::tuple},
    {"dictionary", Kind::dictionary},
    {"pair", Kind::pair},
    {"list_comprehension", Kind::list_comprehension},
    {"set_comprehension", Kind::set_comprehension},
    {"dictionary_comprehension", Kind::dictionary_comprehension},
    {"generator_expression", Kind::generator_expression},
    {"for_in_clause", Kind::for_in_clause},
    {"if_clause", Kind::if_clause},
    {"await", Kind::await},
    {"yield", Kind::yield},
    {"parameters", Kind::parameters},
    {"lambda_parameters", Kind::lambda_parameters},
    {"typed_parameter", Kind::typed_parameter},
    {"default_parameter", Kind::default_parameter},
    {"typed_default_parameter", Kind::typed_default_parameter},
    {"keyword_separator", Kind::keyword_separator},
    {"positional_separator", Kind::positional_separator},
    {"type", Kind::type},
    {"type_parameter", Kind::type_parameter},
    {"generic_type", Kind::generic_type},
    {"union_type", Kind::union_type},
    {"member_type", Kind::member_type},
    {"splat_type", Kind::splat_type},
    {"constrained_type", Kind::constrained_type},
};

constexpr KindName kTokens[] = {
    {";", Kind::semicolon},
    {",", Kind::comma},
    {":", Kind::colon},
    {".", Kind::dot},
    {"=", Kind::equals},
    {"*", Kind::star},
    {"**", Kind::star_star},
    {"(", Kind::left_parenthesis},
    {"async", Kind::async},
    {"from", Kind::from},
    {"<>", Kind::less_greater},
    {"+", Kind::plus},
    {"-", Kind::minus},
    {"/", Kind::slash},
    {"//", Kind::slash_slash},
    {"%", Kind::percent},
    {"@", Kind::at},
    {"<<", Kind::shift_left},
    {">>", Kind::shift_right},
    {"&", Kind::ampersand},
    {"^", Kind::caret},
    {"|", Kind::bar},
    {"~", Kind::tilde},
    {"not", Kind::keyword_not},
    {"and", Kind::keyword_and},
    {"or", Kind::keyword_or},
    {"is", Kind::keyword_is},
    {"is not", Kind::is_not},
    {"in", Kind::keyword_in},
    {"not in", Kind::not_in},
    {"==", Kind::equal},
    {"!=", Kind::not_equal},
    {"<", Kind::less},
    {"<=", Kind::less_equal},
    {">", Kind::greater},
    {">=", Kind::greater_equal},
};

struct FieldName {
  const char* name;
  Field field;
};

constexpr FieldName kFields[] = {
    {"alias", Field::alias},
    {"alternative", Field::alternative},
    {"argument", Field::argument},
    {"arguments", Field::arguments},
    {"attribute", Field::attribute},
    {"body", Field::body},
    {"cause", Field::cause},
    {"condition", Field::condition},
    {"consequence", Field::consequence},
    {"definition", Field::definition},
    {"expression", Field::expression},
    {"format_specifier", Field::format_specifier},
    {"function", Field::function},
    {"guard", Field::guard},
    {"key", Field::key},
    {"left", Field::left},
    {"module_name", Field::module_name},
    {"name", Field::name},
    {"object", Field::object},
    {"operator", Field::operator_},
    {"operators", Field::operators},
    {"parameters", Field::parameters},
    {"return_type", Field::return_type},
    {"right", Field::right},
    {"subject", Field::subject},
    {"subscript", Field::subscript},
    {"superclasses", Field::superclasses},
    {"type", Field::type},
    {"type_conversion", Field::type_conversion},
    {"type_parameters", Field::type_parameters},
    {"value", Field::value},
};

// Sizes with room to spare; ids beyond them read as `other` and `none`.
struct Tables {
  std::array<Kind, 512> kinds{};
  std::array<Field, 64> fields{};

  Tables() {
    const TSLanguage* language = tree_sitter_python();
    const std::uint32_t symbols = ts_language_symbol_count(language);
    for (std::uint32_t id = 0; id < symbols && id < kinds.size(); ++id) {
      const auto symbol = static_cast<TSSymbol>(id);
      const TSSymbolType type = ts_language_symbol_type(language, symbol);
      if (type == TSSymbolTypeAuxiliary) continue;
      const char* name = ts_language_symbol_name(language, symbol);
      if (type == TSSymbolTypeAnonymous) {
        kinds[id] = find(kTokens, name);
      } else {
        kinds[id] = find(kNamed, name);
      }
    }
    for (const FieldName& entry : kFields) {
      const auto length = static_cast<std::uint32_t>(std::strlen(entry.name));
      const TSFieldId id = ts_language_field_id_for_name(language, entry.name, length);
      if (id < fields.size()) fields[id] = entry.field;
    }
    fields[0] = Field::none;
  }

  template <std::size_t size>
  static Kind find(const KindName (&names)[size], const char* name) {
    for (const KindName& entry : names) {
      if (std::strcmp(entry.name, name) == 0) return entry.kind;
    }
    return Kind::other;
  }
};

// Made when they are first asked for: most runs need no tree.
const Tables& tables() {
  static const Tables made;
  return made;
}

}  // namespace

Kind kind_of(TSSymbol symbol) {
  const auto& kinds = tables().kinds;
  if (symbol < kinds.size()) return kinds[symbol];
  return symbol == static_cast<TSSymbol>(-1) ? Kind::error : Kind::other;
}

Field field_of(TSFieldId field) {
  const auto& fields = tables().fields;
  return field < fields.size() ? fields[field] : Field::none;
}

}  // namespace djaz::python
