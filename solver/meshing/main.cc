#include "mesh/plane_division.h"
#include "mesh/plane_mesh.h"
#include "meshing/plane_mesher.h"

#include <exception>
#include <fstream>
#include <iostream>
#include <string>

/// kelvolt-mesh DIVISION MESH: reads what Kelvolt wrote of the plane of all outlines, and
/// writes its triangles. A program of its own, since Gmsh's licence is the GPL.
int main(int argc, char **argv)
{
  if (argc != 3)
  {
    std::cerr
        << "Usage: kelvolt-mesh DIVISION MESH\n"
           "Makes triangles of what Kelvolt wrote to the file DIVISION. Kelvolt calls "
           "it by itself.\n";
    return 2;
  }
  try
  {
    std::ifstream input(argv[1], std::ios::binary);
    if (!input)
      throw std::runtime_error("The file " + std::string(argv[1]) + " cannot be read.");
    kelvolt::PlaneSizing sizing;
    const kelvolt::Arrangement division = kelvolt::read_division(input, sizing);
    const kelvolt::PlaneMesh mesh = kelvolt::mesh_plane(division, sizing);
    std::ofstream output(argv[2], std::ios::binary);
    kelvolt::write(output, mesh);
    output.close();
    if (!output)
      throw std::runtime_error("The file " + std::string(argv[2]) + " cannot be written.");
    return 0;
  }
  catch (const std::exception &fault)
  {
    std::cerr << "kelvolt-mesh: " << fault.what() << '\n';
    return 1;
  }
}
