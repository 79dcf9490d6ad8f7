#include "models/transfer_row.hpp"

#include <algorithm>

#include "base/hex.hpp"
#include "facade/format.hpp"
#include "node/world.hpp"

namespace archi::app {

namespace {

QString chain_name(std::uint64_t id, const ChainsModel& chains)
{
    for (int row = 0; row < chains.count(); ++row) {
        const auto index = chains.index(row);
        if (index.data(ChainsModel::ChainIdRole).toULongLong() == id)
            return index.data(ChainsModel::NameRole).toString();
    }
    return QString::number(id);
}

QString account_name(const Address& address)
{
    const auto found =
        std::ranges::find(node::test_accounts(), address, &node::TestAccount::address);
    return QString::fromStdString(
        found == node::test_accounts().end() ? hex::encode_checksummed(address) : found->label);
}

TransferFate::Fate to_qml(bridge::Fate fate)
{
    switch (fate) {
        case bridge::Fate::kUnderWay:
            return TransferFate::UnderWay;
        case bridge::Fate::kArrived:
            return TransferFate::Arrived;
        case bridge::Fate::kFailed:
            return TransferFate::Failed;
        case bridge::Fate::kCancelled:
            return TransferFate::Cancelled;
        case bridge::Fate::kReturned:
            return TransferFate::Returned;
    }
    return TransferFate::Failed;
}

}  // namespace

TransferRow transfer_row(const bridge::Transfer& transfer, const ChainsModel& chains)
{
    TransferRow row;
    row.id = hex_text(transfer.id.bytes);
    row.from_chain = chain_name(transfer.from_chain, chains);
    row.to_chain = chain_name(transfer.to_chain, chains);
    row.from = account_name(transfer.sender) + QLatin1Char('@') + row.from_chain;
    row.to = account_name(transfer.receiver) + QLatin1Char('@') + row.to_chain;
    row.amount = amount_text(transfer.amount, transfer.decimals);
    row.symbol = QString::fromStdString(transfer.symbol);
    for (std::size_t stage = 0; stage < kTransferStages; ++stage)
        if (const auto& step = transfer.steps[stage])
            row.steps[stage] = {
                true, step->unix_ms,
                step->transaction == Hash{} ? QString() : hex_text(step->transaction.bytes)};
    row.fate = to_qml(transfer.fate);
    row.reason = QString::fromStdString(transfer.reason);
    return row;
}

}  // namespace archi::app
