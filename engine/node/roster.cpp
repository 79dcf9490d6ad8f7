#include "node/roster.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/file.hpp"
#include "base/log.hpp"
#include "node/chain_folder.hpp"

namespace archi::node {
namespace {

namespace fs = std::filesystem;

Result<chain::Config> load_chain(const Layout& layout, const std::string& name)
{
    const auto file = layout.chain_file(name);
    auto config = chain::load_config(file);
    if (config && config->name != name)
        return failure(ErrorCode::kCorrupt, file.string() + ": says it is the chain '" +
                                                config->name + "'; folder and name must agree");
    return config;
}

}  // namespace

std::string printable(std::string name)
{
    std::ranges::replace_if(
        name, [](unsigned char c) { return std::isalnum(c) == 0 && c != '-'; }, '?');
    return name;
}

Result<void> Roster::load()
{
    const auto failed = [&](const char* what, const std::error_code& error) {
        return std::unexpected(system_error(what + layout_.chains().string(), error.value()));
    };
    std::error_code error;
    fs::create_directories(layout_.chains(), error);
    if (error) return failed("cannot make ", error);
    for (const auto& entry : fs::directory_iterator(layout_.chains(), error)) {
        std::error_code ignored;
        if (is_draft(entry.path())) {
            fs::remove_all(entry.path(), ignored);
            continue;
        }
        if (!entry.is_directory(ignored)) continue;
        const auto name = entry.path().filename().string();
        if (const auto config = load_chain(layout_, name)) {
            add(*config);
        } else {
            log::Logger("node", printable(name)).error(describe(config.error()));
            broken_.insert_or_assign(printable(name), config.error());
        }
    }
    if (error) return failed("cannot read ", error);
    if (fs::exists(layout_.chain_file(kMainland), error)) {
        if (const auto config = load_chain(layout_, kMainland))
            add(*config);
        else
            broken_.insert_or_assign(kMainland, config.error());
    }
    return {};
}

std::shared_ptr<Member> Roster::add(const chain::Config& config)
{
    auto member = std::make_shared<Member>(pool_, layout_.chain(config.name), config, events_);
    std::shared_ptr<Member> old;  // ends outside the lock
    const std::lock_guard lock(mutex_);
    old = std::exchange(members_[config.name], member);
    return member;
}

void Roster::remove(const std::string& name)
{
    std::shared_ptr<Member> old;  // ends outside the lock
    const std::lock_guard lock(mutex_);
    const auto found = members_.find(name);
    if (found == members_.end()) return;
    old = std::move(found->second);
    members_.erase(found);
}

std::shared_ptr<Member> Roster::find(const std::string& name) const
{
    const std::lock_guard lock(mutex_);
    const auto found = members_.find(name);
    return found == members_.end() ? nullptr : found->second;
}

std::vector<std::shared_ptr<Member>> Roster::all() const
{
    const std::lock_guard lock(mutex_);
    std::vector<std::shared_ptr<Member>> members;
    members.reserve(members_.size());
    for (const auto& [name, member] : members_)
        members.push_back(member);
    return members;
}

Error Roster::absent(const std::string& name) const
{
    const auto found = broken_.find(name);
    if (found != broken_.end()) return found->second;
    return {ErrorCode::kNotFound,
            "there is no chain '" + name + "'; 'archipelago chain list' shows all"};
}

bool Roster::is_taken(const std::string& name) const
{
    std::error_code ignored;
    return name == kMainland || find(name) != nullptr || broken_.contains(name) ||
           fs::exists(layout_.chain(name), ignored);
}

std::set<std::uint64_t> Roster::chain_ids() const
{
    std::set<std::uint64_t> ids;
    for (const auto& member : all())
        ids.insert(member->config().chain_id);
    return ids;
}

std::set<std::uint16_t> Roster::rpc_ports() const
{
    std::set<std::uint16_t> ports;
    for (const auto& member : all())
        ports.insert(member->config().rpc_port);
    return ports;
}

std::vector<ChainSnapshot> Roster::snapshots() const
{
    const auto members = all();
    std::vector<ChainSnapshot> chains;
    chains.reserve(members.size() + broken_.size());
    for (const auto& member : members)
        if (member->config().role == chain::Role::kIsland) chains.push_back(member->snapshot());
    for (const auto& [name, error] : broken_) {
        ChainSnapshot chain;
        chain.name = name;
        chain.state = {chain::Phase::kFailed, describe(error), cure_for(error), 0};
        chains.push_back(std::move(chain));
    }
    std::ranges::sort(chains, {}, &ChainSnapshot::name);
    return chains;
}

}  // namespace archi::node
