#include "node/chain_folder.hpp"

#include <chrono>
#include <system_error>

#include "base/file.hpp"

namespace archi::node {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDraftPrefix = ".draft-";

}  // namespace

fs::path draft_folder(const Layout& layout, const std::string& name)
{
    return layout.chains() / (kDraftPrefix + name);
}

bool is_draft(const fs::path& folder)
{
    return folder.filename().native().starts_with(kDraftPrefix);
}

Result<void> settle(const Layout& layout, const chain::Config& config, const fs::path& draft)
{
    std::error_code error;
    fs::create_directories(draft, error);
    if (error) return std::unexpected(system_error("cannot make " + draft.string(), error.value()));
    const auto folder = layout.chain(config.name);
    auto settled = chain::save_config(draft / "chain.toml", config);
    if (settled) {
        fs::rename(draft, folder, error);
        if (error)
            settled =
                std::unexpected(system_error("cannot make " + folder.string(), error.value()));
    }
    if (!settled) {
        std::error_code ignored;
        fs::remove_all(draft, ignored);
    }
    return settled;
}

Result<void> move_to_trash(const Layout& layout, const std::string& name)
{
    std::error_code error;
    fs::create_directories(layout.trash(), error);
    if (!error) {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
        fs::rename(layout.chain(name), layout.trash() / (name + "-" + std::to_string(time)), error);
    }
    if (error)
        return std::unexpected(system_error("cannot move the chain to the trash", error.value()));
    return {};
}

}  // namespace archi::node
