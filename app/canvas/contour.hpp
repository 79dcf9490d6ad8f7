#pragma once
// Lines of equal height through a field sampled on a grid (marching squares).

#include <QPainterPath>
#include <vector>

namespace archi::app {

/// Samples at the corners of square cells, row by row.
struct Field {
    int columns = 0;  ///< samples a row, at least 2
    int rows = 0;     ///< at least 2
    double cell = 1;  ///< width of a cell, pixels
    QPointF origin;   ///< of the first sample
    std::vector<float> values;

    [[nodiscard]] float at(int column, int row) const
    {
        return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                      static_cast<std::size_t>(column)];
    }
};

/// The closed curves around everything below `level`, smoothed. The field's border counts as above,
/// so every curve closes. To be filled by the odd-even rule.
[[nodiscard]] QPainterPath contour(const Field& field, double level);

}  // namespace archi::app
