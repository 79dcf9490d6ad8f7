#pragma once
// Number-theoretic transforms of many columns at once, and the Reed-Solomon code.
//
// Data are rows of `width` cells, a column a polynomial. Coefficients stand in natural order.
// Evaluations stand in bit-reversed order: row i holds the value at omega^reverse(i), omega being
// Field::root_of_unity(log of the number of rows) and reverse() the reversal of that many bits.
// So rows 2j and 2j + 1 hold u(x) and u(-x), row j of the folded word belongs to x^2, and the
// preimages of a point under x -> x^(2^k) are 2^k neighbours. With u(X) = even(X^2) + X odd(X^2),
//   even(x^2) = (u(x) + u(-x)) / 2,   odd(x^2) = (u(x) - u(-x)) / (2x).
//
// How: X^n - c splits into X^(n/2) - w and X^(n/2) + w with w^2 = c, so that a layer maps the
// halves (a, b) of a block to (a + w b, a - w b), one w for the whole block. Block m of any layer,
// in any size of transform, has w = twiddle(m): the root of X^2 = c at position 2m of the code of
// constants. A coset of the code is a block of an upper layer: the code needs no shifts and no zero
// padding.

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "iop/host/kernels/kernels.hpp"
#include "iop/host/parallel.hpp"

namespace archi::iop {

template <typename Field>
class Transform {
public:
    /// For up to 2^log_size rows, log_size <= Field::kTwoAdicity. 2^(log_size + 1) bytes, twice
    /// that with the inverse.
    enum class Directions : std::uint8_t { kForward, kBoth };
    explicit Transform(unsigned log_size, Instructions instructions = best_instructions(),
                       Directions directions = Directions::kForward);

    /// The points of evaluation: rows 2m and 2m + 1 belong to twiddle(m) and -twiddle(m).
    [[nodiscard]] Field twiddle(std::size_t m) const { return twiddles_[m]; }

    /// Coefficients to evaluations, in place. Any width; multiples of 8 are fast, of 16 faster.
    void forward(Field* data, unsigned log_rows, std::size_t width, Workers& workers) const;
    /// Evaluations to coefficients, in place. Only if made for kBoth.
    void inverse(Field* data, unsigned log_rows, std::size_t width, Workers& workers) const;

    /// Finished rows of a codeword, from row `first` on, valid during the call.
    using Sink = std::function<void(std::size_t first, const Field* rows, std::size_t count)>;

    /// The codeword of 2^(log_rows + log_blowup) rows for 2^log_rows rows of coefficients, handed
    /// over in aligned parts, at least 16 rows unless there are fewer, by all workers at once, in
    /// any order. `width` is a multiple of 8. Takes scratch memory of the size of the coefficients.
    void encode(const Field* coefficients, unsigned log_rows, unsigned log_blowup,
                std::size_t width, Workers& workers, const Sink& sink) const;

    /// Finished rows of the codewords of columns: of row first + r, cell i is columns[i][r].
    using ColumnSink = std::function<void(std::size_t first, std::span<const Field* const> columns,
                                          std::size_t count)>;
    /// The same for columns, each of 2^log_rows coefficients: no row but a column lies together.
    /// Parts with rows that `is_wanted(first, count)` denies are not finished nor handed over.
    using Wanted = std::function<bool(std::size_t first, std::size_t count)>;
    void encode_columns(std::span<const Field* const> columns, unsigned log_rows,
                        unsigned log_blowup, Workers& workers, const Wanted& is_wanted,
                        const ColumnSink& sink) const;

private:
    void upper_layers(const Field* from, Field* to, unsigned log_rows, std::size_t width,
                      std::size_t block, Workers& workers) const;
    void lower_layers(Field* data, unsigned log_rows, std::size_t width, std::size_t block,
                      Workers& workers, const Sink* sink, std::size_t first) const;
    void upper_tile(const Field* from, Field* to, unsigned log_rows, std::size_t part,
                    std::size_t block) const;
    void lower_part(Field* part, unsigned log_rows, std::size_t block) const;

    const Kernels<Field>* kernels_;
    std::vector<Field> twiddles_, inverses_;
};

}  // namespace archi::iop
