#pragma once

#include "case/outline.h"

#include <vector>

namespace kelvolt
{

/// Curves that meet at their ends only, and the faces between them.
struct Arrangement
{
  struct Edge
  {
    unsigned int from = 0, to = 0;
    double bulge = 0.; ///< see PlaneCurve
  };

  /// An edge as a loop runs along it.
  struct Step
  {
    unsigned int edge = 0;
    bool forwards = true;
  };
  using Loop = std::vector<Step>;

  /// Its first loop runs around it anticlockwise, the others around what it leaves out,
  /// clockwise.
  using Face = std::vector<Loop>;

  /// By how much a curve was moved at most, so that places nearer than the snap length
  /// became one, and where.
  struct Shift
  {
    double largest = 0.;
    PlanePoint at{0., 0.};

    void include(double by, const PlanePoint &place)
    {
      if (by > largest)
        *this = {by, place};
    }
  };

  std::vector<PlanePoint> vertices;
  std::vector<Edge> edges;
  std::vector<Face> faces;
  Shift shift;

  PlaneCurve curve(const Edge &edge) const
  {
    return {vertices[edge.from], vertices[edge.to], edge.bulge};
  }
  PlaneCurve curve(const Step &step) const
  {
    const PlaneCurve along = curve(edges[step.edge]);
    return step.forwards ? along : along.reversed();
  }
  double area(const Face &face) const;
};

/// All curves in one plane: cut where they cross, touch or come nearer to each other than
/// the snap length; curves that run along each other become one. Curves that bound nothing
/// are left out. The same for the same input, whatever the machine.
/// @throws std::runtime_error where snapping does not come to an end
Arrangement arrange(const std::vector<PlaneCurve> &curves, double snap);

} // namespace kelvolt
