#include "reduction/face_rises.h"

#include "case/given.h"

#include <optional>

namespace kelvolt
{
namespace
{

/// Whether the heat follows from the slope of the loss alone.
bool follows_slope(const CoolingLaw &law)
{
  const Convection *const film = given_convection(law);
  return !given_temperature(law) && !(film && film->model);
}

} // namespace

std::vector<FaceRise> face_rises(const ThermalProblem &thermal, const Vector &rise)
{
  const MPI_Comm communicator = thermal.field().communicator();
  const std::vector<CoolingLaw> &laws = thermal.loads().cooling;
  std::vector<FaceRise> faces;
  std::vector<std::size_t> others;
  double left = 1.;
  for (std::size_t c = 0; c < laws.size(); ++c)
  {
    const SurfaceIntegral &face = thermal.cooled_surface(c);
    FaceRise one;
    one.mean = dealii::Utilities::MPI::sum(face.integral(face.values_at_points(rise)),
                                           communicator) /
               dealii::Utilities::MPI::sum(face.area(), communicator);
    if (follows_slope(laws[c]))
    {
      Vector slope = thermal.field().make_vector();
      thermal.add_loss_slope(c, 1., slope);
      slope.compress(dealii::VectorOperation::add);
      one.heat = slope * rise;
      left -= one.heat;
    }
    else
      others.push_back(c);
    faces.push_back(one);
  }
  for (const std::size_t c : others)
  {
    faces[c].known = others.size() == 1;
    faces[c].heat = faces[c].known ? left : 0.;
  }
  return faces;
}

std::vector<FaceRise> differences(std::vector<FaceRise> one,
                                  const std::vector<FaceRise> &other)
{
  for (std::size_t i = 0; i < one.size(); ++i)
  {
    one[i].mean = std::abs(one[i].mean - other[i].mean);
    one[i].heat = std::abs(one[i].heat - other[i].heat);
  }
  return one;
}

} // namespace kelvolt
