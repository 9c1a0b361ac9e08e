/* psc-command.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-command"

#include "config.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "psc-clock.h"
#include "psc-command.h"
#include "psc-exit.h"
#include "psc-interrupt.h"
#include "psc-mark.h"
#include "psc-process-tree.h"

/* How long a command that was asked to end may take before it is killed: less
 * where somebody waits for the run to stop. */
#define LIMIT_GRACE_NS PSC_NSEC_PER_SEC
#define STOP_GRACE_NS  (500 * G_GINT64_CONSTANT (1000000))

/* How long output is still awaited when the command is gone but something it
 * left behind holds the pipes open. */
#define DRAIN_NS (200 * G_GINT64_CONSTANT (1000000))

/* How often a command is looked at where the kernel has no pidfd for us. */
#define LOOK_AGAIN_NS (5 * G_GINT64_CONSTANT (1000000))

/* How long after a command's end by a signal the same signal may take to
 * reach ourselves: Ctrl+C goes to the whole group of a terminal. */
#define SAME_SIGNAL_MS 500

enum
{
  OUT,
  ERR,
  EXIT,
  INTERRUPT,
  N_WATCHED
};

typedef struct
{
  GSubprocess    *subprocess;
  int             pidfd; /* -1 where the kernel has none for us */
  struct pollfd   watched[N_WATCHED];
  GByteArray     *kept[2]; /* OUT, ERR */
  guint64         dropped;
  PscProcessTree *tree;    /* (nullable): set once it has to end */
  PscBeat        *beat;    /* (nullable): borrowed */
  gint64          limit_ns; /* moment of the next thing that is due */
  PscCommandEnd   end;
  gboolean        has_exited;
  gboolean        left_process; /* something that it started held its output */
} Command;

/**
 * psc_command_launcher_new:
 * @mark: what its commands, one at a time, are marked with
 *
 * Makes what psc_command_run() starts commands with.  One for each thread.
 */
GSubprocessLauncher *
psc_command_launcher_new (const char *mark)
{
  GSubprocessLauncher *launcher;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_PIPE |
                                        G_SUBPROCESS_FLAGS_INHERIT_FDS);

  /* Both would change what file and wc print. */
  g_subprocess_launcher_unsetenv (launcher, "MAGIC");
  g_subprocess_launcher_unsetenv (launcher, "POSIXLY_CORRECT");
  g_subprocess_launcher_setenv (launcher, PSC_MARK_VARIABLE, mark, TRUE);

  return launcher;
}

static void
command_open (Command *self,
              int      interrupt_fd,
              gint64   deadline_ns)
{
  GInputStream *out = g_subprocess_get_stdout_pipe (self->subprocess);
  GInputStream *err = g_subprocess_get_stderr_pipe (self->subprocess);
  const char *id = g_subprocess_get_identifier (self->subprocess);

  self->watched[OUT].fd =
    g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (out));
  self->watched[ERR].fd =
    g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (err));
  self->pidfd = id != NULL ? pidfd_open (atoi (id), 0) : -1;
  self->watched[EXIT].fd = self->pidfd;
  self->watched[INTERRUPT].fd = interrupt_fd;
  for (guint i = 0; i < N_WATCHED; i++)
    self->watched[i].events = POLLIN;

  self->limit_ns = deadline_ns;
  self->end = PSC_COMMAND_EXITED;
}

static void
command_close (Command *self)
{
  if (self->pidfd >= 0)
    close (self->pidfd);
  for (guint i = OUT; i <= ERR; i++)
    g_clear_pointer (&self->kept[i], g_byte_array_unref);
  g_clear_pointer (&self->tree, psc_process_tree_free);
  g_clear_object (&self->subprocess);
}

/* Reads once.  What exceeds the limit is read all the same, or the command
 * would wait for ever for room in the pipe. */
static void
command_read (Command *self,
              guint    stream)
{
  char buffer[32768];
  gssize n_read = read (self->watched[stream].fd, buffer, sizeof buffer);
  gsize room, n_kept;

  if (n_read < 0 && (errno == EINTR || errno == EAGAIN))
    return;
  if (n_read <= 0)
    {
      self->watched[stream].fd = -1;
      return;
    }

  if (self->kept[stream] == NULL)
    self->kept[stream] = g_byte_array_new ();
  room = PSC_OUTPUT_LIMIT - self->kept[stream]->len;
  n_kept = MIN ((gsize) n_read, room);
  g_byte_array_append (self->kept[stream], (guint8 *) buffer, (guint) n_kept);
  self->dropped += (gsize) n_read - n_kept;
}

/* Asks the command and all that it started to end. */
static void
command_terminate (Command       *self,
                   PscCommandEnd  end,
                   gint64         now_ns)
{
  const char *id = g_subprocess_get_identifier (self->subprocess);

  self->end = end;
  self->watched[INTERRUPT].fd = -1;
  self->limit_ns = now_ns + (end == PSC_COMMAND_INTERRUPTED ? STOP_GRACE_NS
                                                            : LIMIT_GRACE_NS);
  if (id != NULL)
    {
      self->tree = psc_process_tree_new (atoi (id));
      psc_process_tree_signal (self->tree, SIGTERM);
    }
}

/* Does what is due at limit_ns. */
static void
command_pass_limit (Command *self,
                    gint64   now_ns)
{
  if (self->has_exited)
    {
      /* Somebody else holds the pipes; the command's own end counts. */
      self->left_process = TRUE;
      self->watched[OUT].fd = -1;
      self->watched[ERR].fd = -1;
    }
  else if (self->end == PSC_COMMAND_EXITED)
    {
      command_terminate (self, PSC_COMMAND_TIMED_OUT, now_ns);
    }
  else
    {
      if (self->tree != NULL)
        psc_process_tree_signal (self->tree, SIGKILL);
      g_subprocess_force_exit (self->subprocess);
      self->limit_ns = G_MAXINT64;
    }
}

static void
command_note_exit (Command *self,
                   gint64   now_ns)
{
  self->has_exited = TRUE;
  self->limit_ns = now_ns + DRAIN_NS;
  self->watched[INTERRUPT].fd = -1;
  self->watched[EXIT].fd = -1;

  /* Descendants of a command that had to end have to end as well, however
   * politely the command itself went. */
  if (self->tree != NULL)
    psc_process_tree_signal (self->tree, SIGKILL);
}

static gboolean
command_is_over (Command *self)
{
  return self->has_exited &&
         self->watched[OUT].fd < 0 &&
         self->watched[ERR].fd < 0;
}

/* Waits in one poll for output, exit, interrupt and the next limit: a thread
 * more for each command would cost more than most commands do. */
static void
command_follow (Command *self)
{
  gboolean has_pidfd = self->pidfd >= 0;

  while (!command_is_over (self))
    {
      gint64 now_ns = psc_clock_now_ns ();
      struct timespec wait = { 0, 0 };
      struct timespec *timeout = NULL;
      gint64 until_ns = self->limit_ns;

      if (!has_pidfd && !self->has_exited)
        until_ns = MIN (until_ns, now_ns + LOOK_AGAIN_NS);
      if (self->beat != NULL)
        until_ns = MIN (until_ns, self->beat->due_ns);
      if (until_ns != G_MAXINT64)
        {
          gint64 left_ns = MAX (until_ns - now_ns, 0);

          wait.tv_sec = left_ns / PSC_NSEC_PER_SEC;
          wait.tv_nsec = left_ns % PSC_NSEC_PER_SEC;
          timeout = &wait;
        }

      if (ppoll (self->watched, N_WATCHED, timeout, NULL) < 0)
        continue;
      now_ns = psc_clock_now_ns ();
      psc_beat_keep (self->beat, now_ns);

      for (guint i = OUT; i <= ERR; i++)
        {
          if (self->watched[i].fd >= 0 && self->watched[i].revents != 0)
            command_read (self, i);
        }

      if (!self->has_exited &&
          (has_pidfd ? self->watched[EXIT].revents != 0
                     : g_subprocess_get_identifier (self->subprocess) == NULL))
        command_note_exit (self, now_ns);
      else if (self->watched[INTERRUPT].fd >= 0 &&
               self->watched[INTERRUPT].revents != 0)
        command_terminate (self, PSC_COMMAND_INTERRUPTED, now_ns);
      else if (now_ns >= self->limit_ns)
        command_pass_limit (self, now_ns);
    }
}

static PscOutput *
command_dup_output (Command *self)
{
  guint32 n_out = self->kept[OUT] != NULL ? self->kept[OUT]->len : 0;
  guint32 n_err = self->kept[ERR] != NULL ? self->kept[ERR]->len : 0;
  PscOutput *output;

  if (n_out == 0 && n_err == 0)
    return NULL;

  output = g_malloc (sizeof (PscOutput) + n_out + n_err);
  output->dropped = self->dropped;
  output->stdout_length = n_out;
  output->stderr_length = n_err;
  if (n_out > 0)
    memcpy (output->data, self->kept[OUT]->data, n_out);
  if (n_err > 0)
    memcpy (output->data + n_out, self->kept[ERR]->data, n_err);

  return output;
}

static gboolean
is_stop_signal (int number)
{
  return number == SIGINT || number == SIGTERM || number == SIGHUP;
}

/* Takes down how the command ended, and what it wrote. */
static void
command_finish (Command       *self,
                const char    *mark,
                PscStepRecord *step)
{
  int exit_code, number;

  psc_exit_wait (self->subprocess, self->pidfd, &exit_code, &number);
  step->status.exit_code = exit_code;
  step->status.signal = (gint16) number;
  step->status.left_process = self->left_process;
  step->end_ns = psc_clock_now_ns ();
  step->output = command_dup_output (self);

  /* Now it can still be told from what later commands start, and none of those
   * shall run beside it.  To find it takes time that is not the step's. */
  if (self->left_process)
    psc_mark_kill (mark);
}

/**
 * psc_command_run:
 * @launcher: from psc_command_launcher_new(), the calling thread's own
 * @argv: the command's words, the first an absolute path
 * @interrupt_fd: ends the command when it becomes readable
 * @timeout_ns: ends the command when it runs longer; 0 for no limit
 * @beat: (nullable): kept while the command runs
 * @step: (out caller-allocates): times as readings of the clock, exit status,
 *   and the output, which is the caller's
 * @detail: (out) (nullable) (transfer full): why it could not be started
 *
 * Runs a command to its end.  What it leaves behind with a hold on its output is
 * killed.  Returns how it ended.
 */
PscCommandEnd
psc_command_run (GSubprocessLauncher *launcher,
                 const char * const  *argv,
                 int                  interrupt_fd,
                 gint64               timeout_ns,
                 PscBeat             *beat,
                 PscStepRecord       *step,
                 char               **detail)
{
  g_autoptr (GError) error = NULL;
  Command self = { 0, };

  *detail = NULL;
  *step = (PscStepRecord) { 0, };
  step->status.exit_code = -1;
  step->start_ns = psc_clock_now_ns ();

  self.subprocess = g_subprocess_launcher_spawnv (launcher, argv, &error);
  if (self.subprocess == NULL)
    {
      step->end_ns = psc_clock_now_ns ();
      *detail = g_strdup (error->message);
      return PSC_COMMAND_NOT_STARTED;
    }

  self.beat = beat;
  command_open (&self, interrupt_fd,
                timeout_ns > 0 ? step->start_ns + timeout_ns : G_MAXINT64);
  command_follow (&self);

  command_finish (&self, g_subprocess_launcher_getenv (launcher,
                                                       PSC_MARK_VARIABLE),
                  step);
  if (step->status.signal != 0 && self.end == PSC_COMMAND_EXITED)
    self.end = is_stop_signal (step->status.signal) &&
               psc_interrupt_wait (interrupt_fd, SAME_SIGNAL_MS)
               ? PSC_COMMAND_INTERRUPTED : PSC_COMMAND_SIGNALLED;

  command_close (&self);

  return self.end;
}
