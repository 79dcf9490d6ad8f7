// What compiled C++ and libc++'s headers expect of a C++ runtime library.

#include <cstdlib>
#include <functional>
#include <memory>
#include <string>

#include "guest/system.hpp"

extern "C" {

void* __dso_handle = nullptr;

// A guest ends without running destructors of static objects.
int __cxa_atexit(void (*)(void*), void*, void*)
{
    return 0;
}

[[noreturn]] void __cxa_pure_virtual()
{
    archi::guest::write_diagnostic("guest: pure virtual function called\n");
    archi::guest::exit(2);
}

}  // extern "C"

_LIBCPP_BEGIN_NAMESPACE_STD

[[noreturn]] void __libcpp_verbose_abort(const char* format, ...)
{
    archi::guest::write_diagnostic("guest: libc++: ");
    archi::guest::write_diagnostic(format);
    archi::guest::write_diagnostic("\n");
    archi::guest::exit(2);
}

// libc++ declares these, and expects them in its compiled half.
template class basic_string<char>;
template string operator+ <char, char_traits<char>, allocator<char>>(const char*, const string&);

__shared_count::~__shared_count() = default;
__shared_weak_count::~__shared_weak_count() = default;

void __shared_weak_count::__release_weak() noexcept
{
    if (__shared_weak_owners_-- == 0) __on_zero_shared_weak();
}

__shared_weak_count* __shared_weak_count::lock() noexcept
{
    if (__shared_owners_ == -1) return nullptr;
    ++__shared_owners_;
    return this;
}

const void* __shared_weak_count::__get_deleter(const type_info&) const noexcept
{
    return nullptr;
}

_LIBCPP_END_NAMESPACE_STD
