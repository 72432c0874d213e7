#include "exchange/model_outputs.h"

namespace kelvolt
{

void write_outputs(const std::vector<ModalOutput> &outputs, Hdf5Writer &writer)
{
  std::vector<std::string> names, kinds;
  std::vector<double> base, places;
  std::vector<std::vector<double>> rows;
  for (const ModalOutput &output : outputs)
  {
    names.push_back(output.name);
    kinds.push_back(word_of(output.kind));
    base.push_back(output.base_temperature);
    places.push_back(static_cast<double>(output.gain.size()));
    rows.insert(rows.end(), output.gain.begin(), output.gain.end());
  }
  writer.texts("outputs/name", names);
  writer.texts("outputs/kind", kinds);
  writer.numbers("outputs/base_temperature", base);
  writer.numbers("outputs/places", places);
  writer.rows("outputs/gain", rows);
}

std::vector<ModalOutput> read_outputs(const Hdf5Reader &reader, std::size_t n_states)
{
  const std::vector<std::string> names = reader.texts("outputs/name"),
                                 kinds = reader.texts("outputs/kind");
  const std::vector<double> base = reader.numbers("outputs/base_temperature"),
                            places = reader.numbers("outputs/places");
  const std::vector<std::vector<double>> rows = reader.rows("outputs/gain", n_states);
  std::vector<ModalOutput> outputs;
  std::size_t next = 0;
  for (std::size_t l = 0; l < names.size(); ++l)
  {
    outputs.push_back({names[l], output_kind(kinds.at(l)), {}, base.at(l)});
    for (double n = places.at(l); n > 0.5; n -= 1.)
      outputs.back().gain.push_back(rows.at(next++));
  }
  return outputs;
}

} // namespace kelvolt
