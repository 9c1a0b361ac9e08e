/* psc-workers-figure.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-workers-figure"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-exercise-answer.h"
#include "psc-format.h"
#include "psc-sweep-figure.h"
#include "psc-workers-figure.h"

/* The color of a step that the prediction takes; no measured curve has it. */
#define COLOR_PREDICTION 6

/* One may predict that more workers make it worse. */
#define REACH 1.5

static void
set_counts (PscPlot                  *plot,
            const PscExerciseOptions *options)
{
  double values[PSC_EXERCISE_MAX_COUNTS];

  for (guint i = 0; i < options->n_counts; i++)
    values[i] = options->counts[i];
  psc_plot_set_x_values (plot, values, options->n_counts);
}

/* The shares of a prediction times @unit, over the numbers of workers. */
static void
add_prediction (PscPlot                  *plot,
                const PscExerciseOptions *options,
                const double             *shares,
                guint                     n_shares,
                double                    unit,
                const char               *label)
{
  PscPlotPoint points[PSC_EXERCISE_MAX_COUNTS];

  if (n_shares != options->n_counts)
    return;

  for (guint i = 0; i < n_shares; i++)
    points[i] = (PscPlotPoint) { options->counts[i], shares[i] * unit, NAN,
                                 NAN, 0 };
  psc_plot_add_curve (plot, PSC_CURVE_PREDICTED, COLOR_PREDICTION, label,
                      points, n_shares);
}

static GPtrArray *
get_points (PscExercise *exercise)
{
  PscSweep *sweep = psc_exercise_get_sweep (exercise, PSC_EXERCISE_PART_MAIN);

  return sweep != NULL ? psc_sweep_get_points (sweep) : NULL;
}

/* How far off the curve is, as soon as enough was measured to say so. */
static char *
dup_prediction_label (const PscPrediction *prediction,
                      GPtrArray           *points)
{
  g_autofree char *percent = NULL;
  double gap;

  if (!psc_exercise_measure_gap (points, prediction->shares,
                                 prediction->n_shares, &gap))
    return g_strdup (_("your prediction"));

  percent = psc_format_percent (gap);

  /* Translators: how far the predicted curve is from the measured one. */
  return g_strdup_printf (_("your prediction, off by %s"), percent);
}

/* The prediction is in shares, and has no place on an axis of times before
 * the time of one worker is known. */
static PscPlot *
make_wall (PscExercise  *exercise,
           GPtrArray    *points,
           PangoContext *context,
           double        text_scale)
{
  const PscPrediction *prediction = psc_exercise_get_prediction (exercise);
  PscPlot *plot = psc_sweep_plot_new_wall (points, context, text_scale);
  PscPoint *one = points->len > 0
                  ? psc_points_find_one (points, g_ptr_array_index (points, 0))
                  : NULL;

  if (prediction != NULL && one != NULL && psc_point_get_n_runs (one) > 0)
    {
      g_autofree char *label = dup_prediction_label (prediction, points);

      add_prediction (plot, psc_exercise_get_options (exercise),
                      prediction->shares, prediction->n_shares,
                      psc_point_get_median (one, PSC_MEASURE_WALL), label);
    }

  return plot;
}

/**
 * psc_workers_plot_has_points:
 * @exercise: exercise a
 *
 * Whether there is anything measured to plot.
 */
gboolean
psc_workers_plot_has_points (PscExercise *exercise)
{
  GPtrArray *points = get_points (exercise);

  for (guint i = 0; points != NULL && i < points->len; i++)
    if (psc_point_get_n_runs (g_ptr_array_index (points, i)) > 0)
      return TRUE;

  return FALSE;
}

/**
 * psc_workers_plot_new:
 * @exercise: exercise a, with files
 * @context: the font
 *
 * Returns: (transfer full): what has been measured until now, over all the
 *   numbers of workers that will be
 */
PscPlot *
psc_workers_plot_new (PscWorkersPlot  plot,
                      PscExercise    *exercise,
                      PangoContext   *context,
                      double          text_scale)
{
  GPtrArray *points = get_points (exercise);
  PscPlot *self;

  g_return_val_if_fail (points != NULL, NULL);

  switch (plot)
    {
    case PSC_WORKERS_PLOT_EFFICIENCY:
      self = psc_sweep_plot_new_efficiency (points, context, text_scale);
      break;

    case PSC_WORKERS_PLOT_AVERAGE:
      self = psc_sweep_plot_new_average (points, context, text_scale);
      break;

    case PSC_WORKERS_PLOT_WALL:
    default:
      self = make_wall (exercise, points, context, text_scale);
      break;
    }
  set_counts (self, psc_exercise_get_options (exercise));

  return self;
}

/**
 * psc_workers_plot_new_prediction:
 * @shares: (array length=n_shares): as in PscPrediction
 * @context: the font
 *
 * Returns: (transfer full): a curve that is not held against anything yet
 */
PscPlot *
psc_workers_plot_new_prediction (const PscExerciseOptions *options,
                                 const double             *shares,
                                 guint                     n_shares,
                                 PangoContext             *context,
                                 double                    text_scale)
{
  PscPlot *plot = psc_plot_new (context, text_scale);

  psc_plot_set_title (plot, _("Wall time as a share of one worker’s"));
  psc_plot_set_unit (plot, PSC_PLOT_RATIO);
  psc_plot_set_x_axis (plot, _("workers"), TRUE);
  psc_plot_set_reach (plot, REACH);
  set_counts (plot, options);
  add_prediction (plot, options, shares, n_shares, 1., NULL);

  return plot;
}
