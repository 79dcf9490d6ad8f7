// harbour.toml: the L1 and the contracts on it.

#include <toml++/toml.h>

#include <array>
#include <sstream>

#include "base/file.hpp"
#include "base/hex.hpp"
#include "operator/harbour.hpp"

namespace archi::settlement {
namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 16U;

struct Entry {
    const char* name;
    Address l1::Contracts::* member;
};

constexpr std::array kEntries{
    Entry{"bridgehub", &l1::Contracts::bridgehub},
    Entry{"message_root", &l1::Contracts::message_root},
    Entry{"guardians", &l1::Contracts::guardians},
    Entry{"verifier", &l1::Contracts::verifier},
    Entry{"proof_hub", &l1::Contracts::proof_hub},
    Entry{"validator_timelock", &l1::Contracts::validator_timelock},
    Entry{"asset_tracker", &l1::Contracts::asset_tracker},
    Entry{"nullifier", &l1::Contracts::nullifier},
    Entry{"native_token_vault", &l1::Contracts::native_token_vault},
    Entry{"asset_router", &l1::Contracts::asset_router},
    Entry{"chain_type_manager", &l1::Contracts::chain_type_manager},
    Entry{"calldata_validator", &l1::Contracts::calldata_validator},
    Entry{"committee_validator", &l1::Contracts::committee_validator},
    Entry{"chain_administration", &l1::Contracts::chain_administration},
    Entry{"chain_code", &l1::Contracts::chain_code},
};

template <typename Fixed>
std::optional<Fixed> read(const toml::table& table, const char* key)
{
    const auto text = table[key].value_exact<std::string>();
    const auto value = hex::decode_fixed<Fixed>(text.value_or(""));
    return value ? std::optional<Fixed>(*value) : std::nullopt;
}

}  // namespace

Result<Harbour> load_harbour(const std::filesystem::path& file)
{
    const auto text = read_file(file, kLargestFile);
    if (!text) return std::unexpected(text.error());
    const auto corrupt = [&](const std::string& what) {
        return failure(ErrorCode::kCorrupt, file.string() + ": " + what);
    };
    toml::table table;
    try {
        table = toml::parse(*text);
    } catch (const std::exception& fault) {
        return corrupt(fault.what());
    }
    Harbour harbour;
    const auto chain_id = table["chain_id"].value_exact<std::int64_t>();
    if (!chain_id || *chain_id <= 0) return corrupt("'chain_id' is missing or not a number");
    harbour.chain_id = static_cast<std::uint64_t>(*chain_id);
    const auto genesis = read<Hash>(table, "genesis");
    if (!genesis) return corrupt("'genesis' is missing or no hash");
    harbour.genesis = *genesis;
    for (const auto& entry : kEntries) {
        const auto address = read<Address>(table, entry.name);
        if (!address) return corrupt("'" + std::string(entry.name) + "' is missing or no address");
        harbour.contracts.*entry.member = *address;
    }
    if (!is_local(harbour.chain_id)) harbour.finality_depth.reset();
    if (const auto finality = table["finality"]) {
        const auto depth = finality.value_exact<std::int64_t>();
        if (finality.value_exact<std::string>() == "finalized")
            harbour.finality_depth.reset();
        else if (depth && *depth >= 0)
            harbour.finality_depth = static_cast<std::uint64_t>(*depth);
        else
            return corrupt("'finality' is a number of blocks, or \"finalized\"");
    }
    if (table.size() != kEntries.size() + (table.contains("finality") ? 3U : 2U))
        return corrupt("unknown keys");
    return harbour;
}

Result<void> save_harbour(const std::filesystem::path& file, const Harbour& harbour)
{
    std::ostringstream text;
    text << "# The L1 where this world's chains settle, and the contracts there.\nchain_id = "
         << harbour.chain_id << "\ngenesis = \"" << hex::encode(harbour.genesis) << "\"\n";
    text << "# What comes from the L1 is taken when so many blocks lie on top, or from what its "
            "node\n"
            "# says is \"finalized\".\nfinality = "
         << (harbour.finality_depth ? std::to_string(*harbour.finality_depth) : "\"finalized\"")
         << '\n';
    for (const auto& entry : kEntries)
        text << entry.name << " = \"" << hex::encode(harbour.contracts.*entry.member) << "\"\n";
    return write_file_atomically(file, text.str(), Readers::kEveryone);
}

}  // namespace archi::settlement
