#include "canvas.h"
#include "vector_page.h"

#include <gtest/gtest.h>
#include <vtkNew.h>
#include <vtkRenderWindow.h>

namespace kelvolt
{
namespace
{

// A text is as long along its line when it is turned, and its vector form is turned about
// the place that was asked for: so names of narrow parts can be fitted before they are
// drawn.
TEST(Canvas, TurnsATextAboutItsPlace)
{
  const vtkNew<vtkRenderWindow> window; // never shown: it says how large a point is
  const vtkNew<vtkRenderer> renderer;
  window->AddRenderer(renderer);
  Canvas canvas(*renderer, 1.);
  TextStyle style;
  const double lying = canvas.text_width("high_drain_clip", style);
  style.upright = true;
  EXPECT_GT(lying, 3. * style.size);
  EXPECT_EQ(canvas.text_width("high_drain_clip", style), lying);
  canvas.text({30., 40.}, "high_drain_clip", style);
  const std::string picture = svg_page(canvas.drawn(), 100., 100.);
  EXPECT_NE(picture.find("translate(30.00 -40.00) rotate(-90)"), std::string::npos)
      << picture;
}

} // namespace
} // namespace kelvolt
