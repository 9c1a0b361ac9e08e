/* psc-export.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-export"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-atomic-file.h"
#include "psc-error.h"
#include "psc-export.h"
#include "psc-figure-file.h"
#include "psc-format.h"

/* A PNG for slides: sharp on a screen of twice the density. */
#define PICTURE_SCALE 2.

/**
 * psc_export_dup_name:
 *
 * Returns: (transfer full): a name for the picture of @run
 */
char *
psc_export_dup_name (PscRun *run)
{
  const PscSettings *settings = psc_run_get_settings (run);
  g_autofree char *base = NULL;
  g_autofree char *shown = NULL;

  base = g_path_get_basename (
    psc_listing_get_directory (psc_run_get_listing (run)));
  shown = psc_format_name (g_str_equal (base, "/") ? "root" : base);

  return g_strdup_printf ("%s-%s-%u.png", shown,
                          psc_mode_to_string (settings->mode),
                          settings->workers);
}

typedef struct
{
  PscRun           *run;
  PscFigureOptions  options;
} Picture;

static gboolean
write_picture (GOutputStream  *stream,
               gpointer        user_data,
               GError        **error)
{
  Picture *picture = user_data;

  return psc_figure_write (picture->run, &picture->options, stream, NULL,
                           error);
}

/**
 * psc_export_picture:
 * @path: where to; the ending, .png, .svg or .pdf, says which kind of picture
 *
 * Draws the chart of a run into a file, whole or not at all.
 */
gboolean
psc_export_picture (PscRun      *run,
                    const char  *path,
                    GError     **error)
{
  Picture picture = { run, PSC_FIGURE_OPTIONS_DEFAULT };

  g_return_val_if_fail (PSC_IS_RUN (run), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!psc_figure_format_from_name (path, &picture.options.format))
    {
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *shown = psc_format_name (base);

      g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                   _("The name “%s” does not tell the kind of picture. "
                     "End it in .png, .svg or .pdf."), shown);
      return FALSE;
    }

  if (picture.options.format == PSC_FIGURE_PNG)
    picture.options.scale = PICTURE_SCALE;

  return psc_atomic_file_write (path, write_picture, &picture, error);
}
