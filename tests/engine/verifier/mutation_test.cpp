// Proofs that were changed afterwards: none is accepted, and none makes the verifier fail. How
// many: 6,000, or 100,000 with ARCHI_FULL=1.

#include <QtTest>

#include <random>

#include "engine/verifier/toy_run.hpp"

namespace {

using namespace archi;
using namespace archi::verifier;
using namespace archi::verifier::test;

std::uint64_t seed()
{
    return static_cast<std::uint64_t>(qEnvironmentVariableIntValue("ARCHI_SEED")) + 1;
}

std::size_t mutants()
{
    return qEnvironmentVariableIntValue("ARCHI_FULL") == 1 ? 100'000 : 6'000;
}

struct Place {
    std::string name;
    std::size_t begin = 0;
    std::size_t size = 0;
    std::size_t segment = 0;
};

/// Whether the message is of elements: not of hashes, nonces and heights.
bool is_of_elements(const Place& place)
{
    return std::ranges::any_of(
        std::array{"root", "sum rounds", "sum values", "parts", "constraint rounds", ", columns",
                   "stacking rounds", "stacked columns", "slope", "last word"},
        [&](const char* name) { return place.name.contains(name); });
}

void write_word(Bytes& bytes, std::size_t place, std::uint64_t word)
{
    for (std::size_t i = 0; i < 4; ++i)
        bytes[place + i] = static_cast<std::uint8_t>(word >> (8 * i));
}

/// Every message of a segment, by the layout that follows from its shape.
void append_messages(const ToyRun& run, std::size_t index, std::size_t at, std::size_t size,
                     std::vector<Place>& places)
{
    const auto parameters = toy_parameters();
    const auto air = machine_air<E>();
    auto trace = run.segments[index];
    prover::sort_by_chip(trace.traces);
    const auto shape = prover::shape_of(trace);
    const auto key = prover::key_of(run.tables, run.executable.program.entry);
    const auto layout = lay_out(air, shape, key, parameters.log_stacked_height);
    const auto end = at + size;
    const auto take = [&](const char* name, std::size_t bytes) {
        places.push_back({"segment " + std::to_string(index) + ", " + name, at, bytes, index});
        at += bytes;
    };
    constexpr auto kElement = iop::kElementBytes<E>;
    take("public values", kPublicBytes);
    take("shape", shape_bytes(air, machine::Commitment::kMain));
    take("main cap", cap_size(parameters) * Hash::kSize);
    take("work before the fingerprint", 8);
    for (const auto& leaves : layout.leaves) {
        take("root", 2 * kElement);
        for (unsigned layer = 0; layer < leaves.log_leaves; ++layer) {
            take("sum rounds", std::size_t{2} * layer * kElement);
            take("sum values", 4 * kElement);
        }
    }
    std::size_t parts = 0;
    std::size_t columns = 0;
    for (const auto& instance : shape) {
        const auto& chip = air[instance.chip];
        columns += chip.columns;
        columns += chip.fixed == FixedColumns::kProgram ? chip.fixed_columns : 0;
        for (const auto interactions : chip.interactions)
            parts += interactions == 0 ? 0 : 2;
    }
    take("parts", parts * kElement);
    take("constraint rounds", max_log_height(shape) * kRoundDegree * kElement);
    take("columns", columns * kElement);
    take("stacking rounds", std::size_t{2} * parameters.log_stacked_height * kElement);
    std::size_t width = 0;
    for (const auto& stack : layout.stacks)
        width += stack.width;
    take("stacked columns", width * kElement);
    take("work before the batching", 8);
    for (std::size_t i = 0; i < iop::word_count(parameters); ++i) {
        const auto word = iop::word_of(parameters, i);
        take("cap of a folded word", cap_size(parameters, word.log_leaves()) * Hash::kSize);
        for (unsigned k = 0; k < word.log_arity; ++k) {
            take("slope", kElement);
            take("work of a fold", 8);
        }
    }
    take("last word", kElement << parameters.log_final_length);
    take("work before the queries", 8);
    if (at >= end) throw std::runtime_error("the layout does not fit the segment");
    take("rows", (end - at) / 2);
    take("rows and siblings", end - at);
}

class MutationTest : public QObject {
    Q_OBJECT

    std::unique_ptr<prover::Backend> backend_ = prover::make_cpu_backend({.threads = 2});
    const ToyRun run_{seed(), 250};
    Bytes proof_;
    Bytes other_;  ///< of the same program with another input
    std::mt19937_64 random_{seed()};

    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : random_() % bound; }
    static auto at(std::size_t place) { return static_cast<std::ptrdiff_t>(place); }

    void change_byte(Bytes& bytes, std::size_t place)
    {
        auto& byte = bytes[place];
        const auto before = byte;
        switch (below(4)) {
            case 0:
                byte = 0;
                break;
            case 1:
                byte = 0xff;
                break;
            case 2:
                byte ^= static_cast<std::uint8_t>(1U << below(8));
                break;
            default:
                byte = static_cast<std::uint8_t>(random_());
        }
        if (byte == before) byte ^= 0x80;
    }
    /// The messages of all segments but what opens hashes, which has no fixed length.
    [[nodiscard]] std::vector<Place> messages() const
    {
        const ProofMap map(proof_);
        std::vector<Place> places;
        for (std::size_t i = 0; i < map.segments.size(); ++i)
            append_messages(run_, i, map.segments[i].begin, map.segments[i].size, places);
        std::erase_if(places, [](const Place& place) { return place.size == 0; });
        return places;
    }
    static Bytes with_segments(const Bytes& proof, const ProofMap& map,
                               const std::vector<std::size_t>& order)
    {
        Bytes bytes(proof.begin(), proof.begin() + at(map.lengths.front().begin));
        for (const auto i : order)
            bytes.insert(bytes.end(), proof.begin() + at(map.lengths[i].begin),
                         proof.begin() + at(map.segments[i].begin + map.segments[i].size));
        return bytes;
    }

private Q_SLOTS:
    void initTestCase()
    {
        proof_ = run_.prove(*backend_);
        other_ = ToyRun(seed(), 250, 2).prove(*backend_);
        QVERIFY(verify(proof_));
        QVERIFY(verify(other_));
        qInfo("seed %llu, %zu mutants of a proof of %zu bytes",
              static_cast<unsigned long long>(seed()), mutants(), proof_.size());
    }

    void changed_bytes_of_every_message()
    {
        const ProofMap map(proof_);
        std::vector<Place> places;
        const auto add = [&](const char* name, const ProofMap::Piece& piece) {
            places.push_back({name, piece.begin, piece.size});
        };
        add("version", {0, 4});
        add("parameters", {4, map.header.size - 4});
        add("key", {map.key.begin, kKeyHeaderBytes});
        add("key cap", {map.key.begin + kKeyHeaderBytes, map.key.size - kKeyHeaderBytes});
        add("output length", map.output_length);
        add("segment count", map.segment_count);
        add("early commitments", map.early);
        add("shared nonce", map.nonce);
        for (std::size_t i = 0; i < map.segments.size(); ++i) {
            add("length", map.lengths[i]);
            append_messages(run_, i, map.segments[i].begin, map.segments[i].size, places);
        }
        std::erase_if(places, [](const Place& place) { return place.size == 0; });
        qInfo("%zu places", places.size());
        auto mutant = proof_;
        for (std::size_t i = 0; i < mutants() / 2; ++i) {
            const auto& place = places[i % places.size()];
            const auto byte = place.begin + below(place.size);
            change_byte(mutant, byte);
            QVERIFY2(!verify(mutant), place.name.c_str());
            mutant[byte] = proof_[byte];
        }
    }

    /// What an element is, is said in one way only: plus p it is no element.
    void elements_in_another_encoding()
    {
        auto mutant = proof_;
        std::size_t tried = 0;
        for (const auto& place : messages())
            for (std::size_t i = 0; is_of_elements(place) && i < 3; ++i) {
                const auto word = place.begin + 4 * below(place.size / 4);
                const auto value = load_le(bytes_view(proof_).subspan(word, 4));
                QVERIFY(value < F::kModulus);
                write_word(mutant, word, value + F::kModulus);
                QVERIFY2(!verify(mutant), place.name.c_str());
                write_word(mutant, word, value);
                ++tried;
            }
        QVERIFY(mutant == proof_);
        QVERIFY(tried > 100);
    }

    /// Messages that are shorter or longer by an element, in a segment that says its length.
    void elements_left_out_of_every_message()
    {
        const ProofMap map(proof_);
        for (const auto& place : messages()) {
            const auto size = std::min(place.size, iop::kElementBytes<E>);
            const auto begin = proof_.begin() + at(place.begin);
            const auto& length = map.lengths[place.segment].begin;
            const auto said = load_le(bytes_view(proof_).subspan(length, 4));
            for (const bool is_longer : {false, true}) {
                auto mutant = proof_;
                if (is_longer)
                    mutant.insert(mutant.begin() + at(place.begin), begin, begin + at(size));
                else
                    mutant.erase(mutant.begin() + at(place.begin),
                                 mutant.begin() + at(place.begin + size));
                write_word(mutant, length, is_longer ? said + size : said - size);
                QVERIFY2(!verify(mutant), place.name.c_str());
            }
        }
    }

    void changed_bytes_of_whir()
    {
        // With words up to the Johnson bound, so that every message is there.
        const auto parameters = toy_whir_parameters(3);
        const auto proof = run_.prove(*backend_, run_.segments, 0, parameters);
        QVERIFY(verify(proof, parameters));
        auto mutant = proof;
        const auto count = mutants() / 4;
        for (std::size_t i = 0; i < count; ++i) {
            // Evenly over the proof, of which the openings are the greater part.
            const auto byte = (i * proof.size() + below(proof.size())) / count;
            change_byte(mutant, byte);
            QVERIFY2(!verify(mutant, parameters), qPrintable(QString::number(byte)));
            mutant[byte] = proof[byte];
        }
        for (std::size_t i = 0; i < count / 8; ++i) {
            const auto cut = below(proof.size());
            QVERIFY(!verify(bytes_view(proof).first(cut), parameters));
            auto longer = proof;
            longer.insert(longer.begin() + at(cut), 1 + below(40),
                          static_cast<std::uint8_t>(random_()));
            QVERIFY(!verify(longer, parameters));
        }
    }

    void changed_bits_anywhere()
    {
        for (std::size_t i = 0; i < mutants() / 8; ++i) {
            auto mutant = proof_;
            for (std::size_t flips = 1 + below(4); flips-- > 0;)
                mutant[below(mutant.size())] ^= static_cast<std::uint8_t>(1U << below(8));
            QVERIFY(mutant == proof_ || !verify(mutant));
        }
    }

    void bytes_taken_out_and_put_in()
    {
        for (std::size_t i = 0; i < mutants() / 8; ++i) {
            auto mutant = proof_;
            const auto place = below(mutant.size());
            const auto count = 1 + below(i % 2 == 0 ? 8 : 400);
            if (i % 3 == 0)
                mutant.insert(mutant.begin() + at(place), count,
                              static_cast<std::uint8_t>(random_()));
            else
                mutant.erase(mutant.begin() + at(place),
                             mutant.begin() + at(std::min(mutant.size(), place + count)));
            QVERIFY(!verify(mutant));
        }
    }

    void cut_short_and_trailing()
    {
        for (std::size_t i = 0; i < mutants() / 8; ++i) {
            const auto length = i < 400 ? i : below(proof_.size());
            QVERIFY(!verify(bytes_view(proof_).first(length)));
        }
        auto longer = proof_;
        longer.push_back(0);
        const auto verified = verify(longer);
        QVERIFY(!verified && verified.error() == Fault::kMalformed);
        // The last segment says that it has one byte more.
        const ProofMap map(proof_);
        ++longer[map.lengths.back().begin];
        const auto inside = verify(longer);
        QVERIFY(!inside && inside.error() == Fault::kMalformed);
    }

    void spliced_from_two_proofs()
    {
        for (std::size_t i = 0; i < mutants() / 8; ++i) {
            const auto cut = below(std::min(proof_.size(), other_.size()));
            auto mutant = Bytes(proof_.begin(), proof_.begin() + at(cut));
            mutant.insert(mutant.end(), other_.begin() + at(cut), other_.end());
            QVERIFY(mutant == proof_ || mutant == other_ || !verify(mutant));
        }
    }

    void segments_swapped_left_out_and_repeated()
    {
        const ProofMap map(proof_);
        const auto count = map.segments.size();
        QVERIFY(count >= 2);
        std::vector<std::size_t> order(count);
        for (std::size_t i = 0; i < count; ++i)
            order[i] = i;
        QVERIFY(verify(with_segments(proof_, map, order)));
        const auto refuse = [&](const std::vector<std::size_t>& wrong) {
            auto mutant = with_segments(proof_, map, wrong);
            QVERIFY(!verify(mutant));
            mutant[map.segment_count.begin] = static_cast<std::uint8_t>(wrong.size());
            QVERIFY(wrong.size() == count || !verify(mutant));
        };
        for (std::size_t i = 0; i < count; ++i) {
            auto without = order;
            without.erase(without.begin() + at(i));
            refuse(without);
            auto twice = order;
            twice.insert(twice.begin() + at(i), i);
            refuse(twice);
            for (std::size_t j = 0; j < i; ++j) {
                auto swapped = order;
                std::swap(swapped[i], swapped[j]);
                refuse(swapped);
            }
        }
    }

    void shapes_that_no_run_has()
    {
        const ProofMap map(proof_);
        const auto refuse = [&](std::size_t place, int value) {
            auto mutant = proof_;
            mutant[place] = static_cast<std::uint8_t>(value);
            const auto verified = verify(mutant);
            QVERIFY2(!verified && verified.error() == Fault::kShape,
                     qPrintable(QString("%1 at %2").arg(value).arg(place)));
        };
        // Heights of the key's columns, also of those that only the last segment opens.
        for (const auto height : {0, 3, 23, 64, 255}) {
            refuse(map.key.begin + 8, height);
            refuse(map.key.begin + 9, height);
        }
        const auto shape = map.segments.front().begin + kPublicBytes;
        const auto chips = shape_bytes(machine_air<E>(), machine::Commitment::kMain);
        for (std::size_t i = 0; i < chips; i += kMaxInstances)
            for (const auto height : {1, 3, 23, 64, 255})
                refuse(shape + i, height);
        // Each chip as tall as it may be, which is too much together.
        auto tall = proof_;
        for (std::size_t i = 0; i < chips; ++i)
            tall[shape + i] = 22;
        const auto verified = verify(tall);
        QVERIFY(!verified && verified.error() == Fault::kShape);
    }
};

}  // namespace

QTEST_GUILESS_MAIN(MutationTest)
#include "mutation_test.moc"
