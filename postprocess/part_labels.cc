#include "part_labels.h"

#include "layout.h"

#include <algorithm>
#include <limits>
#include <map>

namespace kelvolt
{
namespace
{

constexpr int enough_depth = 28; ///< pixels from the rim; more is no better
constexpr int fewest_pixels = 8;

/// Steps to the nearest pixel of another part, by one pass forth and one back.
std::vector<int> depth_inside(const PartImage &image)
{
  const int w = image.width;
  const int h = image.height;
  std::vector<int> depth(image.part.size(), 0);
  const auto relax = [&](int x, int y, int nx, int ny)
  {
    const std::size_t i = static_cast<std::size_t>(y) * w + x;
    const bool inside = nx >= 0 && ny >= 0 && nx < w && ny < h;
    const bool same = inside && image.at(nx, ny) == image.part[i];
    const int reached = same ? depth[static_cast<std::size_t>(ny) * w + nx] + 1 : 1;
    depth[i] = std::min(depth[i], reached);
  };
  std::fill(depth.begin(), depth.end(), std::numeric_limits<int>::max() / 2);
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x)
    {
      relax(x, y, x - 1, y);
      relax(x, y, x, y - 1);
    }
  for (int y = h - 1; y >= 0; --y)
    for (int x = w - 1; x >= 0; --x)
    {
      relax(x, y, x + 1, y);
      relax(x, y, x, y + 1);
    }
  return depth;
}

struct Candidate
{
  double score = -std::numeric_limits<double>::max();
  Pixel at;

  void offer(double own_score, const Pixel &place)
  {
    if (own_score > score)
    {
      score = own_score;
      at = place;
    }
  }
};

struct Visible
{
  int n_pixels = 0;
  Candidate left;
  Candidate right;
};

double turn(const Pixel &a, const Pixel &b, const Pixel &c)
{
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool cross(const Pixel &a, const Pixel &b, const Pixel &c, const Pixel &d)
{
  return turn(a, b, c) * turn(a, b, d) < 0. && turn(c, d, a) * turn(c, d, b) < 0.;
}

/// Pushes the heights (descending) apart to at least `spacing`, within bottom and top.
void spread(std::vector<double> &heights, double spacing, double bottom, double top)
{
  double limit = top;
  for (double &y : heights)
  {
    y = std::min(y, limit);
    limit = y - spacing;
  }
  limit = bottom;
  for (auto y = heights.rbegin(); y != heights.rend(); ++y)
  {
    *y = std::max(*y, limit);
    limit = *y + spacing;
  }
}

void draw_column(Picture &picture,
                 const ImageBox &area,
                 std::vector<PlacedAnchor> column,
                 const std::vector<std::string> &names,
                 bool left)
{
  const double u = picture.unit();
  const double x = left ? label_column_left(picture) : label_column_right(picture);
  std::vector<double> heights;
  for (const PlacedAnchor &anchor : column)
    heights.push_back(anchor.at.y);
  spread(heights, label_spacing * u, area.bottom, area.top);
  Canvas &canvas = picture.canvas();
  const double outward = left ? -1. : 1.;
  std::vector<Pixel> bends;
  bends.reserve(heights.size());
  for (const double height : heights)
    bends.push_back({x - outward * 20. * u, height});
  uncross(bends, column);
  for (std::size_t i = 0; i < column.size(); ++i)
  {
    const std::vector<Pixel> leader{
        {x - outward * 6. * u, heights[i]}, bends[i], column[i].at};
    canvas.line(leader, white, 3.2 * u);
    canvas.line(leader, dark_grey, 1.1 * u);
    canvas.disc(column[i].at, 3.6 * u, white);
    canvas.disc(column[i].at, 2.4 * u, dark_grey);
    TextStyle style;
    style.size = 17. * u;
    style.align = left ? Align::right : Align::left;
    canvas.fitted_text(
        {x, heights[i]}, names[column[i].part], style, label_column_width * u);
  }
}

/// How much longer the leader to the right is than the one to the left.
double preference_for_left(const PartAnchor &anchor, const ImageBox &area)
{
  return (area.right - anchor.right.x) - (anchor.left.x - area.left);
}

} // namespace

void uncross(const std::vector<Pixel> &bends, std::vector<PlacedAnchor> &column)
{
  for (bool any = true; any;)
  {
    any = false;
    for (std::size_t i = 0; i < column.size(); ++i)
      for (std::size_t j = i + 1; j < column.size(); ++j)
        if (cross(bends[i], column[i].at, bends[j], column[j].at))
        {
          std::swap(column[i], column[j]);
          any = true;
        }
  }
}

std::vector<PartAnchor> part_anchors(const PartImage &image)
{
  constexpr double cost_of_length = 0.012;
  const std::vector<int> depth = depth_inside(image);
  std::map<int, Visible> parts;
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x)
      if (image.at(x, y) >= 0)
      {
        Visible &visible = parts[image.at(x, y)];
        ++visible.n_pixels;
        const int inside = depth[static_cast<std::size_t>(y) * image.width + x];
        const double score = std::min(inside, enough_depth);
        const Pixel place{image.area.left + (x + 0.5) / Picture::oversampling,
                          image.area.bottom + (y + 0.5) / Picture::oversampling};
        visible.left.offer(score - cost_of_length * x, place);
        visible.right.offer(score - cost_of_length * (image.width - x), place);
      }
  std::vector<PartAnchor> anchors;
  for (const auto &[part, visible] : parts)
    if (visible.n_pixels >= fewest_pixels)
      anchors.push_back({part, visible.left.at, visible.right.at, visible.n_pixels});
  return anchors;
}

void draw_part_labels(Picture &picture,
                      const ImageBox &area,
                      std::vector<PartAnchor> anchors,
                      const std::vector<std::string> &names)
{
  const auto capacity =
      static_cast<std::size_t>(area.height() / (label_spacing * picture.unit())) + 1;
  std::sort(anchors.begin(),
            anchors.end(),
            [](const PartAnchor &a, const PartAnchor &b)
            { return a.n_pixels > b.n_pixels; });
  if (anchors.size() > 2 * capacity)
    anchors.resize(2 * capacity);

  std::stable_sort(anchors.begin(),
                   anchors.end(),
                   [&](const PartAnchor &a, const PartAnchor &b)
                   { return preference_for_left(a, area) > preference_for_left(b, area); });
  const std::size_t n = anchors.size();
  auto n_left = static_cast<std::size_t>(std::count_if(
      anchors.begin(),
      anchors.end(),
      [&](const PartAnchor &a) { return preference_for_left(a, area) > 0.; }));
  // Not much more on one side than on the other, and no more than fit.
  n_left = std::clamp(n_left, n / 2 - n / 6, n - n / 2 + n / 6);
  n_left = std::clamp(n_left, n - std::min(n, capacity), std::min(n, capacity));

  std::vector<PlacedAnchor> left;
  std::vector<PlacedAnchor> right;
  for (std::size_t i = 0; i < n; ++i)
    if (i < n_left)
      left.push_back({anchors[i].part, anchors[i].left});
    else
      right.push_back({anchors[i].part, anchors[i].right});
  for (auto *column : {&left, &right})
    std::sort(column->begin(),
              column->end(),
              [](const PlacedAnchor &a, const PlacedAnchor &b) { return a.at.y > b.at.y; });
  draw_column(picture, area, left, names, true);
  draw_column(picture, area, right, names, false);
}

} // namespace kelvolt
