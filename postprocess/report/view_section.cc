#include "report/packed_bytes.h"
#include "report/page_sources.h"
#include "report/sections.h"

#include <fmt/format.h>

namespace kelvolt::report
{
namespace
{

std::string one_view(const Reported &reported, const SurfaceData &surface, std::size_t i)
{
  const ReportInput &input = i == 0 ? reported.result : *reported.other;
  const std::string name =
      reported.other == nullptr ? "" : std::string(i == 0 ? this_name : other_name) + ": ";
  const std::string title = name + input.summary.title;
  return fmt::format(
      "<figure class=\"view\"><canvas role=\"img\" tabindex=\"0\" "
      "aria-label=\"Surface temperature of {0}, {1} triangles\" "
      "aria-describedby=\"view-help\" data-surface=\"surface{2}\"></canvas>"
      "<figcaption>{3}</figcaption></figure>\n"
      "<script type=\"application/json\" id=\"surface{2}\">{4}</script>\n"
      "<script type=\"application/octet-stream\" id=\"surface{2}-data\">{5}</script>\n",
      escaped(title),
      surface.n_triangles,
      i,
      escaped(name.empty() ? "Turn it, cut it, take parts away." : title),
      in_script(surface.json),
      surface.packed);
}

std::string moment_of(const ReportInput &input)
{
  return input.fields && !input.fields->fields.time.empty()
             ? ", after " + time_text(input.fields->fields.time[0])
             : "";
}

} // namespace

Section view_section(const Reported &reported, const std::vector<SurfaceData> &surfaces)
{
  if (surfaces.empty())
    return {};
  std::string views;
  for (std::size_t i = 0; i < surfaces.size(); ++i)
    views += one_view(reported, surfaces[i], i);
  return {"view",
          "Surface temperature" + moment_of(reported.result),
          filled(page_sources().viewer, {{"views", views}})};
}

Section picture_section(const Reported &reported)
{
  std::string html;
  const auto add = [&](const ReportInput &input, const std::string &name)
  {
    for (const StoredPicture &picture : input.pictures)
      html += fmt::format(
          "<figure class=\"picture\"><img src=\"data:image/png;base64,{}\" width=\"{}\" "
          "height=\"{}\" alt=\"{}Picture '{}' of {}\"><figcaption>{}{}</figcaption>"
          "</figure>\n",
          base64(picture.png),
          picture.width,
          picture.height,
          name,
          escaped(picture.name),
          escaped(input.summary.title),
          name,
          escaped(picture.name));
  };
  add(reported.result, reported.other != nullptr ? "A: " : "");
  if (reported.other != nullptr)
    add(*reported.other, "B: ");
  return {"pictures", "Pictures", html};
}

} // namespace kelvolt::report
