/* psc-print.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-print"

#include "config.h"

#include "psc-export.h"
#include "psc-print.h"
#include "psc-report.h"

/* The report is in columns. */
#define FONT "Monospace 8"

#define GAP_PT 12.

/* However much there is to say, the chart keeps this much of the page. */
#define MIN_CHART_SHARE .5

/* What a chart's logical pixel is on paper: its text has 10 points then. */
#define POINTS_PER_PIXEL (72. / 96.)

struct _PscPrint
{
  GtkPrintOperation  parent_instance;

  /* Owned */
  PscRun            *run;
  char              *report;

  PscFigureOptions   options;
};

G_DEFINE_FINAL_TYPE (PscPrint, psc_print, GTK_TYPE_PRINT_OPERATION)

/* All on one page: whoever prints a chart wants a sheet to hand out. */
static void
psc_print_begin_print (GtkPrintOperation *operation,
                       GtkPrintContext   *context)
{
  gtk_print_operation_set_n_pages (operation, 1);
}

static PangoLayout *
lay_out_report (PscPrint        *self,
                GtkPrintContext *context)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *font = pango_font_description_from_string (FONT);

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (
    layout,
    pango_units_from_double (gtk_print_context_get_width (context)));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, self->report, -1);

  return layout;
}

/* The chart has the width of the page, and as much of its height as it needs
 * and the report leaves.  Returns how far it reaches. */
static double
draw_chart (PscPrint *self,
            cairo_t  *cr,
            double    width_pt,
            double    height_pt)
{
  g_autoptr (PscScene) scene = psc_figure_scene_new (self->run);
  g_autoptr (GError) error = NULL;
  PscFigureOptions options = self->options;
  int max_height = (int) (height_pt / POINTS_PER_PIXEL);
  int height;

  /* Shapes, whatever pictures are on the screen. */
  options.format = PSC_FIGURE_PDF;
  options.width = (int) (width_pt / POINTS_PER_PIXEL);
  options.height = 0;
  if (psc_figure_fit (scene, &options, &height, &error) &&
      height > max_height)
    {
      options.height = max_height;
      psc_figure_fit (scene, &options, &height, &error);
    }
  if (error != NULL)
    {
      g_warning ("%s", error->message);
      return 0.;
    }

  cairo_save (cr);
  cairo_scale (cr, POINTS_PER_PIXEL, POINTS_PER_PIXEL);
  cairo_rectangle (cr, 0., 0., options.width, height);
  cairo_clip (cr);
  psc_figure_paint (cr, scene, &options);
  cairo_restore (cr);

  return height * POINTS_PER_PIXEL;
}

static void
psc_print_draw_page (GtkPrintOperation *operation,
                     GtkPrintContext   *context,
                     int                page)
{
  PscPrint *self = PSC_PRINT (operation);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = lay_out_report (self, context);
  double height = gtk_print_context_get_height (context);
  double room, bottom;
  int report_height;

  pango_layout_get_size (layout, NULL, &report_height);
  room = height - GAP_PT - pango_units_to_double (report_height);
  bottom = draw_chart (self, cr, gtk_print_context_get_width (context),
                       MAX (room, MIN_CHART_SHARE * height));

  cairo_move_to (cr, 0., bottom + GAP_PT);
  cairo_set_source_rgb (cr, 0., 0., 0.);
  pango_cairo_show_layout (cr, layout);
}

static void
psc_print_finalize (GObject *object)
{
  PscPrint *self = PSC_PRINT (object);

  g_clear_object (&self->run);
  g_free (self->report);

  G_OBJECT_CLASS (psc_print_parent_class)->finalize (object);
}

static void
psc_print_class_init (PscPrintClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkPrintOperationClass *print_class = GTK_PRINT_OPERATION_CLASS (klass);

  object_class->finalize = psc_print_finalize;

  print_class->begin_print = psc_print_begin_print;
  print_class->draw_page = psc_print_draw_page;
}

static void
psc_print_init (PscPrint *self)
{
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPrintOperation *operation = GTK_PRINT_OPERATION (self);

  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
}

/**
 * psc_print_new:
 * @run: a run
 * @one: (nullable): the figures of a run of the same settings with one worker
 * @options: what the chart is to be like; it gets the size that the page has
 *
 * Makes a print operation of one page: the chart, and below it the figures.
 */
PscPrint *
psc_print_new (PscRun                 *run,
               const PscFigures       *one,
               const PscFigureOptions *options)
{
  PscPrint *self;
  g_autofree char *name = NULL;
  GString *report;
  PscFigures figures;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);
  g_return_val_if_fail (options != NULL, NULL);

  self = g_object_new (PSC_TYPE_PRINT, NULL);
  self->run = g_object_ref (run);
  self->options = *options;

  report = g_string_new (NULL);
  psc_figures_read (run, &figures);
  psc_report_figures (run, &figures, one, report);
  self->report = g_string_free (report, FALSE);

  name = psc_export_dup_name (run);
  gtk_print_operation_set_job_name (GTK_PRINT_OPERATION (self), name);

  return self;
}
