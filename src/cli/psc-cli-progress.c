/* psc-cli-progress.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-progress"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "psc-cli-progress.h"
#include "psc-format.h"

/* A line that changes faster than this cannot be read. */
#define PERIOD_MS 100

/* A guess from less than this is worse than none. */
#define GUESS_AFTER_NS (PSC_NSEC_PER_SEC / 2)

struct _PscCliProgress
{
  PscRun   *run;
  guint     source_id;
  gboolean  has_line;
};

static gboolean
show_cb (gpointer user_data)
{
  PscCliProgress *self = user_data;
  guint n_tasks = psc_run_get_n_tasks (self->run);
  guint n_ended = psc_run_get_n_ended (self->run);
  gint64 wall_ns = psc_run_get_wall_ns (self->run);

  if (psc_run_get_state (self->run) == PSC_RUN_STOPPING)
    {
      g_printerr ("\r\033[K%s", _("Stopping…"));
    }
  else if (n_ended > 0 && wall_ns > GUESS_AFTER_NS)
    {
      gint64 left_ns = (gint64) ((double) wall_ns / n_ended *
                                 (n_tasks - n_ended));
      g_autofree char *left = psc_format_duration (left_ns);

      g_printerr ("\r\033[K");
      /* Translators: how many files are done, and the time that is left. */
      g_printerr (_("%u of %u files, about %s left"), n_ended, n_tasks, left);
    }
  else
    {
      g_printerr ("\r\033[K");
      g_printerr (_("%u of %u files"), n_ended, n_tasks);
    }

  self->has_line = TRUE;

  return G_SOURCE_CONTINUE;
}

/**
 * psc_cli_progress_new:
 *
 * Shows on standard error how far @run has come, if that is a terminal.
 */
PscCliProgress *
psc_cli_progress_new (PscRun *run)
{
  PscCliProgress *self = g_new0 (PscCliProgress, 1);

  self->run = g_object_ref (run);
  if (isatty (STDERR_FILENO))
    self->source_id = g_timeout_add (PERIOD_MS, show_cb, self);

  return self;
}

/**
 * psc_cli_progress_free:
 *
 * Takes the line away.
 */
void
psc_cli_progress_free (PscCliProgress *self)
{
  if (self->has_line)
    g_printerr ("\r\033[K");
  g_clear_handle_id (&self->source_id, g_source_remove);
  g_object_unref (self->run);
  g_free (self);
}
