#include "node/rebuild_source.hpp"

#include <charconv>
#include <system_error>

#include "base/file.hpp"
#include "node/world.hpp"
#include "operator/harbour.hpp"

namespace archi::node {
namespace {

namespace fs = std::filesystem;

std::optional<std::uint64_t> read_id(const std::string& text)
{
    std::uint64_t id = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, id);
    if (fault != std::errc{} || stop != end || id == 0) return std::nullopt;
    return id;
}

/// The chain's folder: `folder` itself, or the one in a world of that name or id.
std::optional<fs::path> find_folder(const fs::path& folder, const std::string& chain)
{
    std::error_code error;
    if (fs::exists(folder / "chain.toml", error)) return folder;
    for (const auto& entry : fs::directory_iterator(Layout{folder}.chains(), error)) {
        const auto config = chain::load_config(entry.path() / "chain.toml");
        if (config && (config->name == chain || std::to_string(config->chain_id) == chain))
            return entry.path();
    }
    return std::nullopt;
}

}  // namespace

Result<RebuildSource> RebuildSource::open(const RebuildRequest& request)
{
    RebuildSource source;
    if (request.data_folder && World::exists(*request.data_folder))
        source.world_ = Layout{*request.data_folder};
    if (auto named = source.name_chain(request); !named) return std::unexpected(named.error());
    if (auto found = source.find_bridgehub(request); !found) return std::unexpected(found.error());
    if (request.takes_over && !source.world_)
        return failure(ErrorCode::kInvalidArgument,
                       "to take over, --data-folder must be the world whose operator settled");
    return source;
}

Result<void> RebuildSource::name_chain(const RebuildRequest& request)
{
    const auto id = read_id(request.chain);
    if (id) chain_id_ = *id;
    const auto folder =
        request.data_folder ? find_folder(*request.data_folder, request.chain) : std::nullopt;
    // A world that lost the chain still tells the Bridgehub, and has the operator's keys.
    if (!folder && !id)
        return failure(ErrorCode::kInvalidArgument,
                       request.data_folder
                           ? request.data_folder->string() + " holds no chain " + request.chain
                           : "'" + request.chain +
                                 "' is no chain id; an L1 does not know names (with --data-folder, "
                                 "the name of a chain of that world will do)");
    if (!folder) return {};
    const auto config = chain::load_config(*folder / "chain.toml");
    if (!config) return std::unexpected(config.error());
    if (id && config->chain_id != *id)
        return failure(ErrorCode::kInvalidArgument,
                       folder->string() + " is of chain " + std::to_string(config->chain_id));
    chain_id_ = config->chain_id;
    name_ = config->name;
    auto data = storage::ChainDatabase::open(*folder, storage::Access::kReadOnly);
    if (!data) return std::unexpected(data.error());
    data_ = std::move(*data);
    return {};
}

Result<void> RebuildSource::find_bridgehub(const RebuildRequest& request)
{
    if (request.bridgehub) {
        bridgehub_ = *request.bridgehub;
        return {};
    }
    if (!world_)
        return failure(ErrorCode::kInvalidArgument,
                       "say where the chains of the L1 are registered: --bridgehub ADDRESS, or "
                       "--data-folder with a world that settles there");
    const auto harbour = settlement::load_harbour(world_->harbour_file());
    if (!harbour) return std::unexpected(harbour.error());
    bridgehub_ = harbour->contracts.bridgehub;
    return {};
}

Result<Bytes> RebuildSource::pubdata(std::uint64_t batch) const
{
    auto row = data_->batch(batch);
    if (!row) return std::unexpected(row.error());
    if (!*row)
        return failure(ErrorCode::kNotFound,
                       "the data folder does not have batch " + std::to_string(batch));
    return std::move((*row)->pubdata);
}

Result<void> RebuildSource::hand_over(const Layout& target) const
{
    std::error_code error;
    for (const auto& [from, to] : {std::pair(world_->operator_keys(), target.operator_keys()),
                                   std::pair(world_->harbour_file(), target.harbour_file())}) {
        fs::create_directories(to.parent_path(), error);
        if (!error) fs::permissions(to.parent_path(), fs::perms::owner_all, error);
        if (!error) fs::copy_file(from, to, error);
        if (error)
            return std::unexpected(system_error("cannot copy " + from.string(), error.value()));
    }
    return {};
}

}  // namespace archi::node
