#include "verifier/fault.hpp"

namespace archi::verifier {

std::string_view describe(Fault fault)
{
    switch (fault) {
        case Fault::kParameters:
            return "its parameters are unknown or less secure than declared";
        case Fault::kMalformed:
            return "it is cut short, has bytes left over or holds numbers outside the field";
        case Fault::kShape:
            return "no run has chips of these heights";
        case Fault::kPublicValues:
            return "its segments do not join, or the program does not end";
        case Fault::kGrinding:
            return "a proof of work is missing";
        case Fault::kZeroSum:
            return "a sum over the buses has a zero denominator";
        case Fault::kUnbalanced:
            return "what is sent over the buses is not what is received";
        case Fault::kParts:
            return "the chips' parts do not add up to the sum over the buses";
        case Fault::kConstraints:
            return "the trace breaks a constraint";
        case Fault::kStacking:
            return "the stacked columns are not the columns of the trace";
        case Fault::kOpening:
            return "an opened row is not the committed one";
        case Fault::kFold:
            return "a folded word does not follow from the word before it";
        case Fault::kOutput:
            return "the public output is not the one that was proven";
    }
    return "";
}

}  // namespace archi::verifier
