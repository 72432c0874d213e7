#pragma once

#include <array>

/// @file
/// What `kelvolt render` and `kelvolt report` take. They are programs of their own, which
/// read a result alone; help, man page and completion of `kelvolt` name the same options.

namespace kelvolt
{

struct DrawingOption
{
  const char *names; ///< as CLI11 takes them
  const char *text;
  bool takes_value = true;
};

namespace render_option
{

inline constexpr DrawingOption view{"--view",
                                    "Only these pictures (default: all that apply)"};
inline constexpr DrawingOption part{"--part", "Draw these parts only"};
inline constexpr DrawingOption hide{"--hide", "Leave these parts out"};
inline constexpr DrawingOption covers{
    "--covers",
    "Draw what hides the hottest point (default: as outlines)",
    false};
inline constexpr DrawingOption no_marks{"--no-marks",
                                        "Do not mark cooled surfaces and terminals",
                                        false};
inline constexpr DrawingOption range{
    "--range",
    "Temperatures at the ends of the scale, as '25 to 90 degC' (default: of what is seen)"};
inline constexpr DrawingOption section{
    "--section",
    "Where the section is, as 'x = 3.5 mm' (default: through the hottest point)"};
inline constexpr DrawingOption size{"--size", "WIDTHxHEIGHT in pixels"};
inline constexpr DrawingOption exaggerate_z{
    "--exaggerate-z",
    "How many times as high as real to draw; 'auto' lets thin layers be seen"};
inline constexpr DrawingOption time{
    "--time",
    "Of a transient result: the saved time that is nearest to this one, as '2.5 ms'; "
    "'worst' is the hottest moment, 'all' draws every saved time"};
inline constexpr DrawingOption compare{
    "--compare",
    "Another result, drawn below with the same scale and frame"};
inline constexpr DrawingOption output{"-o,--output",
                                      "Where the pictures go (default: DIR/pictures)"};

inline constexpr std::array all{view,
                                part,
                                hide,
                                covers,
                                no_marks,
                                range,
                                section,
                                size,
                                exaggerate_z,
                                time,
                                compare,
                                output};

} // namespace render_option

namespace report_option
{

inline constexpr DrawingOption compare{
    "--compare",
    "Another result: both on one colour scale, differences in columns"};
inline constexpr DrawingOption output{"-o,--output",
                                      "The HTML file (default: report.html in DIR)"};

inline constexpr std::array all{compare, output};

} // namespace report_option

} // namespace kelvolt
