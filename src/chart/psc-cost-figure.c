/* psc-cost-figure.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cost-figure"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-cost-figure.h"
#include "psc-cost-plots.h"
#include "psc-cost-run.h"
#include "psc-paint-private.h"
#include "psc-text-private.h"

#define GAP 18.

/* Below this width all plots stand below each other. */
#define MIN_WIDTH_BESIDE 700.
#define PLOT_HEIGHT      280.
#define BRIEF_HEIGHT     200.

struct _PscCostFigure
{
  /* Owned */
  PscText      *text;
  PscScene     *scenes[PSC_N_COST_BEGINS]; /* NULL where there is no run */
  PscStripPlot *strips[PSC_N_COST_STRIPS]; /* NULL where it is left out */
  PscPlot      *plot;

  PscRect       scene_rects[PSC_N_COST_BEGINS];
  PscRect       strip_rects[PSC_N_COST_STRIPS];
  PscRect       plot_rect;
  double        text_scale;
  gint64        begin_ns;
  gboolean      brief;
};

/**
 * psc_cost_begin_find_run:
 *
 * Returns: (transfer none) (nullable): the run whose beginning is shown
 */
PscRun *
psc_cost_begin_find_run (PscCostBegin  begin,
                         PscExercise  *exercise)
{
  PscSweep *sweep = psc_exercise_get_sweep (exercise, PSC_EXERCISE_PART_MAIN);

  if (sweep == NULL)
    return NULL;

  return psc_cost_find_run (sweep, begin == PSC_COST_BEGIN_LASTING ? 0 : 1);
}

/**
 * psc_cost_begin_get_title:
 *
 * Returns: (transfer none): what run it is, translated
 */
const char *
psc_cost_begin_get_title (PscCostBegin begin)
{
  return begin == PSC_COST_BEGIN_LASTING
         ? _("How a run begins: processes that stay")
         : _("The same time with a new process for every file");
}

/* The stretch of time is the one that processes need which stay.  The last of
 * the scenes has the legend of all. */
static PscScene *
make_scene (PscCostFigure *self,
            PscRun        *run,
            gboolean       is_last,
            PangoContext  *context)
{
  PscSceneOptions options = PSC_SCENE_OPTIONS_DEFAULT;
  g_autoptr (PscBars) bars = NULL;
  PscScene *scene;

  if (run == NULL)
    return NULL;

  if (self->begin_ns == 0)
    self->begin_ns = psc_cost_get_begin_ns (run);
  options.text_scale = self->text_scale;
  options.show_legend = is_last;
  options.brief = TRUE;
  options.span_ns = self->begin_ns;
  bars = psc_bars_new (run);
  scene = psc_scene_new (bars, context);
  psc_scene_set_options (scene, &options);

  return scene;
}

/**
 * psc_cost_figure_new:
 * @exercise: exercise b; what has not been measured is left out
 * @context: its font is the body's at scale 1
 * @brief: only how a run begins, and the lengths that are read off
 *
 * Makes a picture of what was measured up to now.
 */
PscCostFigure *
psc_cost_figure_new (PscExercise  *exercise,
                     PangoContext *context,
                     double        text_scale,
                     gboolean      brief)
{
  PscCostFigure *self = g_new0 (PscCostFigure, 1);
  guint n_begins = brief ? 1 : PSC_N_COST_BEGINS;

  self->text = _psc_text_new (context, text_scale);
  self->text_scale = text_scale;
  self->brief = brief;
  for (PscCostBegin i = 0; i < n_begins; i++)
    self->scenes[i] = make_scene (self, psc_cost_begin_find_run (i, exercise),
                                  i + 1 == n_begins, context);
  for (PscCostStrip i = 0; i < PSC_N_COST_STRIPS; i++)
    if (!brief || i == PSC_COST_STRIP_STARTS)
      self->strips[i] = psc_cost_strip_new (i, exercise, context, text_scale);
  self->plot = psc_cost_plot_new (exercise, context, text_scale);

  return self;
}

/**
 * psc_cost_figure_free:
 *
 * Frees the picture.
 */
void
psc_cost_figure_free (PscCostFigure *self)
{
  _psc_text_free (self->text);
  for (guint i = 0; i < PSC_N_COST_BEGINS; i++)
    g_clear_pointer (&self->scenes[i], psc_scene_free);
  for (guint i = 0; i < PSC_N_COST_STRIPS; i++)
    g_clear_pointer (&self->strips[i], psc_strip_plot_free);
  psc_plot_free (self->plot);
  g_free (self);
}

/* Returns: where the scene ends */
static double
place_scene (PscCostFigure *self,
             guint          index,
             double         width,
             double         y)
{
  PscScene *scene = self->scenes[index];
  int min_width, min_height, height;

  if (scene == NULL)
    return y;

  y += _psc_text_get_height (self->text, PSC_TEXT_TITLE);
  psc_scene_measure (scene, (int) width, &min_width, &min_height, &height);
  psc_scene_set_size (scene, (int) width, height);
  psc_time_scale_set_visible (psc_scene_get_scale (scene), 0, self->begin_ns);
  self->scene_rects[index] = (PscRect) { 0., y, width, height };

  return y + height + GAP;
}

/* Returns: where the strip ends */
static double
place_strip (PscCostFigure *self,
             PscCostStrip   strip,
             double         x,
             double         y,
             double         width)
{
  double height;

  psc_strip_plot_set_width (self->strips[strip], (int) width);
  height = psc_strip_plot_get_height (self->strips[strip]);
  self->strip_rects[strip] = (PscRect) { x, y, width, height };

  return y + height + GAP;
}

/* Returns: where the plot ends */
static double
place_plot (PscCostFigure *self,
            double         x,
            double         y,
            double         width)
{
  double height = (self->brief ? BRIEF_HEIGHT : PLOT_HEIGHT) *
                  self->text_scale;

  psc_plot_set_size (self->plot, (int) width, (int) height);
  self->plot_rect = (PscRect) { x, y, width, height };

  return y + height + GAP;
}

/**
 * psc_cost_figure_set_width:
 *
 * Lays the picture out.
 *
 * Returns: how high it is
 */
int
psc_cost_figure_set_width (PscCostFigure *self,
                           int            width)
{
  gboolean beside = width >= MIN_WIDTH_BESIDE * self->text_scale;
  double column = beside ? floor ((width - GAP) / 2.) : width;
  double second = beside ? column + GAP : 0.;
  double y = 0., left, right;

  for (guint i = 0; i < PSC_N_COST_BEGINS; i++)
    y = place_scene (self, i, width, y);

  left = place_strip (self, PSC_COST_STRIP_STARTS, 0., y, column);
  if (self->brief)
    {
      right = place_plot (self, second, beside ? y : left, column);
    }
  else
    {
      right = place_strip (self, PSC_COST_STRIP_WALLS, second,
                           beside ? y : left, column);
      y = MAX (left, right);
      left = place_plot (self, 0., y, column);
      right = place_strip (self, PSC_COST_STRIP_TASKS, second,
                           beside ? y : left, column);
    }

  return (int) ceil (MAX (left, right) - GAP);
}

static void
paint_scene (PscCostFigure    *self,
             cairo_t          *cr,
             const PscPalette *palette,
             PscCostBegin      begin)
{
  const PscRect *rect = &self->scene_rects[begin];

  if (self->scenes[begin] == NULL)
    return;

  cairo_save (cr);
  _psc_paint_set_color (cr, &palette->text, 1.);
  _psc_text_paint (self->text, cr, PSC_TEXT_TITLE,
                   psc_cost_begin_get_title (begin), (int) rect->width,
                   PSC_ALIGN_BEGIN, 0.,
                   rect->y - _psc_text_get_height (self->text, PSC_TEXT_TITLE));
  cairo_translate (cr, rect->x, rect->y);
  cairo_rectangle (cr, 0., 0., rect->width, rect->height);
  cairo_clip (cr);
  psc_paint (cr, self->scenes[begin], palette);
  cairo_restore (cr);
}

/**
 * psc_cost_figure_paint:
 *
 * Paints the picture at the origin of @cr, and not what is behind it.
 */
void
psc_cost_figure_paint (PscCostFigure    *self,
                       cairo_t          *cr,
                       const PscPalette *palette)
{
  for (PscCostBegin i = 0; i < PSC_N_COST_BEGINS; i++)
    paint_scene (self, cr, palette, i);

  for (guint i = 0; i < PSC_N_COST_STRIPS; i++)
    {
      if (self->strips[i] == NULL)
        continue;

      cairo_save (cr);
      cairo_translate (cr, self->strip_rects[i].x, self->strip_rects[i].y);
      psc_strip_plot_paint (self->strips[i], cr, palette, PSC_NO_ROW);
      cairo_restore (cr);
    }

  cairo_save (cr);
  cairo_translate (cr, self->plot_rect.x, self->plot_rect.y);
  psc_plot_paint (self->plot, cr, palette);
  cairo_restore (cr);
}
