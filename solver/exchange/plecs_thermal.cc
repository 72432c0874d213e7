#include "plecs_thermal.h"

#include "exchange/model_description.h"

#include <pugixml.hpp>

#include <sstream>
#include <stdexcept>

namespace kelvolt
{

namespace
{

pugi::xml_node child(pugi::xml_node parent, const char *name, const std::string &text = "")
{
  pugi::xml_node node = parent.append_child(name);
  if (!text.empty())
    node.text().set(text.c_str());
  return node;
}

void add_zero_energy(pugi::xml_node parent, const char *name)
{
  pugi::xml_node loss = child(parent, name);
  child(loss, "ComputationMethod", "Table only");
  child(loss, "CurrentAxis", "0");
  child(loss, "VoltageAxis", "0");
  child(loss, "TemperatureAxis", "25");
  pugi::xml_node energy = child(loss, "Energy");
  energy.append_attribute("scale") = "1";
  child(child(energy, "Temperature"), "Voltage", "0");
}

void add_zero_losses(pugi::xml_node package)
{
  pugi::xml_node data = child(package, "SemiconductorData");
  data.append_attribute("type") = "MOSFET";
  add_zero_energy(data, "TurnOnLoss");
  add_zero_energy(data, "TurnOffLoss");
  pugi::xml_node loss = child(data, "ConductionLoss");
  child(loss, "ComputationMethod", "Table only");
  child(loss, "CurrentAxis", "0");
  child(loss, "TemperatureAxis", "25");
  pugi::xml_node drop = child(loss, "VoltageDrop");
  drop.append_attribute("scale") = "1";
  child(drop, "Temperature", "0");
}

void add_elements(pugi::xml_node branch, const FosterNetwork &network)
{
  if (network.slope != 0.)
    throw std::domain_error("PLECS has no branch for heat that cannot leave.");
  branch.append_attribute("type") = "Foster";
  for (std::size_t i = 0; i < network.n_terms(); ++i)
  {
    pugi::xml_node element = child(branch, "RTauElement");
    element.append_attribute("R") = all_digits(network.resistance[i]).c_str();
    element.append_attribute("Tau") = all_digits(network.time_constant[i]).c_str();
  }
}

void add_elements(pugi::xml_node branch, const CauerNetwork &ladder)
{
  if (ladder.resistance.size() < ladder.n_sections())
    throw std::domain_error("PLECS has no branch for heat that cannot leave.");
  branch.append_attribute("type") = "Cauer";
  for (std::size_t k = 0; k < ladder.n_sections(); ++k)
  {
    pugi::xml_node element = child(branch, "RCElement");
    element.append_attribute("R") = all_digits(ladder.resistance[k]).c_str();
    element.append_attribute("C") = all_digits(ladder.capacity[k]).c_str();
  }
}

} // namespace

std::string plecs_thermal(const ModalModel &model, std::size_t input, PlecsBranch branch)
{
  const std::size_t own = own_output(model, input);
  if (own == model.outputs.size())
    throw std::domain_error("Only a part that is heated and observed has a network.");
  const FosterNetwork network = foster_network(model, input, own);
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  pugi::xml_node library = child(document, "SemiconductorLibrary");
  library.append_attribute("xmlns") = "http://www.plexim.com/xml/semiconductors/";
  library.append_attribute("version") = "1.1";
  pugi::xml_node package = child(library, "Package");
  package.append_attribute("class") = "MOSFET";
  package.append_attribute("vendor") = "Kelvolt";
  package.append_attribute("partnumber") = model.inputs.at(input).name.c_str();
  child(package, "Variables");
  add_zero_losses(package);
  pugi::xml_node elements = child(child(package, "ThermalModel"), "Branch");
  if (branch == PlecsBranch::foster)
    add_elements(elements, network);
  else
    add_elements(elements, cauer_network(network));
  pugi::xml_node comment = child(package, "Comment");
  for (const std::string &line : description_lines(model))
    child(comment, "Line", line);
  child(comment, "Line", "The losses are zero: fill in those of your device.");
  std::ostringstream stream;
  document.save(stream, " ", pugi::format_default, pugi::encoding_utf8);
  return stream.str();
}

} // namespace kelvolt
