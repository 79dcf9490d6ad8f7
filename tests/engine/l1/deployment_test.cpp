#include "l1/chain_creation.hpp"

#include <QtTest>

#include "base/abi.hpp"
#include "engine/l1/shore.hpp"

using namespace archi;
using test::person;
using test::Shore;

namespace {

constexpr std::uint64_t kDay = 86'400;

l1::Governance governance()
{
    l1::Governance rules{.upgrade_delay = 12 * kDay};
    for (std::uint32_t i = 4; i < 7; ++i)
        rules.guardians.push_back(person(i).address);
    std::ranges::sort(rules.guardians);
    rules.threshold = 2;
    return rules;
}

l1::ChainParameters island(std::uint64_t chain_id, const Address& admin)
{
    l1::ChainParameters parameters;
    parameters.chain_id = chain_id;
    parameters.admin = admin;
    parameters.genesis_commitment[0] = 1;
    parameters.max_batch_cycles = std::uint64_t{1} << 36U;
    parameters.queue_deadline = 4 * kDay;
    parameters.exit_window = 7 * kDay;
    parameters.upgrade_delay = 12 * kDay;
    parameters.minimal_gas_price = u256{250'000'000};
    return parameters;
}

const l1::Validators kValidators{person(1).address, person(2).address, person(3).address};

}  // namespace

class DeploymentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_contract_is_there_and_knows_the_others()
    {
        const Shore shore;
        auto client = shore.client();
        auto account = l1::Account::open(client, person(0).key).value();
        std::vector<std::string> told;
        const auto deployed = l1::deploy_contracts(
            account, governance(), [&](const std::string& step, std::size_t index, std::size_t) {
                QCOMPARE(index, told.size());
                told.push_back(step);
            });
        if (!deployed) QFAIL(describe(deployed.error()).c_str());
        for (const auto& contract :
             {deployed->bridgehub, deployed->message_root, deployed->guardians, deployed->verifier,
              deployed->proof_hub, deployed->validator_timelock, deployed->asset_tracker,
              deployed->nullifier, deployed->native_token_vault, deployed->asset_router,
              deployed->chain_type_manager, deployed->calldata_validator,
              deployed->committee_validator, deployed->chain_administration, deployed->chain_code})
            QVERIFY(!client.code(contract).value().empty());
        const auto router = shore.ask(deployed->bridgehub, "assetRouter()");
        QVERIFY(abi::Decoder(router).address() == deployed->asset_router);
        QCOMPARE(told.back(), std::string("publishVersion"));
    }

    void a_chain_is_created_unproven_with_its_keys()
    {
        const Shore shore;
        auto client = shore.client();
        auto account = l1::Account::open(client, person(0).key).value();
        const auto contracts = l1::deploy_contracts(account, governance()).value();
        for (const bool is_rollup : {true, false}) {
            auto parameters = island(is_rollup ? 420101 : 420102, person(0).address);
            parameters.is_rollup = is_rollup;
            const auto chain = l1::create_chain(account, contracts, parameters, kValidators);
            if (!chain) QFAIL(describe(chain.error()).c_str());
            const auto unproven = shore.ask(*chain, "isUnproven()");
            QVERIFY(abi::Decoder(unproven).boolean());
            const auto admin = shore.ask(*chain, "getAdmin()");
            QVERIFY(abi::Decoder(admin).address() == person(0).address);
        }
    }

    void a_second_chain_of_the_same_id_is_refused_and_nothing_is_sent()
    {
        const Shore shore;
        auto client = shore.client();
        auto account = l1::Account::open(client, person(0).key).value();
        const auto contracts = l1::deploy_contracts(account, governance()).value();
        const auto parameters = island(420101, person(0).address);
        QVERIFY(l1::create_chain(account, contracts, parameters, kValidators));
        const auto nonce = account.next_nonce();
        const auto again = l1::create_chain(account, contracts, parameters, kValidators);
        QCOMPARE(again.error().code, ErrorCode::kInvalidArgument);
        QCOMPARE(account.next_nonce(), nonce);
    }

    void an_l1_that_is_not_local_has_no_unproven_verifier()
    {
        const Shore shore(77);
        auto client = shore.client();
        auto account = l1::Account::open(client, person(0).key).value();
        const auto deployed = l1::deploy_contracts(account, governance());
        QCOMPARE(deployed.error().code, ErrorCode::kInvalidArgument);
        QVERIFY(describe(deployed.error()).find("UnprovenVerifier") != std::string::npos);
    }

    void a_void_key_is_refused()
    {
        const Shore shore;
        auto client = shore.client();
        QCOMPARE(l1::Account::open(client, {}).error().code, ErrorCode::kInvalidArgument);
    }
};

QTEST_GUILESS_MAIN(DeploymentTest)
#include "deployment_test.moc"
