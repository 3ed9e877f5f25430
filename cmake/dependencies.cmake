# The third-party libraries, one SYSTEM target each: djaz::json, djaz::toml, djaz::cli11, djaz::re2,
# djaz::pugixml, djaz::yaml, djaz::doctest and djaz::tree_sitter (the runtime with the Python
# grammar). Where each comes from:
#   1. the checkout that FETCHCONTENT_SOURCE_DIR_<NAME> points to, when it is set;
#   2. what is installed, or what `npm ci` put into node_modules for the two grammars;
#   3. the pinned commit below, fetched, unless DJAZ_FETCH is OFF.
# Only the source tree of a fetched library is used: none of its own build files run.
include(FetchContent)
find_package(Threads REQUIRED)

option(DJAZ_FETCH "Fetch libraries that are not installed, at their pinned commits" ON)
set(DJAZ_NODE_MODULES ${PROJECT_SOURCE_DIR}/node_modules CACHE PATH "Where `npm ci` put the grammars")

# djaz_pin(NAME REPOSITORY COMMIT): declares where NAME comes from when nothing nearer has it.
function(djaz_pin name repository commit)
  FetchContent_Declare(
    ${name}
    GIT_REPOSITORY https://github.com/${repository}.git
    GIT_TAG ${commit}
    GIT_PROGRESS ON
    # A folder that does not exist: nothing of theirs is configured.
    SOURCE_SUBDIR no-build-files)
endfunction()

djaz_pin(tree_sitter tree-sitter/tree-sitter da6fe9beb4f7f67beb75914ca8e0d48ae48d6406) # v0.25.10
djaz_pin(tree_sitter_python tree-sitter/tree-sitter-python
         293fdc02038ee2bf0e2e206711b69c90ac0d413f) # v0.25.0
djaz_pin(tomlplusplus marzer/tomlplusplus 30172438cee64926dc41fdd9c11fb3ba5b2ba9de) # v3.4.0
djaz_pin(json nlohmann/json 9cca280a4d0ccf0c08f47a99aa71d1b0e52f8d03) # v3.11.3
djaz_pin(re2 google/re2 3a8436ac436124a57a4e22d5c8713a2d42b381d7) # 2023-03-01, before Abseil
djaz_pin(pugixml zeux/pugixml a0e064336317c9347a91224112af9933598714e9) # v1.13
djaz_pin(libyaml yaml/libyaml 2c891fc7a770e8ba2fec34fc6b545c672beb37e6) # 0.2.5
djaz_pin(doctest doctest/doctest ae7a13539fb71f270b87eb2e874fbac80bc8dda2) # v2.4.11
djaz_pin(cli11 CLIUtils/CLI11 6c7b07a878ad834957b98d0f9ce1dbe0cb204fc9) # v2.4.2

# djaz_source(OUT NAME FILE [SUBDIR dir] [PACKAGE package] [INSTALLED dir]): sets OUT to the directory
# that holds FILE, by the order above: where compilers look, or in INSTALLED when that is given, else
# in SUBDIR of the checkout. PACKAGE is what to install, for the message.
function(djaz_source out name file)
  cmake_parse_arguments(arg "" "SUBDIR;PACKAGE;INSTALLED" "" ${ARGN})
  string(TOUPPER ${name} upper)
  set(directory)
  if(NOT FETCHCONTENT_SOURCE_DIR_${upper})
    if(NOT arg_INSTALLED)
      find_path(DJAZ_${upper}_DIR ${file})
      mark_as_advanced(DJAZ_${upper}_DIR)
      set(directory ${DJAZ_${upper}_DIR})
    elseif(EXISTS ${arg_INSTALLED}/${file})
      set(directory ${arg_INSTALLED})
    endif()
    if(NOT directory AND NOT DJAZ_FETCH)
      message(FATAL_ERROR "${name} is missing and DJAZ_FETCH is OFF: install ${arg_PACKAGE}")
    endif()
  endif()
  if(NOT directory)
    if(NOT FETCHCONTENT_SOURCE_DIR_${upper})
      message(NOTICE "djaz: ${name} is not installed, fetching it from its repository. If that fails, "
                     "install ${arg_PACKAGE} and try again.")
    endif()
    FetchContent_MakeAvailable(${name})
    set(directory ${${name}_SOURCE_DIR}/${arg_SUBDIR})
    set(${name}_SOURCE_DIR ${${name}_SOURCE_DIR} PARENT_SCOPE)
  endif()
  if(NOT EXISTS ${directory}/${file})
    message(FATAL_ERROR "${name}: there is no ${file} in ${directory}")
  endif()
  message(STATUS "${name}: ${directory}")
  set(${out} ${directory} PARENT_SCOPE)
endfunction()

# djaz_headers(TARGET NAME FILE …): a library that is headers only; the rest is as in djaz_source.
function(djaz_headers target name file)
  djaz_source(directory ${name} ${file} ${ARGN})
  add_library(djaz_${target} INTERFACE)
  target_include_directories(djaz_${target} SYSTEM INTERFACE ${directory})
  add_library(djaz::${target} ALIAS djaz_${target})
endfunction()

djaz_headers(json json nlohmann/json.hpp SUBDIR include PACKAGE nlohmann-json3-dev)
djaz_headers(toml tomlplusplus toml++/toml.h SUBDIR include PACKAGE libtomlplusplus-dev)
djaz_headers(cli11 cli11 CLI/CLI.hpp SUBDIR include PACKAGE libcli11-dev)
if(DJAZ_TESTS)
  djaz_headers(doctest doctest doctest/doctest.h SUBDIR . PACKAGE doctest-dev)
endif()

djaz_source(re2 re2 re2/re2.h SUBDIR . PACKAGE libre2-dev)
if(re2_SOURCE_DIR)
  file(GLOB files ${re2}/re2/*.cc ${re2}/util/rune.cc ${re2}/util/strutil.cc)
  add_library(djaz_re2 STATIC ${files})
  target_include_directories(djaz_re2 SYSTEM PUBLIC ${re2})
  target_compile_options(djaz_re2 PRIVATE -w -O2)
  target_link_libraries(djaz_re2 PUBLIC Threads::Threads)
else()
  find_library(DJAZ_RE2_LIBRARY NAMES libre2.a re2 REQUIRED)
  add_library(djaz_re2 INTERFACE)
  target_include_directories(djaz_re2 SYSTEM INTERFACE ${re2})
  target_link_libraries(djaz_re2 INTERFACE ${DJAZ_RE2_LIBRARY} Threads::Threads)
  # Newer ones stand on some hundred libraries of Abseil; pkg-config knows which, and in what order.
  file(STRINGS ${re2}/re2/re2.h abseil REGEX "absl/" LIMIT_COUNT 1)
  if(abseil)
    find_package(PkgConfig)
    if(NOT PKG_CONFIG_FOUND)
      message(FATAL_ERROR "The installed re2 stands on Abseil, and pkg-config is needed to link "
                          "both: install pkg-config, or remove libre2-dev to have re2 fetched.")
    endif()
    pkg_check_modules(RE2 REQUIRED QUIET re2)
    target_link_libraries(djaz_re2 INTERFACE ${RE2_STATIC_LDFLAGS})
  endif()
endif()
add_library(djaz::re2 ALIAS djaz_re2)

# djaz_<name> as it is installed: its headers, and the first of the named libraries that is there.
function(djaz_installed name library headers)
  find_library(${library} NAMES ${ARGN} REQUIRED)
  add_library(djaz_${name} INTERFACE)
  target_include_directories(djaz_${name} SYSTEM INTERFACE ${headers})
  target_link_libraries(djaz_${name} INTERFACE ${${library}})
endfunction()

djaz_source(pugixml pugixml pugixml.hpp SUBDIR src PACKAGE libpugixml-dev)
if(pugixml_SOURCE_DIR)
  add_library(djaz_pugixml STATIC ${pugixml}/pugixml.cpp)
  target_include_directories(djaz_pugixml SYSTEM PUBLIC ${pugixml})
  target_compile_options(djaz_pugixml PRIVATE -w -O2)
else()
  djaz_installed(pugixml DJAZ_PUGIXML_LIBRARY ${pugixml} libpugixml.a pugixml)
endif()
add_library(djaz::pugixml ALIAS djaz_pugixml)

djaz_source(libyaml libyaml yaml.h SUBDIR include PACKAGE libyaml-dev)
if(libyaml_SOURCE_DIR)
  file(GLOB files ${libyaml_SOURCE_DIR}/src/*.c)
  add_library(djaz_yaml STATIC ${files})
  target_include_directories(djaz_yaml SYSTEM PUBLIC ${libyaml})
  target_include_directories(djaz_yaml PRIVATE ${libyaml_SOURCE_DIR}/src)
  target_compile_definitions(
    djaz_yaml PUBLIC YAML_DECLARE_STATIC
    PRIVATE YAML_VERSION_MAJOR=0 YAML_VERSION_MINOR=2 YAML_VERSION_PATCH=5
            YAML_VERSION_STRING="0.2.5")
  target_compile_options(djaz_yaml PRIVATE -w -O2)
else()
  djaz_installed(yaml DJAZ_YAML_LIBRARY ${libyaml} libyaml.a yaml)
endif()
add_library(djaz::yaml ALIAS djaz_yaml)

djaz_source(core tree_sitter src/lib.c SUBDIR lib PACKAGE "the grammars (npm ci --ignore-scripts)"
            INSTALLED ${DJAZ_NODE_MODULES}/tree-sitter/vendor/tree-sitter/lib)
djaz_source(grammar tree_sitter_python src/parser.c SUBDIR .
            PACKAGE "the grammars (npm ci --ignore-scripts)"
            INSTALLED ${DJAZ_NODE_MODULES}/tree-sitter-python)
add_library(djaz_tree_sitter STATIC ${core}/src/lib.c ${grammar}/src/parser.c
                                    ${grammar}/src/scanner.c)
target_include_directories(djaz_tree_sitter SYSTEM PUBLIC ${core}/include)
target_include_directories(djaz_tree_sitter PRIVATE ${core}/src ${grammar}/src)
target_compile_definitions(djaz_tree_sitter PRIVATE _GNU_SOURCE)
target_compile_options(djaz_tree_sitter PRIVATE -w -O2)
set_target_properties(djaz_tree_sitter PROPERTIES C_STANDARD 11)
add_library(djaz::tree_sitter ALIAS djaz_tree_sitter)
