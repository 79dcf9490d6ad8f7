#include "canvas/contour.hpp"

#include <array>
#include <cstdint>

namespace archi::app {

namespace {

constexpr int kNone = -1;

// Each edge between two neighbouring samples carries at most one crossing. Edges are numbered:
// horizontal ones first, then vertical ones.
class Tracer {
public:
    Tracer(const Field& field, double level)
        : field_(field), level_(level), links_(edge_count(field), {kNone, kNone})
    {
    }

    QPainterPath trace()
    {
        for (int row = 0; row + 1 < field_.rows; ++row)
            for (int column = 0; column + 1 < field_.columns; ++column)
                march(column, row);
        QPainterPath path;
        for (std::size_t edge = 0; edge < links_.size(); ++edge)
            if (links_[edge][0] != kNone) append_loop(path, static_cast<int>(edge));
        return path;
    }

private:
    static std::size_t edge_count(const Field& field)
    {
        return 2 * static_cast<std::size_t>(field.columns) * static_cast<std::size_t>(field.rows);
    }

    [[nodiscard]] bool below(int column, int row) const
    {
        const auto border =
            column == 0 || row == 0 || column == field_.columns - 1 || row == field_.rows - 1;
        return !border && field_.at(column, row) < level_;
    }
    [[nodiscard]] int horizontal(int column, int row) const
    {
        return row * field_.columns + column;
    }
    [[nodiscard]] int vertical(int column, int row) const
    {
        return field_.columns * field_.rows + row * field_.columns + column;
    }

    void link(int a, int b)
    {
        for (const auto [from, to] : {std::array{a, b}, std::array{b, a}}) {
            auto& ends = links_[static_cast<std::size_t>(from)];
            (ends[0] == kNone ? ends[0] : ends[1]) = to;
        }
    }

    void march(int column, int row)
    {
        const auto top = horizontal(column, row);
        const auto bottom = horizontal(column, row + 1);
        const auto left = vertical(column, row);
        const auto right = vertical(column + 1, row);
        const unsigned corners =
            (below(column, row) ? 1U : 0U) | (below(column + 1, row) ? 2U : 0U) |
            (below(column + 1, row + 1) ? 4U : 0U) | (below(column, row + 1) ? 8U : 0U);
        switch (corners) {
            case 1:
            case 14:
                link(left, top);
                break;
            case 2:
            case 13:
                link(top, right);
                break;
            case 4:
            case 11:
                link(right, bottom);
                break;
            case 8:
            case 7:
                link(bottom, left);
                break;
            case 3:
            case 12:
                link(left, right);
                break;
            case 6:
            case 9:
                link(top, bottom);
                break;
            // Two opposite corners: kept apart
            case 5:
                link(left, top);
                link(right, bottom);
                break;
            case 10:
                link(top, right);
                link(bottom, left);
                break;
            default:
                break;
        }
    }

    [[nodiscard]] QPointF crossing(int edge) const
    {
        const auto verticals = field_.columns * field_.rows;
        const bool is_vertical = edge >= verticals;
        const auto index = is_vertical ? edge - verticals : edge;
        const auto column = index % field_.columns;
        const auto row = index / field_.columns;
        const double a = field_.at(column, row);
        const double b = is_vertical ? field_.at(column, row + 1) : field_.at(column + 1, row);
        // At the border the field may lie on one side only: the middle will do.
        auto part = a == b ? 0.5 : (level_ - a) / (b - a);
        const bool is_between = part >= 0 && part <= 1;
        if (!is_between) part = 0.5;
        const QPointF step = is_vertical ? QPointF(0, part) : QPointF(part, 0);
        return field_.origin + (QPointF(column, row) + step) * field_.cell;
    }

    void append_loop(QPainterPath& path, int start)
    {
        std::vector<QPointF> points;
        for (int edge = start; edge != kNone;) {
            points.push_back(crossing(edge));
            auto& ends = links_[static_cast<std::size_t>(edge)];
            const auto next =
                links_[static_cast<std::size_t>(ends[0])][0] != kNone ? ends[0] : ends[1];
            ends = {kNone, kNone};
            edge =
                next != kNone && links_[static_cast<std::size_t>(next)][0] != kNone ? next : kNone;
        }
        if (points.size() < 3) return;
        // Curves through the middles of the segments, bent towards the crossings.
        path.moveTo((points.back() + points.front()) / 2);
        for (std::size_t i = 0; i < points.size(); ++i)
            path.quadTo(points[i], (points[i] + points[(i + 1) % points.size()]) / 2);
        path.closeSubpath();
    }

    const Field& field_;
    double level_;
    std::vector<std::array<int, 2>> links_;
};

}  // namespace

QPainterPath contour(const Field& field, double level)
{
    return Tracer(field, level).trace();
}

}  // namespace archi::app
