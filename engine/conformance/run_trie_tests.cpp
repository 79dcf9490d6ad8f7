// Tries: the root after a series of insertions and deletions.

#include "base/keccak.hpp"
#include "base/trie.hpp"
#include "conformance/formats.hpp"

namespace archi::conformance {

namespace {

/// Hexadecimal with the prefix 0x, else the characters themselves.
Bytes string_or_hex(std::string_view string)
{
    if (string.starts_with("0x")) return bytes(json::value(string));
    return {string.begin(), string.end()};
}

class Changes {
public:
    /// `is_secure`: keys are hashed.
    explicit Changes(bool is_secure) : is_secure_(is_secure) {}

    /// Null deletes.
    void apply(std::string_view key, const json::value& value)
    {
        auto path = string_or_hex(key);
        if (is_secure_) {
            const auto hash = keccak256(path);
            path.assign(hash.begin(), hash.end());
        }
        if (value.is_null())
            entries_.erase(path);
        else
            entries_[path] = string_or_hex(text(value));
    }

    [[nodiscard]] Hash root() const { return trie::root(entries_); }

private:
    bool is_secure_;
    std::map<Bytes, Bytes> entries_;
};

}  // namespace

void run_trie_tests(const json::value& root, Report& report)
{
    // The format says so by the file's name alone.
    const bool is_secure = report.file().find("secure") != std::string::npos;
    for (const auto& [name, test] : root.as_object()) {
        if (!report.wants(name)) continue;
        Changes changes(is_secure);
        if (const auto* pairs = test.at("in").if_array()) {
            for (const auto& pair : *pairs)
                changes.apply(text(pair.at(0)), pair.at(1));
        } else {
            for (const auto& [key, value] : test.at("in").as_object())
                changes.apply(key, value);
        }
        report.compare(name, {}, hex::encode(fixed_bytes<Hash>(test.at("root")).bytes),
                       hex::encode(changes.root().bytes));
    }
}

void skip_trie_neighbours(const json::value& root, Report& report)
{
    for (const auto& [name, test] : root.as_object())
        if (report.wants(name))
            report.skip(name, {},
                        "asks for the neighbours of a key in a database; no root or proof of any "
                        "fork depends on them");
}

}  // namespace archi::conformance
