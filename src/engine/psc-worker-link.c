/* psc-worker-link.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-worker-link"

#include "config.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "psc-clock.h"
#include "psc-error.h"
#include "psc-exit.h"
#include "psc-frame.h"
#include "psc-interrupt.h"
#include "psc-mark.h"
#include "psc-process-tree.h"
#include "psc-types.h"
#include "psc-worker-link.h"

/* How long a worker that was told to stop may take: it gives its own step
 * half a second. */
#define STOP_NS (1000 * G_GINT64_CONSTANT (1000000))

/* How long a worker with a task in hand, which has to give a sign each second,
 * may be silent until it is told of, and how long then.  Twice makes up for a
 * machine that stood still: the worker gets its chance to speak after that. */
#define SILENCE_NS (5 * PSC_NSEC_PER_SEC)

/* When a sign is overdue: one look tells whether the worker is stopped, and may
 * not just be waiting for a processor. */
#define OVERDUE_NS (PSC_NSEC_PER_SEC + PSC_NSEC_PER_SEC / 4)

/* How long a worker may take to leave once its input is closed. */
#define LEAVE_MS 2000

/* How much of a worker's standard error is kept, from the end. */
#define MESSAGES_LINES 100
#define MESSAGES_LIMIT 16384

enum
{
  OUT,
  ERR,
  INTERRUPT,
  N_WATCHED
};

struct _PscWorkerLink
{
  GSubprocess    *subprocess;
  PscFrameReader *reader;
  GString        *messages;
  int             in_fd;  /* the worker's standard input; owned by its stream */
  int             pidfd;
  pid_t           pid;
  int             interrupt_fd;
  struct pollfd   watched[N_WATCHED];
  gint64          stop_ns;  /* when a stopped worker is killed, or PSC_NEVER */

  PscWorkerLinkSilence silence; /* (nullable) */
  gpointer        silence_data;
  gint64          heard_ns;
  gint64          look_ns;     /* when to look whether it is stopped */
  gint64          patience_ns; /* until when silence is borne */
  gboolean        is_silent;

  gboolean        has_ended;
  int             exit_code; /* once it has ended */
  int             signal;    /* the same */
};

/**
 * psc_worker_link_new:
 * @argv: the worker's command line; the first word is an absolute path
 * @interrupt_fd: when it becomes readable the worker is told to stop
 * @mark: what it is marked with
 *
 * Starts a worker process.
 */
PscWorkerLink *
psc_worker_link_new (const char * const  *argv,
                     int                  interrupt_fd,
                     const char          *mark,
                     GError             **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) subprocess = NULL;
  PscWorkerLink *self;
  const char *id;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                        G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_PIPE |
                                        G_SUBPROCESS_FLAGS_INHERIT_FDS);
  g_subprocess_launcher_setenv (launcher, PSC_MARK_VARIABLE, mark, TRUE);
  subprocess = g_subprocess_launcher_spawnv (launcher, argv, error);
  if (subprocess == NULL)
    return NULL;

  self = g_new0 (PscWorkerLink, 1);
  self->in_fd = g_unix_output_stream_get_fd (
    G_UNIX_OUTPUT_STREAM (g_subprocess_get_stdin_pipe (subprocess)));
  self->watched[OUT].fd = g_unix_input_stream_get_fd (
    G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (subprocess)));
  self->watched[ERR].fd = g_unix_input_stream_get_fd (
    G_UNIX_INPUT_STREAM (g_subprocess_get_stderr_pipe (subprocess)));
  self->watched[INTERRUPT].fd = interrupt_fd;
  for (guint i = 0; i < N_WATCHED; i++)
    self->watched[i].events = POLLIN;

  /* A worker that does not read must not hold up its lane. */
  g_unix_set_fd_nonblocking (self->in_fd, TRUE, NULL);
  g_unix_set_fd_nonblocking (self->watched[ERR].fd, TRUE, NULL);

  id = g_subprocess_get_identifier (subprocess);
  self->pid = id != NULL ? atoi (id) : 0;
  self->pidfd = self->pid > 0 ? pidfd_open (self->pid, 0) : -1;
  self->interrupt_fd = interrupt_fd;
  self->stop_ns = PSC_NEVER;
  self->look_ns = G_MAXINT64;
  self->patience_ns = psc_clock_now_ns () + SILENCE_NS;
  self->reader = psc_frame_reader_new (self->watched[OUT].fd);
  self->messages = g_string_new (NULL);
  self->subprocess = g_steal_pointer (&subprocess);

  return self;
}

/**
 * psc_worker_link_free:
 *
 * Frees the link.  The worker must have been ended.
 */
void
psc_worker_link_free (PscWorkerLink *self)
{
  g_assert (self->has_ended);

  if (self->pidfd >= 0)
    close (self->pidfd);
  psc_frame_reader_free (self->reader);
  g_string_free (self->messages, TRUE);
  g_object_unref (self->subprocess);
  g_free (self);
}

/* Where the last lines begin that are kept. */
static gsize
find_last_lines (const char *text,
                 gsize       length)
{
  guint n_lines = 0;
  gsize begin = length;

  /* What ends the last line does not begin another one. */
  while (begin > 0 && (begin == length || text[begin - 1] != '\n' ||
                       ++n_lines < MESSAGES_LINES))
    begin--;

  return begin;
}

/**
 * psc_worker_link_watch_silence:
 * @silence: called with the moment when the worker was last heard of, once it
 *   has not been for a while though it should, or is found to be stopped; with
 *   %PSC_NEVER when it is heard again
 *
 * Sets who is told of a worker that does not answer.
 */
void
psc_worker_link_watch_silence (PscWorkerLink        *self,
                               PscWorkerLinkSilence  silence,
                               gpointer              user_data)
{
  self->silence = silence;
  self->silence_data = user_data;
}

static void
note_sign (PscWorkerLink *self)
{
  self->heard_ns = psc_clock_now_ns ();
  self->look_ns = self->heard_ns + OVERDUE_NS;
  self->patience_ns = self->heard_ns + SILENCE_NS;

  if (self->is_silent && self->silence != NULL)
    self->silence (PSC_NEVER, FALSE, self->silence_data);
  self->is_silent = FALSE;
}

static void
note_silence (PscWorkerLink *self,
              gboolean       is_stopped,
              gint64         patience_ns)
{
  self->is_silent = TRUE;
  self->patience_ns = psc_clock_now_ns () + patience_ns;
  if (self->silence != NULL)
    self->silence (self->heard_ns, is_stopped, self->silence_data);
}

/* Takes what the worker has written to its standard error, of which only the
 * end is kept. */
static void
read_messages (PscWorkerLink *self)
{
  char buffer[MESSAGES_LIMIT];
  gssize n_read = read (self->watched[ERR].fd, buffer, sizeof buffer);

  if (n_read > 0)
    {
      gsize begin;

      g_string_append_len (self->messages, buffer, n_read);
      begin = find_last_lines (self->messages->str, self->messages->len);
      if (self->messages->len - begin > MESSAGES_LIMIT)
        begin = self->messages->len - MESSAGES_LIMIT;
      g_string_erase (self->messages, 0, (gssize) begin);
    }
  else if (n_read == 0 || (errno != EAGAIN && errno != EINTR))
    {
      self->watched[ERR].fd = -1;
    }
}

/**
 * psc_worker_link_send:
 * @message: (transfer floating): the message
 *
 * Sends a message.  Returns %FALSE when the worker is gone, or a stop came
 * while it did not read.
 */
gboolean
psc_worker_link_send (PscWorkerLink  *self,
                      GVariant       *message,
                      GError        **error)
{
  /* The number of a closed descriptor may be another one's by now. */
  if (self->stop_ns != PSC_NEVER)
    {
      g_variant_unref (g_variant_ref_sink (message));
      g_set_error_literal (error, PSC_ERROR, PSC_ERROR_CLOSED,
                           _("it has been told to stop"));
      return FALSE;
    }

  /* From now on it is the worker's turn. */
  note_sign (self);

  return psc_frame_write (self->in_fd, message, self->watched[INTERRUPT].fd,
                          error);
}

/**
 * psc_worker_link_has_read:
 *
 * Whether the worker has read all that it was sent.  What one that has died
 * left in the pipe it has never known of.
 */
gboolean
psc_worker_link_has_read (PscWorkerLink *self)
{
  int n_bytes = 0;

  /* Without its descriptor there is nothing to be known. */
  if (self->stop_ns != PSC_NEVER)
    return TRUE;

  return ioctl (self->in_fd, FIONREAD, &n_bytes) != 0 || n_bytes == 0;
}

static void
close_input (PscWorkerLink *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->subprocess), NULL,
                         NULL);
}

static void
stop (PscWorkerLink *self)
{
  self->watched[INTERRUPT].fd = PSC_NO_INTERRUPT;
  self->stop_ns = psc_clock_now_ns () + STOP_NS;
  close_input (self);
}

/* The moment at which waiting comes to an end. */
static gint64
get_limit (PscWorkerLink *self,
           gint64         deadline_ns)
{
  if (self->stop_ns != PSC_NEVER)
    return MIN (deadline_ns, self->stop_ns);

  return deadline_ns != G_MAXINT64 ? deadline_ns
                                   : MIN (self->look_ns, self->patience_ns);
}

/* Waiting has come to its end; FALSE when it is not to go on. */
static gboolean
pass_limit (PscWorkerLink  *self,
            gint64          deadline_ns,
            GError        **error)
{
  gboolean is_stopped;

  if (self->stop_ns != PSC_NEVER || deadline_ns != G_MAXINT64)
    {
      g_set_error_literal (error, PSC_ERROR, PSC_ERROR_TIMED_OUT,
                           _("it did not answer in time"));
      return FALSE;
    }

  is_stopped = psc_process_is_paused (self->pid);
  if (self->look_ns != G_MAXINT64)
    {
      self->look_ns = G_MAXINT64;
      if (is_stopped)
        note_silence (self, TRUE, 2 * SILENCE_NS - OVERDUE_NS);
      return TRUE;
    }
  if (!self->is_silent)
    {
      note_silence (self, is_stopped, SILENCE_NS);
      return TRUE;
    }

  g_set_error (error, PSC_ERROR, PSC_ERROR_TIMED_OUT, is_stopped
               ? _("it was stopped and gave no sign for %u seconds")
               : _("it gave no sign for %u seconds"),
               (guint) (2 * SILENCE_NS / PSC_NSEC_PER_SEC));
  return FALSE;
}

/* Waits until there is something to read from the worker. */
static gboolean
wait_for_worker (PscWorkerLink  *self,
                 gint64          deadline_ns,
                 GError        **error)
{
  for (;;)
    {
      gint64 until_ns = get_limit (self, deadline_ns);
      gint64 left_ns = MAX (until_ns - psc_clock_now_ns (), 0);
      struct timespec wait = { left_ns / PSC_NSEC_PER_SEC,
                               left_ns % PSC_NSEC_PER_SEC };

      if (ppoll (self->watched, N_WATCHED, &wait, NULL) < 0)
        continue;

      if (self->watched[ERR].fd >= 0 && self->watched[ERR].revents != 0)
        read_messages (self);
      if (self->watched[INTERRUPT].fd >= 0 &&
          self->watched[INTERRUPT].revents != 0)
        stop (self);
      if (self->watched[OUT].revents != 0)
        return TRUE;

      if (psc_clock_now_ns () >= until_ns &&
          !pass_limit (self, deadline_ns, error))
        return FALSE;
    }
}

static gboolean
hear (PscWorkerLink  *self,
      gint64          deadline_ns,
      GError        **error)
{
  if (!wait_for_worker (self, deadline_ns, error) ||
      !psc_frame_reader_fill (self->reader, error))
    return FALSE;

  note_sign (self);

  return TRUE;
}

/**
 * psc_worker_link_receive:
 * @type: the type of the message that is due
 * @deadline_ns: a reading of the clock, or %G_MAXINT64 to wait for as long as
 *   the worker gives signs of life
 *
 * Waits for the worker's next message.
 *
 * Returns: (transfer full) (nullable): the message
 */
GVariant *
psc_worker_link_receive (PscWorkerLink       *self,
                         const GVariantType  *type,
                         gint64               deadline_ns,
                         GError             **error)
{
  GVariant *message;

  for (;;)
    {
      if (!psc_frame_reader_next (self->reader, type, &message, error))
        return NULL;
      if (message != NULL)
        return message;
      if (!hear (self, deadline_ns, error))
        return NULL;
    }
}

/**
 * psc_worker_link_receive_sign:
 * @deadline_ns: a reading of the clock
 *
 * Waits for a sign of life, and takes no message for one.
 */
gboolean
psc_worker_link_receive_sign (PscWorkerLink  *self,
                              gint64          deadline_ns,
                              GError        **error)
{
  guint n_signs = psc_frame_reader_get_n_beats (self->reader);

  for (;;)
    {
      g_autoptr (GVariant) message = NULL;

      if (!psc_frame_reader_next (self->reader, G_VARIANT_TYPE_UNIT, &message,
                                  error))
        return FALSE;
      if (psc_frame_reader_get_n_beats (self->reader) > n_signs)
        return TRUE;
      if (!hear (self, deadline_ns, error))
        return FALSE;
    }
}

/* The worker leads its own process group: its step goes with it.  To look for
 * what has left the group would hold up the lane; the run does so at its end. */
static void
kill_group (PscWorkerLink *self)
{
  gboolean is_buried = g_subprocess_get_identifier (self->subprocess) == NULL;

  /* As long as something is left of the group, nobody else is given its number:
   * where there is such a process again, the group is another program's. */
  if (self->pid > 0 && (!is_buried || kill (self->pid, 0) != 0))
    kill (-self->pid, SIGKILL);
}

static gboolean
wait_for_exit (PscWorkerLink *self)
{
  gint64 deadline_ns = psc_clock_now_ns () +
                       LEAVE_MS * G_GINT64_CONSTANT (1000000);

  for (;;)
    {
      struct pollfd watched[2] = {
        { self->pidfd, POLLIN, 0 },
        self->watched[ERR],
      };
      gint64 left_ms = (deadline_ns - psc_clock_now_ns ()) / 1000000;

      /* Without a pidfd its word to GLib is looked for now and then. */
      if (self->pidfd < 0)
        left_ms = MIN (left_ms, 5);
      poll (watched, G_N_ELEMENTS (watched), (int) MAX (left_ms, 0));

      if (watched[1].fd >= 0 && watched[1].revents != 0)
        read_messages (self);
      if (watched[0].revents != 0 ||
          g_subprocess_get_identifier (self->subprocess) == NULL)
        return TRUE;
      if (psc_clock_now_ns () >= deadline_ns)
        return FALSE;
    }
}

/**
 * psc_worker_link_end:
 * @clean: whether the worker is in order and may leave by itself
 *
 * Ends the worker.  One that is not in order is killed, with its step; so is
 * one that does not leave.  Afterwards its exit status is known.
 */
void
psc_worker_link_end (PscWorkerLink *self,
                     gboolean       clean)
{
  gboolean left;

  if (self->has_ended)
    return;

  close_input (self);
  left = clean && wait_for_exit (self);
  if (!left && !clean)
    {
      /* If it has died by itself, how is known a moment later. */
      struct pollfd exit = { self->pidfd, POLLIN, 0 };

      poll (&exit, 1, 20);
    }

  if (!left)
    {
      kill_group (self);
      g_subprocess_force_exit (self->subprocess);
      wait_for_exit (self);
    }

  while (self->watched[ERR].fd >= 0)
    {
      struct pollfd more = self->watched[ERR];

      if (poll (&more, 1, 0) <= 0)
        break;
      read_messages (self);
    }

  psc_exit_wait (self->subprocess, self->pidfd, &self->exit_code,
                 &self->signal);
  self->has_ended = TRUE;
}

/**
 * psc_worker_link_is_stopped:
 *
 * Whether the worker was told to stop.
 */
gboolean
psc_worker_link_is_stopped (PscWorkerLink *self)
{
  return self->stop_ns != PSC_NEVER ||
         psc_interrupt_wait (self->interrupt_fd, 0);
}

/**
 * psc_worker_link_get_pidfd:
 *
 * Returns: the descriptor of the worker's process, which stays the link's; -1
 *   where the kernel has none for us
 */
int
psc_worker_link_get_pidfd (PscWorkerLink *self)
{
  return self->pidfd;
}

/**
 * psc_worker_link_get_exit_code:
 *
 * The ended worker's exit status; -1 if a signal ended it.
 */
int
psc_worker_link_get_exit_code (PscWorkerLink *self)
{
  g_return_val_if_fail (self->has_ended, -1);

  return self->exit_code;
}

/**
 * psc_worker_link_get_signal:
 *
 * The signal that ended the worker; 0 if it exited.
 */
int
psc_worker_link_get_signal (PscWorkerLink *self)
{
  g_return_val_if_fail (self->has_ended, 0);

  return self->signal;
}

/**
 * psc_worker_link_get_messages:
 *
 * Returns: (transfer none): the end of what the worker wrote to its standard
 *   error, in whatever encoding
 */
const char *
psc_worker_link_get_messages (PscWorkerLink *self)
{
  return self->messages->str;
}
