# Flags for our own code. Third-party targets are SYSTEM and do not get the warnings.
include(CheckCXXCompilerFlag)
include(CheckCXXSourceCompiles)

add_library(djaz_flags INTERFACE)
target_compile_options(djaz_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
                                            -Woverloaded-virtual -Wimplicit-fallthrough
                                            -Wno-missing-field-initializers)
if(DJAZ_WERROR)
  target_compile_options(djaz_flags INTERFACE -Werror)
endif()
# Guards that stay on in release builds too: what we read is hostile.
target_compile_definitions(djaz_flags INTERFACE _GLIBCXX_ASSERTIONS)

# Assertions of the parser guard memory: better to stop than to go on corrupted.
add_compile_options(-UNDEBUG)

if(DJAZ_SANITIZE)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # The instrumented code makes g++ 12 see uninitialised members in the standard library.
    target_compile_options(djaz_flags INTERFACE -Wno-maybe-uninitialized -Wno-restrict)
  endif()
  add_compile_options(-fsanitize=${DJAZ_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${DJAZ_SANITIZE})
elseif(CMAKE_BUILD_TYPE MATCHES "^(Release|RelWithDebInfo|MinSizeRel)$")
  add_compile_options(-O2 -fPIE -fstack-protector-strong -ffunction-sections -fdata-sections)
  foreach(flag -fstack-clash-protection -fcf-protection)
    string(MAKE_C_IDENTIFIER "DJAZ_HAS${flag}" has)
    check_cxx_compiler_flag(${flag} ${has})
    if(${has})
      add_compile_options(${flag})
    endif()
  endforeach()
  add_compile_definitions(_FORTIFY_SOURCE=3)
  if(NOT APPLE)
    add_link_options(-Wl,--gc-sections -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
  endif()
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    add_link_options(-s)
  endif()
endif()

# A checkout elsewhere (pre-commit makes one) compiles the same files: paths count from the top.
find_program(DJAZ_CCACHE ccache)
if(DJAZ_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(launcher ${DJAZ_CCACHE})
  if(NOT DEFINED ENV{CCACHE_BASEDIR})
    set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
                 ${DJAZ_CCACHE})
  endif()
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

# Where the static C library is missing (glibc-static is a package of its own on some systems) the
# executable still works on the machine that built it.
if(DJAZ_STATIC)
  set(CMAKE_REQUIRED_LINK_OPTIONS -static-pie)
  set(CMAKE_REQUIRED_FLAGS -fPIE)
  check_cxx_source_compiles("#include <string>\nint main(int n, char** v) { return std::string(v[0]).size() > 900 + n; }"
                            DJAZ_CAN_LINK_STATICALLY)
  unset(CMAKE_REQUIRED_LINK_OPTIONS)
  unset(CMAKE_REQUIRED_FLAGS)
  if(NOT DJAZ_CAN_LINK_STATICALLY)
    message(WARNING "A static executable cannot be linked here, so it will need this machine's "
                    "libraries. Debian has the static ones in libc6-dev, Fedora in glibc-static "
                    "and libstdc++-static.")
    set(DJAZ_STATIC OFF)
  endif()
endif()
