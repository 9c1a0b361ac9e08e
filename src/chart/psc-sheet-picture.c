/* psc-sheet-picture.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-sheet-picture"

#include "config.h"

#include "psc-compare-figure.h"
#include "psc-cost-figure.h"
#include "psc-sheet-picture-private.h"
#include "psc-workers-figure.h"

#define GAP 24

/* Where exercise b's plots stand beside each other, at a text scale of 1. */
#define COST_WIDTH 720

/* To make it smaller than this would leave its words too small to read, while
 * those around it are not. */
#define COST_SHARE .85

/* Room for runs is asked for as if the sheet were as narrow as this, at a text
 * scale of 1: on any other, their headings and the legend are as high or lower. */
#define NARROW_WIDTH 480

/* What plots need and can use at a text scale of 1. */
#define MIN_HEIGHT 180
#define MAX_HEIGHT 420

/* What two rows of them can use. */
#define MAX_ROWS_HEIGHT 560

/* What exercise a shows: on paper the wall time stands above the rest, a slide
 * has two plots beside each other, which can be read from afar. */
typedef struct
{
  PscPlot  *plots[PSC_N_WORKERS_PLOTS];
  gboolean  brief;
} Workers;

static void
workers_free (gpointer data)
{
  Workers *workers = data;

  for (guint i = 0; i < G_N_ELEMENTS (workers->plots); i++)
    psc_plot_free (workers->plots[i]);
  g_free (workers);
}

/* Paints it and goes on behind it. */
static void
paint_plot (PscPlot          *plot,
            cairo_t          *cr,
            int               width,
            int               height,
            const PscPalette *palette)
{
  psc_plot_set_size (plot, width, height);
  psc_plot_paint (plot, cr, palette);
  cairo_translate (cr, width + GAP, 0.);
}

static void
paint_workers (gpointer          data,
               cairo_t          *cr,
               int               width,
               int               height,
               const PscPalette *palette)
{
  Workers *workers = data;
  int half = (width - GAP) / 2;
  int row_height = workers->brief ? height : (height - GAP) / 2;

  cairo_save (cr);
  paint_plot (workers->plots[PSC_WORKERS_PLOT_WALL], cr,
              workers->brief ? half : width, row_height, palette);
  if (!workers->brief)
    cairo_translate (cr, -width - GAP, row_height + GAP);
  paint_plot (workers->plots[PSC_WORKERS_PLOT_EFFICIENCY], cr, half,
              row_height, palette);
  if (!workers->brief)
    paint_plot (workers->plots[PSC_WORKERS_PLOT_AVERAGE], cr, half, row_height,
                palette);
  cairo_restore (cr);
}

static void
add_workers (PscReportPage *page,
             PscExercise   *exercise,
             PangoContext  *context,
             double         text_scale,
             gboolean       brief)
{
  Workers *workers = g_new (Workers, 1);
  int minimum = brief ? MIN_HEIGHT : 2 * MIN_HEIGHT;
  int maximum = brief ? MAX_HEIGHT : MAX_ROWS_HEIGHT;

  workers->brief = brief;
  for (PscWorkersPlot i = 0; i < PSC_N_WORKERS_PLOTS; i++)
    workers->plots[i] = psc_workers_plot_new (i, exercise, context,
                                              text_scale);
  psc_report_page_take_picture (page, (int) (minimum * text_scale),
                                (int) (maximum * text_scale), paint_workers,
                                workers, workers_free);
}

static void
paint_runs (gpointer          data,
            cairo_t          *cr,
            int               width,
            int               height,
            const PscPalette *palette)
{
  psc_compare_figure_paint (data, cr, width, height, palette);
}

static void
figure_free (gpointer data)
{
  psc_compare_figure_free (data);
}

/* A run of each point, below each other.  None may have been kept. */
static void
add_runs (PscReportPage *page,
          PscExercise   *exercise,
          PangoContext  *context,
          double         text_scale)
{
  PscCompareFigure *figure = psc_compare_figure_new (
    psc_exercise_get_sweep (exercise, PSC_EXERCISE_PART_MAIN), context,
    text_scale);
  int minimum, natural;

  psc_compare_figure_measure (figure, (int) (NARROW_WIDTH * text_scale),
                              &minimum, &natural);
  if (natural > 0)
    psc_report_page_take_picture (page, minimum, natural, paint_runs, figure,
                                  figure_free);
  else
    figure_free (figure);
}

/* The figure becomes smaller as a whole where there is less height than it needs
 * at this width. */
static void
paint_cost (gpointer          data,
            cairo_t          *cr,
            int               width,
            int               height,
            const PscPalette *palette)
{
  int layout_width = width;

  while ((double) psc_cost_figure_set_width (data, layout_width) * width >
         (double) height * layout_width)
    layout_width += width / 16 + 1;

  cairo_save (cr);
  cairo_scale (cr, (double) width / layout_width,
               (double) width / layout_width);
  psc_cost_figure_paint (data, cr, palette);
  cairo_restore (cr);
}

static void
cost_free (gpointer data)
{
  psc_cost_figure_free (data);
}

static void
add_cost (PscReportPage *page,
          PscExercise   *exercise,
          PangoContext  *context,
          double         text_scale,
          gboolean       brief)
{
  PscCostFigure *figure = psc_cost_figure_new (exercise, context, text_scale,
                                               brief);
  int height = psc_cost_figure_set_width (figure,
                                          (int) (COST_WIDTH * text_scale));

  psc_report_page_take_picture (page, (int) (height * COST_SHARE), height,
                                paint_cost, figure, cost_free);
}

/**
 * _psc_sheet_picture_add:
 * @page: gets the pictures that the exercise has
 * @brief: only what has room where it can be read from afar
 *
 * Adds what the window shows between the measurement and the findings.
 */
void
_psc_sheet_picture_add (PscReportPage *page,
                        PscExercise   *exercise,
                        PangoContext  *context,
                        double         text_scale,
                        gboolean       brief)
{
  switch (psc_exercise_get_kind (exercise))
    {
    case PSC_EXERCISE_WORKERS:
      add_workers (page, exercise, context, text_scale, brief);
      break;

    case PSC_EXERCISE_PROCESS_COST:
      add_cost (page, exercise, context, text_scale, brief);
      break;

    case PSC_EXERCISE_DUMMY:
    case PSC_EXERCISE_POOLS:
    default:
      add_runs (page, exercise, context, text_scale);
      break;
    }
}
