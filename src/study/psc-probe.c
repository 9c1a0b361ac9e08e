/* psc-probe.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-probe"

#include "config.h"

#include "psc-clock.h"
#include "psc-pool.h"
#include "psc-probe.h"

typedef struct
{
  /* Owned */
  PscRun       *run;
  GCancellable *caller;      /* (nullable) */
  GCancellable *cancellable; /* of the run: the caller's, or the time is up */
  GSource      *timeout;

  gulong        cancelled_id;
} Probe;

static void
probe_free (Probe *self)
{
  g_cancellable_disconnect (self->caller, self->cancelled_id);
  g_source_destroy (self->timeout);
  g_source_unref (self->timeout);
  g_clear_object (&self->caller);
  g_object_unref (self->cancellable);
  g_object_unref (self->run);
  g_free (self);
}

static PscListing *
take_first (PscListing *listing)
{
  const char *names[PSC_PROBE_MAX_FILES + 1] = { NULL };
  guint n_files = MIN (psc_listing_get_n_files (listing),
                       PSC_PROBE_MAX_FILES);

  for (guint i = 0; i < n_files; i++)
    names[i] = psc_listing_get_name (listing, i);

  return psc_listing_new_for_names (psc_listing_get_directory (listing),
                                    names);
}

static gboolean
timeout_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_CONTINUE;
}

static void
cancelled_cb (GCancellable *caller,
              GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* Of the files that were done, or -1: the one in hand when the time was up
 * tells less than its length. */
static gssize
find_average (PscRun *run)
{
  gint64 sum_ns = 0;
  guint n_done = 0;

  for (guint i = 0; i < psc_run_get_n_tasks (run); i++)
    {
      const PscTaskRecord *task = psc_run_get_task (run, i);

      if (task->outcome != PSC_OUTCOME_OK &&
          task->outcome != PSC_OUTCOME_NONZERO)
        continue;

      sum_ns += task->end_ns - task->start_ns;
      n_done++;
    }

  return n_done > 0 ? sum_ns / n_done : -1;
}

/* Time that is up is no failure: what has been done until then counts. */
static void
execute_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!psc_pool_execute_finish (self->run, result, &error) &&
      psc_run_get_state (self->run) == PSC_RUN_NEW)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_error (&error);
  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_return_int (task, find_average (self->run));
}

/**
 * psc_probe_async:
 * @listing: the files
 * @settings: with the pipeline
 * @limit_ns: after so long, what has been done must do
 *
 * Runs the pipeline over the first files alone, one after the other in one
 * thread, so that it can be told how long all of them may take.
 */
void
psc_probe_async (PscListing           *listing,
                 const PscSettings    *settings,
                 gint64                limit_ns,
                 GCancellable         *cancellable,
                 GAsyncReadyCallback   callback,
                 gpointer              user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (PscListing) first = NULL;
  g_autoptr (PscSettings) alone = NULL;
  Probe *self;

  g_return_if_fail (listing != NULL);
  g_return_if_fail (settings != NULL);

  g_task_set_source_tag (task, psc_probe_async);
  first = take_first (listing);
  alone = psc_settings_copy (settings);
  alone->mode = PSC_MODE_THREAD;
  alone->workers = 1;
  alone->chunk_size = 0;
  alone->tasks_per_worker = 0;

  self = g_new0 (Probe, 1);
  self->run = psc_run_new (alone, first);
  self->cancellable = g_cancellable_new ();
  self->timeout = g_timeout_source_new ((guint) (limit_ns * 1000 /
                                                 PSC_NSEC_PER_SEC));
  g_source_set_callback (self->timeout, timeout_cb, self->cancellable, NULL);
  g_source_attach (self->timeout, g_main_context_get_thread_default ());
  g_task_set_task_data (task, self, (GDestroyNotify) probe_free);
  if (g_set_object (&self->caller, cancellable))
    self->cancelled_id =
      g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                             self->cancellable, NULL);

  psc_pool_execute_async (self->run, self->cancellable, execute_cb, task);
}

/**
 * psc_probe_finish:
 *
 * Returns: how long a file took on average, or %PSC_NEVER if none was done in
 *   time or with @error
 */
gint64
psc_probe_finish (GAsyncResult  *result,
                  GError       **error)
{
  gssize average_ns;

  g_return_val_if_fail (g_task_is_valid (result, NULL), PSC_NEVER);

  average_ns = g_task_propagate_int (G_TASK (result), error);

  return average_ns >= 0 ? average_ns : PSC_NEVER;
}
