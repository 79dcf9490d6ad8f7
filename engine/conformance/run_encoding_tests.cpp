// Encodings: RLP, hex-prefix paths, contract ABI.

#include "base/abi.hpp"
#include "base/rlp.hpp"
#include "base/trie.hpp"
#include "conformance/formats.hpp"

namespace archi::conformance {

namespace {

void encode(rlp::Encoder& encoder, const json::value& value)
{
    if (const auto* list = value.if_array()) {
        encoder.begin_list();
        for (const auto& item : *list)
            encode(encoder, item);
        encoder.end_list();
        return;
    }
    if (!value.is_string()) {
        encoder.add(decimal(value));
        return;
    }
    const auto string = text(value);
    if (!string.starts_with('#')) {
        encoder.add(
            bytes_view(reinterpret_cast<const std::uint8_t*>(string.data()), string.size()));
        return;
    }
    // A number in decimal digits; one test goes beyond 256 bits, so bytes are carried by hand.
    Bytes digits;
    for (const auto digit : string.substr(1)) {
        auto carry = static_cast<unsigned>(digit - '0');
        for (auto byte = digits.rbegin(); byte != digits.rend(); ++byte) {
            carry += *byte * 10U;
            *byte = static_cast<std::uint8_t>(carry);
            carry >>= 8U;
        }
        if (carry != 0) digits.insert(digits.begin(), static_cast<std::uint8_t>(carry));
    }
    encoder.add(bytes_view(digits));
}

/// Encodes again what a decoded item holds, from its leaves.
void encode_again(rlp::Encoder& encoder, const rlp::Item& item)
{
    if (!item.is_list) {
        encoder.add(item.payload);
        return;
    }
    encoder.begin_list();
    rlp::ListReader reader(item);
    while (const auto inner = reader.next())
        encode_again(encoder, *inner);
    encoder.end_list();
}

/// "refused", or what the decoded item encodes to.
std::string decoded_and_encoded(bytes_view encoding)
{
    const auto item = rlp::decode(encoding);
    if (!item) return "refused";
    rlp::Encoder encoder;
    encode_again(encoder, *item);
    return hex::encode(encoder.bytes());
}

Bytes word(bytes_view left_aligned)
{
    Bytes out(left_aligned.begin(), left_aligned.end());
    out.resize(Hash::kSize);
    return out;
}

void add_argument(abi::Encoder& encoder, std::string_view type, const json::value& value)
{
    if (type == "uint256") {
        encoder.add(decimal(value));
    } else if (type == "uint32[]") {
        std::vector<u256> numbers;
        for (const auto& item : value.as_array())
            numbers.push_back(decimal(item));
        encoder.add_array(numbers);
    } else if (type == "address") {
        encoder.add(fixed_bytes<Address>(value));
    } else if (type == "bytes10" || type == "bytes") {
        const auto string = text(value);
        const bytes_view view(reinterpret_cast<const std::uint8_t*>(string.data()), string.size());
        if (type == "bytes")
            encoder.add_bytes(view);
        else
            encoder.add(fixed<Hash>(word(view)));
    } else {
        corrupt("unknown type " + std::string(type));
    }
}

}  // namespace

void run_rlp_tests(const json::value& root, Report& report)
{
    for (const auto& [name, test] : root.as_object()) {
        if (!report.wants(name)) continue;
        const auto& in = test.at("in");
        const auto out = bytes(test.at("out"));
        const auto is = [&](std::string_view mark) { return in.is_string() && text(in) == mark; };
        if (is("INVALID")) {
            report.compare(name, {}, "refused", decoded_and_encoded(out));
            continue;
        }
        const auto expected = hex::encode(out);
        auto found = decoded_and_encoded(out);
        if (!is("VALID") && found == expected) {
            rlp::Encoder encoder;
            encode(encoder, in);
            found = hex::encode(encoder.bytes());
        }
        report.compare(name, {}, expected, found);
    }
}

void run_hex_prefix_tests(const json::value& root, Report& report)
{
    for (const auto& [name, test] : root.as_object()) {
        if (!report.wants(name)) continue;
        Bytes nibbles;
        for (const auto& nibble : test.at("seq").as_array())
            nibbles.push_back(static_cast<std::uint8_t>(nibble.as_int64()));
        const auto found = trie::hex_prefix(nibbles, test.at("term").as_bool());
        report.compare(name, {}, hex::encode(bytes(test.at("out"))), hex::encode(found));
    }
}

void run_abi_tests(const json::value& root, Report& report)
{
    for (const auto& [name, test] : root.as_object()) {
        if (!report.wants(name)) continue;
        abi::Encoder encoder;
        const auto& types = test.at("types").as_array();
        const auto& arguments = test.at("args").as_array();
        for (std::size_t i = 0; i < types.size(); ++i)
            add_argument(encoder, text(types[i]), arguments.at(i));
        report.compare(name, {}, hex::encode(bytes(test.at("result"))),
                       hex::encode(encoder.finish()));
    }
}

}  // namespace archi::conformance
