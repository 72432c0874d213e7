#pragma once

#include <string>

/// @file
/// Names in a result directory: what the solver writes and the drawing tools read.
/// It depends on nothing but the standard library.

namespace kelvolt::result_schema
{

// Files of the directory.
inline constexpr char summary_file[] = "summary.json";
inline constexpr char fields_file[] = "fields.vtkhdf";
inline constexpr char xdmf_file[] = "fields.xdmf";
inline constexpr char history_file[] = "history.csv";
inline constexpr char resolved_case_file[] = "case.resolved.yaml";
inline constexpr char log_file[] = "log.txt";
inline constexpr char impedance_file[] = "zth.json";
inline constexpr char impedance_table[] = "zth.csv";
inline constexpr char pictures_directory[] = "pictures";

/// Stands first in every JSON file that Kelvolt writes. It changes when a key changes its
/// name or its meaning; new keys leave it.
inline constexpr int format = 1;

// `status` in the summary.
inline constexpr char ok[] = "ok";
inline constexpr char accuracy_not_met[] = "accuracy not met";
inline constexpr char limit_violated[] = "limit_violated";
/// Of a drive without a steady state: there are no fields then.
inline constexpr char no_steady_state[] = "no_steady_state";
/// Of a transient run in which a temperature grew without bound: the result ends there.
inline constexpr char runaway[] = "runaway";
/// Of a transient run that was stopped before its end: the result ends there.
inline constexpr char interrupted[] = "interrupted";

// `temperature_unit` in the summary.
inline constexpr char celsius[] = "degC";
inline constexpr char kelvin[] = "K";

/// A field as stored: its column is called `NAME [UNIT]`, see column_name().
struct Field
{
  const char *name;
  const char *unit; ///< UDUNITS notation with negative exponents, as `A m-2`
};

// Continuous fields, one value per node. A field that lives on some of the parts only is
// NaN at the nodes of all others.
inline constexpr Field temperature{"temperature", "K"};
inline constexpr Field potential{"potential", "V"};

// Fields that jump from cell to cell, one value (vector) per cell; zero or NaN outside the
// conductors. HDF5 reads a slash in a name as a path, hence `A m-2` instead of `A/m2`.
inline constexpr Field current_density{"current_density", "A m-2"};
inline constexpr Field joule_heat{"joule_heat", "W m-3"};
inline constexpr Field heat_flux{"heat_flux", "W m-2"};

/// Cell data, int32: index into the part names.
inline constexpr char part[] = "part";
/// Attribute of CellData/part: the names, blank-padded fixed-length UTF-8.
inline constexpr char part_names_attribute[] = "names";
/// Dataset of FieldData: the same names once more, as strings that VTK's reader shows.
inline constexpr char part_names[] = "part_names";

/// `temperature [K]`; without a unit, the bare name.
inline std::string column_name(const std::string &name, const std::string &unit)
{
  return unit.empty() ? name : name + " [" + unit + "]";
}

inline std::string column_name(const Field &field)
{
  return column_name(field.name, field.unit);
}

} // namespace kelvolt::result_schema
