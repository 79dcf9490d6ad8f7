#include "stf/system.hpp"

namespace archi::stf::system {
namespace {

constexpr Contract kContracts[] = {
#include "stf/system_pins.inc"
};

}  // namespace

u256 reserve()
{
    constexpr unsigned kReserveBit = 127;
    return u256{1} << kReserveBit;
}

std::span<const Contract> contracts()
{
    return kContracts;
}

}  // namespace archi::stf::system
