#pragma once

#include "compact/modal_model.h"

#include <string>
#include <vector>

namespace kelvolt
{

/// A cooled face whose film coefficient h is a parameter of a FilmModel.
struct ModelFilm
{
  std::string name;         ///< of the surface
  double ambient = 0.;      ///< [K] at the operating point
  std::vector<double> loss; ///< B_i of the states, row by row
};

/// A linear thermal model for any films of its faces. The states x belong to vectors that
/// are orthonormal in the heat capacity:
///
///     dx/dt = -(K + sum_i h_i B_i) x + sum_j b_j P_j(t) + sum_i h_i B_i e dT_i(t)
///     rise of output l = c_l . x,   or the largest of its rows
///
/// with the powers P_j [W], the films h_i [W/m2/K], and the changes dT_i of the ambients
/// [K]. e is the state of a rise of 1 K everywhere, so that ambients that all rise by 1 K
/// raise all by 1 K, whatever the films.
struct FilmModel
{
  std::string title;
  double temperature = 0.; ///< [K] of all at the operating point
  /// h for which the bound holds, of every film [W/m2/K].
  double lowest_film = 0., highest_film = 0.;
  double first_time = 0., last_time = 0.; ///< likewise [s]
  double reduction_bound = 0.;            ///< share of self impedances, see docs
  double mesh_bound = 0.;                 ///< likewise, of the mesh
  std::vector<double> conduction;         ///< K, row by row
  std::vector<double> uniform;            ///< e
  std::vector<ModelFilm> films;
  std::vector<ModalInput> powers;
  std::vector<ModalOutput> outputs; ///< gains c of the states

  std::size_t n_states() const
  {
    return uniform.size();
  }
};

/// What makes it no model, in words; empty if it is one.
std::vector<std::string> faults_of(const FilmModel &model);

/// The model with these films, one for each face. Its inputs are the powers, then the
/// ambients by the names of the faces.
ModalModel with_films(const FilmModel &model, const std::vector<double> &films);

/// JSON both ways, all digits; the latter throws std::runtime_error with what is wrong.
std::string to_json(const FilmModel &model);
/// Whether it was made so: by its first words.
bool is_film_model_json(const std::string &text);
FilmModel film_model_from_json(const std::string &text);

} // namespace kelvolt
