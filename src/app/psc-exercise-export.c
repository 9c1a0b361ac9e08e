/* psc-exercise-export.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-export"

#include "config.h"

#include <gtk/gtk.h>
#include <math.h>

#include "psc-atomic-file.h"
#include "psc-exercise-data.h"
#include "psc-exercise-export.h"
#include "psc-format.h"

#define MAX_ENDINGS 3

/* The first ending is the usual one. */
static const struct
{
  PscWriteFunc  write; /* NULL for what is drawn */
  const char   *endings[MAX_ENDINGS + 1];
} exports[PSC_N_EXERCISE_EXPORTS] = {
  [PSC_EXERCISE_EXPORT_REPORT] = { NULL, { ".pdf" } },
  [PSC_EXERCISE_EXPORT_SLIDE] = { NULL, { ".png", ".svg", ".pdf" } },
  [PSC_EXERCISE_EXPORT_POINTS] = { psc_exercise_points_write, { ".csv" } },
  [PSC_EXERCISE_EXPORT_SWEEPS] = { psc_exercise_sweeps_write, { ".json" } },
};

typedef struct
{
  PscExercise      *exercise;
  PscSheetKind      kind;
  PscFigureOptions  options;
} Sheet;

static gboolean
write_sheet (GOutputStream  *stream,
             gpointer        user_data,
             GError        **error)
{
  Sheet *sheet = user_data;

  return psc_exercise_sheet_write (sheet->exercise, sheet->kind,
                                   &sheet->options, stream, NULL, error);
}

/* Paper is white, and as large as it is where the user lives. */
static void
choose_paper (PscFigureOptions *options)
{
  GtkPaperSize *paper = gtk_paper_size_new (NULL);

  options->format = PSC_FIGURE_PDF;
  options->palette = PSC_PALETTE_LIGHT;
  options->width = (int) lround (gtk_paper_size_get_width (paper,
                                                           GTK_UNIT_POINTS));
  options->height = (int) lround (gtk_paper_size_get_height (paper,
                                                             GTK_UNIT_POINTS));
  gtk_paper_size_free (paper);
}

static gboolean
has_ending (PscExerciseExport  what,
            const char        *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; exports[what].endings[i] != NULL; i++)
    if (g_str_has_suffix (lower, exports[what].endings[i]))
      return TRUE;

  return FALSE;
}

/**
 * psc_exercise_export_get_ending:
 * @index: from 0, the usual one
 *
 * Returns: (transfer none) (nullable): how names of such files end, with the
 *   dot; %NULL behind the last one
 */
const char *
psc_exercise_export_get_ending (PscExerciseExport what,
                                guint             index)
{
  g_return_val_if_fail (what < PSC_N_EXERCISE_EXPORTS, NULL);
  g_return_val_if_fail (index <= MAX_ENDINGS, NULL);

  return exports[what].endings[index];
}

/**
 * psc_exercise_export_from_name:
 * @name: the name of a file
 * @what: (out): what its ending asks for: a PDF is a report
 *
 * Returns: %FALSE when the ending is none of ours
 */
gboolean
psc_exercise_export_from_name (const char        *name,
                               PscExerciseExport *what)
{
  for (PscExerciseExport i = 0; i < PSC_N_EXERCISE_EXPORTS; i++)
    if (has_ending (i, name))
      {
        *what = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * psc_exercise_export_dup_name:
 *
 * Returns: (transfer full): a name for a file, with its ending, made of the
 *   exercise's letter and the directory
 */
char *
psc_exercise_export_dup_name (PscExercise       *exercise,
                              PscExerciseExport  what)
{
  const char *letter =
    psc_exercise_kind_to_string (psc_exercise_get_kind (exercise));
  g_autofree char *base = NULL;
  g_autofree char *shown = NULL;

  base = g_path_get_basename (
    psc_listing_get_directory (psc_exercise_get_listing (exercise)));
  shown = psc_format_name (g_str_equal (base, "/") ? "root" : base);

  return g_strdup_printf ("exercise-%s-%s%s", letter, shown,
                          psc_exercise_export_get_ending (what, 0));
}

/**
 * psc_exercise_export_dup_path:
 * @path: what the user chose
 *
 * Returns: (transfer full): the path, with the usual ending unless it has one
 *   that suits @what
 */
char *
psc_exercise_export_dup_path (PscExerciseExport  what,
                              const char        *path)
{
  if (has_ending (what, path))
    return g_strdup (path);

  return g_strconcat (path, psc_exercise_export_get_ending (what, 0), NULL);
}

/**
 * psc_exercise_export_write:
 * @exercise: one that has been measured
 * @palette: the colors of a slide
 * @path: where to; a slide is drawn as the ending says
 * @error: of domain %G_IO_ERROR, with a message for the user
 *
 * Writes an exercise into a file, whole or not at all.  It is little enough to
 * be written while the window waits.
 */
gboolean
psc_exercise_export_write (PscExercise        *exercise,
                           PscExerciseExport   what,
                           PscPaletteKind      palette,
                           const char         *path,
                           GError            **error)
{
  Sheet sheet = { exercise, PSC_SHEET_SLIDE, PSC_FIGURE_OPTIONS_DEFAULT };

  g_return_val_if_fail (psc_exercise_get_state (exercise) ==
                        PSC_EXERCISE_MEASURED, FALSE);
  g_return_val_if_fail (what < PSC_N_EXERCISE_EXPORTS, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (exports[what].write != NULL)
    return psc_atomic_file_write (path, exports[what].write, exercise, error);

  sheet.options.palette = palette;
  sheet.options.width = PSC_SLIDE_WIDTH;
  sheet.options.height = PSC_SLIDE_HEIGHT;
  sheet.options.scale = PSC_SLIDE_SCALE;
  psc_figure_format_from_name (path, &sheet.options.format);
  if (what == PSC_EXERCISE_EXPORT_REPORT)
    {
      sheet.kind = PSC_SHEET_REPORT;
      choose_paper (&sheet.options);
    }

  return psc_atomic_file_write (path, write_sheet, &sheet, error);
}
