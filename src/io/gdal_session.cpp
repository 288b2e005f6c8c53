// The options are set for the thread, not the process, and taken back: GDAL's state belongs to whoever else uses it.
#include "io/gdal_session.hpp"

#include "base/say.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <gdal_frmts.h>

#include <mutex>

// Declared in ogrsf_frmts.h, which would bring in the whole C++ interface.
extern "C" void CPL_DLL RegisterOGRShape();

namespace atlas::io {
namespace {

struct Option {
    const char *name, *value;
};
constexpr Option kOptions[] = {
    // Rings are wanted as they stand (even-odd); nobody needs them sorted into outer and inner ones.
    {"OGR_ORGANIZE_POLYGONS", "SKIP"},
    {"GDAL_PAM_ENABLED", "NO"},               // no .aux.xml read or written
    {"GDAL_DISABLE_READDIR_ON_OPEN", "YES"},  // no listing of the folder
    {"SHAPE_RESTORE_SHX", "NO"},              // never write into the data folder
};

} // namespace

GdalSession::GdalSession() {
    static std::once_flag once;
    std::call_once(once, [] {
        RegisterOGRShape();
        GDALRegister_GTiff();
    });
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
    for (const Option& option : kOptions) CPLSetThreadLocalConfigOption(option.name, option.value);
}

GdalSession::~GdalSession() {
    for (const Option& option : kOptions) CPLSetThreadLocalConfigOption(option.name, nullptr);
    CPLPopErrorHandler();
}

std::string GdalSession::last_message(const std::string& otherwise) {
    const std::string message = CPLGetLastErrorMsg();
    return message.empty() ? otherwise : base::say("GDAL 报告：", "") + message;
}

} // namespace atlas::io
