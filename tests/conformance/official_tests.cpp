// Runs official tests as CTest wants them:
//   official_tests [--fork NAME] [--only PART] [--except PART] [--sample N [--seed S]]
//     [--guest PROGRAM] [--full-only] PATH...
// --sample: one file in N, chosen by the seed (of the clock where none is given); all of them with
// ARCHI_FULL. --guest: the state tests on rv32im, by that program. Prints each failure, the rules
// by which cases were skipped, and counts per folder and fork; exit code 1 on any failure, 2 for
// wrong usage, 77 without data.

#include "conformance/official_tests.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>

namespace {

using namespace archi::conformance;

bool parse(int argc, char** argv, Selection& selection, bool& full_only)
{
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (!argument.starts_with("--")) {
            selection.paths.push_back(argument);
            continue;
        }
        if (argument == "--full-only") {
            full_only = true;
            continue;
        }
        if (++i == argc) return false;
        if (argument == "--fork")
            selection.fork = argv[i];
        else if (argument == "--only")
            selection.only = argv[i];
        else if (argument == "--except")
            selection.except = argv[i];
        else if (argument == "--sample")
            selection.sample = std::max(1ULL, std::strtoull(argv[i], nullptr, 10));
        else if (argument == "--guest")
            selection.guest = argv[i];
        else if (argument == "--seed")
            selection.seed = std::strtoull(argv[i], nullptr, 10);
        else
            return false;
    }
    return !selection.paths.empty();
}

void print(const std::string& what, const Counts& counts)
{
    std::printf("%s%zu passed, %zu failed, %zu skipped\n", what.c_str(), counts.passed,
                counts.failed, counts.skipped);
}

}  // namespace

int main(int argc, char** argv)
{
    Selection selection;
    bool full_only = false;
    selection.seed = static_cast<std::uint64_t>(
        std::chrono::system_clock::now().time_since_epoch() / std::chrono::seconds(1));
    if (!parse(argc, argv, selection, full_only)) {
        std::fprintf(stderr,
                     "usage: %s [--fork NAME] [--only PART] [--except PART] "
                     "[--sample N [--seed S]] [--guest PROGRAM] [--full-only] PATH...\n",
                     argv[0]);
        return 2;
    }
    const char* full = std::getenv("ARCHI_FULL");
    if (full_only && (full == nullptr || *full == '\0')) {
        std::fprintf(stderr, "Skipped: part of `./dev test --full` only.\n");
        return 77;
    }
    if (full != nullptr && *full != '\0') selection.sample = 1;
    if (selection.sample > 1)
        std::printf("one file in %llu, seed %llu\n",
                    static_cast<unsigned long long>(selection.sample),
                    static_cast<unsigned long long>(selection.seed));

    std::map<std::string, Counts> per_folder;
    std::map<std::string, Counts> per_fork;
    std::map<std::string, std::size_t> skips;
    const auto total = run(selection, [&](const Verdict& verdict) {
        const auto fork = verdict.fork.empty() ? "any fork" : verdict.fork;
        per_folder[verdict.folder + " " + fork].count(verdict.outcome);
        per_fork[verdict.format + " " + fork].count(verdict.outcome);
        if (verdict.outcome == Outcome::kFailed)
            std::printf("FAILED %s: %s: expected %s, found %s\n", verdict.file.c_str(),
                        verdict.name.c_str(), verdict.expected.c_str(), verdict.found.c_str());
        if (verdict.outcome == Outcome::kSkipped) ++skips[verdict.format + ": " + verdict.found];
    });
    if (!total) {
        std::fprintf(stderr, "%s\n", describe(total.error()).c_str());
        return 77;
    }
    for (const auto& [rule, count] : skips)
        std::printf("skipped %zu %s\n", count, rule.c_str());
    for (const auto& [folder, counts] : per_folder)
        print(folder + ": ", counts);
    for (const auto& [fork, counts] : per_fork)
        print(fork + ": ", counts);
    print("", *total);
    return total->failed == 0 ? 0 : 1;
}
