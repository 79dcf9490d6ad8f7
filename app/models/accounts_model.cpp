#include "models/accounts_model.hpp"

#include <QPointer>
#include <algorithm>

#include "base/hex.hpp"
#include "facade/format.hpp"
#include "state/account.hpp"
#include "state/keys.hpp"

namespace archi::app {

namespace {

std::vector<u256> read_balances(const chain::Chain& chain)
{
    std::vector<u256> balances;
    const auto state = chain.state_at(chain.head()->header.number);
    if (!state) return balances;
    for (const auto& account : node::test_accounts())
        balances.push_back(state::unpack_account(state->value(state::account_key(account.address)))
                               .value_or(state::Account{})
                               .balance);
    return balances;
}

}  // namespace

AccountsModel::AccountsModel(QObject* parent) : QAbstractListModel(parent) {}

int AccountsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(node::test_accounts().size());
}

QVariant AccountsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto row = static_cast<std::size_t>(index.row());
    const auto& account = node::test_accounts()[row];
    switch (role) {
        case Qt::DisplayRole:
        case LabelRole:
            return QString::fromStdString(account.label);
        case AddressRole:
            return QString::fromStdString(hex::encode_checksummed(account.address));
        case DerivationRole:
            return QString::fromStdString(account.derivation);
        case BalanceRole:
            return row < balances_.size() ? ether_text(balances_[row]) : QString();
        default:
            return {};
    }
}

QHash<int, QByteArray> AccountsModel::roleNames() const
{
    return {{LabelRole, "label"},
            {AddressRole, "address"},
            {DerivationRole, "derivation"},
            {BalanceRole, "balance"}};
}

void AccountsModel::setEngine(Engine* engine)
{
    if (engine_ == engine) return;
    if (engine_ != nullptr) engine_->disconnect(this);
    engine_ = engine;
    if (engine_ != nullptr) {
        connect(engine_, &Engine::blocks_arrived, this, [this](const auto& blocks, bool lost) {
            const auto touches = [name = chain_.toStdString()](const auto& arrived) {
                return arrived.first == name && !arrived.second->transactions.empty();
            };
            if (lost || std::ranges::any_of(blocks, touches)) load();
        });
        connect(engine_, &Engine::phaseChanged, this, [this] {
            if (engine_->phase() == Engine::Open) load();
        });
    }
    Q_EMIT sourceChanged();
    load();
}

void AccountsModel::setChain(const QString& chain)
{
    if (chain_ == chain) return;
    chain_ = chain;
    loaded(chain, {});
    Q_EMIT sourceChanged();
    load();
}

QString AccountsModel::privateKey(int row) const
{
    if (row < 0 || row >= rowCount()) return {};
    const auto& account = node::test_accounts()[static_cast<std::size_t>(row)];
    return hex_text(account.private_key.bytes);
}

void AccountsModel::load()
{
    if (engine_ == nullptr || engine_->phase() != Engine::Open || chain_.isEmpty()) return;
    if (loading_) {
        behind_ = true;
        return;
    }
    loading_ = true;
    behind_ = false;
    engine_->query(chain_, [self = QPointer(this), engine = engine_,
                            name = chain_](const std::shared_ptr<chain::Chain>& chain) {
        auto balances = chain ? read_balances(*chain) : std::vector<u256>();
        QMetaObject::invokeMethod(
            engine,
            [self, name, balances = std::move(balances)]() mutable {
                if (!self) return;
                self->loading_ = false;
                self->loaded(name, std::move(balances));
                if (self->behind_) self->load();
            },
            Qt::QueuedConnection);
    });
}

void AccountsModel::loaded(const QString& chain, std::vector<u256> balances)
{
    if (chain != chain_ || balances == balances_) return;
    balances_ = std::move(balances);
    Q_EMIT dataChanged(index(0), index(rowCount() - 1), {BalanceRole});
}

}  // namespace archi::app
