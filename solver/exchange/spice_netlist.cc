#include "spice_netlist.h"

#include "compact/network_records.h"
#include "exchange/model_description.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace kelvolt
{

namespace
{

class Netlist
{
public:
  Netlist(const ModalModel &model, std::string name)
      : model_(model), name_(std::move(name)), ports_(port_names(model)),
        has_ambients_(std::any_of(model.inputs.begin(),
                                  model.inputs.end(),
                                  [](const ModalInput &input)
                                  { return input.kind == ModalInputKind::ambient; }))
  {
    for (std::size_t i = 0; i < model.n_modes(); ++i)
    {
      double largest = 0.;
      for (const ModalInput &input : model.inputs)
        largest = std::max(largest, std::abs(input.gain[i]));
      scale_.push_back(largest);
    }
  }

  std::string text()
  {
    add_head();
    for (std::size_t j = 0; j < model_.inputs.size(); ++j)
      add_input(j);
    for (std::size_t i = 0; i < model_.n_modes(); ++i)
      if (scale_[i] > 0.)
        add_mode(i);
    for (std::size_t l = 0; l < model_.outputs.size(); ++l)
      add_output(l);
    line(".ends " + name_);
    for (const CauerRecord &record : cauer_records(model_))
      add_ladder(record);
    return std::move(text_);
  }

private:
  void line(const std::string &content)
  {
    text_ += content + "\n";
  }

  bool is_power(std::size_t input) const
  {
    return model_.inputs[input].kind == ModalInputKind::power;
  }

  bool is_own(std::size_t output) const
  {
    for (std::size_t j = 0; j < model_.inputs.size(); ++j)
      if (own_output(model_, j) == output)
        return true;
    return false;
  }

  void add_head()
  {
    text_ += commented(description_lines(model_), "* ");
    line("* 1 A = 1 W, 1 V = 1 K.");
    std::string nodes;
    for (std::size_t j = 0; j < model_.inputs.size(); ++j)
      if (is_power(j))
      {
        nodes += " " + ports_.inputs[j];
        line(fmt::format("* {}: put its power in as a current; its voltage is the {}.",
                         ports_.inputs[j],
                         own_output(model_, j) < model_.outputs.size()
                             ? "temperature of its mean"
                             : "zero: it is not observed"));
      }
    for (std::size_t j = 0; j < model_.inputs.size(); ++j)
      if (!is_power(j))
      {
        nodes += " " + ports_.inputs[j];
        line(fmt::format("* {}: the temperature around it; {:.7g} at the operating point.",
                         ports_.inputs[j],
                         model_.inputs[j].base));
      }
    if (!has_ambients_)
    {
      nodes += " ambient";
      line("* ambient: the temperature from which all rises count, in K or degC.");
    }
    for (std::size_t l = 0; l < model_.outputs.size(); ++l)
      if (!is_own(l))
      {
        nodes += " " + ports_.outputs[l];
        line(fmt::format("* {}: temperature, {}.",
                         ports_.outputs[l],
                         model_.outputs[l].kind == ModalOutputKind::maximum
                             ? "the place that is hottest in a steady state"
                             : word_of(model_.outputs[l].kind)));
      }
    if (has_ambients_)
      line("* tzero: 0 for temperatures in K, 273.15 for degC.");
    line(".subckt " + name_ + nodes + (has_ambients_ ? " params: tzero=0" : ""));
  }

  /// Node or source that carries the input.
  void add_input(std::size_t j)
  {
    const std::string &port = ports_.inputs[j];
    if (is_power(j))
    {
      line(fmt::format("Vin_{0} {0} in_{0} 0", port));
      if (own_output(model_, j) == model_.outputs.size())
        line(fmt::format("Vzero_{0} in_{0} 0 0", port));
    }
    else
    {
      line(fmt::format("Eamb_{0} abs_{0} 0 {0} 0 1", port));
      line(fmt::format("Vamb_{0} abs_{0} in_{0} {{{1}-tzero}}",
                       port,
                       all_digits(model_.inputs[j].base)));
    }
  }

  void add_mode(std::size_t i)
  {
    const double scale = scale_[i], capacity = 1. / (scale * scale);
    line(fmt::format("Cm{0} m{0} 0 {1}", i + 1, all_digits(capacity)));
    if (model_.rate[i] != 0.)
      line(fmt::format(
          "Gm{0} m{0} 0 m{0} 0 {1}", i + 1, all_digits(capacity * model_.rate[i])));
    for (std::size_t j = 0; j < model_.inputs.size(); ++j)
      if (const double gain = model_.inputs[j].gain[i] / scale; gain != 0.)
        line(is_power(j) ? fmt::format("Fm{0}_{1} 0 m{0} Vin_{1} {2}",
                                       i + 1,
                                       ports_.inputs[j],
                                       all_digits(gain))
                         : fmt::format("Gm{0}_{1} 0 m{0} in_{1} 0 {2}",
                                       i + 1,
                                       ports_.inputs[j],
                                       all_digits(gain)));
  }

  /// The modes' shares as currents through 1 ohm.
  void add_output(std::size_t l)
  {
    const ModalOutput &output = model_.outputs[l];
    const std::string &port = ports_.outputs[l];
    const std::vector<double> &row = output.gain[circuit_row(model_, l)];
    line(fmt::format("Rsum_{0} sum_{0} 0 1", port));
    for (std::size_t i = 0; i < model_.n_modes(); ++i)
      if (scale_[i] > 0. && row[i] != 0.)
        line(fmt::format("Gsum_{0}_{1} 0 sum_{0} m{1} 0 {2}",
                         port,
                         i + 1,
                         all_digits(row[i] / scale_[i])));
    if (!has_ambients_)
      line(fmt::format("Gsum_{0} 0 sum_{0} ambient 0 1", port));
    else if (output.base_temperature > 0.)
      line(fmt::format(
          "Isum_{0} 0 sum_{0} {{{1}-tzero}}", port, all_digits(output.base_temperature)));
    line(fmt::format("Eout_{0} {1}{0} 0 sum_{0} 0 1", port, is_own(l) ? "in_" : ""));
  }

  void add_ladder(const CauerRecord &record)
  {
    const std::string part = ports_.inputs[find_input(model_, record.heated)];
    const CauerNetwork &ladder = record.ladder;
    line("");
    text_ += commented(description_lines(model_, record.error), "* ");
    line("* Ladder of '" + part + "' heated alone; with .tran .. uic its nodes need .ic.");
    const std::string name = fmt::format("{}_{}_cauer", name_, part);
    line(fmt::format(".subckt {} {} ambient", name, part));
    std::string node = part;
    for (std::size_t k = 0; k < ladder.n_sections(); ++k)
    {
      line(fmt::format("C{} {} 0 {}", k + 1, node, all_digits(ladder.capacity[k])));
      if (k == ladder.resistance.size())
        break;
      const std::string next =
          k + 1 == ladder.n_sections() ? "ambient" : fmt::format("n{}", k + 2);
      line(
          fmt::format("R{} {} {} {}", k + 1, node, next, all_digits(ladder.resistance[k])));
      node = next;
    }
    line(".ends " + name);
  }

  const ModalModel &model_;
  std::string name_;
  PortNames ports_;
  bool has_ambients_;
  std::vector<double> scale_; ///< of each mode, its largest gain
  std::string text_;
};

} // namespace

std::string spice_netlist(const ModalModel &model, const std::string &name)
{
  return Netlist(model, identifier(name)).text();
}

} // namespace kelvolt
