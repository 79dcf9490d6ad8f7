#include "base/blake3.hpp"
#include "cases/case.hpp"
#include "state/keys.hpp"

using namespace archi;
using namespace archi::state;

CASE(keys, tag_address_and_slot_are_hashed_in_53_bytes)
{
    const auto address = small_address(0x1234);
    Bytes preimage(53);
    preimage[19] = 0x12;
    preimage[20] = 0x34;
    CHECK(storage_key(address, 0) == blake3(preimage));
    preimage[52] = 7;
    CHECK(storage_key(address, 7) == blake3(preimage));
    preimage[52] = 0;
    preimage[0] = 1;
    CHECK(account_key(address) == blake3(preimage));
    preimage[0] = 2;
    CHECK(code_key(address) == blake3(preimage));
    preimage[52] = 1;
    CHECK(observable_key(address) == blake3(preimage));
    preimage[0] = 3;
    preimage[19] = preimage[20] = 0;
    CHECK(system_key(1) == blake3(preimage));
}

CASE(keys, storage_of_any_contract_reaches_no_other_tag)
{
    // The tag is the first byte of a preimage of fixed length: equal keys would be a BLAKE3
    // collision.
    for (unsigned i = 0; i < 200; ++i) {
        const auto address = small_address(static_cast<std::uint32_t>(context.random() % 4));
        const u256 slot(context.random() % 4);
        const auto key = storage_key(address, slot);
        for (std::uint32_t other = 0; other < 4; ++other) {
            CHECK(key != account_key(small_address(other)));
            CHECK(key != code_key(small_address(other)));
            CHECK(key != observable_key(small_address(other)));
            CHECK(key != system_key(other));
        }
    }
}
