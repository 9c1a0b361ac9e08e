/* psc-settings-words.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-settings-words"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-settings-words-private.h"

/**
 * _psc_settings_describe_chunks:
 *
 * How the files are cut into chunks.
 */
char *
_psc_settings_describe_chunks (const PscSettings *settings,
                               guint              n_files)
{
  guint size = psc_settings_get_chunk_size (settings, n_files);

  if (settings->chunk_size != 0)
    {
      guint n_chunks = n_files / size + (n_files % size != 0);

      if (n_files == 0)
        return g_strdup (_("The same in every mode"));

      return g_strdup_printf (ngettext ("%'u chunk", "%'u chunks", n_chunks),
                              n_chunks);
    }

  if (settings->mode == PSC_MODE_PROCESS_EXECUTOR ||
      settings->mode == PSC_MODE_THREAD)
    return g_strdup (_("Rule: one at a time"));

  /* Translators: the rule by which a pool cuts its files into chunks. */
  if (n_files == 0)
    return g_strdup_printf (_("Rule: ⌈files / %u⌉"), settings->workers * 4);

  return g_strdup_printf (_("Rule: ⌈%'u / %u⌉ = %'u"), n_files,
                          settings->workers * 4, size);
}

/**
 * _psc_settings_describe_tasks:
 *
 * When a worker is replaced, or why it cannot be.
 */
const char *
_psc_settings_describe_tasks (const PscSettings *settings)
{
  if (!psc_mode_is_process (settings->mode))
    return _("Only processes are replaced");
  if (settings->tasks_per_worker == 0)
    return _("A process is never replaced");

  return _("Then a new process takes over, once its chunk is done");
}

/**
 * _psc_settings_describe_streams:
 *
 * Who shares random numbers with whom.
 */
const char *
_psc_settings_describe_streams (const PscSettings *settings)
{
  if (settings->streams == PSC_STREAMS_INDEPENDENT)
    return _("Every file has its own");
  if (psc_mode_is_process (settings->mode))
    return _("Every process has the same, as after fork");

  return _("All threads share one");
}

/**
 * _psc_settings_describe_work:
 *
 * What the work factor does, or why it does nothing.
 */
const char *
_psc_settings_describe_work (const PscSettings *settings)
{
  gboolean computes = FALSE;

  for (guint i = 0; i < psc_pipeline_get_n_steps (settings->pipeline); i++)
    computes |= psc_pipeline_step_is_compute (settings->pipeline, i);

  if (!computes)
    return _("The pipeline has no compute step");
  if (settings->work == 0)
    return _("The compute step does nothing");

  return _("Repeats the compute step");
}

/**
 * _psc_settings_describe_pipeline:
 *
 * The names of the steps.
 */
char *
_psc_settings_describe_pipeline (PscPipeline *pipeline)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    {
      if (i > 0)
        g_string_append (text, " · ");
      g_string_append (text, psc_pipeline_get_step (pipeline, i)->name);
    }

  return g_string_free (text, FALSE);
}
