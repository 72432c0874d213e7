#include "part_labels.h"

#include "layout.h"
#include "name_groups.h"

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

/// Where names may stand, from the top.
std::vector<double> free_heights(double spacing, const LabelColumn &column)
{
  constexpr double per_spacing = 8.;
  std::vector<double> heights;
  for (double y = column.top; y >= column.bottom; y -= spacing / per_spacing)
    if (std::none_of(column.taken.begin(),
                     column.taken.end(),
                     [&](const auto &taken) { return y > taken[0] && y < taken[1]; }))
      heights.push_back(y);
  return heights;
}

/// How many names have room.
std::size_t capacity(double spacing, const LabelColumn &column)
{
  std::size_t n = 0;
  double limit = column.top;
  for (const double y : free_heights(spacing, column))
    if (y <= limit)
    {
      ++n;
      limit = y - spacing * (1. - 1e-9);
    }
  return n;
}

/// How much longer the leader to the right is than the one to the left.
double preference_for_left(const PartAnchor &anchor,
                           const std::array<LabelColumn, 2> &columns)
{
  return (columns[1].bend - anchor.right.x) - (anchor.left.x - columns[0].bend);
}

/// How many of the anchors, sorted by their preference, go to the left: not much more than
/// to the right, and no more than fit.
std::size_t count_left(const std::vector<PartAnchor> &anchors,
                       const std::array<LabelColumn, 2> &columns,
                       const std::array<std::size_t, 2> &room)
{
  const std::size_t n = anchors.size();
  const auto n_left = static_cast<std::size_t>(std::count_if(
      anchors.begin(),
      anchors.end(),
      [&](const PartAnchor &a) { return preference_for_left(a, columns) > 0.; }));
  return std::clamp(std::clamp(n_left, n / 2 - n / 6, n - n / 2 + n / 6),
                    n - std::min(n, room[1]),
                    std::min(n, room[0]));
}

/// Names, bends and ends of all leaders.
struct Placement
{
  std::vector<Pixel> bends;
  std::vector<PlacedAnchor> ends;

  void add(std::vector<PlacedAnchor> column, double spacing, const LabelColumn &place)
  {
    std::sort(column.begin(),
              column.end(),
              [](const PlacedAnchor &a, const PlacedAnchor &b) { return a.at.y > b.at.y; });
    std::vector<double> wanted;
    wanted.reserve(column.size());
    for (const PlacedAnchor &anchor : column)
      wanted.push_back(anchor.at.y);
    for (const double height : label_heights(wanted, spacing, place))
      bends.push_back({place.bend, height});
    ends.insert(ends.end(), column.begin(), column.end());
    ends.resize(bends.size());
  }
};

/// Puts names together until no more are left than can be read: of each group the part of
/// which most is seen keeps its anchor, and has the name of all.
/// @param anchors descending by what is seen of them
void group_names(std::size_t most,
                 std::vector<PartAnchor> &anchors,
                 std::vector<std::string> &names)
{
  std::vector<std::string> own;
  own.reserve(anchors.size());
  for (const PartAnchor &anchor : anchors)
    own.push_back(names[anchor.part]);
  std::vector<std::size_t> kept;
  for (const NameGroup &group : grouped_names(own, most))
  {
    kept.push_back(*std::min_element(group.members.begin(), group.members.end()));
    names[anchors[kept.back()].part] = group.name;
  }
  std::sort(kept.begin(), kept.end());
  std::vector<PartAnchor> result;
  result.reserve(kept.size());
  for (const std::size_t one : kept)
    result.push_back(anchors[one]);
  anchors = std::move(result);
}

/// One size of letters for all names, such that they fit: but for a very long one, which is
/// made smaller by itself.
double letter_size(Picture &picture,
                   const std::vector<PlacedAnchor> &ends,
                   const std::vector<std::string> &names)
{
  constexpr double usual = 17., least = 13.;
  const double u = picture.unit();
  double size = usual * u;
  for (const PlacedAnchor &end : ends)
  {
    TextStyle style;
    style.size = usual * u;
    size = std::min(size,
                    usual * u * label_column_width * u /
                        picture.canvas().text_width(names[end.part], style));
  }
  return std::max(size, least * u);
}

/// @param bends,ends of the leaders
Leaders drawn_labels(Picture &picture,
                     const std::array<LabelColumn, 2> &columns,
                     const std::vector<Pixel> &bends,
                     const std::vector<PlacedAnchor> &ends,
                     const std::vector<std::string> &names)
{
  const double u = picture.unit();
  Canvas &canvas = picture.canvas();
  const double size = letter_size(picture, ends, names);
  Leaders leaders;
  for (std::size_t i = 0; i < ends.size(); ++i)
  {
    const bool left = bends[i].x == columns[0].bend;
    const double x = left ? label_column_left(picture) : label_column_right(picture);
    const double start = x + (left ? 6. : -6.) * u;
    leaders.push_back({{start, bends[i].y}, bends[i], ends[i].at});
    canvas.line(leaders.back(), white, 3.2 * u);
    TextStyle style;
    style.size = size;
    style.align = left ? Align::right : Align::left;
    canvas.fitted_text({x, bends[i].y}, names[ends[i].part], style, label_column_width * u);
  }
  for (const std::vector<Pixel> &leader : leaders)
  {
    canvas.line(leader, dark_grey, 1.1 * u);
    canvas.disc(leader.back(), 3.6 * u, white);
    canvas.disc(leader.back(), 2.4 * u, dark_grey);
  }
  return leaders;
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
  // Names of a body stand in its upper half: axes are below.
  constexpr double cost_of_length = 0.012, cost_of_depth = 0.006;
  const std::vector<int> depth = depth_inside(image);
  std::map<int, Visible> parts;
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x)
      if (image.at(x, y) >= 0)
      {
        Visible &visible = parts[image.at(x, y)];
        ++visible.n_pixels;
        const int inside = depth[static_cast<std::size_t>(y) * image.width + x];
        const double score =
            std::min(inside, enough_depth) - cost_of_depth * (image.height - y);
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

std::vector<double>
label_heights(const std::vector<double> &wanted, double spacing, const LabelColumn &column)
{
  const std::vector<double> free = free_heights(spacing, column);
  const std::size_t n = std::min(wanted.size(), capacity(spacing, column));
  // Least sum of squared distances: best[i][j] for the first i + 1 names, the last of them
  // at a height up to j.
  constexpr double never = std::numeric_limits<double>::max();
  std::vector<std::vector<double>> best(n, std::vector<double>(free.size(), never));
  std::vector<std::vector<std::size_t>> choice(n, std::vector<std::size_t>(free.size(), 0));
  for (std::size_t i = 0; i < n; ++i)
  {
    std::size_t above = 0; // how many heights are high enough for the name before
    for (std::size_t j = 0; j < free.size(); ++j)
    {
      while (free[above] >= free[j] + spacing * (1. - 1e-9))
        ++above;
      const double before = i == 0 ? 0. : above == 0 ? never : best[i - 1][above - 1];
      const double here = before + (free[j] - wanted[i]) * (free[j] - wanted[i]);
      const bool better = j == 0 || here < best[i][j - 1];
      best[i][j] = better ? here : best[i][j - 1];
      choice[i][j] = better ? j : choice[i][j - 1];
    }
  }
  std::vector<double> heights(n);
  double limit = -never;
  for (std::size_t i = n; i-- > 0;)
  {
    std::size_t last = free.size() - 1;
    while (free[last] < limit)
      --last;
    heights[i] = free[choice[i][last]];
    limit = heights[i] + spacing * (1. - 1e-9);
  }
  return heights;
}

Leaders draw_part_labels(Picture &picture,
                         const std::array<LabelColumn, 2> &columns,
                         std::vector<PartAnchor> anchors,
                         std::vector<std::string> names)
{
  constexpr std::size_t most_names = 24; // more are hard to follow
  const double u = picture.unit();
  const std::array<std::size_t, 2> room{{capacity(least_label_spacing * u, columns[0]),
                                         capacity(least_label_spacing * u, columns[1])}};
  std::sort(anchors.begin(),
            anchors.end(),
            [](const PartAnchor &a, const PartAnchor &b)
            { return a.n_pixels > b.n_pixels; });
  group_names(std::min(most_names, room[0] + room[1]), anchors, names);
  if (anchors.size() > room[0] + room[1])
    anchors.resize(room[0] + room[1]);
  std::stable_sort(
      anchors.begin(),
      anchors.end(),
      [&](const PartAnchor &a, const PartAnchor &b)
      { return preference_for_left(a, columns) > preference_for_left(b, columns); });
  const std::size_t n_left = count_left(anchors, columns, room);

  std::array<std::vector<PlacedAnchor>, 2> sides;
  for (std::size_t i = 0; i < anchors.size(); ++i)
    if (i < n_left)
      sides[0].push_back({anchors[i].part, anchors[i].left});
    else
      sides[1].push_back({anchors[i].part, anchors[i].right});
  Placement placement;
  for (std::size_t side = 0; side < sides.size(); ++side)
  {
    const bool roomy = capacity(label_spacing * u, columns[side]) >= sides[side].size();
    placement.add(
        sides[side], (roomy ? label_spacing : least_label_spacing) * u, columns[side]);
  }
  uncross(placement.bends, placement.ends);
  return drawn_labels(picture, columns, placement.bends, placement.ends, names);
}

} // namespace kelvolt
