// Holds the cycle schedule against the guest: no call of a precompile takes more instructions than
// it is charged cycles, on the inputs of tests/vectors/precompiles.json, which are the worst known.

#include <fstream>

#include "base/hex.hpp"
#include "evm/precompiles.hpp"
#include "machine/host/run.hpp"
#include "vectors/vector_file.hpp"

namespace archi {

namespace {

constexpr std::int64_t kPlentyOfGas = 1'000'000'000;
constexpr std::int64_t kWarmCall = 100;  ///< gas of the CALL itself (EIP-2929)

constexpr std::uint64_t kNoLimit = std::uint64_t{1} << 40;

struct Charge {
    evm::Status status;
    std::uint64_t gas;
    std::uint64_t surcharge;
};

Charge charge_of(const Address& address, bytes_view input)
{
    auto gas = kPlentyOfGas;
    evm::cycles::Meter meter(UINT64_MAX);
    Bytes output;
    const auto status =
        evm::run_precompile(address, evm::Revision::kOsaka, input, gas, meter, output);
    return {status, static_cast<std::uint64_t>(kPlentyOfGas - gas), meter.used()};
}

Bytes content_of(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

class PrecompileCyclesTest : public QObject {
    Q_OBJECT

    std::optional<machine::Executable> scenario_;

    /// Executed by the guest that runs the call 1 + `again` times.
    std::uint64_t instructions(const std::string& measure, char again)
    {
        const auto text = measure + "\nagain " + again + "\n";
        const Bytes input(text.begin(), text.end());
        const auto done = machine::execute(*scenario_, machine::hint_words(input), kNoLimit);
        if (!done || !done->ending.succeeded) return 0;
        return done->cycles;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto loaded = machine::load_elf(content_of(ARCHI_BIN_DIR "/guest/scenario.elf"));
        QVERIFY(loaded.has_value());
        scenario_ = std::move(*loaded);
    }

    void takes_no_more_than_it_is_charged_data()
    {
        QTest::addColumn<QJsonObject>("call");
        const vectors::VectorFile file("precompiles.json");
        for (const auto& call : file.cases("calls"))
            QTest::newRow(qPrintable(call["name"].toString())) << call;
    }

    void takes_no_more_than_it_is_charged()
    {
        QFETCH(QJsonObject, call);
        const auto address = vectors::number_of(call["address"]).to_address();
        const auto input = vectors::bytes_of(call["input"]);
        const auto charge = charge_of(address, input);
        QCOMPARE(charge.status, evm::Status::kSuccess);
        QCOMPARE(charge.gas, vectors::u64_of(call["gas"]));
        QCOMPARE(charge.surcharge, vectors::u64_of(call["surcharge"]));

        const auto measure = "measure " + hex::encode(small_address(0x5e).bytes) + " " +
                             hex::encode(address.bytes) + " " + hex::encode(input);
        const auto once = instructions(measure, '0');
        const auto twice = instructions(measure, '1');
        QVERIFY(once > 0 && twice > once);
        const auto charged =
            evm::cycles::of_gas(static_cast<std::int64_t>(charge.gas) + kWarmCall) +
            charge.surcharge;
        qInfo("%s: %llu instructions, charged %llu", QTest::currentDataTag(),
              static_cast<unsigned long long>(twice - once),
              static_cast<unsigned long long>(charged));
        QVERIFY(twice - once <= charged);
    }
};

}  // namespace archi

QTEST_GUILESS_MAIN(archi::PrecompileCyclesTest)
#include "precompile_cycles_test.moc"
