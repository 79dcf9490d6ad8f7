#pragma once
// A window over the engine's log: the newest lines that pass a filter. The file is the truth.

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <QTimer>
#include <algorithm>
#include <atomic>
#include <deque>

#include "base/log.hpp"

namespace archi::app {

class LogModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by Engine")
    /// Lines below this level are hidden: 0 debug, 1 info, 2 warning, 3 error.
    Q_PROPERTY(int least READ least WRITE setLeast NOTIFY filterChanged)
    /// Only lines of this chain; "" for all.
    Q_PROPERTY(QString chain READ chain WRITE setChain NOTIFY filterChanged)
    /// Only lines with this in their message; "" for all.
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY filterChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        TimeRole = Qt::UserRole + 1,  ///< hours to milliseconds, local time
        LevelRole,                    ///< 0 debug to 3 error
        ComponentRole,                ///< "sequencer"
        ChainRole,                    ///< name, or ""
        MessageRole,                  ///< one line
    };
    Q_ENUM(Role)

    /// Most lines held at once; the oldest go first.
    static constexpr std::size_t kWindow = 4000;

    explicit LogModel(QObject* parent = nullptr);
    ~LogModel() override;
    Q_DISABLE_COPY_MOVE(LogModel)

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] int least() const { return static_cast<int>(filter_.least); }
    void setLeast(int least);
    [[nodiscard]] QString chain() const { return QString::fromStdString(filter_.chain); }
    void setChain(const QString& chain);
    [[nodiscard]] QString text() const { return QString::fromStdString(filter_.text); }
    void setText(const QString& text);
    [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }

    /// The lines of the window as text, for the clipboard.
    Q_INVOKABLE QString everything() const;

Q_SIGNALS:
    void filterChanged();
    void countChanged();

private:
    void reload();
    void follow();

    log::Filter filter_;
    std::deque<log::Record> rows_;
    std::uint64_t newest_ = 0;  ///< sequence up to which the log was read
    std::atomic<bool> pending_ = false;
    QTimer drain_;
};

}  // namespace archi::app
