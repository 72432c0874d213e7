#pragma once

#include <cstddef>
#include <optional>
#include <variant>
#include <vector>

namespace kelvolt
{

/// From which side an instant is approached. It makes a difference at corners only.
enum class Approach
{
  from_left,
  from_right
};

/// Whether two instants [s] are the same but for the rounding of sums and multiples of the
/// times that a case gives: edges of two waveforms that are meant to fall together do.
bool is_same_instant(double a, double b);

/// `value` for a while, `base` otherwise.
struct Pulse
{
  double value = 0.;
  double width = 0.;            ///< [s]
  std::optional<double> period; ///< [s]; absent: one pulse only
  double delay = 0.;            ///< [s] when the first one begins
  double base = 0.;

  friend bool operator==(const Pulse &a, const Pulse &b)
  {
    return a.value == b.value && a.width == b.width && a.period == b.period &&
           a.delay == b.delay && a.base == b.base;
  }
};

/// The value of each entry from its time to the next; before the first entry its value.
struct Steps
{
  std::vector<double> time; ///< [s] rising
  std::vector<double> value;
  std::optional<double> period; ///< [s] after which all repeats; absent: the last one stays

  friend bool operator==(const Steps &a, const Steps &b)
  {
    return a.time == b.time && a.value == b.value && a.period == b.period;
  }
};

/// Straight lines between the entries; before the first and behind the last one constant.
struct Ramp
{
  std::vector<double> time; ///< [s] rising
  std::vector<double> value;
  std::optional<double> period; ///< [s] after which all repeats; absent: the last one stays

  friend bool operator==(const Ramp &a, const Ramp &b)
  {
    return a.time == b.time && a.value == b.value && a.period == b.period;
  }
};

/// A number of the case over the time t >= 0, in its SI unit.
///
/// A corner is where it jumps or where its slope does. Corners of a periodic waveform are
/// multiples of its period, never sums of it, so that the thousandth is as exact as the
/// first. Corners at the same instant count as one: value() at an instant has behind it
/// either all of them or none.
class Waveform
{
public:
  using Shape = std::variant<Pulse, Steps, Ramp>;

  /// Any shape may be asked; one that is faulty (check_waveforms() says what is) has the
  /// value NaN and no corners.
  explicit Waveform(Shape shape);

  const Shape &shape() const
  {
    return shape_;
  }

  double value(double t, Approach side) const;

  /// The first corner behind t; none if there is no more.
  std::optional<double> next_corner(double t) const;

  bool is_corner(double t) const;

  /// Of the shape [s].
  std::optional<double> period() const;

  /// Whether two are given in the same way, so that they are the same at all times.
  friend bool operator==(const Waveform &a, const Waveform &b)
  {
    return a.shape_ == b.shape_;
  }

  /// Every value between which it moves, the one before its first corner included.
  std::vector<double> values() const;

private:
  /// An entry of the pattern, and the number of the period in which it is meant.
  struct Place
  {
    double cycle = 0.;
    std::size_t entry = 0;

    bool operator==(const Place &other) const
    {
      return cycle == other.cycle && entry == other.entry;
    }
  };

  void set(const Pulse &pulse);
  void set(const Steps &steps);
  void set(const Ramp &ramp);
  void set(const std::vector<double> &time,
           const std::vector<double> &value,
           const std::optional<double> &period);

  double corner(const Place &place) const;
  /// At most one period before that of t, whatever rounding does.
  double first_cycle_near(double t) const;
  /// Steps begin with the value that holds before them.
  bool is_without_jump(const Place &place) const;
  std::optional<Place> last_reached(double t, Approach side) const;

  Shape shape_;
  std::vector<double> mark_;  ///< times of the pattern, from its beginning [s]
  std::vector<double> value_; ///< from each mark on, or there if linear
  bool linear_ = false;
  std::optional<double> repeat_; ///< of the pattern [s]
  double delay_ = 0.;            ///< beginning of the first pattern [s]
  double before_;                ///< value until then
};

} // namespace kelvolt
