/* psc-histogram-scene.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-histogram-scene"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-format.h"
#include "psc-histogram-scene.h"
#include "psc-paint-private.h"
#include "psc-text-private.h"
#include "psc-ticks.h"

#define GAP_PX 6

/* How far labels of the time axis are apart at least. */
#define TICK_DISTANCE_PX 80

/* Bars that are wide enough are set apart. */
#define MIN_WIDTH_FOR_GAP_PX 4.

#define MAX_COUNT_LINES 4

struct _PscHistogramScene
{
  /* Owned */
  PscText            *text;

  /* Borrowed */
  const PscHistogram *histogram;

  PscRect             plot;
  guint               most;       /* the greatest count */
  guint               count_step; /* between two lines */
  int                 width;
};

/* The smallest of 1, 2 and 5 times a power of ten that is not below this. */
static guint
round_up_count (double least)
{
  static const guint factors[] = { 1, 2, 5 };

  for (guint power = 1; power < G_MAXUINT / 10; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
      if (power * factors[i] >= least)
        return power * factors[i];

  return G_MAXUINT;
}

static int
measure_counts (PscHistogramScene *self)
{
  g_autofree char *label =
    psc_format_count (self->most / self->count_step * self->count_step);
  int number, unit;

  _psc_text_measure (self->text, PSC_TEXT_SMALL, label, -1, &number, NULL);
  _psc_text_measure (self->text, PSC_TEXT_SMALL, _("files"), -1, &unit, NULL);

  return MAX (number, unit);
}

/**
 * psc_histogram_scene_new:
 * @histogram: what is shown; it has to outlive the scene
 * @context: where the font comes from
 *
 * Makes a scene of no size.
 */
PscHistogramScene *
psc_histogram_scene_new (const PscHistogram *histogram,
                         PangoContext       *context)
{
  PscHistogramScene *self = g_new0 (PscHistogramScene, 1);

  self->histogram = histogram;
  self->text = _psc_text_new (context, 1.);
  if (psc_histogram_get_n_bins (histogram) > 0)
    self->most =
      psc_histogram_get_bin (histogram,
                             psc_histogram_get_fullest (histogram))->count;
  self->count_step = round_up_count ((double) self->most / MAX_COUNT_LINES);

  return self;
}

/**
 * psc_histogram_scene_free:
 *
 * Frees the scene.
 */
void
psc_histogram_scene_free (PscHistogramScene *self)
{
  _psc_text_free (self->text);
  g_free (self);
}

/**
 * psc_histogram_scene_set_size:
 * @width: in logical pixels
 * @height: in logical pixels
 *
 * Finds a place for everything.
 */
void
psc_histogram_scene_set_size (PscHistogramScene *self,
                              int                width,
                              int                height)
{
  int line = _psc_text_get_height (self->text, PSC_TEXT_SMALL);

  /* Above are the names of two marks, below those of the ticks. */
  self->width = width;
  self->plot.x = measure_counts (self) + 2 * GAP_PX;
  self->plot.y = 2 * line + GAP_PX;
  self->plot.width = MAX (width - self->plot.x - GAP_PX, 1.);
  self->plot.height = MAX (height - self->plot.y - line - GAP_PX, 1.);
}

static double
get_x (PscHistogramScene *self,
       gint64             length_ns)
{
  return self->plot.x + self->plot.width *
         psc_histogram_get_position (self->histogram, length_ns);
}

static double
get_y (PscHistogramScene *self,
       guint              count)
{
  return self->plot.y + self->plot.height *
         (1. - (double) count / MAX (self->most, 1));
}

/**
 * psc_histogram_scene_get_bin_rect:
 * @bin: a bin, from 0
 * @rect: (out): where its bar is
 *
 * A bar that stands for a task is never too low to be seen.
 */
void
psc_histogram_scene_get_bin_rect (PscHistogramScene *self,
                                  guint              bin,
                                  PscRect           *rect)
{
  const PscBin *content = psc_histogram_get_bin (self->histogram, bin);
  double begin = floor (get_x (self, content->begin_ns) + .5);
  double end = floor (get_x (self, content->end_ns) + .5);
  double foot = self->plot.y + self->plot.height;
  double top = floor (get_y (self, content->count) + .5);

  if (end - begin >= MIN_WIDTH_FOR_GAP_PX)
    end -= 1.;
  if (content->count > 0)
    top = MIN (top, foot - 2.);

  *rect = (PscRect) { begin, top, MAX (end - begin, 1.), foot - top };
}

/**
 * psc_histogram_scene_pick:
 *
 * Returns: the bin in whose column the place is, empty or not, or %PSC_NO_BIN
 */
int
psc_histogram_scene_pick (PscHistogramScene *self,
                          double             x,
                          double             y)
{
  if (y < self->plot.y || y > self->plot.y + self->plot.height)
    return PSC_NO_BIN;

  for (guint i = 0; i < psc_histogram_get_n_bins (self->histogram); i++)
    {
      const PscBin *bin = psc_histogram_get_bin (self->histogram, i);

      if (x >= get_x (self, bin->begin_ns) && x < get_x (self, bin->end_ns))
        return (int) i;
    }

  return PSC_NO_BIN;
}

static void
paint_counts (PscHistogramScene *self,
              cairo_t           *cr,
              const PscPalette  *palette)
{
  int line = _psc_text_get_height (self->text, PSC_TEXT_SMALL);
  double right = self->plot.x - GAP_PX;

  _psc_paint_set_color (cr, &palette->dim_text, 1.);
  _psc_text_paint (self->text, cr, PSC_TEXT_SMALL, _("files"), -1,
                   PSC_ALIGN_END, right, self->plot.y - GAP_PX - 1.5 * line);

  for (guint64 count = 0; count <= self->most; count += self->count_step)
    {
      g_autofree char *label = psc_format_count (count);
      double y = floor (get_y (self, (guint) count) + .5);

      _psc_paint_set_color (cr, &palette->grid, 1.);
      cairo_rectangle (cr, self->plot.x, y, self->plot.width, 1.);
      cairo_fill (cr);
      _psc_paint_set_color (cr, &palette->dim_text, 1.);
      _psc_text_paint (self->text, cr, PSC_TEXT_SMALL, label, -1,
                       PSC_ALIGN_END, right, floor (y - line / 2.));
    }
}

static void
paint_tick (PscHistogramScene *self,
            cairo_t           *cr,
            const PscPalette  *palette,
            const PscTicks    *ticks,
            guint              index)
{
  g_autofree char *label = psc_ticks_dup_label (ticks, index);
  double foot = self->plot.y + self->plot.height;
  double x = floor (get_x (self, psc_ticks_get_time_ns (ticks, index)) + .5);
  int width;

  _psc_paint_set_color (cr, &palette->dim_text, 1.);
  cairo_rectangle (cr, x, foot, 1., GAP_PX / 2.);
  cairo_fill (cr);

  /* At the ends, a label may not fit below its tick. */
  _psc_text_measure (self->text, PSC_TEXT_SMALL, label, -1, &width, NULL);
  x = CLAMP (x - width / 2, 0., MAX (self->width - width, 0.));
  _psc_text_paint (self->text, cr, PSC_TEXT_SMALL, label, -1, PSC_ALIGN_BEGIN,
                   x, foot + GAP_PX / 2.);
}

/* On a logarithmic axis 1, 2 and 5, or 1 alone, times the powers of ten. */
static void
paint_logarithmic_ticks (PscHistogramScene *self,
                         cairo_t           *cr,
                         const PscPalette  *palette,
                         gint64             begin_ns,
                         gint64             end_ns)
{
  static const gint64 factors[] = { 1, 2, 5 };
  double decade = get_x (self, 10000) - get_x (self, 1000);
  guint stride = decade >= 3 * TICK_DISTANCE_PX ? 1 : G_N_ELEMENTS (factors);

  for (gint64 power = 1; power < end_ns && power < G_MAXINT64 / 50;
       power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (factors); i += stride)
      {
        gint64 time_ns = power * factors[i];
        PscTicks ticks;

        if (time_ns < begin_ns || time_ns >= end_ns)
          continue;

        psc_ticks_init (&ticks, time_ns, time_ns, 1);
        ticks.step_ns = time_ns;
        ticks.n_digits = 0;
        paint_tick (self, cr, palette, &ticks, 0);
      }
}

static void
paint_ticks (PscHistogramScene *self,
             cairo_t           *cr,
             const PscPalette  *palette)
{
  guint n_bins = psc_histogram_get_n_bins (self->histogram);
  gint64 begin_ns = psc_histogram_get_bin (self->histogram, 0)->begin_ns;
  gint64 end_ns = psc_histogram_get_bin (self->histogram,
                                         n_bins - 1)->end_ns;
  PscTicks ticks;

  if (psc_histogram_is_logarithmic (self->histogram))
    {
      paint_logarithmic_ticks (self, cr, palette, begin_ns, end_ns);
      return;
    }

  psc_ticks_init (&ticks, begin_ns, end_ns,
                  (guint) (self->plot.width / TICK_DISTANCE_PX));
  for (guint i = 0; i < ticks.n_ticks; i++)
    paint_tick (self, cr, palette, &ticks, i);
}

static void
paint_bars (PscHistogramScene *self,
            cairo_t           *cr,
            const PscPalette  *palette,
            const PscColor    *color,
            int                hovered,
            int                selected)
{
  for (guint i = 0; i < psc_histogram_get_n_bins (self->histogram); i++)
    {
      gboolean marked = (int) i == hovered || (int) i == selected;
      PscRect rect;

      if (psc_histogram_get_bin (self->histogram, i)->count == 0)
        continue;

      psc_histogram_scene_get_bin_rect (self, i, &rect);
      _psc_paint_set_color (cr, color, 1.);
      cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
      cairo_fill (cr);

      if (!marked)
        continue;

      _psc_paint_set_color (cr, &palette->highlight, 1.);
      cairo_set_line_width (cr, (int) i == selected ? 2. : 1.);
      cairo_rectangle (cr, rect.x - .5, rect.y - .5, rect.width + 1.,
                       rect.height + 1.);
      cairo_stroke (cr);
    }
}

/* A line at a length, with its name in one of the lines above the plot. */
static void
paint_mark (PscHistogramScene *self,
            cairo_t           *cr,
            const char        *label,
            gint64             length_ns,
            int                row)
{
  int line = _psc_text_get_height (self->text, PSC_TEXT_SMALL);
  double x = floor (get_x (self, length_ns)) + .5;
  double y = row * line;
  int width;

  cairo_move_to (cr, x, y + 1.);
  cairo_line_to (cr, x, self->plot.y + self->plot.height);
  cairo_stroke (cr);

  _psc_text_measure (self->text, PSC_TEXT_SMALL, label, -1, &width, NULL);
  _psc_text_paint (self->text, cr, PSC_TEXT_SMALL, label, -1,
                   x + GAP_PX + width > self->width ? PSC_ALIGN_END
                                                    : PSC_ALIGN_BEGIN,
                   x + GAP_PX + width > self->width ? x - GAP_PX / 2.
                                                    : x + GAP_PX / 2., y);
}

static void
paint_marks (PscHistogramScene *self,
             cairo_t           *cr,
             const PscPalette  *palette)
{
  static const double dashes[] = { 4., 3. };
  gint64 median_ns = psc_histogram_get_median_ns (self->histogram);
  gint64 mean_ns = psc_histogram_get_mean_ns (self->histogram);
  g_autofree char *median = psc_format_duration (median_ns);
  g_autofree char *mean = psc_format_duration (mean_ns);
  g_autofree char *median_label = NULL;
  g_autofree char *mean_label = NULL;

  /* Translators: %s is a length of time. */
  median_label = g_strdup_printf (_("median %s"), median);
  /* Translators: %s is a length of time. */
  mean_label = g_strdup_printf (_("mean %s"), mean);

  _psc_paint_set_color (cr, &palette->text, 1.);
  cairo_set_line_width (cr, 1.);
  paint_mark (self, cr, median_label, median_ns, 0);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0.);
  paint_mark (self, cr, mean_label, mean_ns, 1);
  cairo_set_dash (cr, NULL, 0, 0.);
}

/**
 * psc_histogram_scene_paint:
 * @color: the bars'
 * @hovered: a bin, or %PSC_NO_BIN
 * @selected: a bin, or %PSC_NO_BIN
 *
 * Paints the histogram, and nothing where there is no length.
 */
void
psc_histogram_scene_paint (PscHistogramScene *self,
                           cairo_t           *cr,
                           const PscPalette  *palette,
                           const PscColor    *color,
                           int                hovered,
                           int                selected)
{
  if (psc_histogram_get_n_bins (self->histogram) == 0)
    return;

  paint_counts (self, cr, palette);
  paint_ticks (self, cr, palette);
  paint_bars (self, cr, palette, color, hovered, selected);
  paint_marks (self, cr, palette);
}
