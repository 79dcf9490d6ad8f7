#pragma once
// Fiat and Shamir's transformation: challenges are hashes of everything said before.
// BLAKE3 stands for the random oracle. Whatever is absorbed carries its label and its length.

#include <cstdint>

#include "base/blake3.hpp"
#include "iop/label.hpp"

namespace archi::iop {

/// Prover and verifier each run one; after equal calls they are equal.
class Transcript {
public:
    /// `protocol` separates uses of transcripts from each other.
    explicit Transcript(std::string_view protocol);

    void absorb(Label label, bytes_view bytes);

    /// 32 uniform bits.
    [[nodiscard]] std::uint32_t word();

    /// A uniform element of an extension or of its base field: words are drawn until one, cut to 31
    /// bits, is below the modulus, so nothing is biased.
    template <typename E>
    [[nodiscard]] E challenge(Label label)
    {
        open(label);
        return draw<E>();
    }

    /// A uniform number below 2^bits. Requires bits <= 32. Several may be drawn after one open().
    [[nodiscard]] std::uint32_t index(unsigned bits);

    /// Marks what the following words are for.
    void open(Label label);

    /// What a grinding nonce is hashed with. Changes with whatever is absorbed.
    [[nodiscard]] const Hash& state();

    /// True if `nonce` does the work: its hash with the state ends in `bits` zero bits. Absorbs it.
    [[nodiscard]] bool grind(unsigned bits, std::uint64_t nonce);

    /// The hash that grind() looks at: keyed BLAKE3 of state ‖ nonce (8 bytes, little endian),
    /// whose first eight bytes are read as a little-endian number with `bits` low zeros.
    [[nodiscard]] static bool does_work(const Hash& state, unsigned bits, std::uint64_t nonce);

    template <typename E>
    [[nodiscard]] E draw()
    {
        if constexpr (requires { typename E::Base; }) {
            typename E::Coefficients coefficients;
            for (auto& coefficient : coefficients)
                coefficient = draw<typename E::Base>();
            return E(coefficients);
        } else {
            for (;;) {
                const auto candidate = word() & 0x7fffffff;  // primes of 31 bits
                if (candidate < E::kModulus) return E(candidate);
            }
        }
    }

private:
    void settle();

    Hash state_;
    Blake3 pending_;
    bool settled_ = false;
    std::uint64_t drawn_ = 0;  ///< blocks of eight words drawn from state_
    Hash block_;
    unsigned used_ = 8;  ///< words of block_
};

/// The key under which grinding hashes.
[[nodiscard]] const Hash& grinding_key();

}  // namespace archi::iop
