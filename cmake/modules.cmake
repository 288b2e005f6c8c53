# A module is one folder of src/, one static library, one namespace atlas::<folder>.
add_library(atlas_options INTERFACE)
target_compile_options(atlas_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wno-missing-field-initializers -Wno-maybe-uninitialized -ffp-contract=off
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> # GCC 12 sees an overlap in std::string + that is not there
  $<$<BOOL:${CMAKE_UNITY_BUILD}>:-Wno-subobject-linkage>) # a file's own types may stand in a file's own types, also side by side
target_include_directories(atlas_options INTERFACE "${CMAKE_SOURCE_DIR}/src")

function(atlas_module name)
  cmake_parse_arguments(M "" "" "USES;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.hpp")
  add_library(atlas_${name} STATIC ${sources})
  set_target_properties(atlas_${name} PROPERTIES LINKER_LANGUAGE CXX) # a module may be headers only
  target_link_libraries(atlas_${name} PUBLIC atlas_options ${M_USES} PRIVATE ${M_PRIVATE})
endfunction()
