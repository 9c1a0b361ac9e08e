/* psc-pool.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-pool"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <sys/resource.h>

#include "psc-clock.h"
#include "psc-error.h"
#include "psc-guard.h"
#include "psc-interrupt.h"
#include "psc-lane.h"
#include "psc-machine.h"
#include "psc-mark.h"
#include "psc-pool.h"
#include "psc-process-lane.h"
#include "psc-thread-lane.h"
#include "psc-worker-program.h"

/* Descriptors of a lane: a process has three pipes and its pidfd, and a new
 * one may overlap with the old; a thread has its step's. */
#define FILES_PER_LANE 8

/* What the program needs besides: this many at least, and some more than it has
 * open, since other runs of it may be under way. */
#define OTHER_FILES    64
#define SPARE_FILES    32

/* No computer falls asleep and wakes up in less; a thread may well wait for a
 * CPU as long as this. */
#define MIN_SLEEP_NS   PSC_NSEC_PER_SEC

typedef struct
{
  PscLaneContext  context;
  GTask          *task;
  GThread        *conductor;
  GPtrArray      *lanes;       /* PscLane */
  GError         *error;       /* why not every task was brought to an end */
  gint64          children_cpu_ns;
  gint64          asleep_ns;   /* psc_clock_asleep_ns() at the beginning */
} Pool;

static void
pool_free (Pool *self)
{
  GCancellable *cancellable = g_task_get_cancellable (self->task);

  if (self->context.interrupt_fd != PSC_NO_INTERRUPT)
    g_cancellable_release_fd (cancellable);
  g_clear_pointer (&self->lanes, g_ptr_array_unref);
  g_clear_pointer (&self->context.queue, psc_queue_free);
  g_clear_pointer (&self->context.compute, psc_compute_free);
  g_clear_pointer (&self->context.worker_argv, g_strfreev);
  g_clear_pointer (&self->context.mark, g_free);
  g_clear_pointer (&self->context.settings, psc_settings_free);
  g_clear_error (&self->error);
  g_clear_object (&self->task);
  g_free (self);
}

/* CPU time of all children of this process that have ended. */
static gint64
get_children_cpu_ns (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);

  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * PSC_NSEC_PER_SEC +
         (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000;
}

static guint
count_open_files (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint count = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    count++;

  return count;
}

static gboolean
ensure_files (guint    n_lanes,
              GError **error)
{
  guint others = MAX (OTHER_FILES, count_open_files () + SPARE_FILES);
  guint64 needed = n_lanes * FILES_PER_LANE + others;
  guint64 allowed = psc_machine_raise_file_limit (needed);

  if (allowed >= needed)
    return TRUE;

  g_set_error (error, PSC_ERROR, PSC_ERROR_LIMIT,
               _("The system lets this program open %u files, which is enough "
                 "for %u workers. Choose no more, or raise the limit with "
                 "“ulimit -n”."),
               (guint) allowed,
               (guint) (MAX (allowed, others) - others) / FILES_PER_LANE);
  return FALSE;
}

static PscLane *
make_lane (Pool  *self,
           guint  number)
{
  PscLane *lane = psc_mode_is_process (self->context.settings->mode)
                  ? psc_process_lane_new () : psc_thread_lane_new ();

  psc_lane_prepare (lane, &self->context, number);

  return lane;
}

/* The body of the thread pool's one item for each lane. */
static void
live_in_lane (gpointer data,
              gpointer user_data)
{
  psc_lane_live (data);
}

/* The system gives no more threads: lane @first and those behind it go
 * without. */
static void
give_up_from (Pool         *self,
              guint         first,
              const GError *cause)
{
  g_autoptr (GError) error = g_error_new (PSC_ERROR, PSC_ERROR_NO_WORKER,
                                          _("No thread could be started: %s"),
                                          cause->message);

  for (guint i = first; i < self->lanes->len; i++)
    psc_lane_give_up (g_ptr_array_index (self->lanes, i), error);
}

/* Gives every lane a thread: all at once, or, in thread mode, another one as
 * long as there is work that nobody has taken.  The thread pool grows by one
 * for each lane, so that the time between asking for a thread and having it
 * is the lane's own. */
static GThreadPool *
create_lanes (Pool *self)
{
  const PscSettings *settings = self->context.settings;
  GCancellable *cancellable = g_task_get_cancellable (self->task);
  guint n_files = psc_listing_get_n_files (self->context.listing);
  guint chunk_size = psc_settings_get_chunk_size (settings, n_files);
  gboolean on_demand = settings->mode == PSC_MODE_THREAD;
  g_autoptr (GError) error = NULL;
  GThreadPool *threads = NULL;

  /* A thread that GLib had kept would make the next start look cheap. */
  g_thread_pool_set_max_unused_threads (0);

  for (guint i = 0; i < self->lanes->len; i++)
    {
      PscLane *lane = g_ptr_array_index (self->lanes, i);

      if (g_cancellable_is_cancelled (cancellable) ||
          (on_demand && i > 0 &&
           ((guint64) i * chunk_size >= n_files ||
            psc_queue_is_dry (self->context.queue))))
        break;

      psc_lane_request_worker (lane);
      if (threads == NULL)
        threads = g_thread_pool_new (live_in_lane, self, 1, TRUE, &error);
      else
        g_thread_pool_set_max_threads (threads, (int) i + 1, &error);
      if (error != NULL)
        {
          give_up_from (self, i, error);
          break;
        }

      g_thread_pool_push (threads, lane, NULL);
    }

  return threads;
}

/* Tasks that no lane has done: each gets its outcome all the same. */
static void
settle_rest (Pool     *self,
             gboolean  cancelled)
{
  PscStepRecord steps[PSC_MAX_STEPS] = { 0, };
  PscTaskRecord task = { 0, };

  task.start_ns = task.end_ns = PSC_NEVER;
  for (guint i = 0; i < PSC_MAX_STEPS; i++)
    steps[i].start_ns = steps[i].end_ns = PSC_NEVER;

  if (cancelled)
    {
      task.outcome = PSC_OUTCOME_STOPPED;
      task.cause = PSC_CAUSE_STOP_BEFORE;
    }
  else
    {
      task.outcome = PSC_OUTCOME_SKIPPED;
      task.cause = PSC_CAUSE_NO_WORKER;
    }

  for (guint i = 0; i < psc_listing_get_n_files (self->context.listing); i++)
    {
      if (psc_recorder_get_outcome (self->context.recorder, i) ==
          PSC_OUTCOME_NONE)
        psc_recorder_task_ended (self->context.recorder, i, &task, steps,
                                 PSC_NEVER);
    }
}

static gboolean
has_task (Pool       *self,
          PscOutcome  outcome)
{
  for (guint i = 0; i < psc_listing_get_n_files (self->context.listing); i++)
    {
      if (psc_recorder_get_outcome (self->context.recorder, i) == outcome)
        return TRUE;
    }

  return FALSE;
}

/* Why tasks were left though nobody stopped the run: every lane has given
 * up. */
static GError *
find_error (Pool *self)
{
  const GError *error = NULL;

  for (guint i = 0; i < self->lanes->len && error == NULL; i++)
    error = psc_lane_get_error (g_ptr_array_index (self->lanes, i));
  g_assert (error != NULL);

  return g_error_copy (error);
}

/* The clock stands still while the computer sleeps, but what it measures before
 * and after is not what it would have been. */
static void
note_sleep (Pool *self)
{
  gint64 slept_ns = psc_clock_asleep_ns () - self->asleep_ns;

  if (slept_ns >= MIN_SLEEP_NS)
    psc_recorder_slept (self->context.recorder, slept_ns);
}

static void
cancelled_cb (GCancellable *cancellable,
              Pool         *self)
{
  psc_recorder_stopping (self->context.recorder);

  /* From now on there is no work left for anybody. */
  if (!psc_queue_is_dry (self->context.queue))
    psc_recorder_queue_dry (self->context.recorder, psc_clock_now_ns ());
  psc_queue_close (self->context.queue);
}

/* Back in the context that started the run.  Whatever the task holds, the run
 * and its signal handlers among it, is let go here and not in a thread that
 * nobody knows of. */
static gboolean
conducted_cb (gpointer user_data)
{
  Pool *self = user_data;
  GTask *task = g_object_ref (self->task);
  GError *error = g_steal_pointer (&self->error);

  g_thread_join (self->conductor);
  pool_free (self);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);

  return G_SOURCE_REMOVE;
}

/* A thread of its own conducts the run: whatever it waits for, the main loop
 * goes on. */
static gpointer
conduct (gpointer data)
{
  Pool *self = data;
  GCancellable *cancellable = g_task_get_cancellable (self->task);
  g_autoptr (GSource) source = g_idle_source_new ();
  gulong cancelled_id = 0;
  gboolean cancelled;
  GThreadPool *threads;
  gint64 cpu_ns = 0;

  psc_guard_ensure ();
  self->children_cpu_ns = get_children_cpu_ns ();
  self->asleep_ns = psc_clock_asleep_ns ();
  psc_place_read (&self->context.place,
                  psc_listing_get_directory (self->context.listing));
  psc_recorder_begin_run (self->context.recorder, psc_clock_now_ns ());

  /* A stop needs a run that has begun: not before, however early it came. */
  if (cancellable != NULL)
    cancelled_id = g_cancellable_connect (cancellable,
                                          G_CALLBACK (cancelled_cb), self,
                                          NULL);
  threads = create_lanes (self);
  if (threads != NULL)
    g_thread_pool_free (threads, FALSE, TRUE);
  g_cancellable_disconnect (cancellable, cancelled_id);

  /* A stop that came when all was done has stopped nothing. */
  cancelled = g_cancellable_is_cancelled (cancellable);
  if (cancelled && (has_task (self, PSC_OUTCOME_NONE) ||
                    has_task (self, PSC_OUTCOME_STOPPED)))
    g_cancellable_set_error_if_cancelled (cancellable, &self->error);
  else if (has_task (self, PSC_OUTCOME_NONE))
    self->error = find_error (self);
  settle_rest (self, cancelled);
  note_sleep (self);

  /* Whatever the steps have left, the run leaves nothing. */
  psc_mark_kill (self->context.mark);

  for (guint i = 0; i < self->lanes->len; i++)
    cpu_ns += psc_lane_get_cpu_ns (g_ptr_array_index (self->lanes, i));
  cpu_ns += get_children_cpu_ns () - self->children_cpu_ns;
  psc_recorder_end_run (self->context.recorder, cpu_ns, self->error);

  g_source_set_static_name (source, "psc-pool conducted");
  g_source_set_priority (source, g_task_get_priority (self->task));
  g_source_set_callback (source, conducted_cb, self, NULL);
  g_source_attach (source, g_task_get_context (self->task));

  return NULL;
}

/* Everything that can be known to fail fails here, before anything starts. */
static gboolean
prepare (Pool    *self,
         GError **error)
{
  PscSettings *settings = self->context.settings;
  guint n_files = psc_listing_get_n_files (self->context.listing);
  PscPipeline *resolved;

  if (!psc_settings_check (settings, error) ||
      !ensure_files (settings->workers, error))
    return FALSE;

  resolved = psc_pipeline_resolve (settings->pipeline, error);
  if (resolved == NULL)
    return FALSE;
  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = resolved;

  if (psc_mode_is_process (settings->mode))
    {
      char *program = psc_worker_program_find (error);

      if (program == NULL)
        return FALSE;
      self->context.worker_argv = g_new0 (char *, 2);
      self->context.worker_argv[0] = program;
    }
  else
    {
      self->context.compute = psc_compute_new (settings);
    }

  self->context.queue =
    psc_queue_new (n_files, psc_settings_get_chunk_size (settings, n_files));
  self->lanes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 1; i <= settings->workers; i++)
    g_ptr_array_add (self->lanes, make_lane (self, i));

  return TRUE;
}

/**
 * psc_pool_check:
 *
 * Whether a run with these settings can begin; if not, @error says what to
 * change.
 */
gboolean
psc_pool_check (const PscSettings  *settings,
                GError            **error)
{
  g_autoptr (PscPipeline) resolved = NULL;
  g_autofree char *program = NULL;

  if (!psc_settings_check (settings, error) ||
      !ensure_files (settings->workers, error))
    return FALSE;

  resolved = psc_pipeline_resolve (settings->pipeline, error);
  if (resolved == NULL)
    return FALSE;

  if (psc_mode_is_process (settings->mode))
    {
      program = psc_worker_program_find (error);
      return program != NULL;
    }

  return TRUE;
}

/**
 * psc_pool_execute_async:
 * @run: a new run
 * @cancellable: (nullable): stops the run
 *
 * Runs the pipeline of @run over its files.
 */
void
psc_pool_execute_async (PscRun              *run,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GError) error = NULL;
  Pool *self;

  g_return_if_fail (PSC_IS_RUN (run));
  g_return_if_fail (psc_run_get_state (run) == PSC_RUN_NEW);

  self = g_new0 (Pool, 1);
  self->task = g_task_new (run, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, psc_pool_execute_async);
  g_task_set_check_cancellable (self->task, FALSE);
  self->context.settings = psc_settings_copy (psc_run_get_settings (run));
  self->context.listing = psc_run_get_listing (run);
  self->context.recorder = psc_run_get_recorder (run);
  self->context.interrupt_fd = PSC_NO_INTERRUPT;
  self->context.mark = psc_mark_new (psc_mark_get_program ());

  if (!prepare (self, &error))
    {
      g_task_return_error (self->task, g_steal_pointer (&error));
      pool_free (self);
      return;
    }

  self->context.interrupt_fd = g_cancellable_get_fd (cancellable);
  self->conductor = g_thread_try_new ("pool", conduct, self, &error);
  if (self->conductor == NULL)
    {
      g_task_return_new_error (self->task, PSC_ERROR, PSC_ERROR_NO_WORKER,
                               _("No thread could be started: %s"),
                               error->message);
      pool_free (self);
    }
}

/**
 * psc_pool_execute_finish:
 *
 * Takes in the last records, and returns whether every task was brought to an
 * end by a lane.  If not, every task has an outcome all the same, unless the
 * run could not even begin.
 */
gboolean
psc_pool_execute_finish (PscRun        *run,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, run), FALSE);

  psc_run_take_batch (run);

  return g_task_propagate_boolean (G_TASK (result), error);
}
