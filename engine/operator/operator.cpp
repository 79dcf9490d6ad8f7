#include "operator/operator.hpp"

#include "operator/operator_implementation.hpp"

namespace archi::settlement {

Operator::Operator(Options options, Hooks hooks)
    : implementation_(std::make_unique<Implementation>(std::move(options), std::move(hooks)))
{
}

Operator::~Operator() = default;

void Operator::start()
{
    implementation_->start();
}
void Operator::stop()
{
    implementation_->stop();
}
void Operator::wake()
{
    implementation_->wake();
}
chain::State Operator::state() const
{
    return implementation_->state();
}
std::optional<Harbour> Operator::harbour() const
{
    return implementation_->harbour();
}

Result<std::vector<Sent>> Operator::steps(const Part& part) const
{
    return implementation_->steps(part);
}

}  // namespace archi::settlement
