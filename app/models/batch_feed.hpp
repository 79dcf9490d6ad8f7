#pragma once
// The newest batches of one chain, and the way of a chosen one to the L1; followed live.

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "facade/engine.hpp"
#include "facade/refresh.hpp"
#include "models/batch_steps_model.hpp"
#include "models/batches_model.hpp"

namespace archi::app {

class BatchFeed : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(archi::app::Engine* engine READ engine WRITE setEngine NOTIFY sourceChanged REQUIRED)
    /// The chain's name; "" for none: then nothing is asked.
    Q_PROPERTY(QString chain READ chain WRITE setChain NOTIFY sourceChanged)
    Q_PROPERTY(archi::app::BatchesModel* batches READ batches CONSTANT)
    /// Of the chosen batch.
    Q_PROPERTY(archi::app::BatchStepsModel* steps READ steps CONSTANT)
    /// Number of the chosen batch, up to 2^53 - 1; 0: none.
    Q_PROPERTY(double selected READ selected WRITE setSelected NOTIFY selectedChanged)
    /// The chosen batch is among `batches`, and what it is: of an open one only the number means
    /// something. Counts as text, digits grouped; `sealedAt` a time of day.
    Q_PROPERTY(bool found READ found NOTIFY changed)
    Q_PROPERTY(bool open READ open NOTIFY changed)
    Q_PROPERTY(QString firstBlock READ firstBlock NOTIFY changed)
    Q_PROPERTY(QString lastBlock READ lastBlock NOTIFY changed)
    Q_PROPERTY(QString transactions READ transactions NOTIFY changed)
    Q_PROPERTY(QString dataBytes READ dataBytes NOTIFY changed)
    Q_PROPERTY(QString epoch READ epoch NOTIFY changed)
    Q_PROPERTY(QString sealedAt READ sealedAt NOTIFY changed)

    /// The chain has answered; before, what follows means nothing.
    Q_PROPERTY(bool known READ known NOTIFY changed)
    /// Why the batches cannot be read, or "".
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    /// False: the chain has no L1, and batches stay sealed.
    Q_PROPERTY(bool settles READ settles NOTIFY changed)
    /// Every batch since genesis has a verified proof.
    Q_PROPERTY(bool proven READ proven NOTIFY changed)
    /// Numbers as text, digits grouped: how many there are so far.
    Q_PROPERTY(QString sealedCount READ sealedCount NOTIFY changed)
    Q_PROPERTY(QString executedCount READ executedCount NOTIFY changed)

public:
    /// Most sealed batches shown.
    static constexpr std::uint64_t kWindow = 40;

    explicit BatchFeed(QObject* parent = nullptr);

    [[nodiscard]] Engine* engine() const { return engine_; }
    void setEngine(Engine* engine);
    [[nodiscard]] QString chain() const { return chain_; }
    void setChain(const QString& chain);
    [[nodiscard]] BatchesModel* batches() { return &batches_; }
    [[nodiscard]] BatchStepsModel* steps() { return &steps_; }
    [[nodiscard]] double selected() const { return static_cast<double>(selected_); }
    void setSelected(double number);
    [[nodiscard]] bool found() const { return row_ >= 0; }
    [[nodiscard]] bool open() const { return batches_.is_open(selected_); }
    [[nodiscard]] QString firstBlock() const { return count_of(BatchesModel::FirstBlockRole); }
    [[nodiscard]] QString lastBlock() const { return count_of(BatchesModel::LastBlockRole); }
    [[nodiscard]] QString transactions() const { return count_of(BatchesModel::TransactionsRole); }
    [[nodiscard]] QString dataBytes() const { return count_of(BatchesModel::DataBytesRole); }
    [[nodiscard]] QString epoch() const { return value_of(BatchesModel::EpochRole).toString(); }
    [[nodiscard]] QString sealedAt() const { return value_of(BatchesModel::SealedRole).toString(); }
    [[nodiscard]] bool known() const { return known_; }
    [[nodiscard]] QString problem() const { return problem_; }
    [[nodiscard]] bool settles() const { return list_.settles; }
    [[nodiscard]] bool proven() const { return list_.proven; }
    [[nodiscard]] QString sealedCount() const;
    [[nodiscard]] QString executedCount() const;

Q_SIGNALS:
    void sourceChanged();
    void selectedChanged();
    void changed();

private:
    void ask();
    [[nodiscard]] bool can_ask() const
    {
        return engine_ != nullptr && engine_->phase() == Engine::Open && !chain_.isEmpty();
    }
    void answered(quint64 request, const Result<node::BatchList>& list);
    void show_selected();
    [[nodiscard]] QVariant value_of(BatchesModel::Role role) const;
    [[nodiscard]] QString count_of(BatchesModel::Role role) const;

    Engine* engine_ = nullptr;
    QString chain_;
    BatchesModel batches_;
    BatchStepsModel steps_;
    std::uint64_t selected_ = 0;
    int row_ = -1;  ///< of the chosen batch
    bool known_ = false;
    QString problem_;
    node::BatchList list_;
    Refresh refresh_;
    quint64 request_ = 0;  ///< the newest question; answers to older ones are dropped
};

}  // namespace archi::app
