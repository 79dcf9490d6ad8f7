// What a verifier reads: one encoding for each element, no byte unheard, nothing past the end.

#include <array>
#include <vector>

#include "cases/case.hpp"
#include "iop/channel.hpp"
#include "iop/machine_field.hpp"

namespace {

using namespace archi;
using namespace archi::iop;
using archi::cases::Context;

constexpr std::size_t kElements = 3;
constexpr std::size_t kHashes = 2;
constexpr std::size_t kBytes = 5;
constexpr unsigned kWork = 3;

E random_element(Context& context)
{
    E::Coefficients coefficients;
    for (auto& each : coefficients)
        each = F(static_cast<std::uint32_t>(context.random()));
    return E(coefficients);
}

Transcript transcript()
{
    return Transcript("channel cases");
}

/// A proof of every kind of message, the nonce last.
Bytes proof_of(Context& context)
{
    ProverChannel channel(transcript());
    std::array<E, kElements> elements;
    for (auto& each : elements)
        each = random_element(context);
    channel.send<E>(Label::kGkrRoot, elements);
    std::array<Hash, kHashes> hashes;
    for (auto& hash : hashes)
        for (auto& byte : hash)
            byte = static_cast<std::uint8_t>(context.random());
    channel.send_hashes(Label::kCommitment, hashes);
    channel.send_bytes(Label::kStatement, Bytes(kBytes, 7));
    std::uint64_t nonce = 0;
    while (!Transcript::does_work(channel.transcript().state(), kWork, nonce))
        ++nonce;
    channel.send_nonce(kWork, nonce);
    return channel.proof();
}

struct Read {
    bool is_refused = false;
    E challenge;
};

Read read(bytes_view proof)
{
    VerifierChannel channel(transcript(), proof);
    static_cast<void>(channel.receive<E>(Label::kGkrRoot, kElements));
    static_cast<void>(channel.receive_hashes(Label::kCommitment, kHashes));
    static_cast<void>(channel.receive_bytes(Label::kStatement, kBytes));
    const bool works = channel.receive_nonce(kWork);
    Read out{!works || channel.failed() || !channel.at_end(), {}};
    out.challenge = channel.challenge<E>(Label::kFingerprint);
    return out;
}

CASE(channel, whatever_is_read_changes_what_is_drawn)
{
    const auto proof = proof_of(context);
    const auto honest = read(proof);
    CHECK(!honest.is_refused);
    for (std::size_t i = 0; i < proof.size(); ++i) {
        auto changed = proof;
        changed[i] ^= static_cast<std::uint8_t>(1U << context.random() % 8);
        const auto other = read(changed);
        CHECK(other.is_refused || other.challenge != honest.challenge);
        CHECK(other.challenge != honest.challenge);
    }
}

CASE(channel, elements_beyond_p_are_refused)
{
    const auto proof = proof_of(context);
    for (std::size_t at = 0; at < kElements * kElementBytes<E>; at += 4) {
        const auto word = load_le(bytes_view(proof).subspan(at, 4));
        for (const auto same :
             {word + F::kModulus, std::uint64_t{F::kModulus}, std::uint64_t{0xffffffff}}) {
            if (same >> 32 != 0) continue;
            auto changed = proof;
            for (std::size_t i = 0; i < 4; ++i)
                changed[at + i] = static_cast<std::uint8_t>(same >> (8 * i));
            CHECK(read(changed).is_refused);
        }
    }
}

CASE(channel, messages_have_the_length_that_the_reader_expects)
{
    const auto proof = proof_of(context);
    for (std::size_t length = 0; length < proof.size(); ++length)
        CHECK(read(bytes_view(proof).first(length)).is_refused);
    auto longer = proof;
    longer.push_back(0);
    CHECK(read(longer).is_refused);
    // No memory is taken for what is not there.
    VerifierChannel greedy(transcript(), proof);
    CHECK(greedy.opened_bytes(std::size_t{1} << 30).empty());
    CHECK(greedy.failed());
}

CASE(channel, work_is_counted_to_the_bit)
{
    Transcript spoken("work");
    const auto state = spoken.state();
    for (std::uint64_t nonce = 0; nonce < 64; ++nonce) {
        unsigned bits = 0;
        while (bits < 64 && Transcript::does_work(state, bits + 1, nonce))
            ++bits;
        // Less is done with it; more is not, up to the greatest number of bits there is.
        for (unsigned wanted = 0; wanted <= 64; ++wanted)
            CHECK(Transcript::does_work(state, wanted, nonce) == (wanted <= bits));
    }
    // A nonce for one state is none for the next.
    std::uint64_t nonce = 0;
    while (!Transcript::does_work(state, 8, nonce))
        ++nonce;
    CHECK(spoken.grind(8, nonce));
    CHECK(!spoken.grind(8, nonce));
}

}  // namespace
