// Looks names up in all tables of what is modelled, and knows the names that are built in besides.
#include <array>

#include "python/eval/library/tables.h"
#include "support/text.h"

namespace djaz::python::eval {
namespace {

// clang-format off
constexpr std::array<std::string_view, 48> kOtherBuiltins = {
    "object", "type", "property", "staticmethod", "classmethod", "hash", "id", "iter", "next",
    "callable", "input", "divmod", "round", "pow", "format", "hex", "oct", "bin", "chr", "ord",
    "ascii", "slice", "bytes", "bytearray", "memoryview", "complex", "help", "issubclass",
    "NotImplemented", "Ellipsis", "UserWarning", "DeprecationWarning", "Warning",
    "RuntimeWarning", "aiter", "anext", "breakpoint", "FutureWarning",
    "PendingDeprecationWarning", "SyntaxWarning", "BytesWarning", "EncodingWarning",
    "ImportWarning", "ResourceWarning", "UnicodeWarning", "copyright", "credits", "license"};
// clang-format on

}  // namespace

bool is_builtin_name(std::string_view name) {
  if (name.find('.') != std::string_view::npos) return false;
  for (const BuiltinTable* own :
       {&core_builtins(), &item_builtins(), &object_builtins(), &name_builtins()})
    if (own->contains(name)) return true;
  return one_of(name, kOtherBuiltins);
}

Builtin find_builtin(std::string_view name) {
  for (const BuiltinTable* table : {&core_builtins(),           &item_builtins(),
                                    &number_builtins(),         &object_builtins(),
                                    &name_builtins(),           &library_builtins(),
                                    &standard_builtins(),       &environment_builtins(),
                                    &decouple_builtins(),       &env_helper_builtins(),
                                    &environ_builtins(),        &environ_path_builtins(),
                                    &environs_builtins(),       &database_url_builtins(),
                                    &email_url_builtins(),      &environ_url_builtins(),
                                    &configurations_builtins(), &settings_model_builtins(),
                                    &split_settings_builtins(), &path_builtins()}) {
    auto found = table->find(name);
    if (found != table->end()) return found->second;
  }
  return nullptr;
}

Method find_method(Type type, std::string_view name) {
  const MethodTable* table = nullptr;
  switch (type) {
    case Type::string:
      table = &string_methods();
      break;
    case Type::list:
      table = &list_methods();
      break;
    case Type::tuple:
      table = &tuple_methods();
      break;
    case Type::dict:
      table = &dict_methods();
      break;
    case Type::set:
      table = &set_methods();
      break;
    case Type::bytes:
      table = &bytes_methods();
      break;
    case Type::path:
      table = &path_methods();
      break;
    default:
      return nullptr;
  }
  auto found = table->find(name);
  return found == table->end() ? nullptr : found->second;
}

}  // namespace djaz::python::eval
