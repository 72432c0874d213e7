#pragma once

#include "reduction/certified_reduction.h"
#include "reduction/place_errors.h"
#include "results/impedance.h"
#include "study/impedance_adaption.h"

#include <cstddef>
#include <vector>

namespace kelvolt
{

/// The curves of single places, points and the hottest ones of parts, of a reduced package.
///
/// Whatever the mesh, no place rises faster than what is heated would by itself, and the
/// hottest place of a part is no cooler than its mean: what is stated, and its bars, end
/// there.
class ImpedancePlaces
{
public:
  /// All must outlive this. Collective.
  ImpedancePlaces(ImpedanceMesh &mesh,
                  const ImpedanceParts &parts,
                  const CertifiedReduction &reduction);

  /// Collective. @param i the heated part @param p of the points
  ImpedanceValues point(std::size_t i, std::size_t p) const;
  /// Of an observed part, for power in each heated one. Collective.
  /// @param means of the observed part, for each heated one
  /// @param rows takes the modes at the places that are hottest at some time: the largest
  /// of them is stated
  std::vector<ImpedanceValues> maxima(std::size_t o,
                                      const std::vector<const ImpedanceValues *> &means,
                                      std::vector<std::vector<double>> &rows) const;

private:
  /// A value that was computed, and how far below and above it the true one may be.
  struct Computed
  {
    double value, projection, below, above; ///< the latter two by the mesh
  };
  /// What holds of a value whatever the mesh.
  struct Range
  {
    double least, largest;
  };
  std::vector<double> projection_errors(std::size_t i, std::vector<double> estimate) const;
  static void add(ImpedanceValues &values,
                  double stated,
                  const Computed &computed,
                  const Range &possible);
  double find(const PartNodes &nodes,
              std::size_t i,
              std::size_t o,
              std::size_t time,
              std::vector<std::vector<double>> &rows) const;
  std::vector<double> state(std::size_t i, std::size_t time) const;

  ImpedanceMesh &mesh_;
  const ImpedanceParts &parts_;
  const CertifiedReduction &reduction_;
  PlaceErrors errors_;
  std::vector<double> fastest_; ///< of each heated part [K/s]
};

} // namespace kelvolt
