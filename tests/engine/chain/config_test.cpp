// chain.toml: what it says, what it refuses, and how it says so.

#include <QtTest>
#include <fstream>

#include "settling.hpp"

using namespace archi;
using namespace archi::test;

namespace {

const std::string kLeast = "name = \"tortuga\"\nchain_id = 77\n";

std::string complaint(const std::string& toml)
{
    const auto config = chain::parse_config(toml);
    if (config) return "accepted";
    return config.error().code == ErrorCode::kInvalidArgument ? config.error().sentence
                                                              : "wrong code";
}

}  // namespace

class ConfigTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void needs_no_more_than_name_and_chain_id()
    {
        const auto config = chain::parse_config(kLeast).value();
        chain::Config expected;
        expected.name = "tortuga";
        expected.chain_id = 77;
        QVERIFY(config == expected);
        QVERIFY(complaint("name = \"tortuga\"\n").find("chain_id is missing") == 0);
    }

    void survives_writing_and_reading()
    {
        auto config = small_config();
        config.data_mode = chain::DataMode::kValidium;
        config.minimum_base_fee = u256{(std::uint64_t{1} << 60U) - 1};
        config.genesis[0].second = u256::power_of_two(126);
        config.rpc_host = "a\"b\\c\n\x7f";
        config.rpc_port = 65535;
        QVERIFY(chain::parse_config(chain::to_toml(config)).value() == config);
    }

    void says_which_chain_is_the_mainland()
    {
        auto config = small_config();
        config.role = chain::Role::kMainland;
        QVERIFY(chain::parse_config(chain::to_toml(config)).value() == config);
        QVERIFY(complaint(kLeast + "role = \"reef\"\n").find("role must be") == 0);
    }

    void says_where_the_chain_settles()
    {
        auto config = settling_config();
        QVERIFY(chain::parse_config(chain::to_toml(config)).value() == config);
        config.settlement.group = {};
        config.settlement.epoch_seconds = 0;
        QVERIFY(chain::parse_config(chain::to_toml(config)).value() == config);
        config.role = chain::Role::kMainland;
        QVERIFY(!chain::validate(config));
    }

    void complains_with_key_value_and_bounds_data()
    {
        QTest::addColumn<QString>("toml");
        QTest::addColumn<QString>("part");
        const auto row = [](const char* name, const std::string& toml, const char* part) {
            QTest::newRow(name) << QString::fromStdString(toml) << QString::fromUtf8(part);
        };
        row("name", "name = \"Tortuga\"\nchain_id = 77", "name is \"Tortuga\"; allowed is 1 to 32");
        row("path as name", "name = \"../etc\"\nchain_id = 77", "name is \"../etc\"");
        row("chain id 0", "name = \"a\"\nchain_id = 0", "chain_id is 0; allowed is 1 to");
        row("chain id too large", "name = \"a\"\nchain_id = 9007199254740992",
            "chain_id is 9007199254740992");
        row("negative", "name = \"a\"\nchain_id = -1", "chain_id must be a whole number");
        row("float", "name = \"a\"\nchain_id = 1.5", "chain_id must be a whole number");
        row("text", "name = \"a\"\nchain_id = \"1\"", "not \"1\"");
        row("block time", kLeast + "[sequencer]\nblock_time_ms = 99",
            "sequencer.block_time_ms is 99 ms; allowed is 100 to 10000 ms");
        row("unknown key", kLeast + "[sequencer]\nblocktime = 99",
            "unknown key sequencer.blocktime (line 4)");
        row("unknown table", kLeast + "[sequenser]\n", "unknown key sequenser");
        row("table as value", kLeast + "sequencer = 3", "sequencer must be a table");
        const auto hash = "\"0x" + std::string(64, '1') + "\"\n";
        row("no L1", kLeast + "[settlement]\ngroup = " + hash, "settlement.chain_id is missing");
        row("own L1", kLeast + "[settlement]\nchain_id = 77\nbase_token = " + hash,
            "settlement.chain_id is the chain's own id");
        row("no base token", kLeast + "[settlement]\nchain_id = 1\n",
            "settlement.base_token is missing");
        row("short group", kLeast + "[settlement]\nchain_id = 1\ngroup = \"0x11\"",
            "settlement.group must be 32 bytes");
        row("group without epochs",
            kLeast + "[settlement]\nchain_id = 1\nbase_token = " + hash + "group = " + hash,
            "settlement.epoch_seconds is 0 s; allowed is 1 to 86400 s");
        row("epochs without a group",
            kLeast + "[settlement]\nchain_id = 1\nepoch_seconds = 5\nbase_token = " + hash,
            "settlement.epoch_seconds is for chains in a group");
        row("data", kLeast + "data = \"volition\"", "data must be \"rollup\" or \"validium\"");
        row("address", kLeast + "[fees]\ncollector = \"0x12\"",
            "fees.collector must be an address");
        row("empty address", kLeast + "[fees]\ncollector = \"\"",
            "fees.collector must be an address");
        row("fee", kLeast + "[fees]\nminimum_base_fee = \"0\"", "fees.minimum_base_fee is 0");
        row("fee text", kLeast + "[fees]\nminimum_base_fee = \"1e9\"", "decimal digits");
        row("port", kLeast + "[rpc]\nport = 65536", "rpc.port must be at most 65535");
        row("genesis", kLeast + "[[genesis]]\nbalance = \"1\"", "genesis[0].address is missing");
        row("syntax", "name = ", "not TOML at line 1");
        row("bytes", "\xff\xfe\x00garbage", "not TOML at line 1");
    }

    void complains_with_key_value_and_bounds()
    {
        QFETCH(QString, toml);
        QFETCH(QString, part);
        const auto sentence = QString::fromStdString(complaint(toml.toStdString()));
        QVERIFY2(sentence.contains(part), qPrintable(sentence));
    }

    void bounds_what_genesis_gives_away()
    {
        auto config = small_config();
        config.genesis[0].second = ~u256{};
        QVERIFY(!chain::validate(config));
        config.genesis[0].second = u256::power_of_two(126);
        config.genesis[1].second = u256::power_of_two(127);
        QVERIFY(!chain::validate(config));
        config = small_config();
        config.genesis.push_back(config.genesis[0]);
        QVERIFY(chain::validate(config).error().sentence.find("twice") != std::string::npos);
    }

    void survives_hostile_files()
    {
        QVERIFY(complaint(std::string(100'000, '[')) != "accepted");
        QVERIFY(complaint("a = " + std::string(100'000, '[')) != "accepted");
        QVERIFY(complaint("a" + std::string(200'000, '.') + "b = 1") != "accepted");
        std::string deep = kLeast + "x = ";
        for (int i = 0; i < 50'000; ++i)
            deep += "{a=";
        QVERIFY(complaint(deep) != "accepted");
        QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "chain.toml";
        std::ofstream(file) << std::string(3U << 20U, '#');
        QVERIFY(chain::load_config(file).error().code == ErrorCode::kInvalidArgument);
        QVERIFY(chain::load_config(file.parent_path()).error().code == ErrorCode::kInvalidArgument);
        QVERIFY(chain::load_config(file.parent_path() / "none").error().code ==
                ErrorCode::kNotFound);
        QVERIFY(!chain::load_config("/dev/zero"));
    }

    void survives_every_cut_and_flipped_byte()
    {
        const auto whole = chain::to_toml(small_config(2));
        for (std::size_t i = 0; i < whole.size(); ++i) {
            static_cast<void>(chain::parse_config(whole.substr(0, i)));
            for (const char flip : {'\x01', '\x20', '\x80'}) {
                auto changed = whole;
                changed[i] = static_cast<char>(changed[i] ^ flip);
                const auto config = chain::parse_config(changed);
                if (config) QVERIFY(chain::validate(*config).has_value());
            }
        }
    }

    void replaces_a_file_whole_or_not_at_all()
    {
        QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "chain.toml";
        QVERIFY(chain::save_config(file, small_config()).has_value());
        auto other = small_config();
        other.rpc_port = 9000;
        QVERIFY(chain::save_config(file, other).has_value());
        QVERIFY(chain::load_config(file).value() == other);
        QVERIFY(chain::save_config(file.parent_path() / "no" / "chain.toml", other).error().code ==
                ErrorCode::kNotFound);
        QVERIFY(chain::load_config(file).value() == other);
    }
};

QTEST_GUILESS_MAIN(ConfigTest)
#include "config_test.moc"
