#pragma once

#include "case/case.h"

#include <string>

/// @file Small packages, built without the case reader, for the tests of geometry and
/// terminals.

namespace kelvolt
{

/// Box with edges in mm.
inline Box box_mm(const Interval &x, const Interval &y, const Interval &z)
{
  const auto metres = [](const Interval &mm)
  {
    return Interval{mm.lower * 1e-3, mm.upper * 1e-3};
  };
  return {{metres(x), metres(y), metres(z)}};
}

inline Part make_part(const std::string &name, const std::string &material, const Box &box)
{
  Part part;
  part.name = name;
  part.material = material;
  part.boxes = {box};
  return part;
}

inline Material make_material(const std::string &name, bool conductor)
{
  Material material;
  material.name = name;
  material.conductivity = {MaterialProperty{ConstantLaw{10.}, {}, "", true, {}}};
  if (conductor)
    material.electrical_conductivity = MaterialProperty{ConstantLaw{1e7}, {}, "", true, {}};
  return material;
}

/// "metal" conducts, "plastic" does not.
inline MaterialMap example_materials()
{
  return {{"metal", make_material("metal", true)},
          {"plastic", make_material("plastic", false)}};
}

inline Cooling convection_on(const std::string &part, Side side)
{
  return {{part, side}, Convection{100., 0., 298.15}, {}};
}

inline Terminal
voltage_on(const std::string &name, const std::string &part, Side side, double U)
{
  return {name, {part, side}, GivenVoltage{U}, {}};
}

inline Terminal
current_on(const std::string &name, const std::string &part, Side side, double I)
{
  return {name, {part, side}, GivenCurrent{I}, {}};
}

/// A metal bar of 4 x 1 x 1 mm on a plastic plate, voltage along x, cooled from below: no
/// faults.
inline Case bar_on_plate()
{
  Case bar;
  bar.file = "bar.yaml";
  bar.parts = {make_part("plate", "plastic", box_mm({0, 4}, {0, 2}, {0, 1})),
               make_part("bar", "metal", box_mm({0, 4}, {0, 1}, {1, 2}))};
  bar.cooling = {convection_on("plate", Side::bottom)};
  bar.terminals = {voltage_on("plus", "bar", Side::left, 1.),
                   voltage_on("minus", "bar", Side::right, 0.)};
  return bar;
}

/// A lateral transistor on a board, cooled from the top: 10 um channel, solder bars, 70 um
/// pads and bodies up to 30 mm wide (the published reference case REF-1).
inline Case lateral_transistor()
{
  Case package;
  package.file = "transistor.yaml";
  package.parts = {
      make_part("mold", "plastic", box_mm({0, 30}, {0, 30}, {1, 3.88})),
      make_part("board", "plastic", box_mm({0, 30}, {0, 30}, {0, 1})),
      make_part("drain_pad", "metal", box_mm({2, 14.9}, {10, 20}, {1, 1.07})),
      make_part("source_pad", "metal", box_mm({15.1, 28}, {10, 20}, {1, 1.07})),
      make_part("drain_bar", "metal", box_mm({14.2, 14.7}, {13, 17}, {1.07, 1.17})),
      make_part("source_bar", "metal", box_mm({15.3, 15.8}, {13, 17}, {1.07, 1.17})),
      make_part("channel", "metal", box_mm({13.5, 16.5}, {13, 17}, {1.17, 1.18})),
      make_part("substrate", "plastic", box_mm({13.5, 16.5}, {13, 17}, {1.18, 1.78})),
      make_part("tim", "plastic", box_mm({13.5, 16.5}, {13, 17}, {1.78, 1.88})),
      make_part("spreader", "plastic", box_mm({5, 25}, {5, 25}, {1.88, 3.88}))};
  package.cooling = {convection_on("spreader", Side::top),
                     convection_on("board", Side::bottom)};
  package.terminals = {voltage_on("drain", "drain_pad", Side::left, 0.2),
                       voltage_on("source", "source_pad", Side::right, 0.)};
  return package;
}

} // namespace kelvolt
