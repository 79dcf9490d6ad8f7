// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// A picture of spheres by fixed-point ray casting: signed multiplications, divisions and square
/// roots over structures in storage and memory, as in the well-known SnailTracer.
contract Rays {
    int256 private constant ONE = 1e6;

    struct Vector {
        int256 x;
        int256 y;
        int256 z;
    }

    struct Sphere {
        int256 radius;
        Vector center;
        Vector colour;
    }

    Sphere[] private spheres;

    constructor() {
        spheres.push(Sphere(1e6, Vector(0, 0, 5e6), Vector(9e5, 2e5, 1e5)));
        spheres.push(Sphere(2e6, Vector(3e6, 1e6, 9e6), Vector(1e5, 8e5, 3e5)));
        spheres.push(Sphere(1e9, Vector(0, -1001e6, 0), Vector(5e5, 5e5, 5e5)));
    }

    /// The sum of the colours of size × size pixels.
    function render(int256 size) external view returns (int256 r, int256 g, int256 b) {
        for (int256 y = 0; y < size; y++)
            for (int256 x = 0; x < size; x++) {
                Vector memory direction = unit(Vector((2 * x - size) * ONE / size, (size - 2 * y) * ONE / size, 2 * ONE));
                Vector memory colour = trace(Vector(0, 0, 0), direction, 2);
                r += colour.x;
                g += colour.y;
                b += colour.z;
            }
    }

    function trace(Vector memory from, Vector memory direction, uint256 bounces) private view returns (Vector memory) {
        int256 nearest = type(int256).max;
        uint256 hit;
        for (uint256 i = 0; i < spheres.length; i++) {
            int256 distance = meet(spheres[i], from, direction);
            if (distance > 0 && distance < nearest) (nearest, hit) = (distance, i);
        }
        if (nearest == type(int256).max) return Vector(4e5, 6e5, ONE);
        return shade(spheres[hit], add(from, scale(direction, nearest)), direction, bounces);
    }

    function shade(Sphere memory sphere, Vector memory point, Vector memory direction, uint256 bounces)
        private
        view
        returns (Vector memory)
    {
        Vector memory normal = unit(subtract(point, sphere.center));
        int256 light = ONE / 5 + dot(normal, Vector(577350, 577350, -577350));
        Vector memory own = scale(sphere.colour, light < ONE / 5 ? ONE / 5 : light);
        if (bounces == 0) return own;
        Vector memory away = subtract(direction, scale(normal, 2 * dot(normal, direction)));
        Vector memory seen = trace(add(point, scale(normal, 1000)), away, bounces - 1);
        return add(scale(own, 7 * ONE / 10), scale(seen, 3 * ONE / 10));
    }

    /// The distance to the nearer point of the sphere along the ray; 0 if it misses.
    function meet(Sphere memory sphere, Vector memory from, Vector memory direction) private pure returns (int256) {
        Vector memory between = subtract(sphere.center, from);
        int256 along = dot(between, direction);
        int256 under = along * along / ONE - dot(between, between) + sphere.radius * sphere.radius / ONE;
        if (under < 0) return 0;
        return along - root(under * ONE);
    }

    function dot(Vector memory a, Vector memory b) private pure returns (int256) {
        return (a.x * b.x + a.y * b.y + a.z * b.z) / ONE;
    }

    function add(Vector memory a, Vector memory b) private pure returns (Vector memory) {
        return Vector(a.x + b.x, a.y + b.y, a.z + b.z);
    }

    function subtract(Vector memory a, Vector memory b) private pure returns (Vector memory) {
        return Vector(a.x - b.x, a.y - b.y, a.z - b.z);
    }

    function scale(Vector memory a, int256 by) private pure returns (Vector memory) {
        return Vector(a.x * by / ONE, a.y * by / ONE, a.z * by / ONE);
    }

    function unit(Vector memory a) private pure returns (Vector memory) {
        return scale(a, ONE * ONE / root(dot(a, a) * ONE));
    }

    function root(int256 x) private pure returns (int256 y) {
        y = x;
        for (int256 z = (x + 1) / 2; z < y; z = (x / z + z) / 2) y = z;
    }
}
