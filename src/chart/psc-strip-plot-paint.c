/* psc-strip-plot-paint.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-strip-plot-paint"

#include "config.h"

#include <math.h>

#include "psc-paint-private.h"
#include "psc-strip-plot-private.h"

#define GAP           6.
#define TICK_DISTANCE 48.
#define DOT_SIZE      3.
#define N_BINS        48

/* Many dots lie on each other; the darker a place, the more there are. */
#define MANY_DOTS       30
#define MANY_DOTS_ALPHA .35

/* Lines cross the values only, and not the names above them. */
static void
paint_grid_line (PscStripPlot     *self,
                 cairo_t          *cr,
                 const PscPalette *palette,
                 double            x)
{
  _psc_paint_set_color (cr, &palette->grid, 1.);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const PscStripRow *row = g_ptr_array_index (self->rows, i);

      cairo_rectangle (cr, x, row->band.y, 1., row->band.height);
    }
  cairo_fill (cr);
}

static void
paint_ticks (PscStripPlot     *self,
             cairo_t          *cr,
             const PscPalette *palette)
{
  gint64 tick_ns = 0;

  while ((tick_ns = psc_log_axis_find_tick (&self->axis, tick_ns,
                                            TICK_DISTANCE)) != 0)
    {
      g_autofree char *label = psc_log_axis_dup_label (tick_ns);
      double x = floor (psc_log_axis_to_px (&self->axis, (double) tick_ns));
      int width;

      paint_grid_line (self, cr, palette, x);

      /* At the ends, a label may not fit below its tick. */
      _psc_text_measure (self->text, PSC_TEXT_SMALL, label, -1, &width, NULL);
      x = CLAMP (x - width / 2, 0., MAX (self->width - width, 0.));
      _psc_paint_set_color (cr, &palette->dim_text, 1.);
      _psc_text_paint (self->text, cr, PSC_TEXT_SMALL, label, -1,
                       PSC_ALIGN_BEGIN, x, self->foot + GAP / 2.);
    }
}

/* Dots of one height would hide each other: each goes up or down by what looks
 * like chance, and is the same whenever it is painted. */
static double
get_offset (guint index)
{
  return fmod ((index + 1) * (sqrt (5.) - 1.) / 2., 1.) - .5;
}

static void
paint_dots (PscStripPlot      *self,
            cairo_t           *cr,
            const PscPalette  *palette,
            const PscStripRow *row)
{
  double room = row->band.height - 2. * DOT_SIZE - GAP;
  double middle = row->band.y + row->band.height / 2.;

  _psc_paint_set_color (cr, psc_palette_get_step_color (palette, row->color),
                        row->values->len > MANY_DOTS ? MANY_DOTS_ALPHA : 1.);
  for (guint i = 0; i < row->values->len; i++)
    {
      double x = psc_log_axis_to_px (&self->axis,
                                     g_array_index (row->values, double, i));

      cairo_new_sub_path (cr);
      cairo_arc (cr, x, middle + room * get_offset (i), DOT_SIZE, 0.,
                 2. * G_PI);
      cairo_fill (cr);
    }

  _psc_paint_set_color (cr, &palette->text, 1.);
  cairo_rectangle (cr,
                   floor (psc_log_axis_to_px (&self->axis,
                                              row->sample.median)) - 1.,
                   row->band.y, 2., row->band.height);
  cairo_fill (cr);
}

static void
paint_bars (PscStripPlot      *self,
            cairo_t           *cr,
            const PscPalette  *palette,
            const PscStripRow *row)
{
  double width = row->band.width / N_BINS;
  double foot = row->band.y + row->band.height;
  guint counts[N_BINS] = { 0, };
  guint most = 0;

  for (guint i = 0; i < row->values->len; i++)
    {
      double x = psc_log_axis_to_px (&self->axis,
                                     g_array_index (row->values, double, i));
      guint bin = MIN ((guint) ((x - row->band.x) / width), N_BINS - 1);

      most = MAX (most, ++counts[bin]);
    }

  _psc_paint_set_color (cr, psc_palette_get_step_color (palette, row->color),
                        1.);
  for (guint i = 0; i < N_BINS; i++)
    {
      double left = floor (row->band.x + i * width);
      double right = floor (row->band.x + (i + 1) * width);
      double height;

      if (counts[i] == 0)
        continue;

      /* A bar that stands for a file is never too low to be seen. */
      height = MAX (floor ((row->band.height - GAP) * counts[i] / most), 2.);
      cairo_rectangle (cr, left, foot - height, MAX (right - left - 1., 1.),
                       height);
      cairo_fill (cr);
    }
}

static void
paint_row (PscStripPlot      *self,
           cairo_t           *cr,
           const PscPalette  *palette,
           const PscStripRow *row,
           gboolean           pointed)
{
  g_autofree char *label = _psc_strip_row_dup_label (row);

  _psc_paint_set_color (cr, row->values->len > 0 ? &palette->text
                                                 : &palette->dim_text, 1.);
  _psc_text_paint (self->text, cr, PSC_TEXT_SMALL, label, self->width,
                   PSC_ALIGN_BEGIN, 0., row->rect.y);

  _psc_paint_set_color (cr, &palette->grid, 1.);
  cairo_rectangle (cr, row->band.x,
                   floor (row->style == PSC_STRIP_BARS
                          ? row->band.y + row->band.height
                          : row->band.y + row->band.height / 2.),
                   row->band.width, 1.);
  cairo_fill (cr);

  if (row->values->len > 0 && row->style == PSC_STRIP_BARS)
    paint_bars (self, cr, palette, row);
  else if (row->values->len > 0)
    paint_dots (self, cr, palette, row);

  if (!pointed)
    return;

  _psc_paint_set_color (cr, &palette->highlight, 1.);
  cairo_set_line_width (cr, 1.);
  cairo_rectangle (cr, row->band.x + .5, row->band.y + .5,
                   row->band.width - 1., row->band.height - 1.);
  cairo_stroke (cr);
}

static void
paint_shade (PscStripPlot       *self,
             cairo_t            *cr,
             const PscPalette   *palette,
             const PscStripMark *mark)
{
  double x = psc_log_axis_to_px (&self->axis, mark->time_ns);

  _psc_paint_set_color (cr, &palette->mark, .12);
  cairo_rectangle (cr, self->axis.offset_px, self->marks_y,
                   x - self->axis.offset_px, self->foot - self->marks_y);
  cairo_fill (cr);
}

/* A line with its name in one of the lines above the rows, on the side where
 * there is room. */
static void
paint_mark (PscStripPlot       *self,
            cairo_t            *cr,
            const PscPalette   *palette,
            const PscStripMark *mark,
            guint               index)
{
  double x = floor (psc_log_axis_to_px (&self->axis, mark->time_ns));
  double y = self->marks_y +
             index * _psc_text_get_height (self->text, PSC_TEXT_SMALL);
  gboolean fits;
  int width;

  _psc_paint_set_color (cr, &palette->text, 1.);
  cairo_rectangle (cr, x, y + 2., mark->shaded ? 2. : 1.,
                   self->foot - y - 2.);
  cairo_fill (cr);

  _psc_text_measure (self->text, PSC_TEXT_SMALL, mark->label, -1, &width,
                     NULL);
  fits = x + GAP + width <= self->width;
  _psc_text_paint (self->text, cr, PSC_TEXT_SMALL, mark->label, -1,
                   fits ? PSC_ALIGN_BEGIN : PSC_ALIGN_END,
                   fits ? x + GAP : x - GAP / 2., y);
}

/**
 * psc_strip_plot_paint:
 * @pointed: a row, or %PSC_NO_ROW
 *
 * Paints the plot at the origin of @cr, and not what is behind it.
 */
void
psc_strip_plot_paint (PscStripPlot     *self,
                      cairo_t          *cr,
                      const PscPalette *palette,
                      int               pointed)
{
  _psc_strip_plot_validate (self);

  cairo_save (cr);
  cairo_new_path (cr);
  if (self->title != NULL)
    {
      _psc_paint_set_color (cr, &palette->text, 1.);
      _psc_text_paint (self->text, cr, PSC_TEXT_TITLE, self->title,
                       self->width, PSC_ALIGN_BEGIN, 0., 0.);
    }

  for (guint i = 0; i < self->marks->len; i++)
    {
      const PscStripMark *mark = g_ptr_array_index (self->marks, i);

      if (mark->shaded)
        paint_shade (self, cr, palette, mark);
    }
  paint_ticks (self, cr, palette);
  for (guint i = 0; i < self->rows->len; i++)
    paint_row (self, cr, palette, g_ptr_array_index (self->rows, i),
               (int) i == pointed);
  for (guint i = 0; i < self->marks->len; i++)
    paint_mark (self, cr, palette, g_ptr_array_index (self->marks, i), i);
  cairo_restore (cr);
}
