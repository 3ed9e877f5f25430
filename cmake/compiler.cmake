# Flags for our own code. Third-party targets are SYSTEM and do not get them.
add_library(djaz_flags INTERFACE)
target_compile_options(djaz_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
                                            -Woverloaded-virtual -Wimplicit-fallthrough
                                            -Wno-missing-field-initializers)
if(DJAZ_WERROR)
  target_compile_options(djaz_flags INTERFACE -Werror)
endif()
# Guards that stay on in release builds too: what we read is hostile.
target_compile_definitions(djaz_flags INTERFACE _GLIBCXX_ASSERTIONS)

if(DJAZ_SANITIZE)
  add_compile_options(-fsanitize=${DJAZ_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${DJAZ_SANITIZE})
elseif(CMAKE_BUILD_TYPE MATCHES "^(Release|RelWithDebInfo|MinSizeRel)$")
  add_compile_options(-fstack-protector-strong)
  add_compile_definitions($<$<NOT:$<BOOL:${DJAZ_FUZZ}>>:_FORTIFY_SOURCE=2>)
endif()

find_program(DJAZ_CCACHE ccache)
if(DJAZ_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${DJAZ_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${DJAZ_CCACHE})
endif()
