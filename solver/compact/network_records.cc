#include "network_records.h"

#include "compact/truncated_model.h"

#include <algorithm>
#include <cmath>

namespace kelvolt
{

namespace
{

constexpr double round_off = 1e-9;

FosterRecord record_of(const ModalModel &model,
                       std::size_t input,
                       std::size_t output,
                       std::size_t n_terms)
{
  FosterRecord record{model.inputs[input].name,
                      model.outputs[output].name,
                      {},
                      model.reduction_bound + model.mesh_bound};
  const ModalModel pair = part_of(model, input, output);
  if (n_terms == 0 || n_terms >= model.n_modes())
    record.network = foster_network(pair, 0, 0);
  else
  {
    const ModalModel small = truncated(pair, n_terms);
    record.network = foster_network(small, 0, 0);
    const Difference difference = largest_difference(pair, small, 0, 0);
    record.error +=
        record.heated == record.observed ? difference.of_value : difference.of_steady;
  }
  return record;
}

} // namespace

std::vector<FosterRecord> foster_records(const ModalModel &model, std::size_t n_terms)
{
  std::vector<FosterRecord> records;
  for (std::size_t j = 0; j < model.inputs.size(); ++j)
    for (std::size_t l = 0; l < model.outputs.size(); ++l)
      if (model.inputs[j].kind == ModalInputKind::power &&
          model.outputs[l].kind == ModalOutputKind::mean)
        records.push_back(record_of(model, j, l, n_terms));
  return records;
}

std::vector<CauerRecord> cauer_records(const ModalModel &model, std::size_t n_terms)
{
  std::vector<CauerRecord> records;
  for (std::size_t j = 0; j < model.inputs.size(); ++j)
    if (const std::size_t own = own_output(model, j); own < model.outputs.size())
    {
      const FosterRecord record = record_of(model, j, own, n_terms);
      records.push_back({record.heated, cauer_network(record.network), record.error});
    }
  return records;
}

std::size_t own_output(const ModalModel &model, std::size_t input)
{
  const ModalInput &in = model.inputs.at(input);
  const std::size_t none = model.outputs.size(),
                    own = find_output(model, in.name, ModalOutputKind::mean);
  if (in.kind != ModalInputKind::power || own == none)
    return none;
  const std::vector<double> &out = model.outputs[own].gain.front();
  double size = 0.;
  for (const double gain : in.gain)
    size = std::max(size, std::abs(gain));
  for (std::size_t i = 0; i < in.gain.size(); ++i)
    if (std::abs(out[i] - in.gain[i]) > round_off * size)
      return none;
  return own;
}

} // namespace kelvolt
