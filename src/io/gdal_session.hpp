// GDAL as this program wants it: only the two drivers it needs (registering all of them costs more than reading a layer),
// silent, and without looking for or writing side files. One object per reading task, on the task's own thread.
#pragma once

#include <string>

namespace atlas::io {

class GdalSession {
public:
    GdalSession();
    ~GdalSession();
    GdalSession(const GdalSession&) = delete;
    GdalSession& operator=(const GdalSession&) = delete;

    /// What GDAL said last on this thread, or `otherwise`.
    [[nodiscard]] static std::string last_message(const std::string& otherwise);
};

} // namespace atlas::io
