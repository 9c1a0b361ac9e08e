/* psc-cli-exports.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-exports"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "psc-cli-exports.h"
#include "psc-cli-output.h"
#include "psc-cli-parse.h"
#include "psc-csv.h"
#include "psc-document.h"
#include "psc-error.h"
#include "psc-exercise-data.h"
#include "psc-exercise-sheet.h"
#include "psc-trace-events.h"

/* A chart that is being written. */
typedef struct
{
  const PscFigureOptions *figure;
  PscRun                 *run;
} Chart;

/* An exercise's slide that is being written. */
typedef struct
{
  PscFigureOptions  figure;
  PscExercise      *exercise;
} Sheet;

/**
 * psc_cli_exports_add_run_entries:
 *
 * Adds the options of what can be written of a run, which write to @self.
 */
void
psc_cli_exports_add_run_entries (PscCliExports  *self,
                                 GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &self->json,
      N_("Write the run as a JSON document; “-” is standard output"),
      N_("FILE") },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &self->csv,
      N_("Write a table of the tasks"), N_("FILE") },
    { "trace", 0, 0, G_OPTION_ARG_FILENAME, &self->trace,
      N_("Write trace events, which Perfetto opens"), N_("FILE") },
    { "chart", 0, 0, G_OPTION_ARG_FILENAME, &self->chart,
      N_("Draw the chart; the file's ending is .png, .svg or .pdf"),
      N_("FILE") },
    { "orientation", 0, 0, G_OPTION_ARG_STRING, &self->orientation,
      N_("Chart: lanes (default), or upright as in the notebook"),
      N_("KIND") },
    { "size", 0, 0, G_OPTION_ARG_STRING, &self->size,
      N_("Chart: its width and height in pixels, as in 1200x600"),
      N_("WxH") },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/**
 * psc_cli_exports_add_sweep_entries:
 *
 * Adds the options of what can be written of a sweep, which write to @self.
 */
void
psc_cli_exports_add_sweep_entries (PscCliExports  *self,
                                   GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &self->json,
      N_("Write the sweep as a JSON document; “-” is standard output"),
      N_("FILE") },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &self->csv,
      N_("Write a table of the points"), N_("FILE") },
    { "chart", 0, 0, G_OPTION_ARG_FILENAME, &self->chart,
      N_("Draw wall time and efficiency over the number of workers; the "
         "file's ending is .png, .svg or .pdf"), N_("FILE") },
    { "size", 0, 0, G_OPTION_ARG_STRING, &self->size,
      N_("Chart: its width and height in pixels, as in 1200x600"),
      N_("WxH") },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static gboolean
parse_size (const char        *text,
            PscFigureOptions  *figure,
            GError           **error)
{
  g_auto (GStrv) sides = g_strsplit (text, "x", 2);
  guint width = 0, height = 0;

  if (g_strv_length (sides) != 2 ||
      !psc_cli_parse_number ("size", sides[0], 100, PSC_FIGURE_MAX_SIDE,
                             &width, NULL) ||
      !psc_cli_parse_number ("size", sides[1], 100, PSC_FIGURE_MAX_SIDE,
                             &height, NULL))
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                   _("--size=%s is not possible. Give width and height from "
                     "%d to %d pixels, as in 1200x600."),
                   text, 100, PSC_FIGURE_MAX_SIDE);
      return FALSE;
    }

  figure->width = (int) width;
  figure->height = (int) height;

  return TRUE;
}

static gboolean
parse_chart (PscCliExports  *self,
             GError        **error)
{
  if (g_strcmp0 (self->orientation, "upright") == 0)
    self->figure.orientation = PSC_ORIENTATION_UPRIGHT;
  else if (self->orientation != NULL &&
           !g_str_equal (self->orientation, "lanes"))
    return psc_cli_refuse_word ("orientation", self->orientation,
                                "lanes, upright", error);

  if (self->size != NULL && !parse_size (self->size, &self->figure, error))
    return FALSE;

  if (g_strcmp0 (self->chart, "-") == 0 && isatty (STDOUT_FILENO))
    {
      g_set_error_literal (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                           _("A terminal cannot show the chart. Name a file, "
                             "or send standard output into one."));
      return FALSE;
    }

  /* Standard output has no ending and gets a PNG. */
  if (self->chart != NULL && !g_str_equal (self->chart, "-") &&
      !psc_figure_format_from_name (self->chart, &self->figure.format))
    return psc_cli_refuse_word ("chart", self->chart, "*.png, *.svg, *.pdf",
                                error);

  return TRUE;
}

static guint
count_standard (const PscCliExports *self)
{
  return (g_strcmp0 (self->json, "-") == 0) +
         (g_strcmp0 (self->csv, "-") == 0) +
         (g_strcmp0 (self->trace, "-") == 0) +
         (g_strcmp0 (self->chart, "-") == 0);
}

/**
 * psc_cli_exports_parse:
 *
 * Understands the options.
 */
gboolean
psc_cli_exports_parse (PscCliExports  *self,
                       GError        **error)
{
  self->figure = (PscFigureOptions) PSC_FIGURE_OPTIONS_DEFAULT;
  if (!parse_chart (self, error))
    return FALSE;

  if (count_standard (self) > 1)
    {
      g_set_error_literal (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                           _("Only one output can go to standard output. "
                             "Name files for the others."));
      return FALSE;
    }

  return TRUE;
}

/**
 * psc_cli_exports_has_file:
 *
 * Whether anything is to be written.
 */
gboolean
psc_cli_exports_has_file (const PscCliExports *self)
{
  return self->json != NULL || self->csv != NULL || self->trace != NULL ||
         self->chart != NULL;
}

/**
 * psc_cli_exports_has_standard:
 *
 * Whether standard output gets a document, which stays alone there.
 */
gboolean
psc_cli_exports_has_standard (const PscCliExports *self)
{
  return count_standard (self) > 0;
}

static gboolean
write_chart (GOutputStream  *stream,
             gpointer        user_data,
             GError        **error)
{
  const Chart *chart = user_data;

  return psc_figure_write (chart->run, chart->figure, stream, NULL, error);
}

/**
 * psc_cli_exports_write_run:
 *
 * Writes what is wanted of a run.  Every file is tried, whatever became of
 * those before it.
 *
 * Returns: whether all were written
 */
gboolean
psc_cli_exports_write_run (const PscCliExports *self,
                           PscRun              *run)
{
  Chart chart = { &self->figure, run };
  gboolean written = TRUE;

  written &= psc_cli_write_output (self->json, psc_document_write, run);
  written &= psc_cli_write_output (self->csv, psc_csv_write, run);
  written &= psc_cli_write_output (self->trace, psc_trace_events_write, run);
  written &= psc_cli_write_output (self->chart, write_chart, &chart);

  return written;
}

static gboolean
write_sheet (GOutputStream  *stream,
             gpointer        user_data,
             GError        **error)
{
  const Sheet *sheet = user_data;

  return psc_exercise_sheet_write (sheet->exercise, PSC_SHEET_SLIDE,
                                   &sheet->figure, stream, NULL, error);
}

/**
 * psc_cli_exports_write_exercise:
 * @exercise: one that has been measured
 *
 * Writes what is wanted of an exercise, which has no trace.
 *
 * Returns: whether all were written
 */
gboolean
psc_cli_exports_write_exercise (const PscCliExports *self,
                                PscExercise         *exercise)
{
  Sheet sheet = { self->figure, exercise };
  gboolean written = TRUE;

  g_return_val_if_fail (self->trace == NULL, FALSE);

  if (self->size == NULL)
    {
      sheet.figure.width = PSC_SLIDE_WIDTH;
      sheet.figure.height = PSC_SLIDE_HEIGHT;
      sheet.figure.scale = PSC_SLIDE_SCALE;
    }

  written &= psc_cli_write_output (self->json, psc_exercise_sweeps_write,
                                   exercise);
  written &= psc_cli_write_output (self->csv, psc_exercise_points_write,
                                   exercise);
  written &= psc_cli_write_output (self->chart, write_sheet, &sheet);

  return written;
}

/**
 * psc_cli_exports_clear:
 *
 * Frees what the options gave.
 */
void
psc_cli_exports_clear (PscCliExports *self)
{
  g_free (self->json);
  g_free (self->csv);
  g_free (self->trace);
  g_free (self->chart);
  g_free (self->orientation);
  g_free (self->size);
}
