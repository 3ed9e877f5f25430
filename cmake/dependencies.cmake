# The third-party libraries, one target each: djaz::tree_sitter (with the Python grammar), djaz::json,
# djaz::toml, djaz::re2, djaz::cli, djaz::doctest. Each is taken from what is installed.
find_package(Threads REQUIRED)

add_library(djaz_re2 INTERFACE)
find_path(DJAZ_RE2_INCLUDE re2/re2.h REQUIRED)
find_library(DJAZ_RE2_LIBRARY NAMES libre2.a re2 REQUIRED)
target_include_directories(djaz_re2 SYSTEM INTERFACE ${DJAZ_RE2_INCLUDE})
target_link_libraries(djaz_re2 INTERFACE ${DJAZ_RE2_LIBRARY} Threads::Threads)
add_library(djaz::re2 ALIAS djaz_re2)

add_library(djaz_json INTERFACE)
find_path(DJAZ_JSON_INCLUDE nlohmann/json.hpp REQUIRED)
target_include_directories(djaz_json SYSTEM INTERFACE ${DJAZ_JSON_INCLUDE})
add_library(djaz::json ALIAS djaz_json)

add_library(djaz_toml INTERFACE)
find_path(DJAZ_TOML_INCLUDE toml++/toml.h REQUIRED)
target_include_directories(djaz_toml SYSTEM INTERFACE ${DJAZ_TOML_INCLUDE})
add_library(djaz::toml ALIAS djaz_toml)

add_library(djaz_cli11 INTERFACE)
find_path(DJAZ_CLI11_INCLUDE CLI/CLI.hpp REQUIRED)
target_include_directories(djaz_cli11 SYSTEM INTERFACE ${DJAZ_CLI11_INCLUDE})
add_library(djaz::cli11 ALIAS djaz_cli11)

if(DJAZ_TESTS)
  add_library(djaz_doctest INTERFACE)
  find_path(DJAZ_DOCTEST_INCLUDE doctest/doctest.h REQUIRED)
  target_include_directories(djaz_doctest SYSTEM INTERFACE ${DJAZ_DOCTEST_INCLUDE})
  add_library(djaz::doctest ALIAS djaz_doctest)
endif()

set(DJAZ_NODE_MODULES ${PROJECT_SOURCE_DIR}/node_modules CACHE PATH "Where `npm ci` put the grammars")
set(core ${DJAZ_NODE_MODULES}/tree-sitter/vendor/tree-sitter/lib)
set(grammar ${DJAZ_NODE_MODULES}/tree-sitter-python/src)
add_library(djaz_tree_sitter STATIC ${core}/src/lib.c ${grammar}/parser.c ${grammar}/scanner.c)
target_include_directories(djaz_tree_sitter SYSTEM PUBLIC ${core}/include)
target_include_directories(djaz_tree_sitter PRIVATE ${core}/src ${grammar})
target_compile_definitions(djaz_tree_sitter PRIVATE _GNU_SOURCE)
target_compile_options(djaz_tree_sitter PRIVATE -w -O2)
set_target_properties(djaz_tree_sitter PROPERTIES C_STANDARD 11)
add_library(djaz::tree_sitter ALIAS djaz_tree_sitter)
