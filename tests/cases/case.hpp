#pragma once
// Test cases of proven libraries: free functions without a framework, so that the same cases run
// under QtTest on the host and in a small guest main on rv32im.

#include <cstdint>
#include <vector>

namespace archi::cases {

/// Collects what failed in one case.
class Context {
public:
    void fail(const char* expression, const char* file, int line);
    [[nodiscard]] bool failed() const { return failures_ != 0; }
    /// First failure as "file:line: expression".
    [[nodiscard]] const char* message() const { return message_; }
    /// Seeded per case and printed on failure.
    std::uint64_t random();
    void seed(std::uint64_t seed) { state_ = seed; }

private:
    int failures_ = 0;
    char message_[512] = {};
    std::uint64_t state_ = 1;
};

struct Case {
    const char* name;
    void (*run)(Context&);
};

/// Every case linked into this program, in the order of registration.
[[nodiscard]] std::vector<Case>& registry();

struct Registration {
    Registration(const char* name, void (*run)(Context&)) { registry().push_back({name, run}); }
};

}  // namespace archi::cases

/// CASE(library, what_it_shows) { CHECK(...); }
#define CASE(library, name)                                                                       \
    static void library##_##name(::archi::cases::Context& context);                               \
    static const ::archi::cases::Registration library##_##name##_registration(#library "." #name, \
                                                                              library##_##name);  \
    static void library##_##name([[maybe_unused]] ::archi::cases::Context& context)

#define CHECK(condition) \
    ((condition) ? static_cast<void>(0) : context.fail(#condition, __FILE__, __LINE__))
