# That the installed program stands on its own: it finds its data in share/corridor-atlas of any prefix, hanzi and spaces
# in the path included, and draws with it.
#   cmake -D BUILD=<build folder> -D PREFIX=<scratch folder> -P tests/check_install.cmake
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE "${PREFIX}")
execute_process(COMMAND ${CMAKE_COMMAND} --install "${BUILD}" --prefix "${PREFIX}" OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
set(program "${PREFIX}/bin/corridor-atlas")

# It reads the installed tables, not those of the source tree: a table that is taken away is missed.
set(table "${PREFIX}/share/corridor-atlas/geodata/links/domains.csv")
file(RENAME "${table}" "${table}.away")
execute_process(COMMAND "${program}" links OUTPUT_QUIET RESULT_VARIABLE code ERROR_VARIABLE err WORKING_DIRECTORY "${PREFIX}")
if(NOT code EQUAL 1 OR NOT err MATCHES "domains.csv")
  message(FATAL_ERROR "installed: links did not read share/corridor-atlas (exit ${code}) ${err}")
endif()
file(RENAME "${table}.away" "${table}")

function(succeeds)
  execute_process(COMMAND "${program}" ${ARGN} RESULT_VARIABLE code OUTPUT_QUIET ERROR_VARIABLE err WORKING_DIRECTORY "${PREFIX}")
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "installed: '${ARGN}' ended with ${code}: ${err}")
  endif()
endfunction()
succeeds(links --corridor c-lanxi)
succeeds(render --dpi 40 --out "${PREFIX}/f.png")
succeeds(screenshot --size 900x600 --out "${PREFIX}/ui.png")
if(NOT EXISTS "${PREFIX}/f.png" OR NOT EXISTS "${PREFIX}/ui.png")
  message(FATAL_ERROR "the installed program said it drew, but the pictures are not there")
endif()
file(REMOVE_RECURSE "${PREFIX}")
message("the installed program finds its data and draws")
