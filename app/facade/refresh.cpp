#include "facade/refresh.hpp"

#include <utility>

namespace archi::app {

namespace {

constexpr int kBetweenQuestions = 400;  // milliseconds

}  // namespace

Refresh::Refresh(std::function<void()> ask) : ask_(std::move(ask))
{
    pause_.setSingleShot(true);
    pause_.setInterval(kBetweenQuestions);
    pause_.callOnTimeout([this] {
        if (stale_ && !asking_) this->ask();
    });
}

void Refresh::news()
{
    stale_ = true;
    if (!asking_ && !pause_.isActive()) ask();
}

void Refresh::restart()
{
    ask();
}

void Refresh::answered()
{
    asking_ = false;
    pause_.start();
}

void Refresh::ask()
{
    asking_ = true;
    stale_ = false;
    ask_();
}

}  // namespace archi::app
