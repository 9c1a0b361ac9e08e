/* psc-compare-figure.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-compare-figure"

#include "config.h"

#include "psc-compare-figure.h"
#include "psc-compare.h"
#include "psc-findings.h"
#include "psc-paint-private.h"

/* Where a scene's own labels begin, at text scale 1. */
#define MARGIN 12

typedef struct
{
  PscScene *scene;
  char     *title;
  char     *caption;
} Chart;

struct _PscCompareFigure
{
  PscText *text;
  GArray  *charts; /* Chart */
  double   text_scale;
};

static void
clear_chart (gpointer data)
{
  Chart *chart = data;

  psc_scene_free (chart->scene);
  g_free (chart->title);
  g_free (chart->caption);
}

static Chart *
get_chart (PscCompareFigure *self,
           guint             index)
{
  return &g_array_index (self->charts, Chart, index);
}

static void
add_chart (PscCompareFigure *self,
           PscSweep         *sweep,
           guint             point,
           PscRun           *run,
           PangoContext     *context)
{
  g_autoptr (PscBars) bars = psc_bars_new (run);
  Chart chart = {
    .scene = psc_scene_new (bars, context),
    .title = psc_finding_dup_kind (
      g_ptr_array_index (psc_sweep_get_points (sweep), point)),
    .caption = psc_compare_dup_caption (sweep, point),
  };

  g_array_append_val (self->charts, chart);
}

/* Only the last one has what is the same for all. */
static void
set_options (PscCompareFigure *self,
             gint64            span_ns)
{
  PscSceneOptions options = PSC_SCENE_OPTIONS_DEFAULT;

  options.text_scale = self->text_scale;
  options.brief = TRUE;
  options.span_ns = span_ns;
  for (guint i = 0; i < self->charts->len; i++)
    {
      options.show_legend = i + 1 == self->charts->len;
      options.hide_times = !options.show_legend;
      psc_scene_set_options (get_chart (self, i)->scene, &options);
    }
}

static int
get_margin (PscCompareFigure *self)
{
  return (int) (MARGIN * self->text_scale + .5);
}

/* The two lines above a chart. */
static int
measure_head (PscCompareFigure *self,
              const Chart      *chart,
              int               width)
{
  int title, caption;

  width -= 2 * get_margin (self);
  _psc_text_measure (self->text, PSC_TEXT_TITLE, chart->title, width, NULL,
                     &title);
  _psc_text_measure (self->text, PSC_TEXT_SMALL, chart->caption, width, NULL,
                     &caption);

  return title + caption;
}

static void
paint_head (PscCompareFigure *self,
            cairo_t          *cr,
            const Chart      *chart,
            int               width,
            const PscPalette *palette)
{
  int margin = get_margin (self);
  int height;

  width -= 2 * margin;
  _psc_text_measure (self->text, PSC_TEXT_TITLE, chart->title, width, NULL,
                     &height);
  _psc_paint_set_color (cr, &palette->text, 1.);
  _psc_text_paint (self->text, cr, PSC_TEXT_TITLE, chart->title, width,
                   PSC_ALIGN_BEGIN, margin, 0.);
  _psc_paint_set_color (cr, &palette->dim_text, 1.);
  _psc_text_paint (self->text, cr, PSC_TEXT_SMALL, chart->caption, width,
                   PSC_ALIGN_BEGIN, margin, height);
}

/**
 * psc_compare_figure_new:
 * @sweep: one that keeps its runs; it is read now
 * @context: the font
 *
 * Returns: (transfer full): a picture of what has been measured so far
 */
PscCompareFigure *
psc_compare_figure_new (PscSweep     *sweep,
                        PangoContext *context,
                        double        text_scale)
{
  PscCompareFigure *self;

  g_return_val_if_fail (PSC_IS_SWEEP (sweep), NULL);
  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);

  self = g_new0 (PscCompareFigure, 1);
  self->text = _psc_text_new (context, text_scale);
  self->charts = g_array_new (FALSE, FALSE, sizeof (Chart));
  self->text_scale = text_scale;
  g_array_set_clear_func (self->charts, clear_chart);

  for (guint i = 0; i < psc_sweep_get_points (sweep)->len; i++)
    {
      const PscSweepRun *run = psc_compare_find_run (sweep, i);

      if (run != NULL && run->run != NULL)
        add_chart (self, sweep, i, run->run, context);
    }
  set_options (self, psc_compare_get_span_ns (sweep));

  return self;
}

/**
 * psc_compare_figure_free:
 *
 * Frees the picture.
 */
void
psc_compare_figure_free (PscCompareFigure *self)
{
  g_array_unref (self->charts);
  _psc_text_free (self->text);
  g_free (self);
}

/**
 * psc_compare_figure_measure:
 * @minimum_height: (out): below it, lanes cannot be told apart
 * @natural_height: (out): at which it looks well; more is left blank
 *
 * Tells how high the picture is at this width.
 */
void
psc_compare_figure_measure (PscCompareFigure *self,
                            int               width,
                            int              *minimum_height,
                            int              *natural_height)
{
  g_return_if_fail (self != NULL);

  *minimum_height = 0;
  *natural_height = 0;
  for (guint i = 0; i < self->charts->len; i++)
    {
      const Chart *chart = get_chart (self, i);
      int head = measure_head (self, chart, width);
      int minimum, natural;

      psc_scene_measure (chart->scene, width, NULL, &minimum, &natural);
      *minimum_height += head + minimum;
      *natural_height += head + natural;
    }
}

/**
 * psc_compare_figure_paint:
 * @height: what there is; every chart gets the same share of what is between
 *   its least height and the one at which it looks well
 *
 * Paints the picture.
 */
void
psc_compare_figure_paint (PscCompareFigure *self,
                          cairo_t          *cr,
                          int               width,
                          int               height,
                          const PscPalette *palette)
{
  int minimum_height, natural_height;
  double share;

  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (palette != NULL);

  psc_compare_figure_measure (self, width, &minimum_height, &natural_height);
  share = CLAMP ((double) (height - minimum_height) /
                 MAX (natural_height - minimum_height, 1), 0., 1.);

  cairo_save (cr);
  for (guint i = 0; i < self->charts->len; i++)
    {
      const Chart *chart = get_chart (self, i);
      int minimum, natural;

      paint_head (self, cr, chart, width, palette);
      cairo_translate (cr, 0., measure_head (self, chart, width));

      psc_scene_measure (chart->scene, width, NULL, &minimum, &natural);
      minimum += (int) (share * (natural - minimum));
      psc_scene_set_size (chart->scene, width, minimum);
      psc_paint (cr, chart->scene, palette);
      cairo_translate (cr, 0., minimum);
    }
  cairo_restore (cr);
}
