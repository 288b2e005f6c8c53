# Keeps the layering: which module of src/ may include which, and which module is the home of each third-party header.
# On Debian every header is visible to every file, so the compiler cannot say this. Prints the graph as it stands.
#   cmake -D ROOT=<source tree> -P tests/check_includes.cmake
# Fails with one line for each forbidden include. Reads only; a module that the table does not know is refused.
cmake_minimum_required(VERSION 3.25)
if(NOT DEFINED ROOT)
  message(FATAL_ERROR "check_includes: -D ROOT=<source tree> is missing")
endif()

# Allowed arrows. Players see the display list, never the model; panels see the application, never files or players.
set(modules base geo model filter style text io scene render_cairo render_gl export app ui platform cli main)
set(may_base         "")
set(may_geo          base)
set(may_model        base geo)
set(may_filter       base geo model)
set(may_style        base geo model)
set(may_text         base)
set(may_io           base geo model filter)
set(may_scene        base geo model filter style text)
set(may_render_cairo base geo text scene)
set(may_render_gl    base geo text scene)
set(may_export       base geo model filter style text io scene render_cairo)
set(may_app          base geo model filter style text io scene render_cairo export)
set(may_ui           base geo model filter style text scene export app)
set(may_platform     base geo model filter style text io scene render_cairo render_gl export app ui)
set(may_cli          base geo model filter style text io scene render_cairo export platform)
set(may_main         base cli)

# Third-party and system headers: pattern of the header's name, then the modules that are its home.
set(homes
  "^(gdal|ogr|cpl_|gdalwarper|vrtdataset).*\\.h$=io"
  "^shapefil\\.h$=io"
  "^nlohmann/=io export cli"
  "^imgui|^imgui_impl|^imgui/=ui platform"
  "^GLFW/=platform"
  "^epoxy/=render_gl platform"
  "^(EGL|GLES|GLES2|GLES3)/=render_gl"
  "^GL/glu\\.h$=geo"
  "^GL/=render_gl geo"
  "^cairo.*\\.h$|^cairo/=render_cairo"
  "^ft2build\\.h$|^freetype=text render_cairo render_gl"
  "^hb.*\\.h$|^harfbuzz/=text"
  "^fontconfig/=text"
  "^qpdf/=render_cairo"
  "^png\\.h$|^zlib\\.h$=render_cairo"
  "^CLI/=cli"
  "^fmt/=base geo model filter style text io scene render_cairo render_gl export app ui platform cli main"
  "^stb_=platform render_gl"
  "^(unistd|fcntl|spawn|dlfcn|pthread|pwd|poll|signal|sched|glob|dirent|termios|iconv|langinfo|strings)\\.h$=base platform"
  "^(sys|linux|arpa|netinet)/=base platform"
  "^([wW]indows|io|direct|process)\\.h$|^mach/|^mach-o/=base platform")

set(problems "")
set(edges "")
file(GLOB_RECURSE files "${ROOT}/src/*.cpp" "${ROOT}/src/*.hpp" "${ROOT}/src/*.h" "${ROOT}/src/*.c" "${ROOT}/src/*.inc")
list(SORT files)
list(LENGTH files file_count)
if(file_count EQUAL 0)
  message(FATAL_ERROR "check_includes: no source files below ${ROOT}/src")
endif()

foreach(file IN LISTS files)
  file(RELATIVE_PATH name "${ROOT}/src" "${file}")
  if(name MATCHES "^([^/]+)/")
    set(from "${CMAKE_MATCH_1}")
  else()
    set(from main) # src/main.cpp
  endif()
  if(NOT from IN_LIST modules)
    list(APPEND problems "src/${name}: module '${from}' is not in the table of tests/check_includes.cmake")
    continue()
  endif()
  file(STRINGS "${file}" lines REGEX "^[ \t]*#[ \t]*include[ \t]*[<\"]")
  foreach(line IN LISTS lines)
    if(NOT line MATCHES "include[ \t]*([<\"])([^>\"]+)[>\"]")
      continue()
    endif()
    set(quoted "${CMAKE_MATCH_1}")
    set(header "${CMAKE_MATCH_2}")
    if(header MATCHES "\\.\\./")
      list(APPEND problems "src/${name}: '${header}': headers are named from src/, never with ../")
    elseif(header MATCHES "^([^/]+)/" AND EXISTS "${ROOT}/src/${CMAKE_MATCH_1}" AND quoted STREQUAL "\"")
      set(to "${CMAKE_MATCH_1}")
      if(to STREQUAL from)
        continue()
      endif()
      list(APPEND edges "${from}>${to}")
      if(NOT to IN_LIST may_${from})
        list(APPEND problems "src/${name}: includes \"${header}\": ${from} may not see ${to}")
      endif()
    else()
      foreach(home IN LISTS homes)
        string(REGEX MATCH "^(.*)=([a-z_ ]+)$" unused "${home}")
        set(pattern "${CMAKE_MATCH_1}")
        string(REPLACE " " ";" allowed "${CMAKE_MATCH_2}")
        if(header MATCHES "${pattern}")
          if(NOT from IN_LIST allowed)
            list(JOIN allowed ", " where)
            list(APPEND problems "src/${name}: includes <${header}>, whose home is ${where}")
          endif()
          break() # the first pattern that fits decides
        endif()
      endforeach()
    endif()
  endforeach()
endforeach()

list(REMOVE_DUPLICATES edges)
message("modules and what each includes (${file_count} files):")
foreach(from IN LISTS modules)
  set(seen "")
  foreach(to IN LISTS modules)
    if("${from}>${to}" IN_LIST edges)
      list(APPEND seen ${to})
    endif()
  endforeach()
  list(JOIN seen " " seen)
  message("  ${from} -> ${seen}")
endforeach()

list(LENGTH problems count)
if(count GREATER 0)
  list(JOIN problems "\n  " text)
  message(FATAL_ERROR "check_includes: ${count} forbidden include(s)\n  ${text}")
endif()
message("no forbidden include")
