#pragma once

#include "discretization/diffusion_operator.h"
#include "mesh/grid.h"

#include <memory>
#include <string>

namespace kelvolt
{

/// A linear problem A x = b to measure solvers with, and what an assembling code needs to
/// make the same matrix. Constrained unknowns are homogeneous.
class Model
{
public:
  virtual ~Model() = default;
  virtual const DiffusionOperator &conduction() const = 0;

  const ScalarField &field() const
  {
    return conduction().field();
  }

  /// k per axis at the Gauss points, [batch][q][lane].
  virtual std::array<PointValues, dim> conductivity() const = 0;

  /// Film coefficient [W/m2/K] on a surface.
  struct Film
  {
    SurfaceId surface;
    double h;
  };
  virtual std::vector<Film> films() const = 0;
};

/// A box of cells with edges 1 : 1 : 1 / aspect_ratio, its 4 x 4 x 4 blocks of conductivity
/// 1 and `contrast` in turn, bottom at 0 and a film of coefficient 1 on top.
struct Checkerboard
{
  unsigned int degree = 2;
  double aspect_ratio = 1., contrast = 1.;
  /// The number of unknowns comes close to it.
  double unknowns = 3e4;
};
std::unique_ptr<Model> make_model(const Checkerboard &options);

/// The thermal problem of a case file at its start temperature, with cells of size_factor
/// times the default sizes. The case must have constant film coefficients.
std::unique_ptr<Model> make_model(const std::string &case_file, double size_factor);

} // namespace kelvolt
