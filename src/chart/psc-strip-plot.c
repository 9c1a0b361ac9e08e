/* psc-strip-plot.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-strip-plot"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-format.h"
#include "psc-strip-plot-private.h"

#define GAP          6.
#define BAND_GAP     2.
#define DOTS_HEIGHT  28.
#define BARS_HEIGHT  90.

/* An axis without a value is there already while the first is measured. */
#define EMPTY_BEGIN_NS 1e5
#define EMPTY_END_NS   1e8

static void
row_free (gpointer data)
{
  PscStripRow *row = data;

  g_array_unref (row->values);
  g_free (row->label);
  g_free (row);
}

static void
mark_free (gpointer data)
{
  PscStripMark *mark = data;

  g_free (mark->label);
  g_free (mark);
}

/**
 * psc_strip_plot_new:
 * @context: its font is the body's at scale 1
 *
 * Makes a plot without rows.
 */
PscStripPlot *
psc_strip_plot_new (PangoContext *context,
                    double        text_scale)
{
  PscStripPlot *self = g_new0 (PscStripPlot, 1);

  self->text = _psc_text_new (context, text_scale);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->marks = g_ptr_array_new_with_free_func (mark_free);

  return self;
}

/**
 * psc_strip_plot_free:
 *
 * Frees the plot.
 */
void
psc_strip_plot_free (PscStripPlot *self)
{
  _psc_text_free (self->text);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->marks);
  g_free (self->title);
  g_free (self);
}

/**
 * psc_strip_plot_set_title:
 * @title: (nullable): what stands above
 *
 * Sets the title.
 */
void
psc_strip_plot_set_title (PscStripPlot *self,
                          const char   *title)
{
  g_free (self->title);
  self->title = g_strdup (title);
  self->is_valid = FALSE;
}

/**
 * psc_strip_plot_add_row:
 * @color: a step's color
 * @label: what the values are
 * @values: (array length=n_values): in nanoseconds; there may be none yet
 *
 * Adds a row below the others.
 */
void
psc_strip_plot_add_row (PscStripPlot  *self,
                        PscStripStyle  style,
                        guint          color,
                        const char    *label,
                        const double  *values,
                        guint          n_values)
{
  PscStripRow *row = g_new0 (PscStripRow, 1);

  row->style = style;
  row->color = color;
  row->label = g_strdup (label);
  row->values = g_array_sized_new (FALSE, FALSE, sizeof (double), n_values);
  g_array_append_vals (row->values, values, n_values);
  psc_sample_read (values, n_values, &row->sample);

  g_ptr_array_add (self->rows, row);
  self->is_valid = FALSE;
}

/**
 * psc_strip_plot_add_mark:
 * @label: what is at this length
 * @shaded: whether shorter ones are shaded
 *
 * Adds an upright line through all rows.
 */
void
psc_strip_plot_add_mark (PscStripPlot *self,
                         double        time_ns,
                         const char   *label,
                         gboolean      shaded)
{
  PscStripMark *mark = g_new0 (PscStripMark, 1);

  mark->time_ns = time_ns;
  mark->label = g_strdup (label);
  mark->shaded = shaded;
  g_ptr_array_add (self->marks, mark);
  self->is_valid = FALSE;
}

/**
 * psc_strip_plot_set_width:
 *
 * Sets how wide the plot is; its height follows.
 */
void
psc_strip_plot_set_width (PscStripPlot *self,
                          int           width)
{
  if (self->width == width)
    return;

  self->width = width;
  self->is_valid = FALSE;
}

static void
init_axis (PscStripPlot *self)
{
  double shortest = INFINITY, longest = 0.;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const PscStripRow *row = g_ptr_array_index (self->rows, i);

      if (row->values->len == 0)
        continue;
      shortest = MIN (shortest, row->sample.min);
      longest = MAX (longest, row->sample.max);
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      const PscStripMark *mark = g_ptr_array_index (self->marks, i);

      shortest = MIN (shortest, mark->time_ns);
      longest = MAX (longest, mark->time_ns);
    }

  if (shortest > longest)
    psc_log_axis_init (&self->axis, EMPTY_BEGIN_NS, EMPTY_END_NS);
  else
    psc_log_axis_init (&self->axis, shortest, longest);
  psc_log_axis_set_pixels (&self->axis, GAP, MAX (self->width - 2 * GAP, 1.));
}

/* The names of the marks are between the first row and its name, or their lines
 * would cross it.
 *
 * Returns: where the row ends */
static double
place_row (PscStripPlot *self,
           PscStripRow  *row,
           gboolean      is_first,
           double        y)
{
  g_autofree char *label = _psc_strip_row_dup_label (row);
  double height = row->style == PSC_STRIP_BARS ? BARS_HEIGHT : DOTS_HEIGHT;
  double top;
  int label_height;

  _psc_text_measure (self->text, PSC_TEXT_SMALL, label, self->width, NULL,
                     &label_height);
  top = y + label_height + BAND_GAP;
  if (is_first)
    {
      self->marks_y = top;
      top += self->marks->len *
             _psc_text_get_height (self->text, PSC_TEXT_SMALL);
    }
  row->band = (PscRect) { self->axis.offset_px, top, self->axis.length_px,
                          height };
  row->rect = (PscRect) { 0., y, self->width, top + height - y };

  return y + row->rect.height;
}

/**
 * _psc_strip_plot_validate:
 *
 * Lays the plot out, unless that has been done.
 */
void
_psc_strip_plot_validate (PscStripPlot *self)
{
  int small = _psc_text_get_height (self->text, PSC_TEXT_SMALL);
  double y = 0.;

  if (self->is_valid)
    return;

  self->is_valid = TRUE;
  init_axis (self);
  if (self->title != NULL)
    {
      int height;

      _psc_text_measure (self->text, PSC_TEXT_TITLE, self->title, self->width,
                         NULL, &height);
      y += height + GAP;
    }

  for (guint i = 0; i < self->rows->len; i++)
    y = place_row (self, g_ptr_array_index (self->rows, i), i == 0, y) + GAP;

  self->foot = y;
  self->height = (int) ceil (y + GAP + small);
}

/**
 * _psc_strip_row_dup_label:
 *
 * Returns: (transfer full): what stands above the row's values
 */
char *
_psc_strip_row_dup_label (const PscStripRow *row)
{
  g_autofree char *median = NULL;

  /* Translators: %s is the name of a row without values. */
  if (row->values->len == 0)
    return g_strdup_printf (_("%s: not measured yet"), row->label);

  median = psc_format_duration (llround (row->sample.median));

  /* Translators: the name of a row, and a length of time. */
  return g_strdup_printf (_("%s: median %s"), row->label, median);
}

/**
 * psc_strip_plot_get_title:
 *
 * Returns: (transfer none) (nullable): what stands above
 */
const char *
psc_strip_plot_get_title (PscStripPlot *self)
{
  return self->title;
}

/**
 * psc_strip_plot_get_n_rows:
 *
 * How many rows there are.
 */
guint
psc_strip_plot_get_n_rows (PscStripPlot *self)
{
  return self->rows->len;
}

/**
 * psc_strip_plot_get_height:
 *
 * How high the plot is at its width.
 */
int
psc_strip_plot_get_height (PscStripPlot *self)
{
  _psc_strip_plot_validate (self);

  return self->height;
}

/**
 * psc_strip_plot_get_row_rect:
 * @row: from 0
 * @rect: (out): where it is, with its name
 *
 * Reads the layout.
 */
void
psc_strip_plot_get_row_rect (PscStripPlot *self,
                             guint         row,
                             PscRect      *rect)
{
  g_return_if_fail (row < self->rows->len);

  _psc_strip_plot_validate (self);
  *rect = ((PscStripRow *) g_ptr_array_index (self->rows, row))->rect;
}

/**
 * psc_strip_plot_pick:
 *
 * Returns: the row at this height, or %PSC_NO_ROW
 */
int
psc_strip_plot_pick (PscStripPlot *self,
                     double        y)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      PscRect rect;

      psc_strip_plot_get_row_rect (self, i, &rect);
      if (y >= rect.y && y < rect.y + rect.height)
        return (int) i;
    }

  return PSC_NO_ROW;
}

/**
 * psc_strip_plot_dup_row_text:
 * @row: from 0
 *
 * Returns: (transfer full): what the row shows, with its numbers
 */
char *
psc_strip_plot_dup_row_text (PscStripPlot *self,
                             guint         row)
{
  const PscStripRow *content;
  g_autofree char *label = NULL;
  g_autofree char *min = NULL;
  g_autofree char *max = NULL;
  g_autofree char *count = NULL;

  g_return_val_if_fail (row < self->rows->len, NULL);

  content = g_ptr_array_index (self->rows, row);
  label = _psc_strip_row_dup_label (content);
  if (content->values->len < 2)
    return g_steal_pointer (&label);

  min = psc_format_duration (llround (content->sample.min));
  max = psc_format_duration (llround (content->sample.max));
  count = psc_format_count (content->values->len);

  /* Translators: a name with the median, the shortest and the longest, and
   * how many values there are, which are two or more. */
  return g_strdup_printf (_("%s, %s to %s, %s values"), label, min, max,
                          count);
}

/**
 * psc_strip_plot_dup_summary:
 *
 * Returns: (transfer full): all rows and marks in words, for those who do not
 *   see
 */
char *
psc_strip_plot_dup_summary (PscStripPlot *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *row = psc_strip_plot_dup_row_text (self, i);

      g_string_append_printf (text, text->len > 0 ? "; %s" : "%s", row);
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      const PscStripMark *mark = g_ptr_array_index (self->marks, i);

      g_string_append_printf (text, text->len > 0 ? "; %s" : "%s",
                              mark->label);
    }

  return g_string_free (text, FALSE);
}
