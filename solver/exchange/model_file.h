#pragma once

#include "case/case_problem.h"
#include "compact/film_model.h"
#include "compact/modal_model.h"

#include <string>
#include <variant>
#include <vector>

namespace kelvolt
{

/// The bytes of model.h5: an HDF5 file with the datasets `rate`, `inputs/gain` (one row for
/// each input), `outputs/gain` (one row for each place of each output), the names, kinds
/// and base values beside them, and the rest as attributes of the root. The matrices of the
/// state space are -diag(rate), the transpose of `inputs/gain`, and `outputs/gain`.
std::string model_h5(const ModalModel &model);

/// The bytes of model.h5 of a model with films: `conduction`, `uniform`, `films/loss` (one
/// row for each film, a matrix row by row), `powers/gain`, `outputs/gain` as above.
std::string model_h5(const FilmModel &model);

/// Reads what model_h5() or to_json() made, whichever it is. A file that is none is a fault
/// with its place, and the model is empty then.
using ThermalModel = std::variant<ModalModel, FilmModel>;
ThermalModel read_thermal_model(const std::string &path,
                                std::vector<CaseProblem> &problems);

/// The same of one without films.
ModalModel read_model_file(const std::string &path, std::vector<CaseProblem> &problems);

} // namespace kelvolt
