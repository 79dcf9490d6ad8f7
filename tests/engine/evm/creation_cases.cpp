#include "base/hex.hpp"
#include "cases/case.hpp"
#include "engine/evm/assembly.hpp"

using namespace archi;
using namespace archi::evm;
using namespace archi::evm::test;

namespace {

/// Init code that deploys `size` bytes, the first of which is `first`.
Assembly deploys(std::uint64_t size, std::uint8_t first = 0)
{
    return Assembly().push(first).push(0).op(kMstore8).push(size).push(0).op(kReturn);
}

CallResult create(Run& run, const Assembly& init_code)
{
    run.message.kind = CallKind::kCreate;
    run.message.input = init_code.bytes();
    return run.execute();
}

}  // namespace

// EIP-1014, examples 1 and 3; CREATE's from a well-known deployer's first two nonces.
CASE(evm, addresses_of_creations_are_the_published_ones)
{
    const Bytes zero{0x00};
    CHECK(hex::encode(create2_address({}, {}, zero).bytes) ==
          "0x4d1a2e2bb4f88f0250f26ffff098b0b30b26bf38");
    const auto deployer = *hex::decode_fixed<Address>("0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0");
    CHECK(hex::encode(create_address(deployer, 0).bytes) ==
          "0xcd234a471b72ba2f1ccf0a70fcaba648a5eecd8d");
    CHECK(hex::encode(create_address(deployer, 1).bytes) ==
          "0x343c43a37d37dff08ae8c4a11544c718abb4fcf8");
}

CASE(evm, a_creation_deploys_what_its_init_code_returns)
{
    Run run;
    const auto result = create(run, deploys(3, 0x60));
    CHECK(result.status == Status::kSuccess);
    CHECK(result.created == create_address(kSender, 0));
    CHECK(run.host.code(result.created)->size() == 3);
    CHECK(run.host.nonce(result.created) == 1);
    CHECK(run.host.nonce(kSender) == 1);
}

CASE(evm, code_size_and_first_byte_are_limited)
{
    Run at_limit;
    CHECK(create(at_limit, deploys(24576)).status == Status::kSuccess);
    Run beyond;
    CHECK(create(beyond, deploys(24577)).status == Status::kCodeTooLarge);
    CHECK(beyond.host.nonce(kSender) == 1);
    Run reserved;
    CHECK(create(reserved, deploys(1, 0xef)).status == Status::kCodeStartsWithEF);
}

CASE(evm, init_code_of_more_than_48_kib_fails_the_creator)
{
    const auto with_size = [](std::uint64_t size) {
        return Run(Assembly().push(size).push(0).push(0).op(kCreate)).execute().status;
    };
    CHECK(with_size(49152) == Status::kSuccess);
    CHECK(with_size(49153) == Status::kInitCodeTooLarge);
}

CASE(evm, an_occupied_address_takes_all_gas)
{
    for (int kind = 0; kind < 3; ++kind) {
        Run run;
        auto& occupant = run.host.accounts[create_address(kSender, 0)];
        if (kind == 0) occupant.nonce = 1;
        if (kind == 1) occupant.code = std::make_shared<const Code>(Bytes{0x00});
        if (kind == 2) occupant.storage[1] = 1;
        const auto result = create(run, deploys(1));
        CHECK(result.status == Status::kAddressCollision);
        CHECK(result.gas_left == 0);
        CHECK(run.host.nonce(kSender) == 1);
    }
}

CASE(evm, destruction_in_the_transaction_of_creation_removes_the_account)
{
    Run run;
    const auto result = create(run, Assembly().push(kOther).op(kSelfdestruct));
    CHECK(result.status == Status::kSuccess);
    run.host.end_transaction();
    CHECK(!run.host.accounts.contains(create_address(kSender, 0)));
}

CASE(evm, init_code_is_paid_by_the_word)
{
    const auto gas = [](std::uint8_t opcode, std::uint64_t size) {
        Assembly code;
        if (opcode == kCreate2) code.push(0);
        return Run::used(Run(code.push(size).push(0).push(0).op(opcode)).execute());
    };
    const auto memory = 3;
    CHECK(gas(kCreate, 32) - gas(kCreate, 0) == memory + 2);
    CHECK(gas(kCreate2, 32) - gas(kCreate2, 0) == memory + 2 + 6);
}
