// chain.toml to Config and back.

#include <stdexcept>

// With exceptions, and with its assertions as exceptions, too: this library's version 3.3 asserts
// on some texts instead of refusing them ("[[[").
#define TOML_EXCEPTIONS 1
#define TOML_ASSERT(condition) \
    ((condition) ? static_cast<void>(0) : throw std::logic_error("not a document"))
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <limits>
#include <optional>
#include <set>
#include <sstream>

#include "base/hex.hpp"
#include "chain/config.hpp"

namespace archi::chain {

namespace {

/// Reads the keys of one table; the first thing wrong is what is told.
class TableReader {
public:
    TableReader(const toml::table& table, std::string prefix, std::optional<Error>& error)
        : table_(table), prefix_(std::move(prefix)), error_(error)
    {
    }

    template <typename Number>
    void number(const char* key, Number& out)
    {
        if (const auto* node = find(key, "a whole number that is not negative")) {
            const auto value = node->value_exact<std::int64_t>();
            if (!value || *value < 0) return wrong(key, "a whole number that is not negative");
            if (static_cast<std::uint64_t>(*value) > std::numeric_limits<Number>::max())
                return wrong(key, "at most " + std::to_string(std::numeric_limits<Number>::max()));
            out = static_cast<Number>(*value);
        }
    }

    void time(const char* key, milliseconds& out)
    {
        auto count = static_cast<std::uint64_t>(out.count());
        number(key, count);
        out = milliseconds(count);
    }

    void text(const char* key, std::string& out)
    {
        if (const auto* node = find(key, "text")) {
            const auto value = node->value_exact<std::string>();
            if (!value) return wrong(key, "text in quotes");
            out = *value;
        }
    }

    void address(const char* key, Address& out)
    {
        hexadecimal(key, out, "an address in quotes: 0x and 40 hexadecimal digits");
    }

    void hash(const char* key, Hash& out)
    {
        hexadecimal(key, out, "32 bytes in quotes: 0x and 64 hexadecimal digits");
    }

    /// Decimal digits in quotes: a word does not fit a TOML number. Small ones may be plain
    /// numbers.
    void word(const char* key, u256& out)
    {
        constexpr const char* kForm = "wei as decimal digits in quotes, below 2^256";
        const auto* node = find(key, kForm);
        if (node == nullptr) return;
        if (const auto small = node->value_exact<std::int64_t>(); small && *small >= 0) {
            out = u256(static_cast<std::uint64_t>(*small));
            return;
        }
        const auto digits = node->value_exact<std::string>();
        const auto value = digits ? u256::from_decimal(*digits) : std::nullopt;
        if (!value) return wrong(key, kForm);
        out = *value;
    }

    void require(const char* key)
    {
        if (!table_.contains(key) && !error_)
            error_ = Error(ErrorCode::kInvalidArgument, prefix_ + key + " is missing");
    }

    /// Calls `read` with the reader of the table at `key`.
    template <typename Read>
    void table(const char* key, Read read)
    {
        const auto* node = find(key, "a table");
        if (node == nullptr) return;
        const auto* inner = node->as_table();
        if (inner == nullptr) return wrong(key, "a table");
        TableReader reader(*inner, prefix_ + key + ".", error_);
        read(reader);
        reader.refuse_unknown();
    }

    template <typename Read>
    void tables(const char* key, Read read)
    {
        const auto* node = find(key, "a list of tables");
        if (node == nullptr) return;
        const auto* list = node->as_array();
        if (list == nullptr) return wrong(key, "a list of tables");
        std::size_t index = 0;
        for (const auto& element : *list) {
            const auto place = std::string(key) + "[" + std::to_string(index++) + "]";
            const auto* inner = element.as_table();
            if (inner == nullptr) return wrong(place.c_str(), "a table");
            TableReader reader(*inner, prefix_ + place + ".", error_);
            read(reader);
            reader.refuse_unknown();
            if (error_) return;
        }
    }

    void refuse_unknown()
    {
        for (const auto& [key, node] : table_) {
            const std::string name(key.str());
            if (known_.contains(name) || error_) continue;
            error_ = Error(ErrorCode::kInvalidArgument,
                           "unknown key " + prefix_ + name.substr(0, 64) + " (line " +
                               std::to_string(node.source().begin.line) + ")");
        }
    }

    void wrong(const char* key, const std::string& expected)
    {
        if (error_) return;
        std::string line;
        if (const auto* node = table_.get(key))
            line = " (line " + std::to_string(node->source().begin.line) + ")";
        error_ = Error(ErrorCode::kInvalidArgument,
                       prefix_ + key + " must be " + expected + line + found(key));
    }

private:
    template <typename Fixed>
    void hexadecimal(const char* key, Fixed& out, const char* form)
    {
        std::string value;
        text(key, value);
        if (value.empty()) {
            if (table_.contains(key)) wrong(key, form);
            return;
        }
        const auto bytes = hex::decode(value);
        if (!bytes || bytes->size() != Fixed::kSize) return wrong(key, form);
        out = fixed<Fixed>(*bytes);
    }

    const toml::node* find(const char* key, const char*)
    {
        known_.insert(key);
        return error_ ? nullptr : table_.get(key);
    }

    std::string found(const char* key) const
    {
        const auto* node = table_.get(key);
        if (node == nullptr) return {};
        if (const auto text = node->value_exact<std::string>())
            return ", not \"" + text->substr(0, 64) + "\"";
        if (const auto number = node->value_exact<std::int64_t>())
            return ", not " + std::to_string(*number);
        return ", not a value of another type";
    }

    const toml::table& table_;
    std::string prefix_;
    std::optional<Error>& error_;
    std::set<std::string> known_;
};

void read_chain(TableReader& root, Config& config)
{
    root.require("name");
    root.require("chain_id");
    root.text("name", config.name);
    root.number("chain_id", config.chain_id);
    std::string role = config.role == Role::kIsland ? "island" : "mainland";
    root.text("role", role);
    if (role == "island" || role == "mainland")
        config.role = role == "island" ? Role::kIsland : Role::kMainland;
    else
        root.wrong("role", R"("island" or "mainland")");
    std::string data = config.data_mode == DataMode::kRollup ? "rollup" : "validium";
    root.text("data", data);
    if (data == "rollup" || data == "validium")
        config.data_mode = data == "rollup" ? DataMode::kRollup : DataMode::kValidium;
    else
        root.wrong("data", R"("rollup" or "validium")");
    root.table("settlement", [&](TableReader& table) {
        table.require("chain_id");
        table.number("chain_id", config.settlement.chain_id);
        table.hash("base_token", config.settlement.base_token);
        table.hash("group", config.settlement.group);
        table.number("epoch_seconds", config.settlement.epoch_seconds);
        table.number("token_chain", config.settlement.token_chain);
        table.address("token", config.settlement.token);
        table.text("token_name", config.settlement.token_name);
        table.text("token_symbol", config.settlement.token_symbol);
    });
    root.table("sequencer", [&](TableReader& table) {
        table.time("block_time_ms", config.block_time);
        table.time("empty_block_interval_ms", config.empty_block_interval);
        table.number("block_gas_limit", config.block_gas_limit);
    });
    root.table("batch", [&](TableReader& table) {
        table.time("time_ms", config.batch_time);
        table.number("transactions", config.batch_transactions);
        table.number("cycles", config.batch_cycles);
    });
    root.table("fees", [&](TableReader& table) {
        table.address("collector", config.fee_collector);
        table.word("minimum_base_fee", config.minimum_base_fee);
    });
    root.table("mempool", [&](TableReader& table) {
        table.number("transactions", config.mempool_transactions);
        table.number("bytes", config.mempool_bytes);
        table.number("per_sender", config.mempool_per_sender);
    });
    root.table("rpc", [&](TableReader& table) {
        table.text("host", config.rpc_host);
        table.number("port", config.rpc_port);
    });
    root.tables("genesis", [&](TableReader& table) {
        std::pair<Address, u256> account;
        table.require("address");
        table.require("balance");
        table.address("address", account.first);
        table.word("balance", account.second);
        config.genesis.push_back(account);
    });
    root.refuse_unknown();
}

std::string quoted(const std::string& text)
{
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            constexpr const char* kDigits = "0123456789ABCDEF";
            out += "\\u00";
            out += kDigits[byte >> 4U];
            out += kDigits[byte & 15U];
        } else {
            out += c;
        }
    }
    return out + '"';
}

void write(std::ostream& out, const SettlementConfig& settlement)
{
    out << "\n[settlement]\nchain_id = " << settlement.chain_id
        << "  # of the L1\nbase_token = " << quoted(hex::encode(settlement.base_token.bytes))
        << "  # asset id\ntoken = " << quoted(hex::encode(settlement.token.bytes))
        << "  # where it lives\ntoken_name = " << quoted(settlement.token_name)
        << "\ntoken_symbol = " << quoted(settlement.token_symbol) << "\n";
    if (settlement.token_chain != 0) out << "token_chain = " << settlement.token_chain << "\n";
    if (settlement.group.is_zero()) return;
    out << "group = " << quoted(hex::encode(settlement.group.bytes))
        << "\nepoch_seconds = " << settlement.epoch_seconds << "\n";
}

}  // namespace

Result<Config> parse_config(const std::string& text)
{
    toml::table parsed;
    try {
        parsed = toml::parse(std::string_view(text));
    } catch (const toml::parse_error& error) {
        return failure(ErrorCode::kInvalidArgument, "not TOML at line " +
                                                        std::to_string(error.source().begin.line) +
                                                        ": " + std::string(error.description()));
    } catch (const std::exception& error) {
        return failure(ErrorCode::kInvalidArgument, std::string("not TOML: ") + error.what());
    }
    Config config;
    std::optional<Error> error;
    TableReader root(parsed, "", error);
    read_chain(root, config);
    if (error) return std::unexpected(std::move(*error));
    if (auto valid = validate(config); !valid) return std::unexpected(valid.error());
    return config;
}

std::string to_toml(const Config& config)
{
    std::ostringstream out;
    out << "name = " << quoted(config.name) << "\nchain_id = " << config.chain_id
        << (config.role == Role::kMainland ? "\nrole = \"mainland\"" : "")
        << "\ndata = " << (config.data_mode == DataMode::kRollup ? "\"rollup\"" : "\"validium\"")
        << "\n\n[sequencer]\nblock_time_ms = " << config.block_time.count()
        << "\nempty_block_interval_ms = " << config.empty_block_interval.count()
        << "  # 0: never\nblock_gas_limit = " << config.block_gas_limit
        << "\n\n[batch]  # sealed when the first limit is reached\ntime_ms = "
        << config.batch_time.count() << "\ntransactions = " << config.batch_transactions
        << "\ncycles = " << config.batch_cycles
        << "\n\n[fees]\ncollector = " << quoted(hex::encode(config.fee_collector.bytes))
        << "\nminimum_base_fee = " << quoted(config.minimum_base_fee.to_decimal())
        << "  # wei per gas\n\n[mempool]\ntransactions = " << config.mempool_transactions
        << "\nbytes = " << config.mempool_bytes << "\nper_sender = " << config.mempool_per_sender
        << "\n\n[rpc]\nhost = " << quoted(config.rpc_host) << "\nport = " << config.rpc_port
        << "\n";
    if (config.settlement.chain_id != 0) write(out, config.settlement);
    for (const auto& [address, balance] : config.genesis)
        out << "\n[[genesis]]\naddress = " << quoted(hex::encode(address.bytes))
            << "\nbalance = " << quoted(balance.to_decimal()) << "  # wei\n";
    return out.str();
}

}  // namespace archi::chain
