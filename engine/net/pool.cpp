#include "net/pool.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/post.hpp>

#include "net/pool_implementation.hpp"

namespace archi::net {
namespace {

void raise_open_file_limit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);  // a refusal leaves the old limit, which works too
    }
}

}  // namespace

Pool::Implementation::Implementation(const PoolOptions& options)
    : io(static_cast<int>(std::max(1U, options.io_threads))),
      work(std::max(1U, options.work_threads)),
      guard_(io.get_executor())
{
    for (unsigned i = 0; i < std::max(1U, options.io_threads); ++i)
        threads_.emplace_back([this] { io.run(); });
}

Pool::Implementation::~Implementation()
{
    work.join();
    guard_.reset();
    for (auto& thread : threads_)
        thread.join();
}

Pool::Pool(PoolOptions options)
{
    raise_open_file_limit();
    implementation_ = std::make_unique<Implementation>(options);
}

Pool::~Pool() = default;

void Pool::post(std::function<void()> task)
{
    boost::asio::post(implementation_->work, std::move(task));
}

}  // namespace archi::net
