#include "load/receipts.hpp"

#include <boost/json.hpp>

#include "base/hex.hpp"
#include "load/check.hpp"

namespace archi::load {

void read_receipts(Senders& senders, std::uint64_t block)
{
    auto& client = senders.client();
    const auto number = hex::encode_quantity(u256{block});
    const auto record = must(client.call("eth_getBlockByNumber", {number, false}), "block");
    const auto& hashes = record.at("transactions").as_array();
    if (hashes.empty()) give_up("a block without transactions");
    std::vector<double> one_by_one;
    std::vector<double> at_once;
    for (int run = 0; run < 3; ++run) {
        auto begin = Clock::now();
        for (const auto& hash : hashes)
            if (!must(client.call("eth_getTransactionReceipt", {hash}), "receipt").is_object())
                give_up("a receipt is missing");
        one_by_one.push_back(since(begin));
        begin = Clock::now();
        const auto all = must(client.call("eth_getBlockReceipts", {number}), "receipts");
        at_once.push_back(since(begin));
        if (all.as_array().size() != hashes.size()) give_up("receipts are missing");
    }
    const auto count = static_cast<double>(hashes.size());
    std::printf(
        "receipts of a block of %6zu: one by one %4.0f µs each (%.2f s in all), "
        "eth_getBlockReceipts %4.1f µs each (%.3f s)\n",
        hashes.size(), median(one_by_one) * 1e6 / count, median(one_by_one),
        median(at_once) * 1e6 / count, median(at_once));
}

}  // namespace archi::load
