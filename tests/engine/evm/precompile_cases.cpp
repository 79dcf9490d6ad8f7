#include "base/hex.hpp"
#include "base/sha256.hpp"
#include "cases/case.hpp"
#include "engine/evm/assembly.hpp"

using namespace archi;
using namespace archi::evm;
using namespace archi::evm::test;

namespace {

CallResult call(std::uint32_t number, const Bytes& input, Revision revision = Revision::kOsaka)
{
    Run run;
    run.environment.revision = revision;
    run.message.recipient = run.message.code_address = small_address(number);
    run.message.input = input;
    return run.execute();
}

/// The input of MODEXP for a base and a modulus of `size` bytes, the last bytes of which are given.
Bytes modexp_input(std::size_t size, std::uint8_t base, std::uint8_t exponent, std::uint8_t modulus)
{
    Bytes input;
    for (const auto length : {size, std::size_t{1}, size})
        append(input, u256(length).to_be().bytes);
    input.resize(input.size() + size);
    input.back() = base;
    input.push_back(exponent);
    input.resize(input.size() + size);
    input.back() = modulus;
    return input;
}

}  // namespace

CASE(evm, each_revision_has_its_precompiles)
{
    const auto count = [](Revision revision) {
        int found = 0;
        for (std::uint32_t number = 0; number < 0x200; ++number)
            found += is_precompile(small_address(number), revision) ? 1 : 0;
        return found;
    };
    CHECK(count(Revision::kCancun) == 10);
    CHECK(count(Revision::kPrague) == 17);
    CHECK(count(Revision::kOsaka) == 18);
    CHECK(!is_precompile(small_address(0), Revision::kOsaka));
    CHECK(!is_precompile(small_address(0x10001), Revision::kOsaka));
}

CASE(evm, hashes_and_identity_answer_at_their_price)
{
    const Bytes input(33, 0x61);
    const auto sha = call(2, input);
    const auto digest = sha256(input);
    CHECK(sha.output == Bytes(digest.begin(), digest.end()));
    CHECK(Run::used(sha) == 60 + 24);
    const auto copy = call(4, input);
    CHECK(copy.output == input);
    CHECK(Run::used(copy) == 15 + 6);
    const auto ripemd = call(3, {});
    CHECK(hex::encode(ripemd.output) ==
          "0x0000000000000000000000009c1185a5c5e9fc54612808977ee8f548b2258d31");
    CHECK(Run::used(ripemd) == 600);
}

CASE(evm, modexp_has_osakas_prices_and_bounds)
{
    const auto before = call(5, modexp_input(32, 3, 5, 7), Revision::kPrague);
    CHECK(before.output.back() == 243 % 7);
    CHECK(Run::used(before) == 200);
    CHECK(Run::used(call(5, modexp_input(32, 3, 5, 7))) == 500);
    CHECK(call(5, modexp_input(1024, 3, 5, 7)).status == Status::kSuccess);
    CHECK(call(5, modexp_input(1025, 3, 5, 7)).status == Status::kPrecompileFailure);
    CHECK(call(5, modexp_input(1025, 3, 5, 7), Revision::kPrague).status == Status::kSuccess);
}

CASE(evm, invalid_curve_points_take_all_gas)
{
    Bytes point(128);
    point[31] = 1;
    point[63] = 1;  // (1, 1) is not on the curve
    const auto result = call(6, point);
    CHECK(result.status == Status::kPrecompileFailure);
    CHECK(result.gas_left == 0);
}

CASE(evm, an_invalid_signature_gives_no_output)
{
    const auto result = call(1, Bytes(128));
    CHECK(result.status == Status::kSuccess);
    CHECK(result.output.empty());
    CHECK(Run::used(result) == 3000);
}
