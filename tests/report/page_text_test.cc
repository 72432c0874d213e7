#include "degree_sign.h"
#include "report/charts.h"
#include "report/html.h"
#include "report/limit_bound.h"
#include "report/material_records.h"
#include "report/number_text.h"
#include "report/page_sources.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

namespace kelvolt::report
{
namespace
{

using testing::HasSubstr;
using testing::Not;

// Titles and names are user text: nothing in them is markup, in elements, attributes or
// scripts, and what is no UTF-8 does not pass.
TEST(Html, EscapesUserText)
{
  EXPECT_EQ(escaped("<b onclick='x'>&\"</b>"),
            "&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;&lt;/b&gt;");
  EXPECT_EQ(escaped("K\xc3\xbchlk\xc3\xb6rper 5 \xc2\xb5m"),
            "K\xc3\xbchlk\xc3\xb6rper 5 \xc2\xb5m");
  EXPECT_EQ(escaped("a\xff\xc0\xaf\x01z"), "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd z");
  EXPECT_EQ(escaped("\xed\xa0\x80").find('\xed'), std::string::npos); // half a surrogate
  EXPECT_EQ(escaped("cut \xe2\x82"), "cut \xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(in_script(R"({"x": "</script><!--"})"), R"({"x": "\u003c/script>\u003c!--"})");
}

TEST(Html, TablesHaveCaptionAndHeads)
{
  Table table("A & B", {text_cell("Part"), number_cell("T")});
  EXPECT_TRUE(table.is_empty());
  table.row({text_cell("die<1>"), number_cell("5")});
  EXPECT_THAT(table.html(), HasSubstr("<caption>A &amp; B</caption>"));
  EXPECT_THAT(table.html(), HasSubstr("<th scope=\"row\">die&lt;1&gt;</th>"));
  EXPECT_THAT(table.html(), HasSubstr("<th scope=\"col\" class=\"n\">T</th>"));
}

// What is filled in is not looked at again, so that text of a user cannot ask for more.
TEST(Html, FillsAPageOnce)
{
  EXPECT_EQ(filled("<{{a}}|{{b}}>", {{"a", "{{b}}"}, {"b", "2"}}), "<{{b}}|2>");
  EXPECT_THROW(filled("{{c}}", {}), std::logic_error);
}

std::string without_tags(const std::string &html)
{
  std::string text;
  bool in_tag = false;
  for (const char c : html)
  {
    in_tag = in_tag || c == '<';
    if (!in_tag)
      text += c;
    in_tag = in_tag && c != '>';
  }
  return text;
}

// A bar is never narrower than that of the result: two digits of it, rounded up.
TEST(NumberText, RoundsBarsUp)
{
  for (const auto &[value, error, text] :
       {std::tuple(41.5576927, 0.0065055, "41.5577 ± 0.0066"),
        std::tuple(-20., 2.1001e-6, "−20 ± 2.2e-06"),
        std::tuple(0.99284, 4.7806e-4, "0.99284 ± 0.00048"),
        std::tuple(1234.5, 12., "1234 ± 12"),
        std::tuple(3.2e-9, 4.1e-11, "3.200 ± 0.041 ×10−9"),
        std::tuple(79.00012, 0.00996, "79.000 ± 0.010"),
        std::tuple(5.2, 0., "5.2"),
        std::tuple(0., 0., "0")})
    EXPECT_EQ(without_tags(number_html(value, error)), text);
  EXPECT_EQ(bar_text(0.0354), "0.036");
  EXPECT_EQ(bar_text(3.51e-6), "3.6e-06");
  EXPECT_EQ(bar_text(0.), "0");
  const TemperatureUnit celsius, kelvin = temperature_unit("K");
  EXPECT_EQ(without_tags(temperature_html({359.41014, 0.0134}, celsius)), "86.260 ± 0.014");
  EXPECT_EQ(without_tags(temperature_html({359.41014, 0.0134}, kelvin)), "359.410 ± 0.014");
  EXPECT_EQ(without_tags(temperature_html({359.41014, 3.2}, celsius)), "86.3 ± 3.2");
}

// 125 degC is 398.15 K; units with a prefix; a unit that is not known gives no margin
// instead of a wrong one.
TEST(LimitBound, ReadsUsualUnits)
{
  const auto upper = limit_bound("die.max_temperature <= 125 degC");
  ASSERT_TRUE(upper);
  EXPECT_TRUE(upper->is_upper && upper->is_temperature);
  EXPECT_DOUBLE_EQ(upper->bound, 398.15);
  const auto lower = limit_bound("drain.current >= 250 mA");
  ASSERT_TRUE(lower);
  EXPECT_FALSE(lower->is_upper || lower->is_temperature);
  EXPECT_DOUBLE_EQ(lower->bound, 0.25);
  EXPECT_DOUBLE_EQ(limit_bound("a|b.thermal_resistance <= 4.5e-1 K/W")->bound, 0.45);
  for (const char *text : {"",
                           "max_temperature",
                           "max_temperature <= degC",
                           "max_temperature <= 90 parsec",
                           "nonsense <= 3 K",
                           "<",
                           "a <"})
    EXPECT_FALSE(limit_bound(text)) << text;
}

// Places follow from the axes; what an axis cannot show is left out, and user text is
// escaped.
TEST(Chart, DrawsWhatTheAxesShow)
{
  const std::string svg = chart({{"<die>", {1., 10., 100.}, {20., 40., 30.}, {1., 0., 2.}},
                                 {"B", {0., 10.}, {25., 35.}}},
                                {"T & t", "time [s]", "T", true, false, false});
  EXPECT_THAT(svg, HasSubstr("&lt;die&gt;"));
  EXPECT_THAT(svg, HasSubstr("T &amp; t"));
  EXPECT_THAT(svg, HasSubstr("role=\"img\""));
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
  EXPECT_THAT(svg, Not(HasSubstr("inf")));
  // The middle decade stands in the middle: 72 + (704 - 72) / 2.
  EXPECT_THAT(svg, HasSubstr("388.0,"));
  EXPECT_EQ(chart({}, {}), "");
  EXPECT_EQ(chart({{"x", {1.}, {std::numeric_limits<double>::quiet_NaN()}}}, {}), "");
}

// Case files have the word, people read the sign.
TEST(DegreeSign, StandsForTheWord)
{
  EXPECT_EQ(with_degree_sign("plate at 45 degC, max <= 125 degC; 3degC, degCs"),
            "plate at 45 °C, max <= 125 °C; 3degC, degCs");
}

// Of many digits six are shown; the case at the end of the report has all.
TEST(MaterialRecords, ShortenComputedNumbers)
{
  const auto records = material_records(
      "materials:\n"
      "  x:\n"
      "    conductivity: 1.7241379 W/m/K\n"
      "    electrical_resistivity: {sum: [0.0011377777777777803 ohm m, 2.5e-8 ohm m, "
      "1.1234567890123e-07 ohm m]}\n");
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].properties[0].law, "1.7241379 W/m/K");
  EXPECT_EQ(records[0].properties[1].law,
            "sum [0.00113778 ohm m, 2.5e-8 ohm m, 1.12346e-07 ohm m]");
}

} // namespace
} // namespace kelvolt::report
