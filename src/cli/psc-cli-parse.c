/* psc-cli-parse.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-parse"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "psc-cli-parse.h"
#include "psc-error.h"

/**
 * psc_cli_parse_number:
 * @option: the option's name
 * @text: (nullable): what was given; without it @number stays
 *
 * Reads a whole number within limits.
 */
gboolean
psc_cli_parse_number (const char  *option,
                      const char  *text,
                      guint        least,
                      guint        most,
                      guint       *number,
                      GError     **error)
{
  guint64 value;

  if (text == NULL)
    return TRUE;

  if (!g_ascii_string_to_unsigned (text, 10, least, most, &value, NULL))
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                   _("--%s=%s is not possible. Give a whole number from %u to "
                     "%u."), option, text, least, most);
      return FALSE;
    }

  *number = (guint) value;

  return TRUE;
}

/**
 * psc_cli_refuse_word:
 * @words: those that are possible
 *
 * Sets the error for a word that is none of them.
 *
 * Returns: %FALSE
 */
gboolean
psc_cli_refuse_word (const char  *option,
                     const char  *text,
                     const char  *words,
                     GError     **error)
{
  /* Translators: the last part lists words that are not translated. */
  g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
               _("--%s=%s is not possible. Give one of: %s."),
               option, text, words);

  return FALSE;
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

/**
 * psc_cli_parse_chart:
 * @chart: (nullable): where the chart goes
 * @size: (nullable): its width and height
 * @figure: (out): the size and the format
 *
 * Reads what options say of a picture.
 */
gboolean
psc_cli_parse_chart (const char        *chart,
                     const char        *size,
                     PscFigureOptions  *figure,
                     GError           **error)
{
  if (size != NULL && !parse_size (size, figure, error))
    return FALSE;

  if (g_strcmp0 (chart, "-") == 0 && isatty (STDOUT_FILENO))
    {
      g_set_error_literal (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                           _("A terminal cannot show the chart. Name a file, "
                             "or send standard output into one."));
      return FALSE;
    }

  /* Standard output has no ending and gets a PNG. */
  if (chart != NULL && !g_str_equal (chart, "-") &&
      !psc_figure_format_from_name (chart, &figure->format))
    return psc_cli_refuse_word ("chart", chart, "*.png, *.svg, *.pdf", error);

  return TRUE;
}

/**
 * psc_cli_check_outputs:
 * @outputs: (array length=n_outputs): where outputs go; %NULL for none
 *
 * Whether no two of them go to standard output.
 */
gboolean
psc_cli_check_outputs (const char * const  *outputs,
                       guint                n_outputs,
                       GError             **error)
{
  guint n_standard = 0;

  for (guint i = 0; i < n_outputs; i++)
    n_standard += g_strcmp0 (outputs[i], "-") == 0;

  if (n_standard > 1)
    {
      g_set_error_literal (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                           _("Only one output can go to standard output. "
                             "Name files for the others."));
      return FALSE;
    }

  return TRUE;
}

/**
 * psc_cli_check_directories:
 * @directories: (nullable): what stands behind the options
 *
 * Whether it is one directory.
 */
gboolean
psc_cli_check_directories (char   **directories,
                           GError **error)
{
  guint n_given = directories != NULL ? g_strv_length (directories) : 0;

  /* An empty word is a variable of a script that was never set, and not the
   * working directory. */
  if (n_given == 1 && directories[0][0] != '\0')
    return TRUE;

  g_set_error_literal (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                       n_given <= 1
                       ? _("Name the directory whose files are to be run.")
                       : _("Name one directory only."));
  return FALSE;
}
