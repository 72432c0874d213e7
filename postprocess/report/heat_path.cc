#include "report/heat_path.h"

#include <vtkCellData.h>
#include <vtkDataArray.h>
#include <vtkGenericCell.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkStaticCellLocator.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>

namespace kelvolt::report
{
namespace
{

using Place = std::array<double, 3>;

/// What the fields are at a place.
struct Sample
{
  vtkIdType cell = -1;
  int part = 0;
  double temperature = 0.;
  Place direction{{0., 0., 0.}}; ///< of the heat flux, of length one or zero
};

Place moved(const Place &from, const Place &direction, double length)
{
  Place place = from;
  for (std::size_t d = 0; d < 3; ++d)
    place[d] += length * direction[d];
  return place;
}

Place of_length_one(Place vector)
{
  const double length = std::hypot(vector[0], vector[1], vector[2]);
  for (double &component : vector)
    component /= length > 0. ? length : 1.;
  return vector;
}

class Fields
{
public:
  explicit Fields(const Result &result)
      : grid_(*result.grid),
        temperature_(*grid_.GetPointData()->GetArray(temperature_array)),
        part_(*grid_.GetCellData()->GetArray(part_array)),
        flux_(*grid_.GetCellData()->GetArray(heat_flux_array))
  {
    locator_->SetDataSet(&grid_);
    locator_->BuildLocator();
  }

  /// Nothing outside.
  std::optional<Sample> at(Place place)
  {
    double local[3], weights[8];
    const vtkIdType cell = locator_->FindCell(place.data(), 0., cell_, local, weights);
    if (cell < 0)
      return std::nullopt;
    return sample(cell, weights);
  }

  /// In this cell, also a little outside.
  Sample in(vtkIdType cell, const Place &place)
  {
    double local[3], weights[8], closest[3], distance = 0.;
    int sub = 0;
    grid_.GetCell(cell, cell_);
    cell_->EvaluatePosition(place.data(), closest, sub, local, distance, weights);
    cell_->InterpolateFunctions(local, weights);
    return sample(cell, weights);
  }

  /// How far it is along the direction to the end of the box around the cell; negative from
  /// outside.
  double way_out(vtkIdType cell, const Place &place, const Place &direction) const
  {
    double box[6];
    grid_.GetCellBounds(cell, box);
    double way = std::numeric_limits<double>::infinity();
    for (std::size_t d = 0; d < 3; ++d)
      if (direction[d] != 0.)
        way = std::min(
            way, (box[2 * d + (direction[d] > 0. ? 1 : 0)] - place[d]) / direction[d]);
    return way;
  }

  /// How far it is through the cell along the direction, about.
  double size_along(vtkIdType cell, const Place &direction) const
  {
    double box[6];
    grid_.GetCellBounds(cell, box);
    double size = std::numeric_limits<double>::infinity();
    for (int d = 0; d < 3; ++d)
      if (direction[d] != 0.)
      {
        const double *const ends = box + std::ptrdiff_t(2) * d;
        size = std::min(size, (ends[1] - ends[0]) / std::abs(direction[d]));
      }
    return size;
  }

private:
  /// Of cell_.
  Sample sample(vtkIdType cell, const double *weights)
  {
    Sample sample;
    sample.cell = cell;
    sample.part = static_cast<int>(part_.GetTuple1(cell));
    for (int corner = 0; corner < 8; ++corner)
      sample.temperature +=
          weights[corner] * temperature_.GetTuple1(cell_->GetPointId(corner));
    flux_.GetTuple(cell, sample.direction.data());
    sample.direction = of_length_one(sample.direction);
    return sample;
  }

  vtkUnstructuredGrid &grid_;
  vtkDataArray &temperature_, &part_, &flux_;
  vtkNew<vtkStaticCellLocator> locator_;
  vtkNew<vtkGenericCell> cell_;
};

/// A place inside, near the hottest point, which may lie on the rim.
std::optional<Place> start_of(Fields &fields, const Hotspot &hotspot, double size)
{
  constexpr double nudge = 1e-7;
  for (const double length : {0., nudge, 1e2 * nudge})
    for (int corner = 0; corner < 27; ++corner)
    {
      const int i = corner % 3, j = corner / 3 % 3, k = corner / 9;
      const Place toward = {i - 1., j - 1., k - 1.};
      const Place place = moved(hotspot.position, toward, length * size);
      if (fields.at(place))
        return place;
    }
  return std::nullopt;
}

class Tracer
{
public:
  explicit Tracer(const Result &result) : result_(result), fields_(result) {}

  HeatPath trace()
  {
    double box[6];
    result_.grid->GetBounds(box);
    size_ = std::hypot(box[1] - box[0], box[3] - box[2], box[5] - box[4]);
    const auto start = start_of(fields_, result_.hotspot, size_);
    if (!start)
      return {};
    place_ = *start;
    sample_ = *fields_.at(place_);
    enter(sample_);
    for (int step = 0; step < most_steps; ++step)
      if (!advance())
        return has_left_ ? path_ : HeatPath{};
    return {};
  }

private:
  static constexpr int most_steps = 20000;

  void enter(const Sample &sample)
  {
    path_.layers.push_back({sample.part, 0., sample.temperature, sample.temperature});
  }

  void take(const Place &place, const Sample &sample)
  {
    path_.layers.back().length +=
        std::hypot(place[0] - place_[0], place[1] - place_[1], place[2] - place_[2]);
    path_.layers.back().to = sample.temperature;
    place_ = place;
    sample_ = sample;
  }

  /// Which cell a place near a face is in is known to a millionth of the cell only; a cell
  /// that is a box ends at a known place.
  void take_up_to_face(const Place &place, const Sample &sample, const Place &direction)
  {
    constexpr double near = 1e-4;
    const double way = fields_.way_out(sample.cell, place, direction);
    if (std::abs(way) > near * fields_.size_along(sample.cell, direction))
      return take(place, sample);
    const Place face = moved(place, direction, way);
    take(face, fields_.in(sample.cell, face));
  }

  /// Halves the way until it is short: the last place of this part, and the first one that
  /// is not in it.
  void cross(const Place &direction, double length)
  {
    double inside = 0., beyond = length;
    for (int halving = 0; halving < 40; ++halving)
    {
      const double middle = 0.5 * (inside + beyond);
      const auto sample = fields_.at(moved(place_, direction, middle));
      (sample && sample->part == sample_.part ? inside : beyond) = middle;
    }
    const Place place = moved(place_, direction, inside),
                next = moved(place_, direction, beyond + 1e-9 * size_);
    if (const auto sample = fields_.at(place))
      take_up_to_face(place, *sample, direction);
    if (const auto sample = fields_.at(next))
    {
      if (sample->part != sample_.part)
        enter(*sample);
      place_ = next;
      sample_ = *sample;
    }
  }

  /// Along the outside where the flux says so only by its last digits.
  bool slide(const Place &direction, double length)
  {
    std::array<int, 3> axes{{0, 1, 2}};
    std::sort(axes.begin(),
              axes.end(),
              [&](int a, int b)
              { return std::abs(direction[a]) < std::abs(direction[b]); });
    Place along = direction;
    for (const int axis : {axes[0], axes[1]})
    {
      if (std::abs(along[axis]) > 0.3)
        return false;
      along[axis] = 0.;
      if (const auto sample = fields_.at(moved(place_, along, length)))
      {
        if (sample->part == sample_.part)
          take(moved(place_, along, length), *sample);
        else
          cross(along, length);
        return true;
      }
    }
    return false;
  }

  /// One step; whether there is another one.
  bool advance()
  {
    const Place direction = sample_.direction;
    if (direction == Place{{0., 0., 0.}})
      return false;
    const double length = 0.2 * fields_.size_along(sample_.cell, direction);
    const Place next = moved(place_, direction, length);
    const auto sample = fields_.at(next);
    if (sample && sample->part == sample_.part)
      take(next, *sample);
    else if (sample)
      cross(direction, length);
    else if (!slide(direction, length))
    {
      cross(direction, length);
      path_.end = place_;
      path_.direction = direction;
      has_left_ = true;
      return false;
    }
    return true;
  }

  const Result &result_;
  Fields fields_;
  double size_ = 1.; ///< of the package [mm]
  Place place_{{0., 0., 0.}};
  Sample sample_;
  HeatPath path_;
  bool has_left_ = false;
};

} // namespace

HeatPath heat_path(const Result &result)
{
  if (result.grid->GetCellData()->GetArray(heat_flux_array) == nullptr)
    return {};
  return Tracer(result).trace();
}

} // namespace kelvolt::report
