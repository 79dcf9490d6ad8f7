#include "conformance/official_tests.hpp"

#include <malloc.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "conformance/formats.hpp"

namespace archi::conformance {

namespace {

namespace fs = std::filesystem;

/// What the first case of a file has says what format the file is of.
struct Recognition {
    std::initializer_list<std::string_view> keys;
    Format format;
};

const Recognition kFormats[] = {
    {{"pre", "transaction", "post"}, {"state", run_state_tests}},
    {{"txbytes", "result"}, {"transaction", run_transaction_tests}},
    {{"exec", "pre"}, {"vm", run_vm_tests}},
    {{"in", "out"}, {"rlp", run_rlp_tests}},
    {{"seq", "out"}, {"hex-prefix", run_hex_prefix_tests}},
    {{"types", "args"}, {"abi", run_abi_tests}},
    {{"in", "root"}, {"trie", run_trie_tests}},
    {{"in", "tests"}, {"trie", skip_trie_neighbours}},
    {{"alloc", "result"}, {"genesis", run_genesis_tests}},
    {{"inputs", "result"}, {"genesis", skip_genesis_balances}},
    {{"genesis_rlp_hex"}, {"genesis", run_genesis_hash_test}},
    {{"seed", "addr"}, {"address", run_address_tests}},
    {{"unsigned", "signed"}, {"signed transaction", run_signed_transaction_tests}},
    {{"json", "password"}, {"key store", run_key_store_tests}},
    {{"parentDifficulty"}, {"difficulty", skip_difficulty}},
    {{"decryption_type"}, {"network cryptography", skip_network_cryptography}},
};

/// The first case of a file, or null.
const json::object* first_case(const json::value& root)
{
    if (const auto* list = root.if_array())
        return list->empty() ? nullptr : list->front().if_object();
    const auto* object = root.if_object();
    if (object == nullptr || object->empty()) return nullptr;
    const auto* inner = object->begin()->value().if_object();
    return inner == nullptr ? object : inner;
}

struct File {
    std::string path;
    std::string folder;
};

std::vector<File> files_under(const std::string& path)
{
    if (!fs::is_directory(path)) return {{path, {}}};
    std::vector<File> list;
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
        if (!entry.is_regular_file() || entry.path().extension() != ".json") continue;
        const auto below = entry.path().lexically_relative(path);
        list.push_back({entry.path(), below.has_parent_path() ? below.begin()->string() : ""});
    }
    return list;
}

Result<std::vector<File>> selected_files(const Selection& selection)
{
    std::vector<File> list;
    for (const auto& path : selection.paths) {
        std::error_code unreadable;
        if (!fs::exists(path, unreadable))
            return failure(ErrorCode::kNotFound, "There is no file or folder " + path + ".");
        for (auto& file : files_under(path))
            list.push_back(std::move(file));
    }
    std::ranges::sort(list, {}, &File::path);
    if (!selection.except.empty())
        std::erase_if(list, [&](const File& file) {
            return file.path.find(selection.except) != std::string::npos;
        });
    if (selection.sample > 1) {
        auto state = selection.seed;
        std::erase_if(list, [&](const File&) {
            state = state * 6364136223846793005U + 1442695040888963407U;  // Knuth, MMIX
            return (state >> 33) % selection.sample != 0;
        });
    }
    if (list.empty()) return failure(ErrorCode::kNotFound, "No test files under the given paths.");
    return list;
}

std::string content_of(const std::string& path)
{
    const std::ifstream in(path, std::ios::binary);
    if (!in) corrupt("cannot be opened");
    std::ostringstream content;
    content << in.rdbuf();
    return content.str();
}

/// Some cases fill hundreds of megabytes. Kept for the next case: a tenth of the time went into
/// pages that the system takes back and clears again.
void keep_freed_memory()
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 1 << 25);  // the most that is accepted
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
}

void run_file(const File& file, const Selection& selection,
              const std::function<void(const Verdict&)>& on_verdict)
{
    Verdict frame;
    frame.file = file.path;
    frame.folder = file.folder;
    try {
        const auto root = json::parse(content_of(file.path));
        const auto* test = first_case(root);
        if (test == nullptr) corrupt("no test in it");
        const auto* recognised = std::ranges::find_if(kFormats, [&](const Recognition& candidate) {
            return std::ranges::all_of(candidate.keys,
                                       [&](auto key) { return test->contains(key); });
        });
        if (recognised == std::end(kFormats)) corrupt("no known format of tests");
        frame.format = recognised->format.name;
        Report report(selection, frame, on_verdict);
        recognised->format.run(root, report);
    } catch (const std::exception& e) {
        frame.outcome = Outcome::kFailed;
        frame.expected = "a file of official tests";
        frame.found = e.what();
        on_verdict(frame);
    }
}

}  // namespace

void Counts::count(Outcome outcome)
{
    switch (outcome) {
        case Outcome::kPassed:
            ++passed;
            break;
        case Outcome::kFailed:
            ++failed;
            break;
        case Outcome::kSkipped:
            ++skipped;
            break;
    }
}

bool Report::wants(std::string_view name, std::string_view fork) const
{
    if (!selection_.fork.empty() && !fork.empty() && fork != selection_.fork) return false;
    return name.find(selection_.only) != std::string_view::npos;
}

void Report::compare(std::string_view name, std::string_view fork, const std::string& expected,
                     const std::string& found)
{
    if (expected == found)
        tell(Outcome::kPassed, name, fork, {}, {});
    else
        tell(Outcome::kFailed, name, fork, expected, found);
}

void Report::skip(std::string_view name, std::string_view fork, const std::string& rule)
{
    tell(Outcome::kSkipped, name, fork, {}, rule);
}

void Report::tell(Outcome outcome, std::string_view name, std::string_view fork,
                  std::string expected, std::string found)
{
    auto verdict = frame_;
    verdict.outcome = outcome;
    verdict.name = name;
    verdict.fork = fork;
    verdict.expected = std::move(expected);
    verdict.found = std::move(found);
    on_verdict_(verdict);
}

Result<Counts> run(const Selection& selection,
                   const std::function<void(const Verdict&)>& on_verdict)
{
    const auto list = selected_files(selection);
    if (!list) return std::unexpected(list.error());
    keep_freed_memory();
    Counts counts;
    for (const auto& file : *list)
        run_file(file, selection, [&](const Verdict& verdict) {
            counts.count(verdict.outcome);
            on_verdict(verdict);
        });
    return counts;
}

}  // namespace archi::conformance
