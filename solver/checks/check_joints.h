#pragma once

#include "case/case_problem.h"
#include "used_surfaces.h"

#include <vector>

namespace kelvolt
{

/// Adds a fault wherever the package touches itself only along an edge or in a corner.
void check_touching_bodies(const Case &input,
                           const PartLayout &layout,
                           std::vector<CaseProblem> &problems);

/// The fault of a contact whose parts do not touch.
CaseProblem contact_without_faces(const Contact &contact);

/// The fault of a contact with an electrical resistance whose part conducts no current.
CaseProblem contact_of_insulator(const Contact &contact, const std::string &part);

/// The fault of a point on a contact where the temperature jumps.
CaseProblem point_on_contact(const NamedPoint &point, const Contact &contact);

/// Adds a fault for every contact of parts that do not touch, and for every electrical one
/// with a part that conducts no current.
void check_contacts(const Case &input,
                    const MaterialMap &library,
                    const PartLayout &layout,
                    const PartIndices &indices,
                    std::vector<CaseProblem> &problems);

/// Adds a fault for every named point outside the package or on a contact where the
/// temperature jumps.
void check_points(const Case &input,
                  const PartLayout &layout,
                  const PartIndices &indices,
                  std::vector<CaseProblem> &problems);

} // namespace kelvolt
