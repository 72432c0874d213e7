#include "discretization/contact_integral.h"

#include <numeric>

namespace kelvolt
{

ContactIntegral::ContactIntegral(const ScalarField &field, unsigned int contact)
    : element_(field.element()), faces_(field.contact_faces(contact))
{
}

std::vector<double> ContactIntegral::combined_at_points(const Vector &values,
                                                        double sign) const
{
  const unsigned int n2 = element_.n_points;
  std::vector<double> result(n_points(), 0.);
  for (std::size_t face = 0; face < faces_.size(); ++face)
    for (unsigned int i = 0; i < n2; ++i)
    {
      const double combined = values.local_element(faces_[face].first[i]) +
                              sign * values.local_element(faces_[face].second[i]);
      for (unsigned int q = 0; q < n2; ++q)
        result[face * n2 + q] += element_.value[q * n2 + i] * combined;
    }
  return result;
}

std::vector<double> ContactIntegral::jump_at_points(const Vector &values) const
{
  return combined_at_points(values, -1.);
}

std::vector<double> ContactIntegral::sum_at_points(const Vector &values) const
{
  return combined_at_points(values, 1.);
}

std::vector<double> ContactIntegral::face_integrals(const std::vector<double> &f) const
{
  const unsigned int n2 = element_.n_points;
  std::vector<double> result(faces_.size(), 0.);
  for (std::size_t face = 0; face < faces_.size(); ++face)
    for (unsigned int q = 0; q < n2; ++q)
      result[face] += f[face * n2 + q] * element_.point_weight[q] * faces_[face].area;
  return result;
}

double ContactIntegral::integral(const std::vector<double> &f) const
{
  const std::vector<double> of_faces = face_integrals(f);
  return std::accumulate(of_faces.begin(), of_faces.end(), 0.);
}

void ContactIntegral::add_load(const std::vector<double> &f,
                               double on_first,
                               double on_second,
                               Vector &y) const
{
  const unsigned int n2 = element_.n_points;
  for (std::size_t face = 0; face < faces_.size(); ++face)
    for (unsigned int q = 0; q < n2; ++q)
    {
      const double density =
          f[face * n2 + q] * element_.point_weight[q] * faces_[face].area;
      for (unsigned int i = 0; i < n2; ++i)
      {
        const double load = element_.value[q * n2 + i] * density;
        y.local_element(faces_[face].first[i]) += on_first * load;
        y.local_element(faces_[face].second[i]) += on_second * load;
      }
    }
}

void ContactIntegral::lumped_area(
    const std::function<void(unsigned int, unsigned int, double)> &add) const
{
  for (const FacePair &face : faces_)
    for (unsigned int i = 0; i < element_.n_points; ++i)
      add(face.first[i], face.second[i], element_.node_weight[i] * face.area);
}

double ContactIntegral::area() const
{
  double sum = 0.;
  for (const FacePair &face : faces_)
    sum += face.area;
  return sum;
}

} // namespace kelvolt
