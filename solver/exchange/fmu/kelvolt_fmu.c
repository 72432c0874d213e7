/* A linear thermal model as a co-simulation unit, FMI 2.0. It depends on the C library only.
 *
 * Each mode decays and is driven exactly over a step, with the inputs held: steps of any
 * length give the same temperatures at their ends.
 *
 * Compiled with KELVOLT_MODEL_FROM_RESOURCES the model is read from resources/model.bin of
 * the unpacked FMU, so that one binary serves all of them; otherwise it is that of
 * "kelvolt_model.h".
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The interface, as the standard defines it ---- */

typedef void *fmi2Component;
typedef void *fmi2ComponentEnvironment;
typedef void *fmi2FMUstate;
typedef unsigned int fmi2ValueReference;
typedef double fmi2Real;
typedef int fmi2Integer;
typedef int fmi2Boolean;
typedef char fmi2Char;
typedef const fmi2Char *fmi2String;
typedef char fmi2Byte;
typedef enum { fmi2OK, fmi2Warning, fmi2Discard, fmi2Error, fmi2Fatal, fmi2Pending } fmi2Status;
typedef enum { fmi2ModelExchange, fmi2CoSimulation } fmi2Type;
typedef enum {
  fmi2DoStepStatus,
  fmi2PendingStatus,
  fmi2LastSuccessfulTime,
  fmi2Terminated
} fmi2StatusKind;
typedef struct {
  void (*logger)(fmi2ComponentEnvironment, fmi2String, fmi2Status, fmi2String, fmi2String, ...);
  void *(*allocateMemory)(size_t, size_t);
  void (*freeMemory)(void *);
  void (*stepFinished)(fmi2ComponentEnvironment, fmi2Status);
  fmi2ComponentEnvironment componentEnvironment;
} fmi2CallbackFunctions;

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#ifdef FMI2_FUNCTION_PREFIX
#define FMI2(name) JOIN(FMI2_FUNCTION_PREFIX, name)
#else
#define FMI2(name) name
#endif
#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#elif defined(__GNUC__)
#define EXPORT __attribute__((visibility("default")))
#else
#define EXPORT
#endif

/* ---- The model ---- */

typedef struct
{
  int n_modes, n_inputs, n_outputs;
  const char *guid;
  const int *n_rows;        /* of each output; the largest of its rows is its rise */
  const double *rate;       /* of each mode [1/s] */
  const double *input_base; /* [W] or [K], from which inputs count */
  const double *input_gain; /* of each input, for each mode */
  const double *output_base; /* [K] */
  const double *output_gain; /* of each row of each output, for each mode */
} Model;

typedef struct
{
  Model model;
  void *file; /* what was read, or none */
  double time;
  double *state;  /* of each mode */
  double *input;
  double step;    /* for which the following hold */
  double *decay, *hold;
  const fmi2CallbackFunctions *call;
  char name[256];
} Unit;

#ifdef KELVOLT_MODEL_FROM_RESOURCES

/* The path behind a file URI, its %XX decoded. */
static int path_of(const char *uri, char *path, size_t size)
{
  static const char scheme[] = "file:";
  size_t n = 0;
  const char *from = uri;
  if (strncmp(from, scheme, sizeof scheme - 1) == 0)
  {
    from += sizeof scheme - 1;
    if (strncmp(from, "//", 2) == 0)
    {
      from += 2;
      while (*from != '\0' && *from != '/') /* the host */
        ++from;
    }
  }
  for (; *from != '\0'; ++from)
  {
    unsigned int byte = (unsigned char)*from;
    if (*from == '%' && sscanf(from + 1, "%2x", &byte) == 1)
      from += 2;
    if (n + 2 >= size)
      return 0;
    path[n++] = (char)byte;
  }
  path[n] = '\0';
  return n > 0;
}

/* Layout of model.bin, little-endian: "KVTHERM1", 64 bytes of GUID, int32 n_modes, n_inputs,
 * n_outputs, 0, int32 n_rows[n_outputs], filled up to 8 bytes, then the doubles in the order
 * of Model. */
static const char *load_model(Unit *unit, const char *resources)
{
  char path[4096];
  FILE *stream;
  long size;
  char *bytes;
  const int32_t *head;
  const double *numbers;
  size_t offset, expected, rows = 0, n;
  int i;
  if (resources == NULL || !path_of(resources, path, sizeof path - 12))
    return "the location of the resources is no path";
  strcat(path, "/model.bin");
  stream = fopen(path, "rb");
  if (stream == NULL)
    return "resources/model.bin cannot be opened";
  if (fseek(stream, 0, SEEK_END) != 0 || (size = ftell(stream)) < 88 ||
      fseek(stream, 0, SEEK_SET) != 0 || (bytes = malloc((size_t)size)) == NULL)
  {
    fclose(stream);
    return "resources/model.bin cannot be read";
  }
  unit->file = bytes;
  n = fread(bytes, 1, (size_t)size, stream);
  fclose(stream);
  if (n != (size_t)size || memcmp(bytes, "KVTHERM1", 8) != 0 || bytes[71] != '\0')
    return "resources/model.bin is damaged";
  head = (const int32_t *)(bytes + 72);
  unit->model.guid = bytes + 8;
  unit->model.n_modes = head[0];
  unit->model.n_inputs = head[1];
  unit->model.n_outputs = head[2];
  if (head[0] < 1 || head[1] < 1 || head[2] < 1 || head[0] > 100000 || head[1] > 100000 ||
      head[2] > 100000 || (size_t)size < 88 + 4 * (size_t)head[2])
    return "resources/model.bin is damaged";
  unit->model.n_rows = (const int *)(head + 4);
  for (i = 0; i < head[2]; ++i)
  {
    if (unit->model.n_rows[i] < 1 || unit->model.n_rows[i] > 1000000)
      return "resources/model.bin is damaged";
    rows += (size_t)unit->model.n_rows[i];
  }
  offset = (88 + 4 * (size_t)head[2] + 7) / 8 * 8;
  n = (size_t)head[0];
  expected = offset + 8 * (n + (size_t)head[1] * (1 + n) + (size_t)head[2] + rows * n);
  if ((size_t)size != expected)
    return "resources/model.bin is damaged";
  numbers = (const double *)(bytes + offset);
  unit->model.rate = numbers;
  unit->model.input_base = numbers += n;
  unit->model.input_gain = numbers += head[1];
  unit->model.output_base = numbers += (size_t)head[1] * n;
  unit->model.output_gain = numbers + head[2];
  return NULL;
}

#else

#include "kelvolt_model.h"

static const char *load_model(Unit *unit, const char *resources)
{
  (void)resources;
  unit->model = kelvolt_model;
  return NULL;
}

#endif

static void complain(const Unit *unit, const char *text)
{
  if (unit->call != NULL && unit->call->logger != NULL)
    unit->call->logger(
        unit->call->componentEnvironment, unit->name, fmi2Error, "logStatusError", "%s", text);
}

static void start(Unit *unit, double time)
{
  int i;
  unit->time = time;
  unit->step = -1.;
  for (i = 0; i < unit->model.n_modes; ++i)
    unit->state[i] = 0.;
  for (i = 0; i < unit->model.n_inputs; ++i)
    unit->input[i] = unit->model.input_base[i];
}

/* (1 - exp(-rate t)) / rate, which is t where the rate is zero. */
static void prepare(Unit *unit, double step)
{
  int i;
  if (step == unit->step)
    return;
  unit->step = step;
  for (i = 0; i < unit->model.n_modes; ++i)
  {
    const double rate = unit->model.rate[i];
    unit->decay[i] = exp(-rate * step);
    unit->hold[i] = rate == 0. ? step : -expm1(-rate * step) / rate;
  }
}

static double output(const Unit *unit, int number)
{
  const Model *model = &unit->model;
  const double *gain = model->output_gain;
  double largest = -HUGE_VAL;
  int l, row, i;
  for (l = 0; l < number; ++l)
    gain += (size_t)model->n_rows[l] * (size_t)model->n_modes;
  for (row = 0; row < model->n_rows[number]; ++row, gain += model->n_modes)
  {
    double rise = 0.;
    for (i = model->n_modes; i-- > 0;)
      rise += gain[i] * unit->state[i];
    if (rise > largest)
      largest = rise;
  }
  return model->output_base[number] + largest;
}

/* ---- The functions of the interface ---- */

EXPORT const char *FMI2(fmi2GetTypesPlatform)(void)
{
  return "default";
}

EXPORT const char *FMI2(fmi2GetVersion)(void)
{
  return "2.0";
}

EXPORT void FMI2(fmi2FreeInstance)(fmi2Component component)
{
  Unit *unit = component;
  if (unit == NULL)
    return;
  free(unit->state);
  free(unit->file);
  free(unit);
}

EXPORT fmi2Component FMI2(fmi2Instantiate)(fmi2String name,
                                           fmi2Type type,
                                           fmi2String guid,
                                           fmi2String resources,
                                           const fmi2CallbackFunctions *call,
                                           fmi2Boolean visible,
                                           fmi2Boolean logging)
{
  Unit *unit = calloc(1, sizeof(Unit));
  const char *fault;
  (void)visible;
  (void)logging;
  if (unit == NULL)
    return NULL;
  unit->call = call;
  strncpy(unit->name, name == NULL ? "" : name, sizeof unit->name - 1);
  fault = load_model(unit, resources);
  if (fault == NULL && type != fmi2CoSimulation)
    fault = "this unit is for co-simulation";
  if (fault == NULL && (guid == NULL || strcmp(guid, unit->model.guid) != 0))
    fault = "the GUID is that of another model";
  if (fault == NULL)
  {
    const size_t n = (size_t)unit->model.n_modes;
    unit->state = calloc(3 * n + (size_t)unit->model.n_inputs, sizeof(double));
    if (unit->state == NULL)
      fault = "there is no memory left";
    else
    {
      unit->decay = unit->state + n;
      unit->hold = unit->decay + n;
      unit->input = unit->hold + n;
      start(unit, 0.);
    }
  }
  if (fault != NULL)
  {
    complain(unit, fault);
    FMI2(fmi2FreeInstance)(unit);
    return NULL;
  }
  return unit;
}

EXPORT fmi2Status FMI2(fmi2SetDebugLogging)(fmi2Component component,
                                            fmi2Boolean on,
                                            size_t n,
                                            const fmi2String categories[])
{
  (void)component;
  (void)on;
  (void)n;
  (void)categories;
  return fmi2OK;
}

EXPORT fmi2Status FMI2(fmi2SetupExperiment)(fmi2Component component,
                                            fmi2Boolean has_tolerance,
                                            fmi2Real tolerance,
                                            fmi2Real begin,
                                            fmi2Boolean has_end,
                                            fmi2Real end)
{
  (void)has_tolerance;
  (void)tolerance;
  (void)has_end;
  (void)end;
  ((Unit *)component)->time = begin;
  return fmi2OK;
}

EXPORT fmi2Status FMI2(fmi2EnterInitializationMode)(fmi2Component component)
{
  (void)component;
  return fmi2OK;
}

EXPORT fmi2Status FMI2(fmi2ExitInitializationMode)(fmi2Component component)
{
  (void)component;
  return fmi2OK;
}

EXPORT fmi2Status FMI2(fmi2Terminate)(fmi2Component component)
{
  (void)component;
  return fmi2OK;
}

EXPORT fmi2Status FMI2(fmi2Reset)(fmi2Component component)
{
  start(component, 0.);
  return fmi2OK;
}

EXPORT fmi2Status FMI2(fmi2GetReal)(fmi2Component component,
                                    const fmi2ValueReference reference[],
                                    size_t n,
                                    fmi2Real value[])
{
  const Unit *unit = component;
  const unsigned int n_inputs = (unsigned int)unit->model.n_inputs,
                     n_all = n_inputs + (unsigned int)unit->model.n_outputs;
  size_t i;
  for (i = 0; i < n; ++i)
    if (reference[i] < n_inputs)
      value[i] = unit->input[reference[i]];
    else if (reference[i] < n_all)
      value[i] = output(unit, (int)(reference[i] - n_inputs));
    else
    {
      complain(unit, "there is no such variable to get");
      return fmi2Error;
    }
  return fmi2OK;
}

EXPORT fmi2Status FMI2(fmi2SetReal)(fmi2Component component,
                                    const fmi2ValueReference reference[],
                                    size_t n,
                                    const fmi2Real value[])
{
  Unit *unit = component;
  size_t i;
  for (i = 0; i < n; ++i)
    if (reference[i] < (unsigned int)unit->model.n_inputs)
      unit->input[reference[i]] = value[i];
    else
    {
      complain(unit, "only inputs can be set");
      return fmi2Error;
    }
  return fmi2OK;
}

/* There are no variables of the other types. */
#define NONE(Get, Set, Value)                                                                  \
  EXPORT fmi2Status FMI2(Get)(                                                                 \
      fmi2Component component, const fmi2ValueReference r[], size_t n, Value v[])              \
  {                                                                                            \
    (void)component;                                                                           \
    (void)r;                                                                                   \
    (void)v;                                                                                   \
    return n == 0 ? fmi2OK : fmi2Error;                                                        \
  }                                                                                            \
  EXPORT fmi2Status FMI2(Set)(                                                                 \
      fmi2Component component, const fmi2ValueReference r[], size_t n, const Value v[])        \
  {                                                                                            \
    (void)component;                                                                           \
    (void)r;                                                                                   \
    (void)v;                                                                                   \
    return n == 0 ? fmi2OK : fmi2Error;                                                        \
  }
NONE(fmi2GetInteger, fmi2SetInteger, fmi2Integer)
NONE(fmi2GetBoolean, fmi2SetBoolean, fmi2Boolean)
NONE(fmi2GetString, fmi2SetString, fmi2String)

EXPORT fmi2Status FMI2(fmi2GetFMUstate)(fmi2Component component, fmi2FMUstate *state)
{
  const Unit *unit = component;
  const size_t n = (size_t)unit->model.n_modes, m = (size_t)unit->model.n_inputs;
  double *copy = *state == NULL ? malloc((1 + n + m) * sizeof(double)) : *state;
  if (copy == NULL)
    return fmi2Error;
  copy[0] = unit->time;
  memcpy(copy + 1, unit->state, n * sizeof(double));
  memcpy(copy + 1 + n, unit->input, m * sizeof(double));
  *state = copy;
  return fmi2OK;
}

EXPORT fmi2Status FMI2(fmi2SetFMUstate)(fmi2Component component, fmi2FMUstate state)
{
  Unit *unit = component;
  const size_t n = (size_t)unit->model.n_modes, m = (size_t)unit->model.n_inputs;
  const double *copy = state;
  unit->time = copy[0];
  memcpy(unit->state, copy + 1, n * sizeof(double));
  memcpy(unit->input, copy + 1 + n, m * sizeof(double));
  return fmi2OK;
}

EXPORT fmi2Status FMI2(fmi2FreeFMUstate)(fmi2Component component, fmi2FMUstate *state)
{
  (void)component;
  free(*state);
  *state = NULL;
  return fmi2OK;
}

EXPORT fmi2Status
FMI2(fmi2SerializedFMUstateSize)(fmi2Component component, fmi2FMUstate state, size_t *size)
{
  const Unit *unit = component;
  (void)state;
  *size = (1 + (size_t)unit->model.n_modes + (size_t)unit->model.n_inputs) * sizeof(double);
  return fmi2OK;
}

EXPORT fmi2Status FMI2(fmi2SerializeFMUstate)(fmi2Component component,
                                              fmi2FMUstate state,
                                              fmi2Byte bytes[],
                                              size_t size)
{
  size_t due;
  FMI2(fmi2SerializedFMUstateSize)(component, state, &due);
  if (size < due)
    return fmi2Error;
  memcpy(bytes, state, due);
  return fmi2OK;
}

EXPORT fmi2Status FMI2(fmi2DeSerializeFMUstate)(fmi2Component component,
                                                const fmi2Byte bytes[],
                                                size_t size,
                                                fmi2FMUstate *state)
{
  size_t due;
  FMI2(fmi2SerializedFMUstateSize)(component, NULL, &due);
  if (size < due)
    return fmi2Error;
  if (*state == NULL)
    *state = malloc(due);
  if (*state == NULL)
    return fmi2Error;
  memcpy(*state, bytes, due);
  return fmi2OK;
}

EXPORT fmi2Status FMI2(fmi2GetDirectionalDerivative)(fmi2Component component,
                                                     const fmi2ValueReference unknown[],
                                                     size_t n_unknown,
                                                     const fmi2ValueReference known[],
                                                     size_t n_known,
                                                     const fmi2Real along[],
                                                     fmi2Real derivative[])
{
  (void)component;
  (void)unknown;
  (void)n_unknown;
  (void)known;
  (void)n_known;
  (void)along;
  (void)derivative;
  return fmi2Error;
}

EXPORT fmi2Status FMI2(fmi2SetRealInputDerivatives)(fmi2Component component,
                                                    const fmi2ValueReference r[],
                                                    size_t n,
                                                    const fmi2Integer order[],
                                                    const fmi2Real value[])
{
  (void)component;
  (void)r;
  (void)order;
  (void)value;
  return n == 0 ? fmi2OK : fmi2Error;
}

EXPORT fmi2Status FMI2(fmi2GetRealOutputDerivatives)(fmi2Component component,
                                                     const fmi2ValueReference r[],
                                                     size_t n,
                                                     const fmi2Integer order[],
                                                     fmi2Real value[])
{
  (void)component;
  (void)r;
  (void)order;
  (void)value;
  return n == 0 ? fmi2OK : fmi2Error;
}

EXPORT fmi2Status FMI2(fmi2DoStep)(fmi2Component component,
                                   fmi2Real now,
                                   fmi2Real step,
                                   fmi2Boolean no_way_back)
{
  Unit *unit = component;
  const int n = unit->model.n_modes;
  int i, j;
  (void)no_way_back;
  if (!(step >= 0.) || isinf(step))
  {
    complain(unit, "a step has to be finite and not negative");
    return fmi2Error;
  }
  prepare(unit, step);
  for (i = 0; i < n; ++i)
  {
    double drive = 0.;
    for (j = 0; j < unit->model.n_inputs; ++j)
      drive += unit->model.input_gain[(size_t)j * (size_t)n + (size_t)i] *
               (unit->input[j] - unit->model.input_base[j]);
    unit->state[i] = unit->decay[i] * unit->state[i] + unit->hold[i] * drive;
  }
  unit->time = now + step;
  return fmi2OK;
}

EXPORT fmi2Status FMI2(fmi2CancelStep)(fmi2Component component)
{
  (void)component;
  return fmi2Error;
}

EXPORT fmi2Status
FMI2(fmi2GetStatus)(fmi2Component component, fmi2StatusKind kind, fmi2Status *value)
{
  (void)component;
  (void)kind;
  *value = fmi2OK;
  return fmi2Discard;
}

EXPORT fmi2Status
FMI2(fmi2GetRealStatus)(fmi2Component component, fmi2StatusKind kind, fmi2Real *value)
{
  if (kind != fmi2LastSuccessfulTime)
    return fmi2Discard;
  *value = ((const Unit *)component)->time;
  return fmi2OK;
}

EXPORT fmi2Status
FMI2(fmi2GetIntegerStatus)(fmi2Component component, fmi2StatusKind kind, fmi2Integer *value)
{
  (void)component;
  (void)kind;
  (void)value;
  return fmi2Discard;
}

EXPORT fmi2Status
FMI2(fmi2GetBooleanStatus)(fmi2Component component, fmi2StatusKind kind, fmi2Boolean *value)
{
  (void)component;
  if (kind != fmi2Terminated)
    return fmi2Discard;
  *value = 0;
  return fmi2OK;
}

EXPORT fmi2Status
FMI2(fmi2GetStringStatus)(fmi2Component component, fmi2StatusKind kind, fmi2String *value)
{
  (void)component;
  (void)kind;
  (void)value;
  return fmi2Discard;
}
