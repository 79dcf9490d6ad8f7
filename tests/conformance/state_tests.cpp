// Runs official state tests:
//   state_tests [--fork NAME] [--only PART] [--except PART] [--sample N [--seed S]]
//     [--full-only] PATH...
// Prints each failure and the counts; exit code 1 on any failure, 2 for wrong usage, 77 without
// data.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/hex.hpp"
#include "conformance/transition.hpp"
#include "conformance/trie.hpp"

namespace {

using namespace archi;
using namespace archi::conformance;

struct Options {
    std::vector<std::string> paths;
    std::string fork;          ///< empty: all
    std::string only;          ///< part of the case's name
    std::string except;        ///< part of the paths of files to leave out; empty: none
    bool full_only = false;    ///< do nothing unless ARCHI_FULL is set
    std::uint64_t sample = 1;  ///< one file in so many
    std::uint64_t seed = 0;
};

struct Counts {
    std::size_t passed = 0;
    std::size_t failed = 0;
};

/// The names in "TransactionException.A|TransactionException.B" include `reason`.
bool expects(const std::string& exception, const std::string& reason)
{
    return ("|" + exception + "|").find("." + reason + "|") != std::string::npos;
}

/// What is wrong; empty if the case passes.
std::string complaint_of(const Case& test)
{
    TestWorld world;
    world.accounts = *test.pre;
    const auto refused = apply(test, world);
    if (refused.empty() != test.exception.empty())
        return "refused: \"" + refused + "\", expected: \"" + test.exception + "\"";
    if (!refused.empty() && !expects(test.exception, refused))
        return "refused with " + refused + ", expected " + test.exception;
    if (const auto root = state_root(world.accounts); root != test.state_root)
        return "state root " + hex::encode(root.bytes) + ", expected " +
               hex::encode(test.state_root.bytes);
    if (const auto logs = logs_hash(world.logs); logs != test.logs_hash)
        return "logs " + hex::encode(logs.bytes) + ", expected " +
               hex::encode(test.logs_hash.bytes);
    return {};
}

std::vector<std::string> files(const Options& options)
{
    namespace fs = std::filesystem;
    std::vector<std::string> list;
    for (const auto& path : options.paths) {
        if (fs::is_regular_file(path)) list.push_back(path);
        if (!fs::is_directory(path)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(path))
            if (entry.path().extension() == ".json") list.push_back(entry.path());
    }
    std::sort(list.begin(), list.end());
    if (!options.except.empty())
        std::erase_if(list, [&](const std::string& path) {
            return path.find(options.except) != std::string::npos;
        });
    if (options.sample > 1) {
        auto state = options.seed;
        std::erase_if(list, [&](const std::string&) {
            state = state * 6364136223846793005U + 1442695040888963407U;  // Knuth, MMIX
            return (state >> 33) % options.sample != 0;
        });
    }
    return list;
}

bool parse(int argc, char** argv, Options& options)
{
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (!argument.starts_with("--")) {
            options.paths.push_back(argument);
            continue;
        }
        if (argument == "--full-only") {
            options.full_only = true;
            continue;
        }
        if (++i == argc) return false;
        if (argument == "--fork")
            options.fork = argv[i];
        else if (argument == "--only")
            options.only = argv[i];
        else if (argument == "--except")
            options.except = argv[i];
        else if (argument == "--sample")
            options.sample = std::max(1ULL, std::strtoull(argv[i], nullptr, 10));
        else if (argument == "--seed")
            options.seed = std::strtoull(argv[i], nullptr, 10);
        else
            return false;
    }
    return !options.paths.empty();
}

const char* fork_name(evm::Revision revision)
{
    switch (revision) {
        case evm::Revision::kCancun:
            return "Cancun";
        case evm::Revision::kPrague:
            return "Prague";
        case evm::Revision::kOsaka:
            return "Osaka";
    }
    return "";
}

}  // namespace

int main(int argc, char** argv)
{
    Options options;
    if (!parse(argc, argv, options)) {
        std::fprintf(
            stderr,
            "usage: %s [--fork NAME] [--only PART] [--except PART] [--sample N [--seed S]] "
            "PATH...\n",
            argv[0]);
        return 2;
    }
    const char* full = std::getenv("ARCHI_FULL");
    if (options.full_only && (full == nullptr || *full == '\0')) {
        std::fprintf(stderr, "Skipped: part of `./dev test --full` only.\n");
        return 77;
    }
    const auto list = files(options);
    if (list.empty()) {
        std::fprintf(stderr, "No state tests under the given paths.\n");
        return 77;
    }
    if (options.sample > 1)
        std::printf("one file in %llu, seed %llu\n",
                    static_cast<unsigned long long>(options.sample),
                    static_cast<unsigned long long>(options.seed));

    std::map<std::string, Counts> counts;
    Counts total;
    for (const auto& path : list) {
        const auto file = read_state_tests(path);
        if (!file) {
            std::printf("FAILED %s\n", describe(file.error()).c_str());
            ++total.failed;
            continue;
        }
        for (const auto& test : file->cases) {
            const std::string fork = fork_name(test.revision);
            if (!options.fork.empty() && options.fork != fork) continue;
            if (test.name.find(options.only) == std::string::npos) continue;
            auto& row = counts[fork];
            const auto complaint = complaint_of(test);
            ++(complaint.empty() ? row.passed : row.failed);
            ++(complaint.empty() ? total.passed : total.failed);
            if (!complaint.empty())
                std::printf("FAILED %s: %s: %s\n", path.c_str(), test.name.c_str(),
                            complaint.c_str());
        }
    }
    for (const auto& [fork, row] : counts)
        std::printf("%s: %zu passed, %zu failed\n", fork.c_str(), row.passed, row.failed);
    std::printf("%zu passed, %zu failed\n", total.passed, total.failed);
    return total.failed == 0 ? 0 : 1;
}
