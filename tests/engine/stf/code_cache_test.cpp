// The code cache of a node.

#include <QtTest>
#include <atomic>
#include <thread>
#include <vector>

#include "base/blake3.hpp"
#include "stf/host/shared_code_cache.hpp"

using namespace archi;
using namespace archi::stf;

namespace {

/// A hundred bytes that nobody else has.
std::shared_ptr<const evm::Code> code(std::uint8_t number)
{
    return std::make_shared<const evm::Code>(Bytes(100, number));
}

Hash hash_of(std::uint8_t number)
{
    return blake3(Bytes(100, number));
}

}  // namespace

class CodeCacheTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gives_back_what_was_kept()
    {
        SharedCodeCache cache;
        QVERIFY(cache.find(hash_of(1)) == nullptr);
        const auto kept = code(1);
        cache.keep(hash_of(1), kept);
        QVERIFY(cache.find(hash_of(1)) == kept);
        QVERIFY(cache.find(hash_of(2)) == nullptr);
    }

    void forgets_what_was_not_used_for_longest()
    {
        SharedCodeCache cache(250);
        cache.keep(hash_of(1), code(1));
        cache.keep(hash_of(2), code(2));
        QVERIFY(cache.find(hash_of(1)) != nullptr);
        cache.keep(hash_of(3), code(3));
        QVERIFY(cache.find(hash_of(1)) != nullptr);
        QVERIFY(cache.find(hash_of(2)) == nullptr);
        QVERIFY(cache.find(hash_of(3)) != nullptr);
    }

    void serves_many_threads()
    {
        SharedCodeCache cache(500);
        std::vector<std::thread> threads;
        std::atomic<int> wrong = 0;
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&] {
                for (int i = 0; i < 2000; ++i) {
                    const auto number = static_cast<std::uint8_t>(i % 10);
                    cache.keep(hash_of(number), code(number));
                    const auto found = cache.find(hash_of(number));
                    if (found && found->bytes()[0] != number) ++wrong;
                }
            });
        for (auto& thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_GUILESS_MAIN(CodeCacheTest)
#include "code_cache_test.moc"
