// archipelago zk soundness: what a parameter set proves, term by term.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <optional>

#include "cli/zk.hpp"
#include "cli/zk_proving.hpp"
#include "iop/soundness/protocol.hpp"

namespace archi::cli {
namespace {

namespace json = boost::json;
namespace soundness = iop::soundness;
using soundness::Bits;

struct Options {
    std::string set = std::string(iop::parameter_sets().front().name);
    bool list = false;
    std::optional<std::uint64_t> segments;
    std::optional<std::uint64_t> layers;
    std::string regime;  // empty: the set's own
    std::uint16_t multiplicity = 0;
    bool pinned = false;
};

constexpr std::uint64_t kMostSegments = 1 << 20;
constexpr std::uint64_t kMostLayers = 1 << 10;

/// Bits to a tenth, rounded down.
std::string to_text(Bits bits)
{
    const auto tenths = bits.tenths();
    return fmt::format("{}{}.{}", tenths < 0 ? "-" : "", std::abs(tenths) / 10,
                       std::abs(tenths) % 10);
}

double to_number(Bits bits)
{
    return static_cast<double>(bits.tenths()) / 10;
}

std::string_view scope_of(const soundness::Term& term)
{
    switch (term.scope) {
        case soundness::Scope::kProof:
            return "proof";
        case soundness::Scope::kRun:
            return "run";
        case soundness::Scope::kCollision:
            break;
    }
    return "collision";
}

/// The term in all proofs of the union.
Bits bits_of_all(const soundness::Term& term, std::uint32_t log_proofs)
{
    auto bits = term.all.bits();
    if (term.scope == soundness::Scope::kProof) bits.units -= Bits::whole(log_proofs).units;
    return bits;
}

std::string name_of(const soundness::Term& term)
{
    return term.index == 0 ? std::string(term.name) : fmt::format("{} {}", term.name, term.index);
}

std::string_view field_of(const iop::Parameters& parameters)
{
    return parameters.field == iop::BaseField::kKoalaBear ? "KoalaBear" : "BabyBear";
}

/// Each word with its rate and what it is asked; empty for BaseFold.
void print_words(const iop::Parameters& parameters)
{
    if (parameters.opening == iop::Opening::kBaseFold) return;
    fmt::print("words:");
    for (std::size_t i = 0; i < iop::word_count(parameters); ++i)
        fmt::print("{} rate 2^-{}, {} queries", i == 0 ? "" : ";",
                   iop::word_of(parameters, i).log_inverse_rate, parameters.word_queries[i]);
    fmt::print("\n");
}

json::array words_to_json(const iop::Parameters& parameters)
{
    json::array words;
    for (std::size_t i = 0; i < iop::word_count(parameters); ++i) {
        const auto word = iop::word_of(parameters, i);
        words.push_back(
            {{"logDimension", word.log_dimension},
             {"logInverseRate", word.log_inverse_rate},
             {"queries", parameters.opening == iop::Opening::kWhir ? parameters.word_queries[i]
                                                                   : parameters.queries}});
    }
    return words;
}

void print_text(const std::string& title, const iop::Parameters& parameters,
                const soundness::Terms& terms, const soundness::Totals& totals,
                std::optional<iop::ParameterError> error)
{
    const auto& grinding = parameters.grinding;
    fmt::print("{}: {}^{}, {}, {}, rate 1/{}, {} queries\n", title, field_of(parameters),
               parameters.extension_degree, opening_of(parameters), decoding_of(parameters),
               1U << parameters.log_inverse_rate, parameters.queries);
    print_words(parameters);
    fmt::print(
        "grinding in bits: shared challenge {}, local challenge {}, batching {}, folding {}, "
        "queries {}\n\n",
        grinding.shared_challenge, grinding.local_challenge, grinding.batching, grinding.folding,
        grinding.queries);
    fmt::print("{:<26}{:>10}{:>10}{:>12}  {}\n", "bits of security", "a round", "a proof",
               "all proofs", "error without grinding");
    for (const auto& term : terms.view())
        fmt::print("{:<26}{:>10}{:>10}{:>12}  {}\n", name_of(term), to_text(term.round.bits()),
                   to_text(term.all.bits()), to_text(bits_of_all(term, parameters.log_proofs)),
                   term.formula);
    fmt::print("{:<26}{:>10}{:>10}{:>12}  {}\n\n", "total", to_text(totals.round),
               to_text(totals.proof), to_text(totals.all_proofs),
               "worst round; sum of terms; sum over all proofs");
    fmt::print("All proofs: up to 2^{} (segments times layers). Declared: {} bits. {}\n",
               parameters.log_proofs, parameters.target_bits,
               error ? fmt::format("REFUSED: {}.", iop::name_of(*error)) : "Accepted.");
}

json::object to_json(const std::string& title, const iop::Parameters& parameters,
                     const soundness::Terms& terms, const soundness::Totals& totals,
                     std::optional<iop::ParameterError> error)
{
    json::array rows;
    for (const auto& term : terms.view())
        rows.push_back(
            json::object{{"name", name_of(term)},
                         {"formula", term.formula},
                         {"scope", scope_of(term)},
                         {"roundBits", to_number(term.round.bits())},
                         {"proofBits", to_number(term.all.bits())},
                         {"allProofsBits", to_number(bits_of_all(term, parameters.log_proofs))}});
    return {{"set", title},
            {"field", field_of(parameters)},
            {"extensionDegree", parameters.extension_degree},
            {"decoding", decoding_of(parameters)},
            {"logInverseRate", parameters.log_inverse_rate},
            {"queries", parameters.queries},
            {"opening", opening_of(parameters)},
            {"words", words_to_json(parameters)},
            {"logProofs", parameters.log_proofs},
            {"terms", std::move(rows)},
            {"roundBits", to_number(totals.round)},
            {"proofBits", to_number(totals.proof)},
            {"allProofsBits", to_number(totals.all_proofs)},
            {"declaredBits", parameters.target_bits},
            {"accepted", !error.has_value()},
            {"refusedBecause", error ? json::value(iop::name_of(*error)) : json::value()}};
}

int list_sets(const Session& session)
{
    json::array sets;
    for (const auto& set : iop::parameter_sets()) {
        const auto& parameters = set.parameters;
        const auto totals = soundness::totals(soundness::terms(parameters), parameters.log_proofs);
        if (session.json)
            sets.push_back(json::object{{"name", set.name},
                                        {"purpose", set.purpose},
                                        {"declaredBits", parameters.target_bits},
                                        {"allProofsBits", to_number(totals.all_proofs)},
                                        {"queries", parameters.queries}});
        else
            fmt::print("{:<18}{:>4} bits declared, {} computed, {} queries: {}\n", set.name,
                       parameters.target_bits, to_text(totals.all_proofs), parameters.queries,
                       set.purpose);
    }
    if (session.json) fmt::print("{}\n", json::serialize(json::object{{"sets", std::move(sets)}}));
    return kDone;
}

/// The set with what the command line changes about it.
iop::Parameters changed(const iop::ParameterSet& set, const Options& options)
{
    auto parameters = set.parameters;
    if (options.segments || options.layers)
        parameters.log_proofs = static_cast<std::uint8_t>(
            soundness::ceiling_log2(options.segments.value_or(1) * options.layers.value_or(1)));
    if (options.regime == "unique") {
        parameters.decoding = iop::Decoding::kUnique;
        parameters.multiplicity = 0;
    } else if (options.regime == "johnson") {
        parameters.decoding = iop::Decoding::kJohnson;
        parameters.multiplicity = static_cast<std::uint8_t>(options.multiplicity);
    }
    parameters.early_commitments_pinned = options.pinned;
    return parameters;
}

int show(const Session& session, const Options& options)
{
    const auto* const set = iop::find_parameter_set(options.set);
    if (set == nullptr)
        return report(session, Error(ErrorCode::kNotFound,
                                     "There is no parameter set " + options.set +
                                         ". archipelago zk soundness --list names them."));
    const auto parameters = changed(*set, options);
    const auto valid = iop::validate(parameters);
    const auto error = valid ? std::nullopt : std::optional<iop::ParameterError>(valid.error());
    if (error == iop::ParameterError::kDecodingUnsupported)
        return report(session,
                      Error(ErrorCode::kInvalidArgument,
                            "No distance is left to decode at this rate and multiplicity."));
    const auto title = parameters == set->parameters ? options.set : options.set + ", changed";
    const auto terms = soundness::terms(parameters);
    const auto totals = soundness::totals(terms, parameters.log_proofs);
    if (session.json)
        fmt::print("{}\n", json::serialize(to_json(title, parameters, terms, totals, error)));
    else
        print_text(title, parameters, terms, totals, error);
    return error ? kFailed : kDone;
}

}  // namespace

void add_zk_soundness(CLI::App& zk, Registry registry)
{
    auto* command = zk.add_subcommand("soundness", "Show what a parameter set proves, and why");
    const auto options = std::make_shared<Options>();
    command->add_option("--set", options->set, "Parameter set")->type_name("NAME");
    command->add_flag("--list", options->list, "List the parameter sets");
    command->add_option("--segments", options->segments, "Count this many segments")
        ->check(CLI::Range(std::uint64_t{1}, kMostSegments));
    command->add_option("--layers", options->layers, "Count this many layers of aggregation")
        ->check(CLI::Range(std::uint64_t{1}, kMostLayers));
    auto* regime = command
                       ->add_option("--regime", options->regime,
                                    "Decode words up to this bound, instead of the set's own")
                       ->check(CLI::IsMember({"unique", "johnson"}));
    command
        ->add_option("--multiplicity", options->multiplicity, "Multiplicity of the Johnson bound")
        ->check(CLI::Range(1, 255))
        ->needs(regime);
    command->add_flag("--pinned", options->pinned,
                      "Suppose that early commitments are opened at a point drawn after them");
    command->footer(
        "Every term with its bits in the worst round, in one proof, and in all proofs of a run. "
        "Exit code 1 if the set falls below the bits that it declares.\n\n"
        "Example:\n  archipelago zk soundness --set high_128");
    command->callback([registry, options] {
        registry.exit_code =
            options->list ? list_sets(registry.session) : show(registry.session, *options);
    });
}

}  // namespace archi::cli
