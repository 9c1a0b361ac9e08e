/* psc-recipe.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-recipe"

#include "config.h"

#include "psc-recipe.h"
#include "psc-shell.h"

/* A clipboard holds text, and a terminal acts on control characters: bytes
 * that are neither letters nor signs are left to printf. */
static gboolean
is_text (const char *word)
{
  if (!g_utf8_validate (word, -1, NULL))
    return FALSE;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

static void
append_octal (GString    *line,
              const char *word)
{
  g_string_append (line, "\"$(printf '");
  for (const char *p = word; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p) || *p == '/' || *p == '-' || *p == '=')
        g_string_append_c (line, *p);
      else
        g_string_append_printf (line, "\\%03o", (guint) (guchar) *p);
    }
  g_string_append (line, "')\"");
}

static void
append_word (GString    *line,
             const char *word)
{
  g_string_append_c (line, ' ');
  if (is_text (word))
    {
      g_autofree char *quoted = psc_shell_quote (word);

      g_string_append (line, quoted);
    }
  else
    {
      append_octal (line, word);
    }
}

static void
append_timeout (GString           *line,
                const PscSettings *settings)
{
  gboolean own = !psc_pipeline_is_default (settings->pipeline);
  gint64 usual_ns = own ? 0 : PSC_DEFAULT_STEP_TIMEOUT_NS;
  char seconds[G_ASCII_DTOSTR_BUF_SIZE];

  if (settings->step_timeout_ns == usual_ns)
    return;

  g_ascii_formatd (seconds, sizeof seconds, "%.12g",
                   (double) settings->step_timeout_ns / PSC_NSEC_PER_SEC);
  g_string_append_printf (line, " --step-timeout=%s", seconds);
}

static void
append_steps (GString     *line,
              PscPipeline *pipeline)
{
  if (psc_pipeline_is_default (pipeline))
    return;

  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    {
      g_autofree char *definition = psc_pipeline_dup_definition (pipeline, i);
      g_autofree char *option = g_strconcat ("--step=", definition, NULL);

      append_word (line, option);
    }
}

/**
 * psc_recipe_dup_command_line:
 * @settings: their pipeline must not be resolved
 * @directory: its absolute path, in the file system's encoding
 *
 * Writes the run as a line for a shell.  What is as it is anyway is left out,
 * except for the number of workers, which other machines would choose
 * differently.
 *
 * Returns: (transfer full): UTF-8 without a newline
 */
char *
psc_recipe_dup_command_line (const PscSettings *settings,
                             const char        *directory,
                             PscListingFlags    flags)
{
  GString *line;

  g_return_val_if_fail (settings != NULL, NULL);
  g_return_val_if_fail (directory != NULL, NULL);

  line = g_string_new ("poolscope-cli run");
  if (settings->mode != PSC_MODE_PROCESS)
    g_string_append_printf (line, " --mode=%s",
                            psc_mode_to_string (settings->mode));
  g_string_append_printf (line, " --workers=%u", settings->workers);
  if (settings->chunk_size != 0)
    g_string_append_printf (line, " --chunk-size=%u", settings->chunk_size);
  if (settings->tasks_per_worker != 0)
    g_string_append_printf (line, " --tasks-per-worker=%u",
                            settings->tasks_per_worker);
  if (settings->work != 1)
    g_string_append_printf (line, " --work=%u", settings->work);
  if (settings->seed != PSC_DEFAULT_SEED)
    g_string_append_printf (line, " --seed=%u", settings->seed);
  if (settings->streams != PSC_STREAMS_INHERITED)
    g_string_append_printf (line, " --streams=%s",
                            psc_streams_to_string (settings->streams));
  if (settings->global_lock)
    g_string_append (line, " --global-lock");
  append_timeout (line, settings);
  append_steps (line, settings->pipeline);
  if (flags & PSC_LISTING_HIDDEN)
    g_string_append (line, " --hidden");
  if (flags & PSC_LISTING_RECURSIVE)
    g_string_append (line, " --recursive");
  append_word (line, directory);

  return g_string_free (line, FALSE);
}
