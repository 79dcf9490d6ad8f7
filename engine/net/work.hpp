#pragma once
// Stepping from a coroutine to the work pool and back: private to this library.

#include <exception>
#include <memory>
#include <utility>

#include "net/server_core.hpp"

namespace archi::net {

/// Runs `task` on a work thread; the coroutine goes on, on its own executor, with what it returns
/// (`otherwise` if it throws).
template <typename Value, typename Task>
[[nodiscard]] asio::awaitable<Value> on_work_thread(Pool& pool, Value otherwise, Task task)
{
    const auto executor = co_await asio::this_coro::executor;
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Value)>(
        [&pool, executor, otherwise, task = std::move(task)](auto completion) mutable {
            auto shared = std::make_shared<decltype(completion)>(std::move(completion));
            pool.post([executor, otherwise, task = std::move(task), shared]() mutable {
                Value value = otherwise;
                try {
                    value = task();
                } catch (const std::exception&) {
                    value = otherwise;
                }
                asio::post(executor, [shared, value = std::move(value)]() mutable {
                    std::move (*shared)(std::move(value));
                });
            });
        },
        asio::use_awaitable);
}

/// Has the handler answer `request`; goes on with the answer, whenever that comes.
[[nodiscard]] inline asio::awaitable<Response> answer_of_handler(ServerCore& core, Request request)
{
    const auto executor = co_await asio::this_coro::executor;
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Response)>(
        [&core, executor, request = std::move(request)](auto completion) mutable {
            auto shared = std::make_shared<decltype(completion)>(std::move(completion));
            const Responder respond([shared, executor](Response response) {
                asio::post(executor, [shared, response = std::move(response)]() mutable {
                    std::move (*shared)(std::move(response));
                });
            });
            core.pool.post(
                [handler = core.handler, request = std::move(request), respond]() mutable {
                    try {
                        handler->on_request(std::move(request), respond);
                    } catch (const std::exception&) {
                        respond(text_response(500, "The request failed inside the server."));
                    }
                });
        },
        asio::use_awaitable);
}

}  // namespace archi::net
