// archipelago bench data: what batches publish on the L1, beside other formats.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <filesystem>

#include "base/file.hpp"
#include "cli/commands.hpp"
#include "traces/formats.hpp"

namespace archi::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostBytes = std::size_t{256} << 20U;

/// One trace, measured.
struct Row {
    std::string name;
    std::uint64_t transactions = 0;
    std::size_t blocks = 0;
    std::size_t pubdata = 0;  ///< bytes, as all that follow
    std::size_t zksync_os = 0;
    std::size_t compressed_inputs = 0;
};

Result<Row> measure(const std::string& path)
{
    const auto text = read_file(path, kMostBytes);
    if (!text) return std::unexpected(text.error());
    const auto trace = traces::parse_trace(*text);
    if (!trace) return failure(path + " is no trace.", trace.error());
    const auto batch = traces::replay(*trace);
    if (!batch) return failure("The trace " + path + " cannot be executed.", batch.error());
    return Row{.name = std::filesystem::path(path).stem().string(),
               .transactions = batch->transactions,
               .blocks = batch->blocks.size(),
               .pubdata = batch->output.pubdata.size(),
               .zksync_os = traces::zksync_os_bytes(*batch),
               .compressed_inputs = traces::compressed_input_bytes(*trace)};
}

void print(const Row& row)
{
    const auto each = [&](std::size_t bytes) {
        return static_cast<double>(bytes) / static_cast<double>(row.transactions);
    };
    const auto saved = [&](std::size_t other) {
        return 100.0 - 100.0 * static_cast<double>(row.pubdata) / static_cast<double>(other);
    };
    fmt::print("{:<14} {:>6} {:>6} {:>10.1f} {:>10.1f} {:>10.1f} {:>9.1f} % {:>9.1f} %\n", row.name,
               row.transactions, row.blocks, each(row.pubdata), each(row.zksync_os),
               each(row.compressed_inputs), saved(row.zksync_os), saved(row.compressed_inputs));
}

int run(const Session& session, const std::vector<std::string>& paths)
{
    json::array rows;
    if (!session.json)
        fmt::print("{:<14} {:>6} {:>6} {:>10} {:>10} {:>10} {:>11} {:>11}\n", "bytes a tx", "txs",
                   "blocks", "pubdata", "ZKsync OS", "zstd txs", "saved", "saved");
    for (const auto& path : paths) {
        const auto row = measure(path);
        if (!row) return report(session, row.error());
        if (session.json)
            rows.push_back(json::object{{"trace", row->name},
                                        {"transactions", row->transactions},
                                        {"blocks", row->blocks},
                                        {"pubdata", row->pubdata},
                                        {"zksyncOs", row->zksync_os},
                                        {"compressedInputs", row->compressed_inputs}});
        else
            print(*row);
    }
    if (session.json)
        fmt::print("{}\n", json::serialize(json::object{{"traces", std::move(rows)}}));
    return kDone;
}

}  // namespace

void add_bench(Registry registry)
{
    auto* bench = registry.app.add_subcommand("bench", "Measure what chains cost");
    bench->require_subcommand(1);
    auto* command = bench->add_subcommand(
        "data", "What a batch of transactions publishes, beside two other formats");
    const auto paths = std::make_shared<std::vector<std::string>>();
    command->add_option("TRACE", *paths, "Files of transactions")
        ->required()
        ->check(CLI::ExistingFile);
    command->footer(
        "A trace is executed on a chain in memory; its measured blocks become one batch. Beside "
        "the bytes\n"
        "that the batch publishes stand those of the ZKsync OS format for the same blocks, and of "
        "the signed\n"
        "transactions compressed by zstd (level 19). Every published field is counted.\n\n"
        "A line of a trace is 'fund ADDRESS', 'prepare RAWTX', 'block' or 'transaction RAWTX', "
        "signed for chain\n"
        "7001. './dev bench data' writes some and measures them.");
    command->callback([registry, paths] { registry.exit_code = run(registry.session, *paths); });
}

}  // namespace archi::cli
