#include "coordinate_text.h"
#include "exaggeration.h"
#include "hotspot_marker.h"
#include "layout.h"
#include "section_panel.h"
#include "temperature_scale.h"
#include "views.h"

#include <fmt/format.h>

#include <algorithm>

namespace kelvolt
{
namespace
{

/// Those that the detail does not show larger.
std::vector<PartAnchor> better_seen_here(const std::vector<PartAnchor> &here,
                                         const std::vector<PartAnchor> &detail)
{
  std::vector<PartAnchor> kept;
  for (const PartAnchor &anchor : here)
  {
    const bool larger_there =
        std::any_of(detail.begin(),
                    detail.end(),
                    [&](const PartAnchor &other) {
                      return other.part == anchor.part && other.n_pixels > anchor.n_pixels;
                    });
    if (!larger_there)
      kept.push_back(anchor);
  }
  return kept;
}

/// What surrounds the hottest part, a few times its size and within the package; absent if
/// that is about the package itself.
std::optional<Bounds> detail_window(const Result &result, const Section &section)
{
  constexpr double times_width = 1.6;
  constexpr double times_height = 16.;
  constexpr double about_all = 0.6;
  constexpr double room_for_tag = 0.16; // in the air above the package
  const auto name =
      std::find(result.part_names.begin(), result.part_names.end(), section.hottest.part);
  if (name == result.part_names.end())
    return {};
  const auto part =
      cells_of(*result.grid, {static_cast<int>(name - result.part_names.begin())});
  const Bounds box = bounds_of(*result.grid);
  const SectionAxes &axes = section.axes;
  Bounds window = enlarged(bounds_of(*part), axes.across, times_width);
  window = enlarged(window, axes.up, axes.up == 2 ? times_height : times_width);
  bool nearly_all = true;
  for (const int d : {axes.across, axes.up})
  {
    window[lower_end(d)] = std::max(window[lower_end(d)], box[lower_end(d)]);
    window[lower_end(d) + 1] = std::min(window[lower_end(d) + 1], box[lower_end(d) + 1]);
    nearly_all = nearly_all && window[lower_end(d) + 1] - window[lower_end(d)] >
                                   about_all * (box[lower_end(d) + 1] - box[lower_end(d)]);
  }
  if (nearly_all)
    return {};
  double &top = window[lower_end(axes.up) + 1];
  if (top == box[lower_end(axes.up) + 1])
    top += room_for_tag * (top - window[lower_end(axes.up)]);
  return window;
}

/// Shows in the panel what the detail enlarges. @return the word beside it, as its diagonal
std::vector<Pixel>
draw_window_frame(Picture &picture, const SectionPanel &panel, const Bounds &window)
{
  const double u = picture.unit(), rim = 2. * u;
  const Pixel low = panel.project({{window[0], window[2], window[4]}});
  const Pixel high = panel.project({{window[1], window[3], window[5]}});
  const ImageBox &area = panel.area();
  const ImageBox frame{std::max(std::min(low.x, high.x) - rim, area.left + rim),
                       std::max(low.y - rim, area.bottom + rim),
                       std::min(std::max(low.x, high.x) + rim, area.right - rim),
                       std::min(high.y + rim, area.top - rim)};
  Canvas &canvas = picture.canvas();
  canvas.frame(frame, white, 5. * u);
  canvas.frame(frame, black, 2. * u);
  TextStyle style;
  style.size = 16. * u;
  style.bold = true;
  style.colour = white;
  const double width = canvas.text_width("detail", style) + 10. * u;
  const double height = 22. * u;
  // Above the frame if there is room, else below it or within.
  const double bottom = frame.top + height < area.top         ? frame.top
                        : frame.bottom - height > area.bottom ? frame.bottom - height
                                                              : frame.bottom;
  const ImageBox tag{frame.right - width, bottom, frame.right, bottom + height};
  canvas.filled(tag, black);
  canvas.text({tag.left + 5. * u, bottom + 0.5 * height}, "detail", style);
  return {{tag.left, tag.bottom}, {tag.right, tag.top}};
}

double
filling_exaggeration(const Bounds &window, const SectionAxes &axes, const ImageBox &area)
{
  if (axes.up != 2)
    return 1.;
  return round_exaggeration(window[lower_end(axes.across) + 1] -
                                window[lower_end(axes.across)],
                            window[5] - window[4],
                            area.height() / area.width());
}

/// The section as it is drawn: in all, and around the hottest part.
class CutPicture
{
public:
  CutPicture(const Result &result, const ViewOptions &options, Picture &picture)
      : result_(result), options_(options), picture_(picture),
        field_(*result.elements, temperature_array, Between::even_slopes),
        section_(section_of_result(result, field_, options.section)),
        faces_(drawn_facets(section_.faces, field_, temperature_array)),
        scale_(temperature_bands(*faces_, options))
  {
  }

  void draw()
  {
    constexpr double rim = 1.04;
    const SectionAxes &axes = section_.axes;
    const Bounds whole = enlarged(
        enlarged(options_.frame.value_or(bounds_of(*result_.grid)), axes.across, rim),
        axes.up,
        rim);
    const std::optional<Bounds> detail = detail_window(result_, section_);
    const auto [upper, lower] = areas(detail.has_value());
    const double stretch = stretch_of(whole, upper);
    SectionPanel panel(picture_, section_, faces_, scale_, {upper, whole, stretch});
    std::vector<PartAnchor> anchors = panel.anchors();
    std::string footer = height_text(stretch) + ".";
    if (detail)
    {
      const double detail_stretch = stretch_of(*detail, lower);
      anchors =
          better_seen_here(anchors, draw_detail(*detail, lower, detail_stretch, panel));
      footer = fmt::format(
          "Above: {} Below: the detail, {}.", footer, height_text(detail_stretch));
    }
    panel.annotate(anchors,
                   result_.part_names,
                   section_.hottest,
                   tag_text(section_.hottest, scale_),
                   kept_clear_);
    draw_legend(picture_,
                own_scale_ ? legend_bar_beside(picture_, upper) : legend_bar(picture_),
                scale_,
                temperature_title(result_.hotspot.unit),
                scale_note(result_, options_, own_scale_ ? "this panel" : "this view"));
    draw_footer(picture_, footer, result_.provenance);
    draw_title();
  }

private:
  /// Of the whole section, and of the detail below it.
  std::array<ImageBox, 2> areas(bool has_detail) const
  {
    const double u = picture_.unit();
    ImageBox area = drawing_area(picture_);
    area.left += 60. * u; // room for the numbers of the upright axis
    area.bottom += 45. * u;
    area.top -= 20. * u; // and for its name
    const double gap = 80. * u;
    std::array<ImageBox, 2> result{{area, area}};
    if (has_detail)
    {
      result[0].bottom = area.bottom + 0.5 * (area.height() + gap);
      result[1].top = area.bottom + 0.5 * (area.height() - gap);
    }
    return result;
  }

  double stretch_of(const Bounds &window, const ImageBox &area) const
  {
    if (section_.axes.up != 2)
      return 1.;
    return options_.exaggeration.value_or(
        filling_exaggeration(window, section_.axes, area));
  }

  std::string height_text(double stretch) const
  {
    return section_.axes.up == 2 ? exaggeration_text(stretch) : "to scale";
  }

  /// @return what is seen there
  std::vector<PartAnchor> draw_detail(const Bounds &window,
                                      const ImageBox &area,
                                      double stretch,
                                      const SectionPanel &whole)
  {
    Bounds around = window;
    around[lower_end(section_.axes.normal)] = -1e300;
    around[lower_end(section_.axes.normal) + 1] = 1e300;
    const auto faces =
        drawn_facets(clipped(section_.faces, around), field_, temperature_array);
    own_scale_ = !options_.range && faces->GetNumberOfCells() > 0 &&
                 bands_of(scale_, *faces) < enough_bands;
    const ColourScale scale = own_scale_ ? temperature_bands(*faces, options_) : scale_;
    SectionPanel panel(picture_, section_, faces_, scale, {area, window, stretch});
    std::vector<PartAnchor> anchors = panel.anchors();
    panel.annotate(anchors,
                   result_.part_names,
                   section_.hottest,
                   tag_text(section_.hottest, scale),
                   {});
    kept_clear_.push_back(draw_window_frame(picture_, whole, panel.seen()));
    if (own_scale_)
      draw_legend(picture_,
                  legend_bar_beside(picture_, area),
                  scale,
                  temperature_title(result_.hotspot.unit),
                  {"scale of this panel"});
    return anchors;
  }

  void draw_title() const
  {
    static constexpr const char *letters[] = {"x", "y", "z"};
    const int normal = section_.axes.normal;
    const double at =
        options_.section ? options_.section->position : result_.hotspot.position[normal];
    draw_header(picture_,
                result_.title,
                fmt::format("Temperature in the section {} = {} mm; {}{}",
                            letters[normal],
                            coordinate_text(at, 3),
                            options_.section ? "there, " : "",
                            hotspot_text(section_.hottest)));
  }

  const Result &result_;
  const ViewOptions &options_;
  Picture &picture_;
  LagrangeField field_;
  Section section_;
  vtkSmartPointer<vtkPolyData> faces_;
  ColourScale scale_;
  bool own_scale_ = false; ///< of the detail
  Leaders kept_clear_;
};

} // namespace

void draw_cut(const Result &result, const ViewOptions &options, Picture &picture)
{
  CutPicture(result, options, picture).draw();
}

} // namespace kelvolt
