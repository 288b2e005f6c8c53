// The command line: view (default), render, preflight, links, facets, reciprocity, summary, check, screenshot, bench, with the same filter options
// everywhere. Exit codes: 0 done (no link left by the filter included, with a warning), 1 bad data, 2 bad usage,
// 3 cannot write or draw. Every failure is one sentence on stderr.
#pragma once

namespace atlas::cli {

int run(int argc, char** argv);

} // namespace atlas::cli
