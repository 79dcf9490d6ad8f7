#pragma once
// What whoever rebuilds a chain has besides the L1.

#include "node/layout.hpp"
#include "node/rebuild.hpp"
#include "storage/chain_database.hpp"

namespace archi::node {

class RebuildSource {
public:
    /// Errors: kInvalidArgument where the request leaves open which chain or Bridgehub is meant;
    /// those of the files of its folder.
    [[nodiscard]] static Result<RebuildSource> open(const RebuildRequest& request);

    [[nodiscard]] std::uint64_t chain_id() const { return chain_id_; }
    /// "" where only the id is known.
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const Address& bridgehub() const { return bridgehub_; }
    [[nodiscard]] bool has_data() const { return data_ != nullptr; }
    /// Of a batch, as the folder has it. Errors: kNotFound; those of the database.
    [[nodiscard]] Result<Bytes> pubdata(std::uint64_t batch) const;
    /// Copies the operator's keys and the list of contracts. Errors: those of the system.
    [[nodiscard]] Result<void> hand_over(const Layout& target) const;

private:
    [[nodiscard]] Result<void> name_chain(const RebuildRequest& request);
    [[nodiscard]] Result<void> find_bridgehub(const RebuildRequest& request);

    std::uint64_t chain_id_ = 0;
    std::string name_;
    Address bridgehub_;
    std::optional<Layout> world_;
    std::unique_ptr<storage::ChainDatabase> data_;
};

}  // namespace archi::node
