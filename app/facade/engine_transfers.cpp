// Transfers between chains: read after each change of the world, and sent.

#include "facade/engine.hpp"
#include "facade/format.hpp"
#include "models/transfer_row.hpp"

namespace archi::app {

void Engine::ask_transfers()
{
    query([this](node::World& world) {
        post([this, transfers = world.transfers(TransfersModel::kWindow)] {
            show_transfers(transfers);
        });
    });
}

void Engine::show_transfers(const Result<std::vector<bridge::Transfer>>& transfers)
{
    transfers_refresh_.answered();
    if (!transfers) {
        transfers_.set_problem(QString::fromStdString(describe(transfers.error())));
        return;
    }
    std::vector<TransferRow> rows;
    rows.reserve(transfers->size());
    for (const auto& transfer : *transfers)
        rows.push_back(transfer_row(transfer, chains_));
    transfers_.apply(std::move(rows));
    coins_.apply(transfers_.rows());
    bridges_.apply(transfers_.rows());
}

void Engine::set_sending(bool sending)
{
    sending_ = sending;
    Q_EMIT sendingChanged();
}

void Engine::send(const QString& from, const QString& to, const QString& amount)
{
    if (!world_ || sending_) return;
    set_sending(true);
    actions_.post(
        [this, world = world_,
         request = node::SendRequest{
             .from = from.toStdString(), .to = to.toStdString(), .amount = amount.toStdString()}] {
            const auto sent = world->send(request);
            post([this, sent] {
                set_sending(false);
                if (sent)
                    Q_EMIT transferSent(hex_text(sent->bytes));
                else
                    Q_EMIT sendFailed(QString::fromStdString(describe(sent.error())));
            });
        });
}

}  // namespace archi::app
