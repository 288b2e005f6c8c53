// One program, thin: no argument opens the window, a command works without a display (src/cli).
#include "cli/cli.hpp"

int main(int argc, char** argv) { return atlas::cli::run(argc, argv); }
