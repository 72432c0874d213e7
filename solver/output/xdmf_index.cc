#include "xdmf_index.h"

#include <fmt/format.h>

namespace kelvolt
{
namespace
{

std::string escaped(const std::string &text)
{
  std::string out;
  for (const char c : text)
    switch (c)
    {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    default:
      out += c;
    }
  return out;
}

/// Two hyphens would end an XML comment.
std::string comment_text(std::string text)
{
  for (std::size_t at = 0; (at = text.find("--", at)) != std::string::npos;)
    text.replace(at, 2, "- -");
  return text;
}

std::string attribute(const XdmfMesh &mesh,
                      const XdmfColumn &column,
                      const std::string &center,
                      std::uint64_t n_rows)
{
  const bool vector = column.n_components == 3;
  return fmt::format("      <Attribute Name=\"{}\" Center=\"{}\" AttributeType=\"{}\">\n"
                     "        <DataItem Format=\"HDF\" NumberType=\"{}\" Precision=\"{}\" "
                     "Dimensions=\"{}{}\">{}:{}</DataItem>\n"
                     "      </Attribute>\n",
                     escaped(column.name),
                     center,
                     vector ? "Vector" : "Scalar",
                     column.integer ? "Int" : "Float",
                     column.integer ? 4 : 8,
                     n_rows,
                     vector ? " 3" : "",
                     escaped(mesh.hdf5_file),
                     escaped(column.dataset));
}

std::string part_information(const std::vector<std::string> &names)
{
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += fmt::format("{}{} {}", i == 0 ? "" : "; ", i, names[i]);
  return escaped(text);
}

std::string head(const XdmfMesh &mesh)
{
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  if (!mesh.remark.empty())
    text += "<!-- " + comment_text(mesh.remark) + " -->\n";
  return text + "<Xdmf Version=\"3.0\">\n"
                "  <Domain>\n";
}

constexpr char foot[] = "  </Domain>\n</Xdmf>\n";

/// @param time an element, or nothing
std::string grid(const XdmfMesh &mesh, const std::string &name, const std::string &time)
{
  std::string text =
      fmt::format("    <Grid Name=\"{}\" GridType=\"Uniform\">\n"
                  "{}"
                  "      <Information Name=\"{}\" Value=\"{}\"/>\n"
                  "      <Topology TopologyType=\"{}\" NumberOfElements=\"{}\">\n"
                  "        <DataItem Format=\"HDF\" NumberType=\"Int\" Precision=\"8\" "
                  "Dimensions=\"{}\">{}:{}</DataItem>\n"
                  "      </Topology>\n"
                  "      <Geometry GeometryType=\"XYZ\">\n"
                  "        <DataItem Format=\"HDF\" NumberType=\"Float\" Precision=\"8\" "
                  "Dimensions=\"{} 3\">{}:{}</DataItem>\n"
                  "      </Geometry>\n",
                  name,
                  time,
                  mesh.names_key,
                  part_information(mesh.part_names),
                  mesh.topology,
                  mesh.n_cells,
                  mesh.n_cells * mesh.nodes_per_cell,
                  escaped(mesh.hdf5_file),
                  mesh.connectivity,
                  mesh.n_points,
                  escaped(mesh.hdf5_file),
                  mesh.points);
  for (const XdmfColumn &column : mesh.point_columns)
    text += attribute(mesh, column, "Node", mesh.n_points);
  for (const XdmfColumn &column : mesh.cell_columns)
    text += attribute(mesh, column, "Cell", mesh.n_cells);
  return text + "    </Grid>\n";
}

} // namespace

std::string xdmf_index(const XdmfMesh &mesh)
{
  return head(mesh) + grid(mesh, "package", "") + foot;
}

std::string xdmf_index(const std::vector<XdmfStep> &steps)
{
  std::string text = head(steps.front().mesh) +
                     "    <Grid Name=\"package\" GridType=\"Collection\" "
                     "CollectionType=\"Temporal\">\n";
  for (std::size_t i = 0; i < steps.size(); ++i)
    text += grid(steps[i].mesh,
                 fmt::format("step {}", i),
                 fmt::format("      <Time Value=\"{:.17g}\"/>\n", steps[i].time));
  return text + "    </Grid>\n" + foot;
}

} // namespace kelvolt
