#pragma once
// What stands behind Pool: private to this library.

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <thread>
#include <vector>

#include "net/pool.hpp"

namespace archi::net {

class Pool::Implementation {
public:
    explicit Implementation(const PoolOptions& options);
    ~Implementation();
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    boost::asio::io_context io;
    boost::asio::thread_pool work;

private:
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard_;
    std::vector<std::thread> threads_;
};

}  // namespace archi::net
