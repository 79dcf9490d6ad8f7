// Preloaded into a program, measures how long each of its threads waits for mutexes and
// read-write locks, whoever takes them (std::mutex, SQLite, ...), and for fsync and fdatasync. At a
// thread's end appends one line to the file in THREAD_WAITS_FILE: name of the thread, locks taken,
// how many of them were waited for, nanoseconds of that, syncs, nanoseconds of them, nanoseconds on
// a processor.
//
// Not seen: waiting for a condition (that is waiting for work) and malloc's own locks.

#include <dlfcn.h>
#include <pthread.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace {

using Clock = std::chrono::steady_clock;

struct Account {
    unsigned long long locks = 0;
    unsigned long long waits = 0;
    unsigned long long waited = 0;  ///< nanoseconds
    unsigned long long syncs = 0;
    unsigned long long syncing = 0;  ///< nanoseconds

    ~Account()
    {
        const char* path = std::getenv("THREAD_WAITS_FILE");
        if (path == nullptr) return;
        char name[16] = "";
        pthread_getname_np(pthread_self(), name, sizeof name);
        timespec worked{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &worked);
        if (auto* file = std::fopen(path, "ae")) {
            std::fprintf(file, "%s\t%llu\t%llu\t%llu\t%llu\t%llu\t%llu\n", name, locks, waits,
                         waited, syncs, syncing,
                         1'000'000'000ULL * static_cast<unsigned long long>(worked.tv_sec) +
                             static_cast<unsigned long long>(worked.tv_nsec));
            std::fclose(file);
        }
    }
};

thread_local Account account;

unsigned long long since(Clock::time_point begin)
{
    return static_cast<unsigned long long>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin).count());
}

template <typename Function>
Function next(const char* name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

template <typename Lock>
int measured(Lock* lock, int (*attempt)(Lock*), int (*wait)(Lock*))
{
    ++account.locks;
    if (const int done = attempt(lock); done != EBUSY) return done;
    const auto begin = Clock::now();
    const int done = wait(lock);
    ++account.waits;
    account.waited += since(begin);
    return done;
}

int measured_sync(int descriptor, int (*sync)(int))
{
    const auto begin = Clock::now();
    const int done = sync(descriptor);
    ++account.syncs;
    account.syncing += since(begin);
    return done;
}

}  // namespace

extern "C" {

int fsync(int descriptor)
{
    static const auto sync = next<int (*)(int)>("fsync");
    return measured_sync(descriptor, sync);
}

int fdatasync(int descriptor)
{
    static const auto sync = next<int (*)(int)>("fdatasync");
    return measured_sync(descriptor, sync);
}

int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept
{
    static const auto wait = next<int (*)(pthread_mutex_t*)>("pthread_mutex_lock");
    return measured<pthread_mutex_t>(mutex, pthread_mutex_trylock, wait);
}

int pthread_rwlock_rdlock(pthread_rwlock_t* lock) noexcept
{
    static const auto wait = next<int (*)(pthread_rwlock_t*)>("pthread_rwlock_rdlock");
    return measured<pthread_rwlock_t>(lock, pthread_rwlock_tryrdlock, wait);
}

int pthread_rwlock_wrlock(pthread_rwlock_t* lock) noexcept
{
    static const auto wait = next<int (*)(pthread_rwlock_t*)>("pthread_rwlock_wrlock");
    return measured<pthread_rwlock_t>(lock, pthread_rwlock_trywrlock, wait);
}
}
