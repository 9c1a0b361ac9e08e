/* psc-worker.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-worker"

#include "config.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "psc-error.h"
#include "psc-frame.h"
#include "psc-interrupt.h"
#include "psc-mark.h"
#include "psc-message.h"
#include "psc-task-runner.h"
#include "psc-worker.h"

/* The pool sends nothing while a chunk is in hand: what makes standard input
 * readable then is its end, which means stop. */
#define INTERRUPT_FD STDIN_FILENO

typedef struct
{
  PscFrameReader *reader;
  PscSettings    *settings;
  PscCompute     *compute;
  PscTaskRunner  *runner;
  PscBeat         beat;
  int             out_fd;
} Worker;

static void
worker_clear (Worker *self)
{
  g_clear_pointer (&self->runner, psc_task_runner_free);
  g_clear_pointer (&self->compute, psc_compute_free);
  g_clear_pointer (&self->settings, psc_settings_free);
  g_clear_pointer (&self->reader, psc_frame_reader_free);
}

/* Keeps the way back to the pool for frames alone: what a library or a step
 * prints must not end up among them. */
static int
move_output (void)
{
  int out_fd = fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  int null_fd = open ("/dev/null", O_WRONLY | O_CLOEXEC);

  if (null_fd >= 0)
    {
      dup2 (null_fd, STDOUT_FILENO);
      close (null_fd);
    }

  return out_fd;
}

/* When memory runs out, the kernel shall take a worker and not the window. */
static void
offer_to_oom_killer (void)
{
  int fd = open ("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

  if (fd < 0)
    return;

  /* Where it is not allowed nothing is lost. */
  if (write (fd, "500", 3) < 0)
    g_debug ("The kernel keeps its own order of victims");
  close (fd);
}

/* Returns NULL with PSC_ERROR_CLOSED when the pool wants no more. */
static GVariant *
receive (Worker              *self,
         const GVariantType  *type,
         GError             **error)
{
  GVariant *message;

  for (;;)
    {
      if (!psc_frame_reader_next (self->reader, type, &message, error))
        return NULL;
      if (message != NULL)
        return message;
      if (!psc_frame_reader_fill (self->reader, error))
        return NULL;
    }
}

static gboolean
set_up (Worker  *self,
        GError **error)
{
  g_autoptr (GVariant) message = NULL;

  if (!psc_frame_write (self->out_fd, psc_message_new_hello (),
                        PSC_NO_INTERRUPT, error))
    return FALSE;

  message = receive (self, PSC_MESSAGE_SETUP, error);
  if (message == NULL ||
      !psc_message_read_setup (message, &self->settings, error))
    return FALSE;

  self->compute = psc_compute_new (self->settings);
  self->runner = psc_task_runner_new (self->settings, self->compute,
                                      INTERRUPT_FD, &self->beat,
                                      psc_mark_get_program ());

  return TRUE;
}

static gboolean
do_task (Worker      *self,
         guint        index,
         const char  *path,
         gboolean    *stopped,
         GError     **error)
{
  PscStepRecord steps[PSC_MAX_STEPS];
  PscTaskRecord task;
  gboolean sent;

  psc_beat_begin (&self->beat);
  psc_task_runner_run (self->runner, index, path, &task, steps);
  *stopped = task.outcome == PSC_OUTCOME_STOPPED;
  sent = psc_frame_write (self->out_fd,
                          psc_message_new_record (index, &task, steps,
                                                  self->settings->pipeline),
                          PSC_NO_INTERRUPT, error);

  g_free (task.detail);
  for (guint i = 0;
       i < psc_pipeline_get_n_steps (self->settings->pipeline);
       i++)
    g_free (steps[i].output);

  return sent;
}

/* Serves chunks until it is told to stop. */
static gboolean
serve (Worker  *self,
       GError **error)
{
  for (;;)
    {
      g_autoptr (GVariant) message = receive (self, PSC_MESSAGE_CHUNK, error);
      g_auto (GStrv) paths = NULL;
      gboolean stopped = FALSE;
      guint first;

      if (message == NULL)
        return FALSE;

      psc_message_read_chunk (message, &first, &paths);
      if (paths[0] == NULL)
        psc_beat_give (&self->beat);
      for (guint i = 0; paths[i] != NULL; i++)
        {
          if (psc_interrupt_wait (INTERRUPT_FD, 0))
            return TRUE;
          if (!do_task (self, first + i, paths[i], &stopped, error))
            return FALSE;
          if (stopped)
            return TRUE;
        }
    }
}

/**
 * psc_worker_main:
 *
 * Lives as a worker process: serves the pool at the other end of standard
 * input and output until that says to stop, or leaves.
 *
 * Returns: the exit status
 */
int
psc_worker_main (void)
{
  g_autoptr (GError) error = NULL;
  Worker self = { 0, };
  int status = 0;

  /* A pool that has gone shows as an error on writing. */
  psc_frame_catch_broken_pipes ();

  /* Ctrl+C in a terminal is the pool's to handle, and the pool can end this
   * process together with its step. */
  setpgid (0, 0);
  offer_to_oom_killer ();

  psc_message_hold_types ();
  self.out_fd = move_output ();
  self.beat.fd = self.out_fd;
  self.reader = psc_frame_reader_new (STDIN_FILENO);

  if ((!set_up (&self, &error) || !serve (&self, &error)) &&
      !g_error_matches (error, PSC_ERROR, PSC_ERROR_CLOSED))
    {
      g_printerr ("poolscope-worker: %s\n", error->message);
      status = 1;
    }

  worker_clear (&self);

  return status;
}
