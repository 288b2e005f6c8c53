# One place for everything from outside. Each target is linked by the one module that is its home.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(GDAL REQUIRED)                                    # io
find_package(fmt REQUIRED)                                     # base
find_package(nlohmann_json REQUIRED)                           # io, cli
find_package(CLI11 REQUIRED)                                   # cli
find_package(ZLIB REQUIRED)                                    # render_cairo (PNG)
pkg_check_modules(SHAPELIB REQUIRED IMPORTED_TARGET shapelib)  # io
pkg_check_modules(FREETYPE REQUIRED IMPORTED_TARGET freetype2) # text, render_gl
pkg_check_modules(HARFBUZZ REQUIRED IMPORTED_TARGET harfbuzz)  # text
pkg_check_modules(FONTCONFIG REQUIRED IMPORTED_TARGET fontconfig) # text
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo-ft cairo-pdf) # render_cairo
pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf)       # render_cairo (PDF layers, metadata, reading back)
pkg_check_modules(PNG REQUIRED IMPORTED_TARGET libpng)         # render_cairo (reading back, tests)
pkg_check_modules(EPOXY REQUIRED IMPORTED_TARGET epoxy)        # render_gl
pkg_check_modules(EGL REQUIRED IMPORTED_TARGET egl)            # render_gl (off-screen)
pkg_check_modules(GLU REQUIRED IMPORTED_TARGET glu)            # geo (tessellator)
pkg_check_modules(GLFW REQUIRED IMPORTED_TARGET glfw3)         # platform
pkg_check_modules(IMGUI REQUIRED IMPORTED_TARGET imgui)        # ui, platform
