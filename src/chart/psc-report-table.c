/* psc-report-table.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-report-table"

#include "config.h"

#include <string.h>

#include "psc-paint-private.h"
#include "psc-report-table-private.h"

#define GAP     14 /* between columns */
#define PADDING 3  /* above and below a row */

struct _PscReportTable
{
  GPtrArray  *rows;    /* GStrv, as many as there are columns */
  const char *columns; /* “l” or “r” for each */
  int        *widths;  /* of the columns */
  int        *heights; /* of the rows */
  guint       n_columns;
  int         width;
};

static const char *
get_cell (PscReportTable *self,
          guint           row,
          guint           column)
{
  return ((char **) g_ptr_array_index (self->rows, row))[column];
}

/* The heading is bold, or it would look like one more row. */
static PscTextStyle
get_style (guint row)
{
  return row == 0 ? PSC_TEXT_TITLE : PSC_TEXT_SMALL;
}

/**
 * _psc_report_table_new:
 * @rows: (transfer full) (element-type GStrv): all of the same length
 * @columns: a letter for each column, “l” or “r”; static
 *
 * Makes a table of no width.
 */
PscReportTable *
_psc_report_table_new (GPtrArray  *rows,
                       const char *columns)
{
  PscReportTable *self = g_new0 (PscReportTable, 1);

  g_assert (rows->len > 0);

  self->rows = rows;
  self->columns = columns;
  self->n_columns = (guint) strlen (columns);
  self->widths = g_new0 (int, self->n_columns);
  self->heights = g_new0 (int, rows->len);

  return self;
}

/**
 * _psc_report_table_free:
 *
 * Frees the table.
 */
void
_psc_report_table_free (PscReportTable *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self->widths);
  g_free (self->heights);
  g_free (self);
}

static int
measure_column (PscReportTable *self,
                PscText        *text,
                guint           column)
{
  int widest = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      int width;

      _psc_text_measure (text, get_style (i), get_cell (self, i, column), -1,
                         &width, NULL);
      widest = MAX (widest, width);
    }

  /* Sizes are rounded, and a text must not wrap for a part of a pixel. */
  return widest + 1;
}

static int
measure_row (PscReportTable *self,
             PscText        *text,
             guint           row)
{
  int highest = 0;

  for (guint j = 0; j < self->n_columns; j++)
    {
      int height;

      _psc_text_measure (text, get_style (row), get_cell (self, row, j),
                         self->widths[j], NULL, &height);
      highest = MAX (highest, height);
    }

  return highest + 2 * PADDING;
}

/* Takes what is too much from the widest columns, whose texts wrap best. */
static void
squeeze (PscReportTable *self,
         int             room)
{
  int excess = -room;

  for (guint i = 0; i < self->n_columns; i++)
    excess += self->widths[i];

  for (; excess > 0; excess--)
    {
      guint widest = 0;

      for (guint i = 1; i < self->n_columns; i++)
        if (self->widths[i] > self->widths[widest])
          widest = i;
      if (self->widths[widest] == 1)
        break;
      self->widths[widest]--;
    }
}

/**
 * _psc_report_table_set_width:
 *
 * Lays the table out.
 *
 * Returns: how high it is then
 */
int
_psc_report_table_set_width (PscReportTable *self,
                             PscText        *text,
                             int             width)
{
  int height = 0;

  self->width = width;
  for (guint i = 0; i < self->n_columns; i++)
    self->widths[i] = measure_column (self, text, i);
  squeeze (self, width - (int) (self->n_columns - 1) * GAP);

  for (guint i = 0; i < self->rows->len; i++)
    {
      self->heights[i] = measure_row (self, text, i);
      height += self->heights[i];
    }

  return height;
}

static void
paint_row (PscReportTable *self,
           PscText        *text,
           cairo_t        *cr,
           guint           row,
           double          y)
{
  double x = 0.;

  for (guint j = 0; j < self->n_columns; j++)
    {
      gboolean figure = self->columns[j] == 'r';

      _psc_text_paint (text, cr, get_style (row), get_cell (self, row, j),
                       self->widths[j],
                       figure ? PSC_ALIGN_END : PSC_ALIGN_BEGIN,
                       figure ? x + self->widths[j] : x, y + PADDING);
      x += self->widths[j] + GAP;
    }
}

/**
 * _psc_report_table_paint:
 *
 * Paints the table at the origin.
 */
void
_psc_report_table_paint (PscReportTable   *self,
                         PscText          *text,
                         cairo_t          *cr,
                         const PscPalette *palette)
{
  double y = 0.;

  for (guint i = 0; i < self->rows->len; i++)
    {
      _psc_paint_set_color (cr, &palette->text, 1.);
      paint_row (self, text, cr, i, y);
      y += self->heights[i];

      _psc_paint_set_color (cr, i == 0 ? &palette->dim_text : &palette->grid,
                            1.);
      cairo_rectangle (cr, 0., y - .5, self->width, 1.);
      cairo_fill (cr);
    }
}
