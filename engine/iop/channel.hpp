#pragma once
// The two ends of a non-interactive proof: what the prover sends is absorbed as it is written, what
// the verifier receives as it is read. So nothing in a proof escapes the challenges after it, and
// its shape is decided by the reader alone.

#include <cstdint>
#include <span>
#include <vector>

#include "iop/transcript.hpp"

namespace archi::iop {

/// Appends `element` as canonical little-endian words of four bytes.
template <typename E>
void append_element(Bytes& out, const E& element)
{
    if constexpr (requires { typename E::Base; }) {
        for (const auto& coefficient : element.coefficients())
            append_element(out, coefficient);
    } else {
        append_le(out, element.value(), 4);
    }
}

/// The bytes an element takes in a proof.
template <typename E>
inline constexpr std::size_t kElementBytes = [] {
    if constexpr (requires { typename E::Base; })
        return std::size_t{4} * E::kDegree;
    else
        return std::size_t{4};
}();

class ProverChannel {
public:
    explicit ProverChannel(Transcript transcript) : transcript_(transcript) {}

    template <typename E>
    void send(Label label, std::span<const E> elements)
    {
        Bytes bytes;
        bytes.reserve(elements.size() * kElementBytes<E>);
        for (const auto& element : elements)
            append_element(bytes, element);
        send_bytes(label, bytes);
    }
    void send_hashes(Label label, std::span<const Hash> hashes);
    void send_bytes(Label label, bytes_view bytes);
    /// What is checked against hashes that were sent before, and need not be absorbed.
    void open_bytes(bytes_view bytes) { append(proof_, bytes); }
    void send_nonce(unsigned bits, std::uint64_t nonce);

    [[nodiscard]] Transcript& transcript() { return transcript_; }
    template <typename E>
    [[nodiscard]] E challenge(Label label)
    {
        return transcript_.challenge<E>(label);
    }
    [[nodiscard]] const Bytes& proof() const { return proof_; }

private:
    Transcript transcript_;
    Bytes proof_;
};

/// Reading past the end, or anything that is not canonical, makes the channel fail for good; what
/// is read then is zero. Callers check failed() before they accept.
class VerifierChannel {
public:
    VerifierChannel(Transcript transcript, bytes_view proof) : transcript_(transcript), rest_(proof)
    {
    }

    template <typename E>
    void receive(Label label, std::span<E> elements)
    {
        const auto bytes = take(elements.size() * kElementBytes<E>);
        transcript_.absorb(label, bytes);
        decode<E>(bytes, elements);
    }
    template <typename E>
    [[nodiscard]] E receive(Label label)
    {
        E element;
        receive(label, std::span<E>(&element, 1));
        return element;
    }
    template <typename E>
    [[nodiscard]] std::vector<E> receive(Label label, std::size_t count)
    {
        std::vector<E> elements;
        if (count * kElementBytes<E> > rest_.size()) {
            fail();
        }
        elements.resize(failed_ ? 0 : count);
        receive(label, std::span<E>(elements));
        elements.resize(count);
        return elements;
    }
    [[nodiscard]] std::vector<Hash> receive_hashes(Label label, std::size_t count);
    [[nodiscard]] bytes_view receive_bytes(Label label, std::size_t count);
    [[nodiscard]] bytes_view opened_bytes(std::size_t count) { return take(count); }
    [[nodiscard]] std::vector<Hash> opened_hashes(std::size_t count);
    /// False if the nonce does not do the work.
    [[nodiscard]] bool receive_nonce(unsigned bits);

    /// Elements as they stand in a proof. Fails unless each is canonical.
    template <typename E>
    void decode(bytes_view bytes, std::span<E> elements)
    {
        if (bytes.size() != elements.size() * kElementBytes<E>) {
            fail();
            return;
        }
        for (auto& element : elements) {
            if constexpr (requires { typename E::Base; }) {
                typename E::Coefficients coefficients;
                for (auto& coefficient : coefficients)
                    coefficient = decode_base<typename E::Base>(bytes);
                element = E(coefficients);
            } else {
                element = decode_base<E>(bytes);
            }
        }
    }

    template <typename E>
    [[nodiscard]] E challenge(Label label)
    {
        return transcript_.challenge<E>(label);
    }
    [[nodiscard]] Transcript& transcript() { return transcript_; }
    void fail() { failed_ = true; }
    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    [[nodiscard]] bytes_view take(std::size_t count);

    template <typename F>
    [[nodiscard]] F decode_base(bytes_view& bytes)
    {
        const auto element = F::decode(static_cast<std::uint32_t>(load_le(bytes.first(4))));
        bytes = bytes.subspan(4);
        if (!element) fail();
        return element.value_or(F{});
    }

    Transcript transcript_;
    bytes_view rest_;
    bool failed_ = false;
};

}  // namespace archi::iop
