// Host and rv32im execute the same batches to the same outputs.

#include <QProcess>
#include <QtTest>
#include <random>

#include "base/lzma.hpp"
#include "random_voyage.hpp"
#include "stf/entropy_stage.hpp"

using namespace archi;
using namespace archi::stf;

namespace {

constexpr int kGuestTimeout = 120'000;  // milliseconds; qemu on a busy machine

QByteArray outputs_of(const BatchOutput& output)
{
    QByteArray bytes;
    for (const auto& hash : {output.commitment_after, output.output_hash, output.public_input})
        bytes.append(reinterpret_cast<const char*>(hash.data()), Hash::kSize);
    return bytes;
}

/// What the guest program says to this input; empty after a message if it fails.
QByteArray run_guest(const Bytes& input)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QStringLiteral("qemu-riscv32"), {QStringLiteral(ARCHI_BIN_DIR "/guest/batch")});
    if (!process.waitForStarted()) {
        qWarning("qemu-riscv32 does not start: install the package qemu-user");
        return {};
    }
    process.write(reinterpret_cast<const char*>(input.data()), static_cast<qint64>(input.size()));
    process.closeWriteChannel();
    if (!process.waitForFinished(kGuestTimeout) || process.exitCode() != 0) {
        qWarning("the guest ended with code %d", process.exitCode());
        return {};
    }
    return process.readAllStandardOutput();
}

}  // namespace

class AgreementTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void host_and_guest_agree_on_random_batches()
    {
        const auto seed = qEnvironmentVariableIsSet("ARCHI_SEED")
                              ? qEnvironmentVariable("ARCHI_SEED").toULongLong()
                              : std::random_device{}();
        const auto batches = qEnvironmentVariableIsSet("ARCHI_BATCHES")
                                 ? qEnvironmentVariableIntValue("ARCHI_BATCHES")
                                 : 1000;
        qInfo("ARCHI_SEED=%llu, %d batches", static_cast<unsigned long long>(seed), batches);

        constexpr int kBatchesOfOneChain = 50;
        std::size_t transactions = 0;
        int done = 0;
        for (int chain = 0; done < batches; ++chain) {
            testing::RandomVoyage voyage(seed + static_cast<std::uint64_t>(chain));
            for (int i = 0; i < kBatchesOfOneChain && done < batches; ++i, ++done) {
                // Two of three batches are of one block.
                auto input = voyage.next_batch(i % 3 == 0 ? 4 : 1, i % 3 == 0 ? 3 : 2);
                for (const auto& block : input.blocks)
                    transactions += block.transactions.size();
                auto host = execute_batch(input);
                QVERIFY(host.has_value());
                if (i % 2 == 0) {  // the same batch, published with its content compressed
                    const auto content = content_of(host->pubdata);
                    input.compressed_content = compress_lzma(content.value());
                    host = execute_batch(input);
                    QVERIFY(host.has_value());
                    QVERIFY(content_of(host->pubdata) == content);
                    QCOMPARE(stream_of(host->pubdata), input.compressed_content);
                }
                QCOMPARE(run_guest(encode(input)), outputs_of(*host));
            }
        }
        qInfo("%d batches with %zu transactions agree", done, transactions);
        QVERIFY(transactions > static_cast<std::size_t>(batches) / 2);
    }
};

QTEST_GUILESS_MAIN(AgreementTest)
#include "agreement_test.moc"
