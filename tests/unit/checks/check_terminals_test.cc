#include "../layout/example_packages.h"
#include "checks/check_terminals.h"
#include "problem_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kelvolt
{
namespace
{

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> faults(const Case &input)
{
  return texts_of(
      check_terminals(input, example_materials(), make_part_layout(input.parts)));
}

// Well-posed cases: two voltages; voltage and current; one voltage alone (no current flows,
// but the potential is fixed); the reference transistor, whose terminals end in mould.
TEST(CheckTerminals, WellPosed)
{
  Case input = bar_on_plate();
  EXPECT_THAT(faults(input), IsEmpty());
  input.terminals[0].drive = GivenCurrent{10.};
  EXPECT_THAT(faults(input), IsEmpty());
  input.terminals.erase(input.terminals.begin());
  EXPECT_THAT(faults(input), IsEmpty());
  EXPECT_THAT(faults(lateral_transistor()), IsEmpty());
}

// Without terminals there is no electric problem: conductors are none of its business.
TEST(CheckTerminals, NoTerminalsNoFaults)
{
  Case input = bar_on_plate();
  input.terminals.clear();
  EXPECT_THAT(faults(input), IsEmpty());
}

TEST(CheckTerminals, TerminalOnAnInsulator)
{
  Case input = bar_on_plate();
  input.terminals.push_back(voltage_on("gate", "plate", Side::front, 1.));
  EXPECT_THAT(faults(input),
              ElementsAre(AllOf(HasSubstr("terminals.gate"),
                                HasSubstr("'plate'"),
                                HasSubstr("insulator"))));
}

TEST(CheckTerminals, TerminalOnAHeatOnlyPart)
{
  Case input = bar_on_plate();
  input.parts.push_back(make_part("sink", "metal", box_mm({0, 4}, {0, 1}, {2, 3})));
  input.parts.back().electrical = false;
  input.terminals.push_back(voltage_on("case", "sink", Side::top, 0.));
  EXPECT_THAT(faults(input),
              ElementsAre(HasSubstr("'sink' is set to 'electrical: false'")));
}

// The bar's right end runs into a second bar: both are named.
TEST(CheckTerminals, TerminalBetweenTwoConductors)
{
  Case input = bar_on_plate();
  input.parts.push_back(make_part("next", "metal", box_mm({4, 5}, {0, 1}, {1, 2})));
  EXPECT_THAT(faults(input),
              ElementsAre(AllOf(
                  HasSubstr("terminals.minus"), HasSubstr("'bar'"), HasSubstr("'next'"))));
}

// A floating pad carries no current, so that nothing is missing.
TEST(CheckTerminals, IslandWithoutTerminal)
{
  Case input = bar_on_plate();
  input.parts.push_back(make_part("pad", "metal", box_mm({3, 4}, {1.5, 2}, {1, 1.1})));
  EXPECT_THAT(faults(input), IsEmpty());
}

// Currents that add up to zero have an answer, up to a constant of the potential; others
// have no way back.
TEST(CheckTerminals, CurrentsOnly)
{
  Case input = bar_on_plate();
  input.terminals = {current_on("in", "bar", Side::left, 5.),
                     current_on("out", "bar", Side::right, -5.)};
  EXPECT_THAT(faults(input), IsEmpty());
  input.terminals[1] = current_on("out", "bar", Side::right, -4.);
  EXPECT_THAT(faults(input),
              ElementsAre(AllOf(HasSubstr("'in', 'out'"), HasSubstr("add up to 1 A"))));
}

Waveform step_to(double last, double when)
{
  return Waveform(Steps{{0., when}, {0., last}, {}});
}

// What changes in time has to add up to zero at every moment: two equal steps do, two that
// come one after the other do not in between.
TEST(CheckTerminals, CurrentsThatChange)
{
  Case input = bar_on_plate();
  input.terminals = {current_on("in", "bar", Side::left, 0.),
                     current_on("out", "bar", Side::right, 0.)};
  input.waveforms = {{{Target::Kind::current, 0}, step_to(5., 1e-3), {}},
                     {{Target::Kind::current, 1}, step_to(-5., 1e-3), {}}};
  EXPECT_THAT(faults(input), IsEmpty());
  input.waveforms[1].waveform = step_to(-5., 2e-3);
  EXPECT_THAT(faults(input), ElementsAre(HasSubstr("add up to 5 A at 0.001 s")));
  // Trains of one period, the second in opposite phase.
  input.waveforms[0].waveform = Waveform(Pulse{5., 1e-6, 2e-6, 0., 0.});
  input.waveforms[1].waveform = Waveform(Pulse{-5., 1e-6, 2e-6, 1e-6, 0.});
  EXPECT_THAT(faults(input), ElementsAre(HasSubstr("has no way back")));
}

TEST(CheckTerminals, CurrentWithoutReturn)
{
  Case input = bar_on_plate();
  input.terminals = {current_on("in", "bar", Side::left, 5.)};
  EXPECT_THAT(faults(input),
              ElementsAre(AllOf(HasSubstr("terminals.in drives 5 A"), HasSubstr("'bar'"))));
}

// Left and top of a bar share an edge.
TEST(CheckTerminals, TerminalsThatTouch)
{
  Case input = bar_on_plate();
  input.terminals[1].surface.side = Side::top;
  EXPECT_THAT(faults(input),
              ElementsAre(AllOf(HasSubstr("terminals.plus"),
                                HasSubstr("terminals.minus"),
                                HasSubstr("x = 0 mm"))));
}

// At one given voltage they are one electrode, unless a matrix between them is asked for.
// A current makes no electrode of them.
TEST(CheckTerminals, TouchingTerminalsOfOneVoltage)
{
  Case input = bar_on_plate();
  input.terminals[1] = voltage_on("minus", "bar", Side::top, 0.);
  input.terminals[0].drive = GivenVoltage{0.};
  EXPECT_THAT(faults(input), IsEmpty());
  input.output.matrices = true;
  EXPECT_THAT(faults(input), ElementsAre(HasSubstr("shorted")));
  input.output.matrices = false;
  input.terminals[0].drive = GivenCurrent{0.};
  EXPECT_THAT(faults(input), ElementsAre(HasSubstr("shorted")));
}

// Of two voltages that change the whole course counts: alike at 0 s is not enough.
TEST(CheckTerminals, TouchingTerminalsWhoseVoltageChanges)
{
  Case input = bar_on_plate();
  input.terminals[0].drive = GivenVoltage{0.};
  input.terminals[1] = voltage_on("minus", "bar", Side::top, 0.);
  input.waveforms = {{{Target::Kind::voltage, 0}, step_to(1., 1e-3), {}}};
  EXPECT_THAT(faults(input), ElementsAre(HasSubstr("shorted")));
  input.waveforms.push_back({{Target::Kind::voltage, 1}, step_to(1., 1e-3), {}});
  EXPECT_THAT(faults(input), IsEmpty());
}

// A part of two separate boxes, one terminal over both: two islands held together by a
// name.
TEST(CheckTerminals, TerminalOnSeveralIslands)
{
  Case input = bar_on_plate();
  input.parts[1].boxes = {box_mm({0, 4}, {0, 0.5}, {1, 2}),
                          box_mm({0, 4}, {1, 1.5}, {1, 2})};
  EXPECT_THAT(faults(input),
              ElementsAre(AllOf(HasSubstr("terminals.plus"), HasSubstr("2 conductors")),
                          HasSubstr("terminals.minus")));
}

// Two bars that share an edge only: current would pass through a line.
TEST(CheckTerminals, ConductorsThatTouchAlongAnEdge)
{
  Case input = bar_on_plate();
  input.parts.push_back(make_part("second", "metal", box_mm({1, 3}, {1, 2}, {2, 3})));
  input.terminals.push_back(voltage_on("sense", "second", Side::left, 0.5));
  EXPECT_THAT(faults(input),
              ElementsAre(AllOf(HasSubstr("only along an edge"),
                                HasSubstr("'bar', 'second'"),
                                HasSubstr("y = 1 mm, z = 2 mm"))));
}

// Unknown parts belong to another check.
TEST(CheckTerminals, UnknownPartsArePassedOver)
{
  Case input = bar_on_plate();
  input.terminals.push_back(voltage_on("gate", "nobody", Side::top, 1.));
  EXPECT_THAT(faults(input), IsEmpty());
}

} // namespace
} // namespace kelvolt
