#pragma once
// What the system contracts and those of the L1 say and understand: messages, bundles, calls
// (l1/contracts/src/island; ERC-7786, ERC-7930).

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi::bridge {

/// An asset on its way, as a vault writes it for the vault on the other side.
struct AssetMove {
    Hash asset;
    Address sender;
    Address receiver;
    u256 amount;
    std::string symbol;      ///< as the token says; cut at 32 bytes
    unsigned decimals = 18;  ///< as the token says
};

/// A bundle of calls for another island.
struct Bundle {
    std::uint64_t source = 0;  ///< chain ids
    std::uint64_t destination = 0;
    Hash hash;
    Bytes encoded;  ///< as its handler takes it
    Address sender;
    std::uint64_t deadline = 0;  ///< seconds; then it can be cancelled
    std::uint64_t gas = 0;       ///< for its calls
    Hash fee_asset;
    u256 fee;  ///< for whoever executes it
    std::vector<AssetMove> moves;
};
/// A bundle came too late, says its destination.
struct Cancellation {
    std::uint64_t source = 0;
    Hash bundle;
};
/// Something for the L1 to pay out.
struct Withdrawal {
    AssetMove move;
    bool is_base_token = false;  ///< then the asset is left to the reader
};
using Message = std::variant<std::monostate, Bundle, Cancellation, Withdrawal>;

/// What a message of a chain is about. Total: monostate for anything that is not ours.
[[nodiscard]] Message read_message(std::uint64_t chain_id, const Address& sender,
                                   bytes_view message);

/// What a deposit of a token asks the asset router for; nullopt for other calls.
[[nodiscard]] std::optional<AssetMove> read_deposit(bytes_view call);

/// ERC-7930, without an address if none is given.
[[nodiscard]] Bytes interop_address(std::uint64_t chain_id,
                                    const std::optional<Address>& address = {});

/// One accumulator to import, with the proof that it extends the last one.
struct RootImport {
    std::uint64_t chain_id = 0;
    std::uint8_t policy = 0;
    std::uint64_t count = 0;
    Hash root;
    std::uint64_t old_count = 0;
    Hash old_root;
    std::vector<Hash> path;
};
[[nodiscard]] Bytes add_roots_call(std::span<const RootImport> imports);

/// That a message is in an imported tree.
struct Inclusion {
    std::uint64_t chain_id = 0;
    std::uint8_t policy = 0;
    std::uint8_t slot = 0;
    std::uint64_t count = 0;
    Hash root;
    std::uint64_t index = 0;
    std::vector<Hash> path;
};
[[nodiscard]] Bytes execute_call(bytes_view bundle, const Inclusion& proof);

/// What InteropRoots::latest answers.
struct LatestRoot {
    std::uint64_t count = 0;
    Hash accumulator;
    std::uint8_t slot = 0;
};
[[nodiscard]] Bytes latest_call(std::uint64_t chain_id, std::uint8_t policy);
[[nodiscard]] std::optional<LatestRoot> read_latest(bytes_view answer);

/// What someone sends to an island.
struct AssetSending {
    std::uint64_t source = 0;
    std::uint64_t destination = 0;
    Hash asset;
    Address receiver;
    u256 amount;
    bool is_base_token = false;  ///< of the source
    std::uint64_t gas = 0;       ///< for the calls there
    u256 fee;                    ///< of the source's base token
};
/// A call of the InteropCenter; it takes fee, and amount if that is of the base token, as value.
[[nodiscard]] Bytes send_call(const AssetSending& sending);

}  // namespace archi::bridge
