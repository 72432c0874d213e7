#include "grown_outline.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace kelvolt
{

namespace
{

/// Lengths below this share of the outline's width are round-off.
constexpr double round_off = 1e-9;

/// A moved edge, or the arc around a corner.
struct Moved
{
  PlaneCurve curve;
  std::size_t ring = 0; ///< that it comes from; holes are counted after the rings
};

/// What two crossings leave of a moved edge.
struct Piece
{
  PlaneCurve curve;
  std::size_t source = 0; ///< its place among the moved edges
};

/// Anticlockwise around polygons, clockwise around holes: what is covered is to the left.
std::vector<Ring> directed_rings(const Outline &outline)
{
  std::vector<Ring> result;
  for (const std::vector<Ring> *const list : {&outline.rings, &outline.holes})
    for (const Ring &ring : *list)
    {
      if ((signed_area(ring) > 0.) == (list == &outline.rings))
      {
        result.push_back(ring);
        continue;
      }
      Ring turned;
      for (std::size_t i = ring.size(); i-- > 0;)
        turned.push_back({ring[(i + 1) % ring.size()].at, -ring[i].bulge});
      result.push_back(turned);
    }
  return result;
}

/// Moves the edges, keeps what is as far from the outline as it was moved, and joins it.
class Growth
{
public:
  Growth(const Outline &outline, double by) : by_(by), rings_(directed_rings(outline))
  {
    const PlaneBox box = bounding_box(outline);
    near_ = round_off * (std::max(box.width(0), box.width(1)) + std::abs(by));
    for (const Ring &ring : rings_)
      for (const PlaneCurve &edge : edges_of(ring))
        edges_.push_back(edge);
    n_outer_ = outline.rings.size();
  }

  Outline run()
  {
    for (std::size_t r = 0; r < rings_.size(); ++r)
      move_ring(r);
    cut();
    leave_out_near();
    check_vanished();
    return joined();
  }

private:
  /// To the right of the direction.
  PlanePoint shift(const PlanePoint &direction) const
  {
    return {by_ * direction[1], -by_ * direction[0]};
  }

  void add(const PlaneCurve &curve, std::size_t ring)
  {
    if (distance(curve.from, curve.to) > near_)
      moved_.push_back({curve, ring});
  }

  void move_ring(std::size_t r)
  {
    const std::vector<PlaneCurve> edges = edges_of(rings_[r]);
    for (std::size_t i = 0; i < edges.size(); ++i)
    {
      const PlaneCurve &edge = edges[i], &next = edges[(i + 1) % edges.size()];
      const double outwards = edge.bulge > 0. ? by_ : -by_;
      if (edge.is_straight() || edge.radius() + outwards > near_)
        add({edge.from + shift(edge.direction(0.)),
             edge.to + shift(edge.direction(1.)),
             edge.bulge},
            r);
      const PlanePoint before = edge.direction(1.), after = next.direction(0.);
      const double turn = std::atan2(cross(before, after), dot(before, after));
      if (turn * by_ > 0.)
        add({edge.to + shift(before), edge.to + shift(after), std::tan(0.25 * turn)}, r);
    }
  }

  static std::vector<PlaneBox> boxes_of(const std::vector<PlaneCurve> &curves)
  {
    std::vector<PlaneBox> boxes;
    for (const PlaneCurve &curve : curves)
      boxes.push_back(curve.box());
    return boxes;
  }

  /// At all places where moved edges cross or touch.
  void cut()
  {
    std::vector<PlaneCurve> curves;
    for (const Moved &one : moved_)
      curves.push_back(one.curve);
    std::vector<std::vector<double>> shares(curves.size(), {0., 1.});
    const auto add_share = [&](std::size_t i, double share)
    {
      const double margin = near_ / curves[i].length();
      if (share > margin && share < 1. - margin)
        shares[i].push_back(share);
    };
    for (const auto &[i, j] : near_pairs(boxes_of(curves), near_))
    {
      for (const CurveMeeting &one : meetings(curves[i], curves[j], near_))
      {
        add_share(i, one.on_first);
        add_share(j, one.on_second);
      }
      for (const auto &[one, other] : {std::pair{i, j}, std::pair{j, i}})
        for (const PlanePoint &end : {curves[other].from, curves[other].to})
          if (const double share = curves[one].nearest(end);
              distance(curves[one].at(share), end) < near_)
            add_share(one, share);
    }
    for (std::size_t i = 0; i < curves.size(); ++i)
    {
      std::sort(shares[i].begin(), shares[i].end());
      for (std::size_t k = 0; k + 1 < shares[i].size(); ++k)
        if ((shares[i][k + 1] - shares[i][k]) * curves[i].length() > near_)
          pieces_.push_back({curves[i].piece(shares[i][k], shares[i][k + 1]), i});
    }
  }

  /// Pieces that lie nearer to another edge than to the one that they come from.
  void leave_out_near()
  {
    std::vector<PlaneBox> boxes = boxes_of(edges_);
    for (const Piece &piece : pieces_)
    {
      boxes.emplace_back();
      boxes.back().include(piece.curve.at(0.5));
    }
    std::vector<bool> is_kept(pieces_.size(), true);
    constexpr double margin = 10.;
    for (const auto &[i, j] : near_pairs(boxes, std::abs(by_)))
      if (i < edges_.size() && j >= edges_.size())
        if (edges_[i].distance_to(pieces_[j - edges_.size()].curve.at(0.5)) <
            std::abs(by_) - margin * near_)
          is_kept[j - edges_.size()] = false;
    std::vector<Piece> kept;
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      if (is_kept[i])
        kept.push_back(pieces_[i]);
    pieces_ = std::move(kept);
  }

  void check_vanished() const
  {
    std::vector<bool> is_there(rings_.size(), false);
    for (const Piece &piece : pieces_)
      is_there[moved_[piece.source].ring] = true;
    for (std::size_t r = 0; r < rings_.size(); ++r)
      if (!is_there[r] && (r < n_outer_) == (by_ < 0.))
        throw GrowthError(r < n_outer_ ? "leaves nothing of a polygon" : "closes a hole");
  }

  /// The piece that begins where each ends.
  std::vector<std::size_t> followers() const
  {
    const std::size_t n = pieces_.size();
    std::vector<PlaneBox> boxes(2 * n);
    for (std::size_t i = 0; i < n; ++i)
    {
      boxes[i].include(pieces_[i].curve.to);
      boxes[n + i].include(pieces_[i].curve.from);
    }
    std::vector<std::size_t> result(n, n);
    std::vector<int> before(n, 0);
    constexpr double margin = 20.;
    for (const auto &[i, j] : near_pairs(boxes, margin * near_))
    {
      if (i >= n || j < n)
        continue;
      if (result[i] != n)
        throw GrowthError("makes it touch itself");
      result[i] = j - n;
      ++before[j - n];
    }
    for (std::size_t i = 0; i < n; ++i)
      if (result[i] == n || before[i] != 1)
        throw GrowthError("makes it touch itself");
    return result;
  }

  /// One edge again of pieces of one moved edge that follow each other.
  void append(std::vector<Piece> &loop, const Piece &piece) const
  {
    if (loop.empty() || loop.back().source != piece.source)
    {
      loop.push_back(piece);
      return;
    }
    PlaneCurve &last = loop.back().curve;
    last = {
        last.from, piece.curve.to, std::tan(0.25 * (last.angle() + piece.curve.angle()))};
  }

  static double length_of(const std::vector<Piece> &loop)
  {
    double sum = 0.;
    for (const Piece &piece : loop)
      sum += piece.curve.length();
    return sum;
  }

  Outline joined() const
  {
    const std::vector<std::size_t> next = followers();
    std::vector<bool> is_done(pieces_.size(), false);
    Outline result;
    for (std::size_t first = 0; first < pieces_.size(); ++first)
    {
      if (is_done[first])
        continue;
      std::vector<Piece> loop;
      for (std::size_t i = first; !is_done[i]; i = next[i])
      {
        is_done[i] = true;
        append(loop, pieces_[i]);
      }
      Ring ring;
      for (const Piece &piece : loop)
        ring.push_back({piece.curve.from, piece.curve.bulge});
      if (std::abs(signed_area(ring)) <= near_ * near_ + near_ * length_of(loop))
        throw GrowthError(by_ < 0. ? "leaves nothing of a polygon"
                                   : "makes it touch itself");
      (signed_area(ring) > 0. ? result.rings : result.holes).push_back(ring);
    }
    return result;
  }

  double by_, near_ = 0.;
  std::vector<Ring> rings_;
  std::size_t n_outer_ = 0;
  std::vector<PlaneCurve> edges_;
  std::vector<Moved> moved_;
  std::vector<Piece> pieces_;
};

} // namespace

Outline grown(const Outline &outline, double by)
{
  return by == 0. ? outline : Growth(outline, by).run();
}

} // namespace kelvolt
