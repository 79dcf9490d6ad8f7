#include "crypto/bls12_381.hpp"

#include "base/u256.hpp"
#include "crypto/kzg.hpp"
#include "evm/precompiles/call.hpp"

namespace archi::evm::precompiles {

namespace curve = crypto::bls12_381;

namespace {

/// In thousandths, by the number of pairs; larger numbers get the last one (EIP-2537).
using Discounts = std::array<std::uint16_t, 128>;

constexpr Discounts kG1Discounts = {
    1000, 949, 848, 797, 764, 750, 738, 728, 719, 712, 705, 698, 692, 687, 682, 677, 673, 669, 665,
    661,  658, 654, 651, 648, 645, 642, 640, 637, 635, 632, 630, 627, 625, 623, 621, 619, 617, 615,
    613,  611, 609, 608, 606, 604, 603, 601, 599, 598, 596, 595, 593, 592, 591, 589, 588, 586, 585,
    584,  582, 581, 580, 579, 577, 576, 575, 574, 573, 572, 570, 569, 568, 567, 566, 565, 564, 563,
    562,  561, 560, 559, 558, 557, 556, 555, 554, 553, 552, 551, 550, 549, 548, 547, 547, 546, 545,
    544,  543, 542, 541, 540, 540, 539, 538, 537, 536, 536, 535, 534, 533, 532, 532, 531, 530, 529,
    528,  528, 527, 526, 525, 525, 524, 523, 522, 522, 521, 520, 520, 519};

constexpr Discounts kG2Discounts = {
    1000, 1000, 923, 884, 855, 832, 812, 796, 782, 770, 759, 749, 740, 732, 724, 717, 711, 704, 699,
    693,  688,  683, 679, 674, 670, 666, 663, 659, 655, 652, 649, 646, 643, 640, 637, 634, 632, 629,
    627,  624,  622, 620, 618, 615, 613, 611, 609, 607, 606, 604, 602, 600, 598, 597, 595, 593, 592,
    590,  589,  587, 586, 584, 583, 582, 580, 579, 578, 576, 575, 574, 573, 571, 570, 569, 568, 567,
    566,  565,  563, 562, 561, 560, 559, 558, 557, 556, 555, 554, 553, 552, 552, 551, 550, 549, 548,
    547,  546,  545, 545, 544, 543, 542, 541, 541, 540, 539, 538, 537, 537, 536, 535, 535, 534, 533,
    532,  532,  531, 530, 530, 529, 528, 528, 527, 526, 526, 525, 524, 524};

std::uint64_t msm_price(std::uint64_t pairs, std::uint64_t multiplication,
                        const Discounts& discounts)
{
    if (pairs == 0) return 0;
    const auto discount = discounts[std::min<std::uint64_t>(pairs, discounts.size()) - 1];
    return pairs * multiplication * discount / 1000;
}

}  // namespace

Status point_evaluation(Call& call)
{
    if (const auto s = call.charge(50000, cycles::kPointEvaluation); s != Status::kSuccess)
        return s;
    if (call.input.size() != crypto::kPointEvaluationSize ||
        !crypto::verify_point_evaluation(call.input.first<crypto::kPointEvaluationSize>()))
        return Status::kPrecompileFailure;
    // FIELD_ELEMENTS_PER_BLOB and BLS_MODULUS.
    const u256 modulus(0x73eda753299d7d48, 0x3339d80809a1d805, 0x53bda402fffe5bfe,
                       0xffffffff00000001);
    append(call.output, u256(4096).to_be().bytes);
    append(call.output, modulus.to_be().bytes);
    return Status::kSuccess;
}

Status bls12_g1_add(Call& call)
{
    if (const auto s = call.charge(375, cycles::kBls12G1Add); s != Status::kSuccess) return s;
    if (call.input.size() != 256) return Status::kPrecompileFailure;
    return call.give(curve::g1_add(call.input.first<256>()));
}

Status bls12_g2_add(Call& call)
{
    if (const auto s = call.charge(600, cycles::kBls12G2Add); s != Status::kSuccess) return s;
    if (call.input.size() != 512) return Status::kPrecompileFailure;
    return call.give(curve::g2_add(call.input.first<512>()));
}

Status bls12_g1_msm(Call& call)
{
    const auto pairs = call.input.size() / curve::kG1MsmPairSize;
    const auto s =
        call.charge(msm_price(pairs, 12000, kG1Discounts), cycles::kBls12G1MsmPair * pairs);
    return s == Status::kSuccess ? call.give(curve::g1_msm(call.input)) : s;
}

Status bls12_g2_msm(Call& call)
{
    const auto pairs = call.input.size() / curve::kG2MsmPairSize;
    const auto s =
        call.charge(msm_price(pairs, 22500, kG2Discounts), cycles::kBls12G2MsmPair * pairs);
    return s == Status::kSuccess ? call.give(curve::g2_msm(call.input)) : s;
}

Status bls12_pairing(Call& call)
{
    const auto pairs = call.input.size() / curve::kPairingPairSize;
    const auto s = call.charge(37700 + 32600 * pairs,
                               cycles::kBls12Pairing + cycles::kBls12PairingPair * pairs);
    return s == Status::kSuccess ? call.give(curve::pairing_check(call.input)) : s;
}

Status bls12_map_fp(Call& call)
{
    if (const auto s = call.charge(5500, cycles::kBls12MapFp); s != Status::kSuccess) return s;
    if (call.input.size() != 64) return Status::kPrecompileFailure;
    return call.give(curve::map_fp_to_g1(call.input.first<64>()));
}

Status bls12_map_fp2(Call& call)
{
    if (const auto s = call.charge(23800, cycles::kBls12MapFp2); s != Status::kSuccess) return s;
    if (call.input.size() != 128) return Status::kPrecompileFailure;
    return call.give(curve::map_fp2_to_g2(call.input.first<128>()));
}

}  // namespace archi::evm::precompiles
