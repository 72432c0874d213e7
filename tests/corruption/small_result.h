#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// @file A small valid result, as the solver lays it out, to be damaged.

namespace kelvolt::small_result
{

/// Bricks of degree 2 in a row along x, 1 mm each, of two parts; the temperature rises
/// along it, the first part carries current.
struct Fields
{
  Fields();

  std::vector<double> points;
  std::vector<std::int64_t> connectivity;
  std::vector<std::int64_t> offsets;
  std::vector<std::uint8_t> types;
  std::vector<std::int32_t> parts;
  std::vector<double> temperature;
  std::vector<double> current_density;
  std::vector<std::int64_t> n_points; ///< as the file states them
  std::vector<std::int64_t> n_cells;
  std::vector<std::int64_t> n_places;

private:
  void add_points();
  void add_brick(int brick);
};

void write(const Fields &fields, const std::string &path);

nlohmann::json summary();

} // namespace kelvolt::small_result
