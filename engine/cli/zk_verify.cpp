// archipelago zk verify: what a proof shows, if it holds.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <chrono>

#include "base/file.hpp"
#include "base/hex.hpp"
#include "cli/zk.hpp"
#include "cli/zk_program.hpp"
#include "cli/zk_proving.hpp"
#include "iop/soundness/protocol.hpp"
#include "prover/cpu/cpu_backend.hpp"
#include "prover/segment_prover.hpp"
#include "verifier/machine_air.hpp"
#include "verifier/run.hpp"

namespace archi::cli {
namespace {

namespace json = boost::json;
namespace soundness = iop::soundness;

struct Options {
    std::string proof;
    std::string program;
    std::string program_hash;
};

constexpr std::size_t kMaxProof = std::size_t{1} << 32;  // bytes

struct Found {
    verifier::Verified verified;
    const iop::ParameterSet* set = nullptr;
    double seconds = 0;
    std::size_t bytes = 0;
};

/// The hash that the proof must be about; empty if the caller takes any.
Result<std::string> expected_program(const Options& options, const iop::Parameters& parameters)
{
    if (options.program.empty()) return options.program_hash;
    const auto executable = read_program(options.program);
    if (!executable) return std::unexpected(executable.error());
    const machine::ProgramTables tables(executable->program);
    const auto key =
        prover::make_key(*prover::make_cpu_backend(), parameters, verifier::machine_air<iop::E>(),
                         tables, executable->program.entry);
    return hex::encode(verifier::program_hash(parameters, key.key));
}

Result<Found> check(const Options& options)
{
    const auto content = read_file(options.proof, kMaxProof);
    if (!content) return std::unexpected(content.error());
    const auto proof = bytes_of(*content);
    Found found;
    found.bytes = proof.size();
    found.set = verifier::parameter_set_of(proof);
    if (found.set == nullptr)
        return failure(ErrorCode::kInvalidArgument,
                       options.proof + " is no proof that this version knows.");
    const auto start = std::chrono::steady_clock::now();
    auto verified =
        verifier::verify_run<iop::E>(verifier::machine_air<iop::E>(), found.set->parameters, proof);
    found.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!verified)
        return failure(ErrorCode::kInvalidArgument,
                       fmt::format("The proof does not hold: {}.", describe(verified.error())));
    found.verified = std::move(*verified);
    const auto expected = expected_program(options, found.set->parameters);
    if (!expected) return std::unexpected(expected.error());
    const auto program = hex::encode(found.verified.program);
    if (!expected->empty() && *expected != program)
        return failure(ErrorCode::kInvalidArgument,
                       fmt::format("The proof holds, but for another program: {} instead of {}.",
                                   program, *expected));
    return found;
}

soundness::Totals totals_of(const iop::Parameters& parameters)
{
    return soundness::totals(soundness::terms(parameters), parameters.log_proofs);
}

std::string bits(soundness::Bits bits)
{
    return fmt::format("{}.{}", bits.tenths() / 10, bits.tenths() % 10);
}

json::object to_json(const Found& found)
{
    const auto totals = totals_of(found.set->parameters);
    const auto& verified = found.verified;
    return {{"valid", true},
            {"program", hex::encode(verified.program)},
            {"output", hex::encode(verified.output)},
            {"cycles", verified.cycles},
            {"segments", verified.segments},
            {"set", found.set->name},
            {"regime", decoding_of(found.set->parameters)},
            {"proofBits", static_cast<double>(totals.proof.tenths()) / 10},
            {"allProofsBits", static_cast<double>(totals.all_proofs.tenths()) / 10},
            {"proofBytes", found.bytes},
            {"seconds", found.seconds}};
}

void print(const Found& found)
{
    const auto& verified = found.verified;
    const auto& parameters = found.set->parameters;
    const auto totals = totals_of(parameters);
    fmt::print("The proof holds.\n");
    fmt::print("program  {}\n", hex::encode(verified.program));
    print_output(verified.output);
    fmt::print("run      {} cycles in {} segment{}\n", verified.cycles, verified.segments,
               verified.segments == 1 ? "" : "s");
    fmt::print("security {} bits a segment, {} bits for 2^{} of them; proven, by {}\n",
               bits(totals.proof), bits(totals.all_proofs), parameters.log_proofs,
               decoding_of(parameters));
    fmt::print("proof    {} bytes, {}, verified in {:.0f} ms\n", found.bytes, found.set->name,
               1000 * found.seconds);
}

int verify(const Session& session, const Options& options)
{
    const auto found = check(options);
    if (!found) return report(session, found.error());
    if (session.json)
        fmt::print("{}\n", json::serialize(to_json(*found)));
    else
        print(*found);
    return kDone;
}

}  // namespace

void add_zk_verify(CLI::App& zk, Registry registry)
{
    auto* command = zk.add_subcommand("verify", "Tell what a proof shows, if it holds");
    const auto options = std::make_shared<Options>();
    command->add_option("PROOF", options->proof, "A file that `zk prove` wrote")
        ->required()
        ->check(CLI::ExistingFile);
    auto* program =
        command
            ->add_option("--program", options->program, "The ELF file that the proof must be about")
            ->check(CLI::ExistingFile);
    command
        ->add_option("--program-hash", options->program_hash,
                     "Or the program hash, as `zk prove` prints it")
        ->excludes(program);
    command->footer(
        "Without --program or --program-hash, compare the program hash yourself: a proof holds for "
        "the program\nthat it names, whatever that does. Exit code 1 if the proof does not "
        "hold.\n\n"
        "Example:\n  archipelago zk verify hello.proof --program bin/guest/hello.elf");
    command->callback(
        [registry, options] { registry.exit_code = verify(registry.session, *options); });
}

}  // namespace archi::cli
