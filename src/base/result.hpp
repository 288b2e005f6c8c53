// Result<T>: a value or one clear sentence for the user, with warnings on the side.
// Bad data is a Result, never an exception; a broken promise of ours is an assert.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace atlas::base {

/// What went wrong, as the exit codes of the command line tell it.
enum class ErrorKind {
    data,   ///< bad or missing input (exit 1)
    usage,  ///< a wrong option or value (exit 2)
    output, ///< cannot write or draw (exit 3)
};

struct Error {
    std::string message; ///< one sentence: file, record, field, what to do
    ErrorKind kind = ErrorKind::data;
};

template <class T = std::monostate>
class [[nodiscard]] Result {
public:
    Result(T value) : value_(std::move(value)) {}
    Result(Error error) : error_(std::move(error)) {}

    [[nodiscard]] explicit operator bool() const { return value_.has_value(); }
    [[nodiscard]] bool ok() const { return value_.has_value(); }

    T& value() & { assert(value_); return *value_; }
    const T& value() const& { assert(value_); return *value_; }
    T&& value() && { assert(value_); return std::move(*value_); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    [[nodiscard]] const Error& error() const { assert(!value_); return error_; }

    std::vector<std::string> warnings;

private:
    std::optional<T> value_;
    Error error_;
};

using Status = Result<std::monostate>;
inline Status ok() { return std::monostate{}; }
inline Error data_error(std::string m) { return {std::move(m), ErrorKind::data}; }
inline Error usage_error(std::string m) { return {std::move(m), ErrorKind::usage}; }
inline Error output_error(std::string m) { return {std::move(m), ErrorKind::output}; }

} // namespace atlas::base
