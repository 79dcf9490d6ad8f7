// What the L1 has of a chain, remembered.

#include "chain/chain_implementation.hpp"

namespace archi::chain {

namespace {

constexpr std::string_view kSettledNote = "settled";

}  // namespace

Result<void> Chain::Implementation::restore_settled()
{
    const auto note = ledger->note(kSettledNote);
    if (!note) return std::unexpected(note.error());
    if (!*note || (*note)->size() != 24) return {};
    const bytes_view bytes(**note);
    const std::scoped_lock lock(settled_mutex_);
    settled_ = {.committed = load_be(bytes.first(8)),
                .verified = load_be(bytes.subspan(8, 8)),
                .executed = load_be(bytes.subspan(16, 8))};
    return {};
}

Settled Chain::Implementation::settled() const
{
    const std::scoped_lock lock(settled_mutex_);
    return settled_;
}

Result<void> Chain::Implementation::set_settled(const Settled& settled)
{
    if (settled == this->settled()) return {};
    Bytes note;
    for (const auto number : {settled.committed, settled.verified, settled.executed})
        append_be(note, number, 8);
    if (auto stored = ledger->put_note(kSettledNote, note); !stored) return stored;
    const std::scoped_lock lock(settled_mutex_);
    settled_ = settled;
    return {};
}

}  // namespace archi::chain
