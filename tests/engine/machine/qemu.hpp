#pragma once
// Runs a program under qemu-riscv32, for comparison.

#include <QByteArray>
#include <QProcess>
#include <QTemporaryFile>
#include <optional>

namespace archi::machine {

/// Its output if it exits with code 0.
inline std::optional<QByteArray> run_in_qemu(const QString& program, const QByteArray& input)
{
    constexpr int kTimeout = 240'000;  // milliseconds, on a busy machine
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QStringLiteral("qemu-riscv32"), {program});
    if (!process.waitForStarted()) {
        qWarning("qemu-riscv32 does not start: install the package qemu-user");
        return std::nullopt;
    }
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(kTimeout) || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0)
        return std::nullopt;
    return process.readAllStandardOutput();
}

}  // namespace archi::machine
