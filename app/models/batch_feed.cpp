#include "models/batch_feed.hpp"

#include <QPointer>

#include "facade/format.hpp"

namespace archi::app {

BatchFeed::BatchFeed(QObject* parent) : QObject(parent), refresh_([this] { ask(); }) {}

void BatchFeed::setEngine(Engine* engine)
{
    if (engine_ == engine) return;
    if (engine_ != nullptr) engine_->chains()->disconnect(this);
    engine_ = engine;
    if (engine_ != nullptr)
        connect(engine_->chains(), &ChainsModel::applied, this, [this] {
            if (can_ask()) refresh_.news();
        });
    Q_EMIT sourceChanged();
    if (can_ask()) refresh_.restart();
}

void BatchFeed::setChain(const QString& chain)
{
    if (chain_ == chain) return;
    chain_ = chain;
    ++request_;
    known_ = false;
    problem_.clear();
    list_ = {};
    batches_.clear();
    setSelected(0);
    Q_EMIT sourceChanged();
    Q_EMIT changed();
    if (can_ask()) refresh_.restart();
}

void BatchFeed::setSelected(double number)
{
    const auto chosen = number > 0 ? static_cast<std::uint64_t>(number) : 0;
    if (selected_ == chosen) return;
    selected_ = chosen;
    show_selected();
    Q_EMIT selectedChanged();
    Q_EMIT changed();
}

QVariant BatchFeed::value_of(BatchesModel::Role role) const
{
    return batches_.index(row_).data(role);
}

QString BatchFeed::count_of(BatchesModel::Role role) const
{
    return grouped(value_of(role).toULongLong());
}

QString BatchFeed::sealedCount() const
{
    return grouped(list_.sealed);
}

QString BatchFeed::executedCount() const
{
    return grouped(list_.settled.executed);
}

void BatchFeed::ask()
{
    engine_->query([self = QPointer(this), engine = engine_, request = ++request_,
                    name = chain_.toStdString()](node::World& world) {
        // Back on the window's thread, where `self` lives and dies.
        QMetaObject::invokeMethod(
            engine,
            [self, request, list = world.batches(name, kWindow)] {
                if (self) self->answered(request, list);
            },
            Qt::QueuedConnection);
    });
}

void BatchFeed::answered(quint64 request, const Result<node::BatchList>& list)
{
    if (request != request_) return;
    refresh_.answered();
    problem_ = list ? QString() : QString::fromStdString(describe(list.error()));
    if (list) {
        known_ = true;
        list_ = *list;
        batches_.apply(list_);
        show_selected();
    }
    Q_EMIT changed();
}

void BatchFeed::show_selected()
{
    row_ = batches_.row_of(selected_);
    steps_.apply(found() ? batches_.at(row_).steps : std::vector<node::BatchStep>{});
}

}  // namespace archi::app
