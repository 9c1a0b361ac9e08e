/* psc-sweep-figure.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-sweep-figure"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-figure-file-private.h"
#include "psc-findings.h"
#include "psc-paint-private.h"
#include "psc-sweep-figure.h"

#define MARGIN 24

/* Below this width the plots stand below each other. */
#define MIN_WIDTH_BESIDE 760.
#define PLOT_HEIGHT      340

/* The colors of steps that the curves take. */
enum
{
  COLOR_WALL,
  COLOR_OCCUPANCY,
  COLOR_EFFICIENCY,
  COLOR_AVERAGE,
};

typedef struct
{
  PscText  *text;
  PscPlot  *plots[2];
  char     *title;
  char     *subtitle;
  int       width;
  int       plot_width;
  int       plot_height;
  int       head;        /* above the plots */
  gboolean  beside;
} Figure;

static double
get_workers (PscPoint *point)
{
  return psc_point_get_settings (point)->workers;
}

static PscPlotPoint
make_plot_point (PscPoint   *point,
                 PscMeasure  measure)
{
  const PscSample *sample = psc_point_get_sample (point, measure);

  return (PscPlotPoint) { get_workers (point), sample->median, sample->min,
                          sample->max, sample->n };
}

/* The usable CPUs, if they are within the numbers of workers. */
static void
set_reference (PscPlot   *plot,
               GPtrArray *points)
{
  double least = INFINITY, most = 0.;
  guint n_cpus = 0;
  g_autofree char *label = NULL;

  for (guint i = 0; i < points->len; i++)
    {
      PscPoint *point = g_ptr_array_index (points, i);

      if (psc_point_get_n_runs (point) == 0)
        continue;

      n_cpus = psc_point_get_n_cpus (point);
      least = MIN (least, get_workers (point));
      most = MAX (most, get_workers (point));
    }
  if (n_cpus < least || n_cpus > most)
    return;

  label = g_strdup_printf (ngettext ("%u usable CPU", "%u usable CPUs",
                                     n_cpus), n_cpus);
  psc_plot_set_reference (plot, n_cpus, label);
}

static PscPlot *
make_plot (GPtrArray    *points,
           PangoContext *context,
           double        text_scale,
           const char   *title,
           PscPlotUnit   unit)
{
  PscPlot *plot = psc_plot_new (context, text_scale);

  psc_plot_set_title (plot, title);
  psc_plot_set_unit (plot, unit);
  psc_plot_set_x_axis (plot, _("workers"), TRUE);
  set_reference (plot, points);

  return plot;
}

static void
add_measure (PscPlot       *plot,
             GPtrArray     *kind,
             PscCurveStyle  style,
             guint          color,
             const char    *label,
             PscMeasure     measure)
{
  g_autofree PscPlotPoint *curve = g_new (PscPlotPoint, kind->len);

  for (guint i = 0; i < kind->len; i++)
    curve[i] = make_plot_point (g_ptr_array_index (kind, i), measure);
  psc_plot_add_curve (plot, style, color, label, curve, kind->len);
}

/* One worker's time, shared out without loss. */
static void
add_ideal (PscPlot   *plot,
           GPtrArray *kind)
{
  PscPoint *one = g_ptr_array_index (kind, 0);
  g_autofree PscPlotPoint *curve = g_new (PscPlotPoint, kind->len);

  if (get_workers (one) != 1.)
    return;

  for (guint i = 0; i < kind->len; i++)
    {
      double n = get_workers (g_ptr_array_index (kind, i));

      curve[i] = (PscPlotPoint) {
        n, psc_point_get_median (one, PSC_MEASURE_WALL) / n, NAN, NAN
      };
    }
  psc_plot_add_curve (plot, PSC_CURVE_IDEAL, 0, _("ideal"), curve, kind->len);
}

static void
add_efficiency (PscPlot    *plot,
                GPtrArray  *kind,
                guint       color,
                const char *label)
{
  g_autofree PscPlotPoint *curve = g_new (PscPlotPoint, kind->len);

  for (guint i = 0; i < kind->len; i++)
    {
      PscPoint *point = g_ptr_array_index (kind, i);
      double speedup, efficiency;

      psc_points_get_speedup (kind, point, &speedup, &efficiency);
      curve[i] = (PscPlotPoint) { get_workers (point), efficiency, NAN, NAN };
    }
  psc_plot_add_curve (plot, PSC_CURVE_MEASURED, color, label, curve,
                      kind->len);
}

/**
 * psc_sweep_plot_new_wall:
 * @points: (element-type PscPoint): what was measured
 * @context: the font
 *
 * Returns: (transfer full): the wall time over the number of workers, a curve
 *   for each kind of pool
 */
PscPlot *
psc_sweep_plot_new_wall (GPtrArray    *points,
                         PangoContext *context,
                         double        text_scale)
{
  PscPlot *plot = make_plot (points, context, text_scale, _("Wall time"),
                             PSC_PLOT_TIME);
  g_autoptr (GPtrArray) kinds = psc_points_split_kinds (points);

  for (guint i = 0; i < kinds->len; i++)
    {
      GPtrArray *kind = g_ptr_array_index (kinds, i);
      g_autofree char *label = NULL;

      if (kinds->len > 1)
        label = psc_finding_dup_kind (g_ptr_array_index (kind, 0));
      else
        label = g_strdup (_("measured (median and range)"));
      add_measure (plot, kind, PSC_CURVE_MEASURED, i, label,
                   PSC_MEASURE_WALL);
    }
  if (kinds->len == 1)
    add_ideal (plot, g_ptr_array_index (kinds, 0));

  return plot;
}

/**
 * psc_sweep_plot_new_efficiency:
 * @points: (element-type PscPoint): what was measured
 * @context: the font
 *
 * Returns: (transfer full): occupancy and parallel efficiency over the number
 *   of workers, for each kind of pool
 */
PscPlot *
psc_sweep_plot_new_efficiency (GPtrArray    *points,
                               PangoContext *context,
                               double        text_scale)
{
  g_autoptr (GPtrArray) kinds = psc_points_split_kinds (points);
  PscPlot *plot = make_plot (points, context, text_scale,
                             kinds->len > 1
                             ? _("Occupancy (dashed) and parallel efficiency")
                             : _("Occupancy and parallel efficiency"),
                             PSC_PLOT_RATIO);

  for (guint i = 0; i < kinds->len; i++)
    {
      GPtrArray *kind = g_ptr_array_index (kinds, i);
      g_autofree char *label = NULL;

      if (kinds->len > 1)
        label = psc_finding_dup_kind (g_ptr_array_index (kind, 0));
      add_measure (plot, kind,
                   kinds->len > 1 ? PSC_CURVE_BESIDE : PSC_CURVE_MEASURED,
                   kinds->len > 1 ? i : COLOR_OCCUPANCY,
                   kinds->len > 1 ? NULL : _("occupancy"),
                   PSC_MEASURE_OCCUPANCY);
      add_efficiency (plot, kind, kinds->len > 1 ? i : COLOR_EFFICIENCY,
                      label != NULL ? label : _("parallel efficiency"));
    }

  return plot;
}

/**
 * psc_sweep_plot_new_average:
 * @points: (element-type PscPoint): what was measured
 * @context: the font
 *
 * Returns: (transfer full): the average time of a file over the number of
 *   workers, for each kind of pool
 */
PscPlot *
psc_sweep_plot_new_average (GPtrArray    *points,
                            PangoContext *context,
                            double        text_scale)
{
  g_autoptr (GPtrArray) kinds = psc_points_split_kinds (points);
  PscPlot *plot = make_plot (points, context, text_scale,
                             _("Average time of a file"), PSC_PLOT_TIME);

  for (guint i = 0; i < kinds->len; i++)
    {
      GPtrArray *kind = g_ptr_array_index (kinds, i);
      g_autofree char *label = NULL;

      if (kinds->len > 1)
        label = psc_finding_dup_kind (g_ptr_array_index (kind, 0));
      add_measure (plot, kind, PSC_CURVE_MEASURED,
                   kinds->len > 1 ? i : COLOR_AVERAGE, label,
                   PSC_MEASURE_AVERAGE);
    }

  return plot;
}

static char *
dup_subtitle (PscSweep *sweep)
{
  guint n_files = psc_listing_get_n_files (psc_sweep_get_listing (sweep));
  guint n_repeats = psc_sweep_get_options (sweep)->repeats;
  g_autofree char *files = g_strdup_printf (ngettext ("%u file", "%u files",
                                                      n_files), n_files);
  g_autofree char *runs = g_strdup_printf (ngettext ("%u run each",
                                                     "%u runs each",
                                                     n_repeats), n_repeats);
  GPtrArray *points = psc_sweep_get_points (sweep);
  g_autoptr (GPtrArray) kinds = psc_points_split_kinds (points);
  g_autofree char *kind = NULL;

  if (kinds->len != 1)
    return g_strdup_printf ("%s · %s", files, runs);

  kind = psc_finding_dup_kind (g_ptr_array_index (points, 0));

  return g_strdup_printf ("%s · %s · %s", kind, files, runs);
}

static void
figure_init (Figure                 *self,
             PscSweep               *sweep,
             const PscFigureOptions *options,
             PangoContext           *context)
{
  GPtrArray *points = psc_sweep_get_points (sweep);
  double scale = options->text_scale;

  self->text = _psc_text_new (context, scale);
  self->plots[0] = psc_sweep_plot_new_wall (points, context, scale);
  self->plots[1] = psc_sweep_plot_new_efficiency (points, context, scale);
  self->title = g_filename_display_name (
    psc_listing_get_directory (psc_sweep_get_listing (sweep)));
  self->subtitle = dup_subtitle (sweep);
  self->head = MARGIN + _psc_text_get_height (self->text, PSC_TEXT_TITLE) +
               _psc_text_get_height (self->text, PSC_TEXT_BODY) + MARGIN / 2;
  self->width = options->width;
  self->beside = options->width >= MIN_WIDTH_BESIDE * scale;
  self->plot_width = self->beside ? (options->width - 3 * MARGIN) / 2
                                  : options->width - 2 * MARGIN;
}

static void
figure_clear (Figure *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->plots); i++)
    psc_plot_free (self->plots[i]);
  _psc_text_free (self->text);
  g_free (self->title);
  g_free (self->subtitle);
}

/* Shares the height out; without one, it is what the plots look good at. */
static int
figure_set_height (Figure *self,
                   int     height,
                   double  scale)
{
  int n_rows = self->beside ? 1 : 2;
  int natural = (int) (PLOT_HEIGHT * scale);

  if (height == 0)
    height = self->head + n_rows * (natural + MARGIN);

  self->plot_height = MAX ((height - self->head) / n_rows - MARGIN, 1);
  for (guint i = 0; i < G_N_ELEMENTS (self->plots); i++)
    psc_plot_set_size (self->plots[i], self->plot_width, self->plot_height);

  return height;
}

static void
paint_figure (cairo_t          *cr,
              const PscPalette *palette,
              gpointer          data)
{
  Figure *self = data;
  int line = _psc_text_get_height (self->text, PSC_TEXT_TITLE);

  _psc_paint_set_color (cr, &palette->text, 1.);
  _psc_text_paint (self->text, cr, PSC_TEXT_TITLE, self->title,
                   self->width - 2 * MARGIN, PSC_ALIGN_BEGIN, MARGIN,
                   MARGIN / 2.);
  _psc_paint_set_color (cr, &palette->dim_text, 1.);
  _psc_text_paint (self->text, cr, PSC_TEXT_BODY, self->subtitle,
                   self->width - 2 * MARGIN, PSC_ALIGN_BEGIN, MARGIN,
                   MARGIN / 2. + line);

  cairo_translate (cr, MARGIN, self->head);
  psc_plot_paint (self->plots[0], cr, palette);
  if (self->beside)
    cairo_translate (cr, self->plot_width + MARGIN, 0.);
  else
    cairo_translate (cr, 0., self->plot_height + MARGIN);
  psc_plot_paint (self->plots[1], cr, palette);
}

/**
 * psc_sweep_figure_write:
 * @sweep: the sweep to draw
 * @options: how; orientation says nothing here
 * @stream: where to write; it is not closed
 *
 * Draws wall time, occupancy and parallel efficiency, and writes them as
 * psc_figure_write() does.
 *
 * Returns: whether all went well; otherwise a part may have been written
 */
gboolean
psc_sweep_figure_write (PscSweep                *sweep,
                        const PscFigureOptions  *options,
                        GOutputStream           *stream,
                        GCancellable            *cancellable,
                        GError                 **error)
{
  PangoContext *context;
  Figure figure;
  gboolean written;
  int height;

  g_return_val_if_fail (PSC_IS_SWEEP (sweep), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  context = _psc_figure_context_new ();
  figure_init (&figure, sweep, options, context);
  g_object_unref (context);

  height = figure_set_height (&figure, options->height, options->text_scale);
  written = _psc_figure_write (options, height, paint_figure, &figure, stream,
                               cancellable, error);
  figure_clear (&figure);

  return written;
}
