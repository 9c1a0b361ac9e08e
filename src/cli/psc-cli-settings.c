/* psc-cli-settings.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-settings"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-cli-parse.h"
#include "psc-cli-settings.h"
#include "psc-error.h"

/**
 * psc_cli_settings_clear:
 *
 * Frees what the options gave.
 */
void
psc_cli_settings_clear (PscCliSettings *self)
{
  g_free (self->chunk_size);
  g_free (self->tasks_per_worker);
  g_free (self->work);
  g_free (self->seed);
  g_free (self->streams);
  g_free (self->step_timeout);
  g_strfreev (self->steps);
}

/**
 * psc_cli_settings_add_entries:
 *
 * Adds the options, which write to @self.
 */
void
psc_cli_settings_add_entries (PscCliSettings *self,
                              GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "chunk-size", 0, 0, G_OPTION_ARG_STRING, &self->chunk_size,
      N_("Files handed out at once (default: auto, the mode's rule)"),
      N_("K|auto") },
    { "tasks-per-worker", 0, 0, G_OPTION_ARG_STRING, &self->tasks_per_worker,
      N_("Replace a worker process at the end of the chunk in which it "
         "reaches M files; Python's maxtasksperchild counts chunks"), "M" },
    { "work", 0, 0, G_OPTION_ARG_STRING, &self->work,
      N_("Do the compute step's work W times (default: 1); 0 skips it"), "W" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &self->seed,
      N_("Seed of the random streams (default: 42)"), "S" },
    { "streams", 0, 0, G_OPTION_ARG_STRING, &self->streams,
      N_("Random streams: inherited (default), or independent of worker and "
         "mode"), N_("KIND") },
    { "global-lock", 0, 0, G_OPTION_ARG_NONE, &self->global_lock,
      N_("Let one thread at a time compute, as Python's interpreter lock "
         "does"), NULL },
    { "step-timeout", 0, 0, G_OPTION_ARG_STRING, &self->step_timeout,
      N_("End a step that runs longer; 0 for no limit (default: 30, or none "
         "with --step)"), N_("SECONDS") },
    { "step", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->steps,
      N_("A step of your own pipeline, in order; {} stands for the file, "
         "NAME=compute is the built-in step"), N_("NAME=COMMAND") },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static gboolean
parse_timeout (const PscCliSettings  *self,
               PscSettings           *settings,
               GError               **error)
{
  double seconds;
  char *end;

  if (self->step_timeout == NULL)
    {
      /* The default steps take milliseconds; what an own step needs only its
       * author knows. */
      if (self->steps != NULL)
        settings->step_timeout_ns = 0;
      return TRUE;
    }

  seconds = g_ascii_strtod (self->step_timeout, &end);
  if (end == self->step_timeout || *end != '\0' ||
      !(seconds >= 0. &&
        seconds <= (double) PSC_MAX_STEP_TIMEOUT_NS / PSC_NSEC_PER_SEC))
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                   _("--%s=%s is not possible. Give seconds, such as 2.5, or "
                     "0 for no limit."), "step-timeout", self->step_timeout);
      return FALSE;
    }

  settings->step_timeout_ns = (gint64) (seconds * PSC_NSEC_PER_SEC);

  return TRUE;
}

static gboolean
parse_steps (const PscCliSettings  *self,
             PscSettings           *settings,
             GError               **error)
{
  if (self->steps == NULL)
    return TRUE;

  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  for (guint i = 0; self->steps[i] != NULL; i++)
    {
      if (!psc_pipeline_append (settings->pipeline, self->steps[i], error))
        return FALSE;
    }

  return TRUE;
}

/**
 * psc_cli_settings_parse:
 * @settings: where to set what was given; the rest stays
 *
 * Understands the options.  Whether they go together has to be checked when
 * the mode is known.
 */
gboolean
psc_cli_settings_parse (const PscCliSettings  *self,
                        PscSettings           *settings,
                        GError               **error)
{
  guint seed = settings->seed;

  if (self->streams != NULL &&
      !psc_streams_from_string (self->streams, &settings->streams))
    return psc_cli_refuse_word ("streams", self->streams,
                                "inherited, independent", error);

  if (!psc_cli_parse_number ("tasks-per-worker", self->tasks_per_worker, 1,
                             G_MAXUINT32, &settings->tasks_per_worker,
                             error) ||
      !psc_cli_parse_number ("work", self->work, 0, PSC_MAX_WORK,
                             &settings->work, error) ||
      !psc_cli_parse_number ("seed", self->seed, 0, G_MAXUINT32, &seed,
                             error))
    return FALSE;
  settings->seed = seed;

  if (g_strcmp0 (self->chunk_size, "auto") != 0 &&
      !psc_cli_parse_number ("chunk-size", self->chunk_size, 1, G_MAXINT32,
                             &settings->chunk_size, error))
    return FALSE;

  settings->global_lock = self->global_lock;

  return parse_timeout (self, settings, error) &&
         parse_steps (self, settings, error);
}
