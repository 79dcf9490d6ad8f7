#include "node/batches.hpp"

#include <array>
#include <boost/json.hpp>
#include <stdexcept>

#include "base/hex.hpp"

namespace archi::node {
namespace {

namespace json = boost::json;

constexpr std::array kStages{BatchStage::kSealed, BatchStage::kCommitted, BatchStage::kAccepted,
                             BatchStage::kExecuted};

json::object step_object(const BatchStep& step)
{
    return {{"step", step.step},
            {"fate", step.fate},
            {"transaction", hex::encode(step.transaction)},
            {"l1_block", step.block == 0 ? json::value(nullptr) : json::value(step.block)},
            {"gas", step.block == 0 ? json::value(nullptr) : json::value(step.gas)},
            {"bytes", step.bytes},
            {"sent_unix_ms", step.sent_unix_ms}};
}

json::object batch_object(const BatchView& batch)
{
    json::array steps;
    for (const auto& step : batch.steps)
        steps.push_back(step_object(step));
    return {{"number", batch.number},
            {"first_block", batch.first_block},
            {"last_block", batch.last_block},
            {"transactions", batch.transactions},
            {"sealed_unix_ms", batch.sealed_unix_ms},
            {"pubdata_bytes", batch.pubdata_bytes},
            {"epoch", batch.epoch},
            {"stage", to_string(batch.stage)},
            {"steps", std::move(steps)}};
}

std::uint64_t number_or_zero(const json::value& value)
{
    return value.is_null() ? 0 : value.to_number<std::uint64_t>();
}

BatchStep step_from(const json::value& value)
{
    const auto hash =
        hex::decode_fixed<Hash>(std::string_view(value.at("transaction").as_string()));
    if (!hash) throw std::invalid_argument("no hash");
    return {.step = std::string(value.at("step").as_string()),
            .fate = std::string(value.at("fate").as_string()),
            .transaction = *hash,
            .block = number_or_zero(value.at("l1_block")),
            .gas = number_or_zero(value.at("gas")),
            .bytes = value.at("bytes").to_number<std::uint64_t>(),
            .sent_unix_ms = value.at("sent_unix_ms").to_number<std::int64_t>()};
}

BatchView batch_from(const json::value& value)
{
    BatchView batch;
    batch.number = value.at("number").to_number<std::uint64_t>();
    batch.first_block = value.at("first_block").to_number<std::uint64_t>();
    batch.last_block = value.at("last_block").to_number<std::uint64_t>();
    batch.transactions = value.at("transactions").to_number<std::uint64_t>();
    batch.sealed_unix_ms = value.at("sealed_unix_ms").to_number<std::int64_t>();
    batch.pubdata_bytes = value.at("pubdata_bytes").to_number<std::uint64_t>();
    batch.epoch = value.at("epoch").to_number<std::uint64_t>();
    const auto* stage = std::ranges::find_if(kStages, [&](BatchStage known) {
        return value.at("stage").as_string() == to_string(known);
    });
    if (stage == kStages.end()) throw std::invalid_argument("no stage");
    batch.stage = *stage;
    for (const auto& step : value.at("steps").as_array())
        batch.steps.push_back(step_from(step));
    return batch;
}

}  // namespace

const char* to_string(BatchStage stage)
{
    switch (stage) {
        case BatchStage::kCommitted:
            return "committed";
        case BatchStage::kAccepted:
            return "accepted";
        case BatchStage::kExecuted:
            return "executed";
        default:
            return "sealed";
    }
}

BatchStage stage_of(const chain::Settled& settled, std::uint64_t batch)
{
    if (batch <= settled.executed) return BatchStage::kExecuted;
    if (batch <= settled.verified) return BatchStage::kAccepted;
    return batch <= settled.committed ? BatchStage::kCommitted : BatchStage::kSealed;
}

std::string to_json(const BatchList& list)
{
    json::array batches;
    for (const auto& batch : list.batches)
        batches.push_back(batch_object(batch));
    return json::serialize(json::object{{"chain", list.chain},
                                        {"settles", list.settles},
                                        {"proven", list.proven},
                                        {"open_transactions", list.open_transactions},
                                        {"sealed", list.sealed},
                                        {"committed", list.settled.committed},
                                        {"accepted", list.settled.verified},
                                        {"executed", list.settled.executed},
                                        {"batches", std::move(batches)}});
}

Result<BatchList> parse_batches(const std::string& text)
{
    try {
        const auto value = json::parse(text);
        BatchList list;
        list.chain = value.at("chain").as_string();
        list.settles = value.at("settles").as_bool();
        list.proven = value.at("proven").as_bool();
        list.open_transactions = value.at("open_transactions").to_number<std::uint64_t>();
        list.sealed = value.at("sealed").to_number<std::uint64_t>();
        list.settled.committed = value.at("committed").to_number<std::uint64_t>();
        list.settled.verified = value.at("accepted").to_number<std::uint64_t>();
        list.settled.executed = value.at("executed").to_number<std::uint64_t>();
        for (const auto& batch : value.at("batches").as_array())
            list.batches.push_back(batch_from(batch));
        return list;
    } catch (const std::exception&) {
        return failure(ErrorCode::kCorrupt, "the process that runs the world sent bad batches");
    }
}

}  // namespace archi::node
