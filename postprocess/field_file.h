#pragma once

#include "results/result_schema.h"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace kelvolt
{

/// A file of the result is not what the solver writes. The text says where, what was found
/// and what is allowed, without a full stop.
class DamagedFile : public std::runtime_error
{
public:
  using std::runtime_error::runtime_error;
};

/// What pictures and reports need of a field file, as it is stored.
struct FieldFile
{
  std::vector<double> points;             ///< three per point [m]
  std::vector<std::int64_t> connectivity; ///< point numbers, cell by cell
  std::vector<std::int64_t> offsets;      ///< where each cell begins, and the end
  std::vector<std::uint8_t> types;        ///< VTK's numbers of the cell types
  std::vector<std::int32_t> parts;        ///< of the cells
  std::vector<double> temperature;        ///< at the points [K]
  std::vector<double> current_density;    ///< three per cell [A/m2]; empty = not stored
  std::vector<double> heat_flux; ///< three per cell [W/m2]; empty = not stored, not wanted
  std::vector<char> part_names;  ///< one after the other, each ended by a zero
  std::vector<double> time;      ///< of these fields [s]; empty = steady
};

/// Calls the function with every array of the file, in one order.
template <typename File, typename Function>
void for_each_array(File &file, const Function &function)
{
  function(file.points);
  function(file.connectivity);
  function(file.offsets);
  function(file.types);
  function(file.parts);
  function(file.temperature);
  function(file.current_density);
  function(file.heat_flux);
  function(file.part_names);
  function(file.time);
}

/// What is read of a file.
struct FieldChoice
{
  double time = 0.;       ///< of a transient result [s]: the saved time that is nearest
  bool heat_flux = false; ///< which pictures do not need
  /// The numbers of the cells and their names: of parts, or of surfaces.
  const char *number = result_schema::part;
};

/// The most that an array of a file of this size may take: deflate packs at most 1032 : 1.
std::uint64_t largest_array_bytes(std::uint64_t file_bytes);

/// Reads the arrays through HDF5. Type, shape, storage and size of each are checked before
/// it is read, and against the counts of the file; the values are those of the file. HDF5
/// itself may crash or hang on a damaged file, see read_isolated(). Silences HDF5's own
/// error output for good. Throws DamagedFile.
FieldFile read_field_file(const std::string &path,
                          std::uint64_t file_bytes,
                          const FieldChoice &choice);

} // namespace kelvolt
