#include "models/chain_feed.hpp"

#include <QPointer>
#include <iterator>
#include <ranges>

namespace archi::app {

namespace {

constexpr std::uint64_t kScanned = 4000;  // blocks looked at for transactions
constexpr std::size_t kTransactionsWanted = 100;

}  // namespace

ChainFeed::ChainFeed(QObject* parent) : QObject(parent)
{
    connect(&blocks_, &BlocksModel::countChanged, this, &ChainFeed::hasOlderChanged);
}

void ChainFeed::setEngine(Engine* engine)
{
    if (engine_ == engine) return;
    if (engine_ != nullptr) engine_->disconnect(this);
    engine_ = engine;
    if (engine_ != nullptr) {
        connect(engine_, &Engine::blocks_arrived, this, &ChainFeed::arrived);
        connect(engine_, &Engine::phaseChanged, this, [this] {
            if (engine_->phase() == Engine::Open) load();
        });
    }
    Q_EMIT sourceChanged();
    load();
}

void ChainFeed::setChain(const QString& chain)
{
    if (chain_ == chain) return;
    chain_ = chain;
    blocks_.reset({});
    transactions_.reset({});
    Q_EMIT sourceChanged();
    load();
}

ChainFeed::History ChainFeed::read(const chain::Chain& chain)
{
    History history;
    const auto head = chain.head()->header.number;
    for (std::uint64_t back = 0; back <= head && back < kScanned; ++back) {
        const bool blocks_wanted = history.blocks.size() < BlocksModel::kWindow;
        if (!blocks_wanted && history.transactions.size() >= kTransactionsWanted) break;
        const auto block = chain.block(head - back);
        if (!block) break;
        if (blocks_wanted) history.blocks.push_back(block_row(*block));
        auto rows = transaction_rows(*block, kTransactionsWanted);
        if (history.transactions.size() < kTransactionsWanted)
            history.transactions.insert(history.transactions.end(),
                                        std::make_move_iterator(rows.begin()),
                                        std::make_move_iterator(rows.end()));
    }
    return history;
}

void ChainFeed::load()
{
    if (engine_ == nullptr || chain_.isEmpty()) return;
    loading_ = true;
    behind_ = false;
    const auto request = ++request_;
    engine_->query(chain_, [self = QPointer(this), engine = engine_,
                            request](const std::shared_ptr<chain::Chain>& chain) {
        auto history = chain ? read(*chain) : History{};
        // Back on the window's thread, where `self` lives and dies.
        QMetaObject::invokeMethod(
            engine,
            [self, request, history = std::move(history)]() mutable {
                if (self) self->loaded(request, std::move(history));
            },
            Qt::QueuedConnection);
    });
}

void ChainFeed::loadOlder()
{
    if (engine_ == nullptr || loading_ || !hasOlder()) return;
    engine_->query(chain_, [self = QPointer(this), engine = engine_, request = request_,
                            first = blocks_.oldest()](const std::shared_ptr<chain::Chain>& chain) {
        std::vector<BlockRow> rows;
        for (auto number = first; chain && number-- > 0 && rows.size() < BlocksModel::kWindow;) {
            const auto block = chain->block(number);
            if (!block) break;
            rows.push_back(block_row(*block));
        }
        QMetaObject::invokeMethod(
            engine,
            [self, request, first, rows = std::move(rows)] {
                // Meanwhile another chain may be shown, or the same page may have come already.
                if (self && self->request_ == request && self->blocks_.oldest() == first)
                    self->blocks_.extend(rows);
            },
            Qt::QueuedConnection);
    });
}

void ChainFeed::loaded(quint64 request, History history)
{
    if (request != request_) return;
    loading_ = false;
    newest_ = history.blocks.empty() ? 0 : history.blocks.front().number;
    blocks_.reset(std::move(history.blocks));
    transactions_.reset(std::move(history.transactions));
    if (behind_) load();
}

void ChainFeed::arrived(const std::vector<std::pair<std::string, chain::Block>>& blocks, bool lost)
{
    std::vector<const chain::BlockRecord*> fresh;
    int transactions = 0;
    for (const auto& [name, block] : blocks) {
        if (name != chain_.toStdString()) continue;
        transactions += static_cast<int>(block->transactions.size());
        fresh.push_back(block.get());
    }
    if (transactions > 0) Q_EMIT busyBlock(transactions);
    if (loading_) {
        behind_ = behind_ || !fresh.empty() || lost;
        return;
    }
    std::erase_if(fresh, [this](const auto* block) { return block->header.number <= newest_; });
    if (lost || (!fresh.empty() && fresh.front()->header.number != newest_ + 1)) {
        load();
        return;
    }
    if (fresh.empty()) return;

    newest_ = fresh.back()->header.number;
    std::vector<BlockRow> rows;
    rows.reserve(fresh.size());
    for (const auto* block : fresh)
        rows.push_back(block_row(*block));
    blocks_.append(rows);
    std::vector<TransactionRow> newest;
    for (const auto* block : fresh | std::views::reverse) {
        if (newest.size() >= TransactionsModel::kWindow) break;
        auto some = transaction_rows(*block, TransactionsModel::kWindow - newest.size());
        newest.insert(newest.end(), std::make_move_iterator(some.begin()),
                      std::make_move_iterator(some.end()));
    }
    transactions_.prepend(std::move(newest));
}

}  // namespace archi::app
