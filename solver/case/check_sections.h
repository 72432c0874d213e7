#pragma once

#include "case_faults.h"

namespace kelvolt
{

/// @file
/// The checks of check_case(), one for each section of the case file. Each adds the
/// faults of its section; it passes over values that are unknown, which have been reported
/// where they were read.

/// Bounds of a box's place and size.
constexpr double largest_coordinate = 100.; // m
constexpr double smallest_side = 1e-12;     // m

void check_parts(CaseFaults &faults);
/// Those with slanted or round edges, once they have a size.
void check_outlines(CaseFaults &faults);
/// What packages with slanted or round edges cannot have yet, and sides that a part has
/// not.
void check_columns(CaseFaults &faults);
void check_patches(CaseFaults &faults);
void check_materials(CaseFaults &faults);
void check_cooling(CaseFaults &faults);
/// The terminals and what drives them.
void check_drives(CaseFaults &faults);
void check_contacts(CaseFaults &faults);
void check_wires(CaseFaults &faults);
void check_heat(CaseFaults &faults);
void check_devices(CaseFaults &faults);
/// The study, and what it needs of the rest.
void check_study(CaseFaults &faults);
/// The form of what changes in time; the ranges of its values belong to its section.
void check_waveforms(CaseFaults &faults);
void check_points(CaseFaults &faults);
void check_accuracy(CaseFaults &faults);
void check_limits(CaseFaults &faults);
void check_output(CaseFaults &faults);

} // namespace kelvolt
